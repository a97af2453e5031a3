"""One writer, many readers who cannot write; other versions' files; places."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import papers
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from variorum.store import LockedError, LostError, NoStoreError, StoreError, View, Writer
from variorum.store.database import place, writing
from variorum.store.lock import acquire
from variorum.store.schema import SCHEMA_VERSION

_HOLD = """
import sys, time
from variorum.store import Writer
writer = Writer(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_writer_is_told_who_the_first_is(db: str) -> None:
    with Writer(db), pytest.raises(LockedError, match=r"process \d+ on .*one writer at a time"):
        Writer(db)
    with Writer(db):
        pass


def test_a_writer_may_wait_for_the_one_before(db: str) -> None:
    first = Writer(db)
    from threading import Timer

    Timer(0.5, first.close).start()
    with Writer(db, wait=20):
        pass


def test_the_lock_of_a_killed_writer_is_free_at_once(db: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", _HOLD, db], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(LockedError):
        Writer(db)
    with View(db) as view:
        assert "process" in view.status().writer
    process.kill()
    process.wait()
    with Writer(db, wait=20), View(db) as view:
        assert view.status().writer


def test_a_view_cannot_write(db: str) -> None:
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY)
        with View(db) as view, pytest.raises((StoreError, DBAPIError), match="read"), view._reading() as connection:
            connection.execute(text("DELETE FROM articles"))
    with View(db) as view:
        assert view.status().articles == 1


def test_a_view_sees_what_is_kept_while_the_writer_goes_on_writing(db: str) -> None:
    with Writer(db) as writer, View(db) as view:
        assert view.status().articles == 0
        with writer.transaction():
            papers.put(writer, papers.FERRY)
            assert view.status().articles == 0
        assert view.status().articles == 1


def test_a_view_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NoStoreError, match="variorum add"):
        View(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    for opened in (Writer, View):
        with pytest.raises(StoreError, match=r"it is a folder; name a file in it"):
            opened(tmp_path)


def test_a_writer_that_lost_its_lock_cannot_write(db: str) -> None:
    """Somebody else may hold it by now."""
    if "://" not in db:
        pytest.skip("the lock of a file cannot be lost")
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY)
        with View(db) as view, view._engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        for _ in range(3):
            with pytest.raises(LostError):
                papers.put(writer, papers.MARKET)
    with Writer(db, wait=5) as writer, View(db) as view:
        assert view.status().articles == 1


def test_a_store_can_be_read_from_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with Writer(tmp_path / "a.db") as writer:
        papers.put(writer, papers.FERRY)
    for leftover in ("a.db-wal", "a.db-shm"):
        (tmp_path / leftover).unlink(missing_ok=True)
    with View(tmp_path / "a.db") as view:
        assert view.search("ferry").total == 1


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    for opened in (Writer, View):
        with pytest.raises(StoreError, match=r"recipes|no store"):
            opened(other)
    note = tmp_path / "note.txt"
    note.write_text("not a database at all " * 50)
    with pytest.raises(StoreError, match=r"note\.txt"):
        View(note)
    with pytest.raises(StoreError, match=r"note\.txt"):
        Writer(note)
    assert note.read_text().startswith("not a database")


def test_a_store_of_a_newer_version_says_so(db: str) -> None:
    with Writer(db) as writer, writer.transaction() as connection:
        connection.execute(text("UPDATE meta SET value = '999' WHERE name = 'schema'"))
    for opened in (Writer, View):
        with pytest.raises(StoreError, match=r"newer version of variorum .*999"):
            opened(db)
    # The lock is given back by the one that could not open it.
    acquire(place(db), writing(place(db))).release()


def test_places() -> None:
    assert place("a/b.db").path == Path("a/b.db")
    assert place("sqlite:///a.db").path == Path("a.db")
    assert place("sqlite:////a.db").path == Path("/a.db")
    assert place("postgres://me:secret@host/db").url == "postgresql://me:secret@host/db"
    assert "secret" not in place("postgresql://me:secret@host/db").name
    with pytest.raises(StoreError, match="mysql"):
        place("mysql://host/db")


def test_the_environment_names_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VARIORUM_DB", raising=False)
    assert place().path == Path("variorum.db")
    monkeypatch.setenv("VARIORUM_DB", "postgresql://host/db")
    assert place().url == "postgresql://host/db"
    assert place("x.db").path == Path("x.db")


def test_a_file_here_names_the_place_after_flag_and_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VARIORUM_DB", raising=False)
    file = tmp_path / "variorum.toml"
    file.write_text('\ufeff# the team\'s\ndb = "postgresql://host/desk"\n', "utf-8")
    assert place().url == "postgresql://host/desk"
    monkeypatch.setenv("VARIORUM_DB", "environment.db")
    assert place().path == Path("environment.db")
    # Who names a place is not kept from it by a file that is broken.
    file.write_text("db = ", "utf-8")
    assert place().path == Path("environment.db")
    assert place("x.db").path == Path("x.db")


def test_the_sign_for_home_in_the_file_is_not_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VARIORUM_DB", raising=False)
    monkeypatch.setenv("HOME", "/home/editor")
    (tmp_path / "variorum.toml").write_text('db = "~/desk.db"\n', "utf-8")
    assert place().path == Path("/home/editor/desk.db")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"db = desk.db", "cannot be read"),
        (b'db = "\xff.db"', "cannot be read"),
        (b"db = 3", "no text"),
        (b'[db]\npath = "desk.db"', "no text"),
        (b'database = "desk.db"', "unknown setting database"),
    ],
)
def test_a_file_that_cannot_be_obeyed_is_an_error_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VARIORUM_DB", raising=False)
    (tmp_path / "variorum.toml").write_bytes(content)
    for opened in (Writer, View):
        with pytest.raises(StoreError, match=rf"^variorum\.toml: .*{reason}") as caught:
            opened()
        assert "\n" not in str(caught.value)
    assert not (tmp_path / "variorum.db").exists()


def test_a_server_that_is_not_there_is_an_error_in_a_line() -> None:
    for opened in (Writer, View):
        with pytest.raises(StoreError) as caught:
            opened("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2")
        assert "\n" not in str(caught.value)


def test_the_schema_has_a_version(db: str) -> None:
    with Writer(db):
        pass
    with View(db) as view:
        assert view.status().schema == SCHEMA_VERSION

"""Where a store is, and how it is opened: for writing by one, for reading by many."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from variorum.store.records import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

DEFAULT = "variorum.db"
VARIABLE = "VARIORUM_DB"
FILE, _KEY = Path("variorum.toml"), "db"
_PATIENCE_MS = 30_000
_CACHE_KIB = 32_000


@dataclass(frozen=True, slots=True)
class Place:
    """A store's place: the `path` of an SQLite file, or the `url` of a PostgreSQL database."""

    path: Path | None
    url: str = ""

    @property
    def told(self) -> str:
        """What `place` makes the same place of."""
        return str(self.path) if self.path is not None else self.url

    @property
    def name(self) -> str:
        """What people are told, without a password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url)
        return self.url.replace(f":{parts.password}@", ":***@") if parts.password else self.url


def place(db: str | Path = "") -> Place:
    """Where a store is: `db`, or what the environment says, or `variorum.toml` here, or `variorum.db` here.

    Raises `StoreError`.
    """
    told = str(db) or os.environ.get(VARIABLE, "") or _in_file() or DEFAULT
    scheme, mark, rest = told.partition("://")
    if not mark:
        return Place(Path(told))
    if scheme == "sqlite":
        return Place(Path(rest.removeprefix("/") if rest.startswith("/") else rest))
    if scheme.split("+")[0] in ("postgresql", "postgres"):
        return Place(None, f"postgresql://{rest}")
    raise StoreError(f"{told}: not a store's place; give the path of a file or a postgresql:// address")


def _in_file() -> str:
    """What `variorum.toml` in the current folder says, or nothing. Raises `StoreError` where it cannot be obeyed.

    Going on with another store than the one that is meant would look as if its articles were lost.
    """
    try:
        table = tomllib.loads(FILE.read_text("utf-8-sig"))
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as wrong:
        raise StoreError(f"{FILE}: it cannot be read ({wrong}); mend it") from wrong
    if unknown := sorted(set(table) - {_KEY}):
        raise StoreError(f'{FILE}: unknown setting {", ".join(unknown)}; it may say {_KEY} = "PATH or URL"')
    told = table.get(_KEY, "")
    if not isinstance(told, str):
        raise StoreError(f'{FILE}: {_KEY} is no text; write {_KEY} = "PATH or URL", with quotation marks')
    # No shell has seen to the sign for one's home here, as it has with an option.
    return os.path.expanduser(told)  # noqa: PTH111  (a path object would spoil an address)


def refuse_folder(at: Place) -> None:
    """Raise `StoreError` where a folder is named instead of a file."""
    if at.path is not None and at.path.is_dir():
        raise StoreError(f"{at.name}: it is a folder; name a file in it, such as {at.path / DEFAULT}")


def writing(at: Place) -> Engine:
    """An engine that writes; the file is made if it is not there. It has one connection to a server."""
    if at.path is None:
        return _postgresql(at, {}, pool_size=1, max_overflow=0)
    return _sqlite(at.path, "rwc", _prepare_writing, "BEGIN IMMEDIATE")


def reading(at: Place) -> Engine:
    """An engine that cannot write."""
    if at.path is None:
        return _postgresql(at, {"options": "-c default_transaction_read_only=on"}, pool_pre_ping=True)
    return _sqlite(at.path, "ro", _prepare_reading, "BEGIN")


def appending(at: Place) -> Engine:
    """An engine for short writes beside the writer's."""
    if at.path is None:
        return _postgresql(at, {}, pool_pre_ping=True)
    return _sqlite(at.path, "rw", _prepare_writing, "BEGIN IMMEDIATE")


def _postgresql(at: Place, arguments: dict[str, str], **pool: Any) -> Engine:
    from sqlalchemy import create_engine

    url = "postgresql+psycopg://" + at.url.partition("://")[2]
    return create_engine(url, connect_args={"application_name": "variorum", **arguments}, **pool)


def _sqlite(path: Path, mode: str, prepare: Callable[[Any], None], begin: str) -> Engine:
    from sqlalchemy import create_engine, event

    address = f"sqlite:///file:{quote(str(path.absolute()))}?mode={mode}&uri=true"
    engine = create_engine(address, connect_args={"timeout": _PATIENCE_MS / 1000, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        # The driver's own idea of when a transaction begins is switched off; the engine says so below.
        connection.isolation_level = None
        prepare(connection)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _prepare_writing(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    # FULL: a commit is on the disk when it is acknowledged, so that neither a killed process nor a power cut loses it.
    connection.execute("PRAGMA synchronous=FULL")
    _prepare(connection)


def _prepare_reading(connection: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
    _prepare(connection)


def _prepare(connection: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store=MEMORY")

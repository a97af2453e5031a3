"""The commands on a store: their names, their JSON, their messages, their exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import postgresql
import pytest
from typer.testing import CliRunner, Result

from variorum.cli.app import app
from variorum.desk import Desk
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Errors, in a process of its own, go to standard error; here both are in `output`.
NAMES = ["id", "title", "articles", "outlets", "independent_sources", "first", "last"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture(scope="module", params=postgresql.DATABASES)
def original(request: pytest.FixtureRequest, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The place of the store that each test gets a copy of."""
    if request.param == "sqlite":
        yield str(made / "desk.db")
        return
    with postgresql.place(request.param, request, tmp_path_factory.mktemp("original")) as place:
        with Desk(place) as desk:
            list(desk.add([str(made / "papers")]))
            list(desk.refresh())
        yield place


@pytest.fixture
def store(original: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    kind = "postgresql" if "://" in original else "sqlite"
    with postgresql.place(kind, request, tmp_path, original) as place:
        yield place


def told(*arguments: object) -> Any:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_stories_as_json_are_a_list_of_what_is_promised(store: str) -> None:
    large, small = told("stories", "--db", store, "--json")
    assert list(large)[:7] == NAMES
    assert (large["articles"], small["articles"]) == (3, 1)
    assert large["first"].startswith("2025-03-01")
    assert [s["id"] for s in told("stories", "--db", store, "--json", "--least", "2")] == [large["id"]]


def test_the_environment_names_the_store(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_DB", store)
    assert len(told("stories", "--json")) == 2
    assert told("status", "--json")["articles"] == 4


def test_a_file_here_names_the_store(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VARIORUM_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "variorum.toml").write_text(f'db = "{store.removeprefix(f"{tmp_path}/")}"', "utf-8")
    assert told("status", "--json")["articles"] == 4
    (tmp_path / "variorum.toml").write_text("db = ", "utf-8")
    for command in (["stories"], ["add"], ["serve"], ["judge", "list"]):
        result = run(*command)
        assert result.exit_code == 1
        assert "variorum.toml" in result.output


def test_an_empty_place_is_an_empty_list_and_otherwise_a_word_how_to_begin(tmp_path: Path) -> None:
    assert told("stories", "--db", tmp_path / "none.db", "--json") == []
    for command in (["stories"], ["status"], ["search", "x"], ["show", "x"], ["judge", "list"]):
        result = run(*command, "--db", tmp_path / "none.db")
        assert result.exit_code == 1
        assert "variorum add" in " ".join(result.output.split())


def test_show_and_export_give_the_edition(store: str, tmp_path: Path) -> None:
    story = told("stories", "--db", store, "--json")[0]["id"]
    edition = told("show", story[6:10], "--db", store, "--json")
    assert edition["story"]["id"] == story
    history = run("show", story, "--db", store, "--history").output
    assert "Aurora" in history
    assert "run 1   joined" in history
    assert f"run 1: variorum {__version__}, begun " in history
    assert run("export", story, "-o", tmp_path / "out", "--db", store).exit_code == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"edition.html", "edition.json", "edition.md"}
    assert json.loads((tmp_path / "out" / "edition.json").read_text("utf-8")) == edition
    assert run("verify", tmp_path / "out" / "edition.json").exit_code == 0
    assert run("export", story, "-o", tmp_path, "--to", "none", "--db", store).exit_code == 2


def test_search_finds_by_words_and_by_meaning(store: str) -> None:
    found = told("search", "ferry", "tugs", "--db", store, "--json")
    assert found["total"] == len(found["hits"]) == 3
    assert (
        told("search", "tugs", "--outlet", found["hits"][0]["article"]["outlet"], "--db", store, "--json")["total"] == 1
    )
    near = told("search", "--meaning", "barco encallado", "--db", store, "--json", "--limit", "1")
    assert near["hits"][0]["article"]["story"] == found["hits"][0]["article"]["story"]
    assert "nothing found" in run("search", "zebra", "--db", store).output
    assert run("search", "x", "--since", "yesterweek", "--db", store).exit_code == 2


def test_a_false_alarm_is_rejected_and_that_is_taken_back(store: str) -> None:
    story = told("stories", "--db", store, "--json")[0]
    edition = told("show", story["id"], "--db", store, "--json")
    number = next(d["id"] for d in edition["discrepancies"] if d["kind"] == "number")
    made = told("judge", "reject", story["id"], number, "-m", "crew", "--author", "Mia", "--db", store, "--json")
    assert (made["id"], made["decision"], made["obeyed"]) == ("j1", "rejected", True)
    assert told("stories", "--db", store, "--json")[0]["conflicts"] == story["conflicts"] - 1
    assert told("show", story["id"], "--db", store, "--json")["judgements"][0]["author"] == "Mia"
    assert "Mia" in run("judge", "list", "--db", store).output
    assert run("judge", "undo", "j1", "--author", "Ole", "--db", store).exit_code == 0
    assert told("judge", "list", "--db", store, "--json") == []
    assert told("judge", "list", "--undone", "--db", store, "--json")[0]["undone_by"] == "Ole"
    assert told("stories", "--db", store, "--json")[0]["conflicts"] == story["conflicts"]


def test_wrong_judgements_say_what_is_wrong(store: str) -> None:
    large, small = (s["id"] for s in told("stories", "--db", store, "--json"))
    for command, said in (
        (["merge", large, large], "already"),
        (["merge", large, "story-zzz"], "no story"),
        (["reject", large, "d99"], "d99"),
        (["split", large, "nobody"], "nobody"),
        (["undo", "j9"], "j9"),
        (["same", small, "s1"], "two statements"),
    ):
        result = run("judge", *command, "--db", store)
        assert (result.exit_code, said in result.output) == (1, True), result.output
    assert run("judge", "retype", large, "d1", "--kind", "colour", "--db", store).exit_code == 2
    assert run("judge", "retype", large, "d1", "--db", store).exit_code == 2


def test_adding_tells_what_became_of_each(either: str, papers: Path) -> None:
    first = told("add", papers / "radio-coast.txt", "--db", either, "--no-editions", "--json")
    assert [(a["outcome"], bool(a["story"])) for a in first["added"]] == [("new", True)]
    assert first["editions"] == []
    # Without inputs, what was left undone is done.
    assert told("add", "--db", either, "--json")["editions"] == [first["added"][0]["story"]]
    lost = run("add", papers / "none.txt", "--db", either)
    assert lost.exit_code == 1
    assert "none.txt" in lost.output
    some = run("add", papers / "none.txt", papers / "radio-coast.txt", "--db", either)
    assert some.exit_code == 3
    assert "1 known already" in some.output

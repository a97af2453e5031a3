"""The table of who reports what, of more articles than a table can have columns."""

import pytest
from edition.many import many
from edition.pages import read

from variorum.edition import view
from variorum.edition.html import render
from variorum.edition.strips import runs, strip


def test_neighbours_are_one_run() -> None:
    assert runs([0, 1, 2, 5, 7, 8]) == [(0, 3), (5, 1), (7, 2)]
    assert runs([]) == []


def test_a_strip_has_a_path_for_each_stance_and_tells_their_number() -> None:
    found = strip(["states", "states", "silent", "quotes", "omits", "states"])
    assert found.paths == (("states", "M0 5h2M5 5h1"), ("quotes", "M3 5h1"), ("omits", "M4 5h1"))
    assert found.caption == "3 state it, 1 quote it, 1 leave it out, of 6 articles"


def test_silence_draws_nothing() -> None:
    assert strip(["silent", "silent"]).paths == ()


def test_many_articles_are_drawn_and_few_are_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = many(9, 12)
    few = read(render(edition))
    assert not [e for e in few.all("svg") if e.attributes.get("class") == "strip"]
    monkeypatch.setattr(view, "_WIDE", 8)
    page = read(render(edition))
    strips = [e for e in page.all("svg") if e.attributes.get("class") == "strip"]
    shared = [s for s in edition.statements if len(s.articles) > 1]
    assert len(strips) == len(shared)
    assert all(e.attributes["viewbox"] == "0 0 9 10" and e.attributes["aria-label"] for e in strips)
    assert len(page.all("td")) == len(shared) < len(few.all("td"))

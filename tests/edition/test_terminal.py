import io
from dataclasses import replace

import pytest
from edition.many import many, of_text
from edition.test_html import HOSTILE, with_everything
from rich.console import Console

from variorum.edition import Edition, html, markdown
from variorum.edition.terminal import summary


def printed(edition: Edition, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(summary(edition))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_what_an_editor_wants_first(edition: Edition) -> None:
    text = printed(edition)
    assert "3 articles by 3 outlets, 2 independent sources, 12–13 March 2024" in text
    assert "source 1 B Morning Ledger   C The Valley Post" in text
    assert "number  two gates B C  |  three gates A" in text
    assert "C rewrites B, 42 %" in text
    partly = replace(edition.lineage.edges[0], partial=True)
    assert "C in part rewrites B, 42 %" in printed(replace(edition, lineage=replace(edition.lineage, edges=(partly,))))
    assert "C 1 alone: Schools in the valley stay closed until Friday" in text
    assert "3 conflicts, 1 variant, and 1 compatible" in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_it_fits_the_width(edition: Edition, width: int) -> None:
    assert max(len(line) for line in printed(edition, width).split("\n")) <= width


def test_it_is_short_however_large_the_story() -> None:
    assert printed(many(100, 60)).count("\n") < 120


def test_small_stories() -> None:
    assert "none found" in printed(many(2, 4, differing=False))
    assert "Where it comes from" not in printed(of_text("The bell rang."))


@pytest.mark.parametrize("text", [*HOSTILE, "[bold red]no markup[/]", "[link=x]y[/link]"])
def test_hostile_words_cannot_steer_the_terminal(text: str, edition: Edition) -> None:
    for each in (with_everything(edition, text), of_text(text, outlet=text, title=text)):
        shown = printed(each, 400)
        assert all(c.isprintable() or c in "\n\u2028\u2029" for c in shown.replace("\u2066", "").replace("\u2069", ""))
    assert "[bold red]" in printed(with_everything(edition, "[bold red]"))


@pytest.mark.parametrize(
    ("kept", "words"),
    [(False, "could stand here alone."), (True, "No sentence that could stand here alone is undisputed.")],
)
def test_a_brief_without_agreed_sentences_says_so_everywhere(edition: Edition, kept: bool, words: str) -> None:
    disputed = tuple(s for s in edition.brief if s.disputed)
    assert disputed
    empty = replace(edition, brief=disputed if kept else ())
    for text in (" ".join(printed(empty).split()), markdown.render(empty), html.render(empty)):
        assert words in text
        assert "What happened" in text
    assert words not in printed(edition)

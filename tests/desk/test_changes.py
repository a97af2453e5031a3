"""What changed between two versions of an article: each edit is told once, as what it is."""

from __future__ import annotations

import pytest

from variorum.desk.changes import Change, ChangeKind, changes
from variorum.model import Article, Block, BlockKind

BEFORE = (
    "The ferry Aurora ran aground off Kessel on Saturday. Forty passengers were on board the ferry. "
    "Two tugs pulled it free at noon. The company declined to comment."
)


def article(text: str, title: str = "") -> Article:
    return Article("a", text, (Block(0, len(text), BlockKind.BODY),), "Herald", title, "2025-03-01", "en")


def edits(after: str, before: str = BEFORE) -> list[Change]:
    found = changes(article(before), article(after))
    for change in found:
        assert change.old is None or before[change.old.start : change.old.end] == change.old_text
        assert change.new is None or after[change.new.start : change.new.end] == change.new_text
    return [change for change in found if change.kind is not ChangeKind.KEPT]


def test_what_did_not_change_is_kept() -> None:
    assert edits(BEFORE) == []
    assert len(changes(article(BEFORE), article(BEFORE))) >= 4


def test_a_value_that_changed_says_how() -> None:
    (change,) = edits(BEFORE.replace("Forty", "Ninety"))
    assert change.kind is ChangeKind.CHANGED
    assert "40" in change.reasons[0]
    assert "90" in change.reasons[0]


def test_a_sentence_that_was_taken_out_stands_where_it_stood() -> None:
    (change,) = edits(BEFORE.replace("Two tugs pulled it free at noon. ", ""))
    assert (change.kind, change.new) == (ChangeKind.DROPPED, None)
    assert change.old_text.startswith("Two tugs")


def test_a_sentence_that_was_put_in() -> None:
    (change,) = edits(BEFORE + " Divers will inspect the hull on Monday.")
    assert (change.kind, change.old) == (ChangeKind.ADDED, None)


def test_other_words_for_the_same_are_a_rewording() -> None:
    (change,) = edits(BEFORE.replace("pulled it free", "pulled the vessel free"))
    assert change.kind is ChangeKind.REWORDED


@pytest.mark.parametrize("after", [BEFORE.replace(". ", ".\n\n"), BEFORE.replace("Forty", "forty"), f"  {BEFORE}"])
def test_space_and_case_are_no_change(after: str) -> None:
    assert edits(after) == []


def test_order_is_no_change() -> None:
    first, rest = BEFORE.split(". ", 1)
    assert edits(f"{rest} {first}.") == []


def test_a_headline_outside_the_text() -> None:
    found = changes(article(BEFORE, "Ferry aground"), article(BEFORE, "Ferry sinks"))
    assert [(c.kind, c.old_text, c.new_text) for c in found if c.old is c.new is None] == [
        (ChangeKind.REWORDED, "Ferry aground", "Ferry sinks")
    ]


def test_from_nothing_to_nothing() -> None:
    assert edits("", "") == []
    assert {c.kind for c in edits(BEFORE, "")} == {ChangeKind.ADDED}

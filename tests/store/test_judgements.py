"""Judgements on record: beside the writer, with author and time, taken back and kept."""

from __future__ import annotations

import papers
import pytest

from variorum.desk import judge
from variorum.judgements import Decision, JudgementKind
from variorum.store import StoreError, UnknownError, View, Writer


def test_a_judgement_is_kept_while_another_process_is_the_writer(db: str) -> None:
    with Writer(db) as writer:
        a, _ = papers.story_of(writer, papers.FERRY, papers.LATER)
        b = writer.stories.start([papers.put(writer, papers.MARKET, name="m").id])
        made = judge.merge(db, a, b, author="  Mia \n Berg ", comment="one event")
        assert made.id == "j1"
        assert (made.author, made.decision, made.holds) == ("Mia Berg", Decision.ONE, True)
        assert [(j.id, in_force) for j, in_force in writer.waiting_judgements()] == [("j1", False)]
        assert not judge.settle(db, wait=0)
    with View(db) as view:
        assert view.judgements(b) == view.judgements() == [made]


def test_one_taken_back_stays_on_record(db: str) -> None:
    with Writer(db) as writer:
        a, _ = papers.story_of(writer, papers.FERRY)
    made = judge.comment(db, a, "Call the harbour master", author="Mia")
    undone = judge.undo(db, made.id, author="Ole")
    assert (undone.undone_by, undone.holds) == ("Ole", False)
    with View(db) as view:
        assert view.judgements() == []
        assert view.judgements(undone=True) == [undone]
    with pytest.raises(UnknownError, match="taken back already"):
        judge.undo(db, made.id, author="Ole")
    with pytest.raises(UnknownError, match="j77"):
        judge.undo(db, "j77", author="Ole")


def test_a_decision_against_an_earlier_one_names_that(db: str) -> None:
    with Writer(db) as writer:
        a, _ = papers.story_of(writer, papers.FERRY)
        b = writer.stories.start([papers.put(writer, papers.MARKET, name="m").id])
    judge.apart(db, a, b, author="Mia")
    with pytest.raises(StoreError, match=r"Mia decided otherwise .*variorum judge undo j1"):
        judge.merge(db, a, b, author="Ole")


@pytest.mark.parametrize("author", ["", "  "])
def test_nobody_cannot_judge(db: str, author: str) -> None:
    with Writer(db) as writer:
        a, _ = papers.story_of(writer, papers.FERRY)
    with pytest.raises(StoreError, match="author"):
        judge.comment(db, a, "yes", author=author)


def test_odd_words_come_back(db: str) -> None:
    with Writer(db) as writer:
        a, _ = papers.story_of(writer, papers.FERRY)
    judge.comment(db, a, "half \ud83d and <b>", author="M\x00ia")
    with View(db) as view:
        assert view.judgements()[0].kind is JudgementKind.COMMENT


def test_there_is_no_judging_a_store_that_is_not_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(StoreError, match="variorum add"):
        judge.comment(tmp_path_factory.mktemp("x") / "a.db", "s", "text", author="Mia")

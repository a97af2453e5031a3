"""What becomes of editions that are made beside the writer, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from variorum.desk import Desk
from variorum.desk.memory import Memory
from variorum.desk.refreshing import make
from variorum.desk.watch import DeskTaker
from variorum.desk.workshop import Ended, Failed, Found, OutOfReach, Workshop
from variorum.pipeline import encoder_of
from variorum.settings import Settings
from variorum.store import LostError, View
from variorum.store.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from variorum.desk.refreshing import Made
    from variorum.desk.workshop import Answer
    from variorum.feeds.events import Event

PLAIN = Settings(encoder="ngrams")


class Bench:
    """A desk with a taker whose workshop is told what to answer."""

    def __init__(self, db: str) -> None:
        self.events: list[Event] = []
        self.db = db
        self.taker = DeskTaker(self.events.append, in_gaps=True)
        self.desk = self.taker.desk = Desk(db, settings=PLAIN, complain=self.taker.complain)
        self.shop = self.taker.workshop = Scripted()

    def made(self, story: str) -> Made:
        """The edition of a story as it is now, made as the workshop makes it."""
        source = Source(self.db)
        try:
            return make(story, source, Memory(None), self.desk.settings, encoder_of(PLAIN))
        finally:
            source.close()

    def answer(self, *answers: Answer) -> list[str]:
        """Let the workshop answer; the names of the events that come of it."""
        before = len(self.events)
        self.shop.waiting += answers
        self.taker.spare()
        return [event.name for event in self.events[before:]]


class Scripted(Workshop):
    """A workshop without a process."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.waiting: list[Answer] = []
        self.story = ""

    def give(self, story: str) -> None:
        self.given.append(story)
        self.story = story

    def answers(self, patience: float = 0.0) -> Iterator[Answer]:
        while self.waiting:
            answer = self.waiting.pop(0)
            if not isinstance(answer, Found):
                self.story = ""
            yield answer


@pytest.fixture
def bench(either: str, papers: Path) -> Iterator[Bench]:
    """A bench with two stories that wait for their editions."""
    made = Bench(either)
    with made.desk:
        added = list(made.desk.add([str(papers)]))
        apart = next(each for each in added if "brannock" in each.origin)
        if made.desk.writer.stories.sizes([1])[1] == len(added):
            made.desk.writer.stories.split(apart.story, [apart.article])
        assert len(made.desk.writer.stale()) == 2
        yield made


def test_editions_are_kept_one_after_the_other(bench: Bench) -> None:
    assert bench.answer() == []
    assert bench.taker.spare() is False, "one is in hand"
    (first,) = bench.shop.given
    assert bench.answer(bench.made(first)) == ["edition"]
    second = bench.shop.given[1]
    assert bench.answer(bench.made(second)) == ["edition"]
    assert bench.answer() == []
    assert len(bench.shop.given) == 2
    with View(bench.db) as view:
        assert all((found := view.edition(story)) and found.story.id == story for story in (first, second))
        assert view.status().stale == 0


def test_a_story_that_failed_is_told_and_the_next_one_made(bench: Bench) -> None:
    bench.answer()
    first = bench.shop.story
    assert bench.answer(Failed(first, "ValueError: no")) == ["fault"]
    assert bench.shop.story not in ("", first)


def test_a_workshop_lost_twice_over_one_story_goes_on_with_the_next(bench: Bench) -> None:
    bench.answer()
    first = bench.shop.story
    assert bench.answer(Ended(first, "it ended (-9)")) == ["later"]
    assert bench.shop.story == first
    assert bench.answer(Ended(first, "it ended (-9)")) == ["fault"]
    assert bench.shop.story not in ("", first)


def test_an_edition_in_between_forgives_a_loss(bench: Bench) -> None:
    bench.answer()
    first = bench.shop.story
    assert bench.answer(Ended(first, "it ended (-9)")) == ["later"]
    assert bench.answer(bench.made(first)) == ["edition"]
    assert bench.answer(Ended(bench.shop.story, "it ended (-9)")) == ["later"]


def test_a_store_that_cannot_be_read_is_opened_again(bench: Bench) -> None:
    bench.answer()
    with pytest.raises(LostError, match="no route"):
        bench.answer(OutOfReach("no route"))


def test_the_edition_of_a_story_that_was_merged_meanwhile_is_not_kept(bench: Bench) -> None:
    bench.answer()
    first = bench.shop.story
    made = bench.made(first)
    other = next(story for story in bench.desk.writer.stale() if story != first)
    bench.desk.writer.stories.merge(other, [first])
    assert bench.answer(made) == []
    assert bench.shop.story == other
    with View(bench.db) as view:
        assert view.edition(other) is None
        assert view.status().stale == 1
    assert bench.answer(bench.made(other)) == ["edition"]
    with View(bench.db) as view:
        edition = view.edition(first)
        assert edition is not None
        assert len(edition.articles) == 4


def test_a_story_that_grew_meanwhile_waits_again(bench: Bench) -> None:
    bench.answer()
    made = bench.made(bench.shop.story)
    other = next(each for each in bench.desk.writer.stale() if each != made.story)
    article = bench.desk.writer.material(other).articles[0].row.id
    bench.desk.writer.stories.move(article, made.story)
    assert bench.answer(made) == ["edition"]
    assert made.story in bench.desk.writer.stale()


def test_the_process_makes_what_the_writer_would_and_begins_anew_after_a_kill(either: str, papers: Path) -> None:
    with Desk(either, settings=PLAIN) as desk:
        list(desk.add([str(papers)]))
        story = max(desk.writer.stale(), key=lambda s: len(desk.writer.material(s).articles))
        woken = threading.Event()
        with Workshop(either, desk.settings, woken.set) as shop:
            shop.give(story)
            os.kill(shop._process.pid, signal.SIGKILL)  # type: ignore[union-attr, arg-type]
            (lost,) = shop.answers(60.0)
            assert woken.is_set()
            assert isinstance(lost, Ended)
            assert lost.story == story
            assert shop.story == ""
            shop.give(story)
            answers: list[Answer] = []
            while shop.story:
                answers += shop.answers(120.0)
            *found, made = answers
            assert {type(each) for each in found} == {Found}
            for each in found:
                desk.writer.articles.keep(each.findings)
            assert desk.kept(made)  # type: ignore[arg-type]
        with View(either) as view:
            beside = view.edition(story)
        here = make(story, desk.writer, Memory(desk.writer.articles), desk.settings, encoder_of(PLAIN))
        assert beside is not None
        assert here.edition.digest == beside.digest


def test_an_interrupt_while_the_process_starts_is_not_heard(tmp_path: Path) -> None:
    """A terminal sends it to both."""
    with Workshop(str(tmp_path / "none.db"), PLAIN, lambda: None) as shop:
        shop.give("any")
        for each in (signal.SIGINT, signal.SIGTERM):
            os.kill(shop._process.pid, each)  # type: ignore[union-attr, arg-type]
        (answer,) = shop.answers(60.0)
        assert isinstance(answer, OutOfReach)

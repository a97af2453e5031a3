"""Stories that grow, connected to the store: what `cluster.growing` decides is written where it belongs.

The growing stories are held in memory for the time that the articles in hand are of, and are built anew from the store
when others come, so that old and new articles can be added in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from variorum.cluster.growing import (
    Constraint,
    Growing,
    Joined,
    Merged,
    Moved,
    Record,
    Split,
    Started,
    record,
)
from variorum.judgements import Decision, JudgementKind
from variorum.store.growth import instant
from variorum.store.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.cluster.growing import Change
    from variorum.judgements import Judgement
    from variorum.model import Article
    from variorum.store import Writer
    from variorum.store.articles import Stored

WINDOW = timedelta(days=14)
_SPAN = int(WINDOW.total_seconds())
# While there are no more articles than this, stories of all times are held at once: a second or two to build.
_FEW = 20_000
_EVER = -(2**62)


@dataclass(frozen=True, slots=True)
class Member:
    """An article to be grouped: as it is stored, with what grouping compares it by."""

    stored: Stored
    record: Record


def member(stored: Stored, article: Article, vector: NDArray[np.floating], now: str) -> Member:
    """What grouping has to know of an article that came now."""
    # What is dated after its arrival counts as of then; what is not dated at all may be of any time.
    arrived = instant(now) if article.published else None
    return Member(stored, record(replace(article, id=stored.id), vector, arrived))


def constraints_of(judgement: Judgement) -> list[Constraint]:
    """What a judgement on stories asks of grouping."""
    left, right = (*judgement.subject.groups, (), ())[:2]
    if judgement.decision is Decision.ONE:
        return [Constraint(left, right, together=True)]
    split = judgement.decision is Decision.SPLIT and len(left) > 1
    bound = [Constraint(left, (), together=True)] if split else []
    return [*bound, Constraint(left, right, together=False)]


class Grouping:
    """The stories of a store as they grow. Every method that writes expects a transaction of the writer to be open."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._growing: Growing | None = None
        # Articles of this time can be taken; what is held reaches a window further either way.
        self._low = self._high = 0

    def forget(self) -> None:
        """Build the stories anew before the next use, since what is in memory may not be what was kept."""
        self._growing = None

    def wake(self) -> Growing:
        """Hold the stories of now in memory, as they are held after an article of now."""
        return self._around(())

    def take(self, members: Sequence[Member]) -> None:
        """Put new articles into stories, and see whether changed ones still belong where they are."""
        growing = self._around([each.record.time for each in members])
        for each in members:
            self._writer.articles.keep_member(each.stored.number, each.record.time, each.record.to_bytes())
        known = {e.stored.id for e in members if e.stored.outcome is Outcome.REVISED}
        taken = [
            each.record
            for each in members
            if each.stored.id not in known or growing.story_of(each.stored.id) is not None
        ]
        for each in members:
            if each.stored.outcome is Outcome.REVISED:
                self._writer.stories.revised(each.stored.id)
        self._apply(growing.extend(taken), "")

    def judge(self, judgement: Judgement, in_force: bool) -> None:
        """Obey a judgement on stories, or let go of one that was taken back. Raises `Contradiction`."""
        if not judgement.holds and not in_force:
            return
        named = {a for group in judgement.subject.groups for a in group}
        records = {a: (Record.from_bytes(data), story) for a, story, data in self._writer.members(1, 0, named)}
        growing = self._around([found.time for found, _ in records.values()])
        asleep = [pair for a, pair in records.items() if growing.story_of(a) is None]
        reason = f"{judgement.author} decided ({judgement.id})" if judgement.holds else f"{judgement.id} was taken back"
        for constraint in constraints_of(judgement):
            change = growing.constrain if judgement.holds else growing.release
            self._apply(change(constraint, asleep), reason)

    def _around(self, times: Sequence[int | None]) -> Growing:
        """The growing stories of the time that some articles are of, or of all times while there are few."""
        low, high = self._range(times)
        if self._growing is None or low < self._low or high > self._high:
            if self._writer.count_members(_EVER, -_EVER) <= _FEW:
                low, high = _EVER, -_EVER
            self._low, self._high = low - _SPAN, high + _SPAN
            self._growing = self._restored(self._low - _SPAN, self._high + _SPAN)
        return self._growing

    def _range(self, times: Sequence[int | None]) -> tuple[int, int]:
        dated = [each for each in times if each is not None]
        if dated:
            return min(dated), max(dated)
        now = int(instant(self._writer.now()).timestamp())
        return (now, now) if self._growing is None else (self._low, self._low)

    def _restored(self, low: int, high: int) -> Growing:
        judgements = self._writer.judgements_in_force(JudgementKind.STORIES)
        constraints = [each for judgement in judgements for each in constraints_of(judgement)]
        named = {article for c in constraints for article in (*c.left, *c.right)}
        stories: dict[str, int] = {}

        def records() -> Iterator[Record]:
            for article, story, data in self._writer.members(low, high, named):
                stories[article] = story
                yield Record.from_bytes(data)

        kept = list(records())  # all of them, since their stories are asked for before the last is read
        return Growing.restored(
            kept,
            stories,
            constraints,
            self._writer.stories.sizes(set(stories.values())),
            next_story=self._writer.stories.next_number(),
            window=WINDOW,
        )

    def _apply(self, changes: Iterable[Change], reason: str) -> None:
        """Write what grouping decided, in its order."""
        stories = self._writer.stories
        for change in changes:
            match change:
                case Started(story, article):
                    stories.start([article], reason, story)
                case Joined(story, article):
                    stories.join(stories.identifier(story), article, reason)
                case Merged(kept, gone):
                    before = stories.identifier(gone)
                    stories.merge(stories.identifier(kept), [before], reason)
                    self._writer.editions.clear(before)
                case Split(source, new, articles):
                    stories.split(stories.identifier(source), articles, reason, new)
                case Moved(article, _, target):
                    stories.move(article, stories.identifier(target), reason)

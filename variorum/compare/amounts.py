"""Amounts of two reports set beside each other: what speaks for one thing being counted or measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.compare.affinity import Affinity, affinity
from variorum.compare.counterparts import counterpart
from variorum.compare.counts import counts, tie, told_alone
from variorum.compare.excuses import excused, has_grown, only_possible
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.model import DiscrepancyKind, Verdict
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.quantity import compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.compare.context import Story
    from variorum.compare.counts import Count
    from variorum.compare.excuses import Told
    from variorum.model import Discrepancy

# What two numbers that agree have to share to be told as compatible, and what ones that have grown.
_ALIKE = 0.6
_GROWN = 1.0
# Two measures of one thing are not told further apart than this, as a ratio.
FARTHEST = 12.0
# Sentences that answer to each other this surely tell of one thing.
COUNTERPARTS = 0.65
_ANSWERING = 0.4
_ALONE = 0.35


@dataclass(frozen=True)
class Two:
    """An amount of one report and one of another; what they share is found when it is asked for."""

    story: Story
    x: Count
    y: Count

    @cached_property
    def answers(self) -> float:
        """How surely their sentences answer to each other."""
        return counterpart(self.story, self.x.fact, self.y.fact)

    @cached_property
    def near(self) -> Affinity:
        """What their clauses share beside them."""
        return affinity(self.story, self.x.fact, self.y.fact, self.x.tokens, self.y.tokens)

    @cached_property
    def alone(self) -> bool:
        """Whether each is the only amount of its kind in its report."""
        return self.x.alone and self.y.alone

    @property
    def abroad(self) -> bool:
        """Whether they stand in reports of two languages, which share no words (`compare.abroad` asks for more)."""
        one, other = (self.story.articles[c.fact.article].article.language for c in (self.x, self.y))
        return one != other

    @cached_property
    def hour(self) -> float:
        """What is said for them by the moments in their sentences."""
        return same_hour(self.story, self.x, self.y)

    def far_apart(self, ratio: float = FARTHEST) -> bool:
        """Whether one is so many times the other that they hardly tell of one thing."""
        amounts = sorted((self.x.amount.high, self.y.amount.high))
        return amounts[0] <= 0 or amounts[1] / amounts[0] > ratio

    def evidence(self, tied: float) -> float:
        """All that speaks for one thing, if the nouns (or the dimension) say so much for it."""
        clauses = max(0.0, self.story.cosine(self.x.fact, self.y.fact) - 0.3)
        shared = min(self.near.worth, 1.2) + min(0.3, 0.3 * self._scene())
        return tied + shared + _ALONE * self.alone + self.hour + clauses + _ANSWERING * self.answers

    def _scene(self) -> float:
        """What their sentences share."""
        sentences = [(c, self.story.sentence(c.fact)) for c in (self.x, self.y)]
        one, other = (
            phrase(self.story, c.fact.article, (t for t in range(s.first, s.last) if t not in c.tokens))
            for c, s in sentences
        )
        return likeness(one, other, name_worth=0.2).worth


def opposed(
    story: Story, comparable: Callable[[Count, Count], bool], sure: Callable[[Two], float]
) -> Iterator[Discrepancy]:
    """The amounts that exclude each other, and those that look different and are not.

    `comparable` is the cheap half of the question whether two are of one thing at all, `sure` how sure that is (0 for
    not).
    """
    told = [told_alone(list(counts(story, a))) for a in range(len(story.articles))]
    known: Told = {}
    for a, b in story.pairs_of_articles():
        for x in told[a]:
            for y in (y for y in told[b] if comparable(x, y)):
                two = Two(story, x, y)
                different = compare_amounts(x.amount, y.amount).relation is Relation.DIFFERENT
                conflict = 0.0 if not different or excused(story, x, y, told[a], told[b], known) else sure(two)
                if conflict:
                    yield _discrepancy(two, conflict, Verdict.CONFLICT)
                elif _looks_different(two):
                    yield _discrepancy(two, 0.5, Verdict.COMPATIBLE)


def _looks_different(two: Two) -> bool:
    """Whether two numbers of one thing look different and are not: rounded, bounded, or grown since."""
    x, y = two.x, two.y
    if only_possible(x, y):
        return False
    relation = compare_amounts(x.amount, y.amount).relation
    grown = relation is Relation.DIFFERENT and not (x.part or y.part) and has_grown(two.story, x, y)
    if (relation is not Relation.COMPATIBLE and not grown) or x.rate != y.rate or not tie(x, y):
        return False
    if x.amount.unit and max(x.amount.high, y.amount.high) > FARTHEST * min(x.amount.high, y.amount.high):
        return False
    shared = bool(two.near.words or two.near.entities)
    return tie(x, y) + two.near.worth >= (_GROWN if grown else _ALIKE) and shared


def _discrepancy(two: Two, sure: float, verdict: Verdict) -> Discrepancy:
    story, x, y = two.story, two.x, two.y
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    compared = compare_amounts(x.amount, y.amount)
    grown = verdict is Verdict.COMPATIBLE and compared.relation is Relation.DIFFERENT
    why = "such a count grows as a story goes on" if grown else compared.reason
    reason = f"{a} has {told_as(story, x)}, {b} {told_as(story, y)}: {why}."
    one = reading(x.fact, shown(x.amount), 1, (x.quantity.start, x.quantity.end))
    other = reading(y.fact, shown(y.amount), 2, (y.quantity.start, y.quantity.end))
    return differ(DiscrepancyKind.NUMBER, reason, one, other, min(0.95, 0.45 + 0.25 * sure), verdict)


def told_as(story: Story, count: Count) -> str:
    """The words of an amount with what is counted."""
    article, quantity = story.articles[count.fact.article], count.quantity
    words = article.text_of(quantity)
    if not count.noun or quantity.counted_start is None or quantity.counted_start < quantity.end:
        return " ".join(words.split())
    noun = article.article.text[quantity.counted_start : quantity.counted_end]
    return " ".join(f"{words} {noun}".split())


def same_hour(story: Story, x: Count, y: Count) -> float:
    """Something for the same moment, in the sentences they stand in."""
    times = [story.moments(c.fact) for c in (x, y)]
    if not all(times):
        return 0.0
    close = ("part", "hour", "minute")
    same = (Relation.SAME, Relation.COMPATIBLE)
    if any(
        compare_times(p, q).relation in same
        for p in times[0]
        for q in times[1]
        if {p.precision, q.precision} <= {*close}
    ):
        return 0.5
    return 0.15 if any(compare_times(p, q).relation in same and p.earliest for p in times[0] for q in times[1]) else 0.0

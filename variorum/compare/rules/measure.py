"""Measure: two lengths, durations, shares, sums or ages that exclude each other, with no noun for what they are of.

Evidence: sentences that answer to each other or clauses that are alike, and uniqueness: each report has one measure of
that dimension. Traps: the same dimension of another thing, for which there is no noun to tell (how long this and how
long that took, what this and that cost, the age of another person), limits ("over"), the rest of a whole, another base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.amounts import COUNTERPARTS, opposed
from variorum.compare.counts import tie
from variorum.compare.excuses import same_act
from variorum.compare.rules.number import named_alike
from variorum.model import ClauseKind
from variorum.values.quantity import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.amounts import Two
    from variorum.compare.context import Story
    from variorum.compare.counts import Count
    from variorum.model import Discrepancy

_OPEN = (Bound.AT_LEAST, Bound.OVER, Bound.AT_MOST, Bound.UNDER)
_ENOUGH = 1.15
_ENOUGH_ALONE = 0.7
# In sentences that answer to each other one measure is no more than so many times the other.
_SLIP = 4.0
# Clauses without a like verb have to be this much alike (0 to 1).
_SAME_FACT = 0.35


def find(story: Story) -> Iterator[Discrepancy]:
    """Measures that exclude each other."""
    return opposed(story, _comparable, _sure)


def _comparable(x: Count, y: Count) -> bool:
    return bool(x.amount.unit) and x.amount.unit == y.amount.unit and not named_alike(x, y)


def _sure(two: Two) -> float:
    tied = tie(two.x, two.y)
    if not tied:
        return 0.0
    if two.far_apart() and not (two.alone and two.near.words):
        return 0.0
    if two.x.amount.unit == "second" and not _one_duration(two):
        return 0.0
    evidence = two.evidence(tied)
    surely = two.answers >= COUNTERPARTS and not two.far_apart(_SLIP)
    return evidence if surely or _agree(two, evidence) else 0.0


def _one_duration(two: Two) -> bool:
    """Whether it may be of one thing how long it lasted, and not told in passing of another."""
    if not two.alone and ClauseKind.RELATIVE in (two.x.fact.claim.kind, two.y.fact.claim.kind):
        return False
    return two.abroad or bool(two.near.words) or same_act(two.x.fact, two.y.fact)


def _agree(two: Two, evidence: float) -> bool:
    """Whether two measures are surely of one thing, by their clauses."""
    x, y = two.x, two.y
    if (x.amount.unit == "year-age" and not two.near.entities) or x.offset or y.offset or two.far_apart():
        return False
    if two.alone and evidence >= _ENOUGH_ALONE and not {x.amount.bound, y.amount.bound} & set(_OPEN):
        return True
    return evidence >= _ENOUGH and (two.near.score >= _SAME_FACT or same_act(x.fact, y.fact))

"""Number: two amounts of the same thing, named in both reports, that exclude each other.

Evidence: the same noun counted or measured (or a kind of it, or people under other names); clauses that share words,
parties or a time; and above all uniqueness: each report has one such number and neither has the other's. Traps: a part
of a whole ("of whom", "among", "another"), a toll that has risen since, rounding, a sum of its parts, numbers in
somebody's quotation, rates ("a year") against totals, numbers that tell different sorts apart ("sleeping cars"), and
people whom other things befell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.amounts import COUNTERPARTS, opposed
from variorum.compare.context import kinship
from variorum.compare.counts import is_people, tie
from variorum.compare.excuses import same_act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.amounts import Two
    from variorum.compare.context import Story
    from variorum.compare.counts import Count
    from variorum.model import Discrepancy

# What has to come together for a conflict.
_ENOUGH = 1.0
_FIRM = 0.4
_LOOSE = 0.3
# What two nouns for people say in sentences that answer to each other ("members", "men and women").
_PEOPLE = 0.4
# People under different nouns are one crowd only where neither number is more than so many times the other.
_CROWD = 3.0
# Where a report has several such numbers, the clauses have to be this much alike (0 to 1).
_SAME_FACT = 0.5


def find(story: Story) -> Iterator[Discrepancy]:
    """Amounts of what is named alike that exclude each other."""
    return opposed(story, _comparable, _sure)


def _comparable(x: Count, y: Count) -> bool:
    return named_alike(x, y) or (not x.amount.unit and not y.amount.unit and _people(x, y))


def named_alike(x: Count, y: Count) -> bool:
    """Whether what is counted, or measured in one dimension, has the same or a kindred name in both."""
    named = bool(x.noun and y.noun) and x.amount.unit == y.amount.unit
    return named and bool(kinship(x.noun, y.noun, "NOUN", "NOUN"))


def _sure(two: Two) -> float:
    tied = tie(two.x, two.y) or _PEOPLE * (two.answers >= COUNTERPARTS and _people(two.x, two.y))
    if not tied:
        return 0.0
    one_act = same_act(two.x.fact, two.y.fact)
    if not (two.alone or one_act or two.near.score >= _SAME_FACT):
        return 0.0
    if two.far_apart() and not (two.alone and two.near.words):
        return 0.0
    if _people(two.x, two.y) and two.x.noun != two.y.noun and not one_act and two.far_apart(_CROWD):
        return 0.0
    evidence = two.evidence(tied)
    if not two.near.words and not two.near.entities and tied < _FIRM and not two.hour:
        evidence -= _LOOSE
    return evidence if evidence >= _ENOUGH else 0.0


def _people(x: Count, y: Count) -> bool:
    return is_people(x.noun) and is_people(y.noun)

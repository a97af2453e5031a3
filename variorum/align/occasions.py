"""Which of several events of one kind a claim tells of: the last meeting, today's, or the next.

Reports tell older and coming events of the kind that they are about, in the same words and with the same people. What
keeps them apart is their time: that of the clause, or of the clause it is told together with ("when ..."), and words
that set one occasion against another ("last met", "another bus").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from variorum.model import Certainty, ClauseKind
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, bounds, compare_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Annotated, Claim
    from variorum.values.date import TimeValue

# So many days from publication an event is not the news, and so many from each other two dates are no slip.
_NEWS = 10
_SLIP = 14
_TOLD_TOGETHER = frozenset({"when", "while", "as"})
_OTHERNESS = frozenset({"another", "last", "previously", "anew"})
_OUGHT = frozenset({"should", "must", "ought", "shall"})
_MONTH = re.compile(r"XXXX-(\d\d)(?:-.*)?")
_TIMED = (TimeKind.DATE, TimeKind.TIME)


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a claim's event is: its points in time, whether one of them is far from the news, and how it is set apart.

    `coming` tells that it had not happened yet, `other` that words set it against another of its kind.
    """

    times: tuple[TimeValue, ...] = ()
    remote: bool = False
    coming: bool = False
    other: bool = False


NOWHEN = Occasion()


def occasions(article: Annotated) -> list[Occasion]:
    """The occasion of each claim of an article, in order."""
    own = [_points(article, claim) for claim in article.claims]
    shared = [own[i] or _lent(article, i, own) for i in range(len(own))]
    return [
        Occasion(
            times,
            any(_is_remote(t, article.article.published) for t in times),
            _is_coming(article, claim),
            _is_other(article, claim),
        )
        for claim, times in zip(article.claims, shared, strict=True)
    ]


def contrasts(a: Occasion, b: Occasion) -> Iterator[str]:
    """What speaks for two occasions rather than one, by name. Nothing does where their times agree."""
    relations = {compare_times(x, y).relation for x in a.times for y in b.times}
    if relations & {Relation.SAME, Relation.COMPATIBLE}:
        return
    if any(_far(x, y) for x in a.times for y in b.times):
        yield "times far apart"
    elif a.remote is not b.remote:
        yield "one of another time"
    if a.coming is not b.coming:
        yield "one to come"
    if a.other is not b.other:
        yield "another of its kind"


def _points(article: Annotated, claim: Claim) -> tuple[TimeValue, ...]:
    return tuple(article.times[t].value for t in claim.times if article.times[t].value.kind in _TIMED)


def _lent(article: Annotated, position: int, own: Sequence[tuple[TimeValue, ...]]) -> tuple[TimeValue, ...]:
    """The time of the neighbouring claim that one is told together with: "when ..." and the clause it belongs to."""
    claim = article.claims[position]
    for other in (position - 1, position + 1):
        if 0 <= other < len(own) and own[other] and article.claims[other].sentence == claim.sentence:
            pair = (claim, article.claims[other])
            if any(_is_told_with(article, one, two) for one, two in (pair, pair[::-1])):
                return own[other]
    return ()


def _is_told_with(article: Annotated, claim: Claim, main: Claim) -> bool:
    if claim.kind is not ClauseKind.ADVERBIAL or main.kind is ClauseKind.RELATIVE or not claim.tokens:
        return False
    return article.parse.tokens[claim.tokens[0]].lemma.lower() in _TOLD_TOGETHER


def _is_remote(time: TimeValue, published: str) -> bool:
    """Whether a time is far from the day of publication; where that is not known, none is known to be."""
    _, first, last = bounds(published[:10])
    if first is None or last is None:
        return False
    if not (time.earliest and time.latest):
        return False
    return _days_between((first, last), _dates(time)) > _NEWS


def _far(x: TimeValue, y: TimeValue) -> bool:
    if x.earliest and x.latest and y.earliest and y.latest:
        return _days_between(_dates(x), _dates(y)) > _SLIP
    months = _MONTH.fullmatch(x.value), _MONTH.fullmatch(y.value)
    return bool(months[0] and months[1] and months[0][1] != months[1][1])


def _dates(time: TimeValue) -> tuple[date, date]:
    return date.fromisoformat(time.earliest), date.fromisoformat(time.latest)


def _days_between(one: tuple[date, date], other: tuple[date, date]) -> int:
    first, second = sorted((one, other))
    return (second[0] - first[1]).days


def _is_coming(article: Annotated, claim: Claim) -> bool:
    """Whether a claim tells what is to happen; what ought to be is of no time."""
    if claim.certainty is not Certainty.PLANNED:
        return False
    return not any(article.parse.tokens[i].lemma.lower() in _OUGHT for i in claim.tokens)


def _is_other(article: Annotated, claim: Claim) -> bool:
    """Whether a word of the claim sets its event against another; "last" only of the verb, as the last week is not."""
    tokens = [article.parse.tokens[i] for i in claim.tokens]
    return any(t.lemma.lower() in _OTHERNESS and (t.pos == "ADV" or t.lemma.lower() == "another") for t in tokens)

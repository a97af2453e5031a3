"""Days, hours, months and years of one thing that exclude each other."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.readings import outlet
from variorum.model import DiscrepancyKind
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, TimeValue, compare_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.model import TimeExpression

_CLOCKS = frozenset({"hour", "minute"})
_DAYS = frozenset({"day", "part", "hour", "minute"})
_AGREE = (Relation.SAME, Relation.COMPATIBLE)
_LIMITS = frozenset({"until", "till", "by", "before", "after", "since", "from"})
_REPEATED = frozenset({"every", "each"})


class Moment(NamedTuple):
    """A point in time that a sentence names, with its tokens and its first day."""

    time: TimeExpression
    value: TimeValue
    tokens: frozenset[int]
    first: date


class Times:
    """The points in time of a story's reports, and the pairs of them that exclude each other."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._all: dict[int, list[Moment]] = {}

    def _of(self, article: int) -> list[Moment]:
        if article not in self._all:
            report = self._story.articles[article]
            self._all[article] = [m for t in report.times for m in self._moment(article, t)]
        return self._all[article]

    def _moment(self, article: int, time: TimeExpression) -> Iterator[Moment]:
        value = time.value
        if value.kind not in (TimeKind.DATE, TimeKind.TIME) or not value.earliest or not value.precision:
            return
        parse = self._story.articles[article].parse
        tokens = frozenset(t.i for t in parse.tokens if time.start <= t.start < time.end)
        first = _day(value.earliest)
        # "Next year's budget" is decided on some other day.
        owning = any(parse.tokens[i].dep == "poss" and parse.tokens[i].head not in tokens for i in tokens)
        if tokens and first is not None and not owning:
            yield Moment(time, value, tokens, first)

    def _in(self, told: Told) -> list[Moment]:
        return [m for m in self._of(told.article) if told.sentence.start <= m.time.start < told.sentence.end]

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of times in two sentences that exclude each other if they are of one thing."""
        left, right = self._in(pair.a), self._in(pair.b)
        for x in left:
            for y in right:
                if compare_times(x.value, y.value).relation is Relation.DIFFERENT and not _one_word(pair, x, y):
                    yield self._candidate(pair, x, y, left, right)

    def _candidate(self, pair: Pairing, x: Moment, y: Moment, left: list[Moment], right: list[Moment]) -> Candidate:
        one, other = pair.a.spot(x.tokens, x.value.value), pair.b.spot(y.tokens, y.value.value)
        words = [" ".join(t.report.text_of(m.time).split()) for t, m in ((pair.a, x), (pair.b, y))]
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"{a} has “{words[0]}” ({x.value.value}), {b} “{words[1]}” ({y.value.value})."
        own = self._features(pair, x, y, left, right)
        return Candidate(DiscrepancyKind.DATE, "date", one, other, reason, {**evidence(pair, one, other), **own})

    def _features(
        self, pair: Pairing, x: Moment, y: Moment, left: list[Moment], right: list[Moment]
    ) -> dict[str, float]:
        a, b = self._of(pair.a.article), self._of(pair.b.article)
        precisions = {x.value.precision, y.value.precision}
        distance = abs((x.first - y.first).days)
        published = [_day(t.report.article.published) for t in (pair.a, pair.b)]
        ahead = [p is not None and m.first > p for p, m in zip(published, (x, y), strict=True)]
        before = [_word_before(t, m) for t, m in ((pair.a, x), (pair.b, y))]
        return {
            "one precision": float(len(precisions) == 1),
            "clock": float(bool(precisions & _CLOCKS)),
            "day": float(precisions <= _DAYS),
            "year": float(precisions == {"year"}),
            "month": float("month" in precisions),
            "written": float(not x.value.relative and not y.value.relative),
            "reckoned": float(x.value.relative != y.value.relative),
            "told too": float(_known(x, [m for m in b if m is not y]) or _known(y, [m for m in a if m is not x])),
            "agrees elsewhere": float(
                _any_agrees([x], [m for m in right if m is not y]) or _any_agrees([y], [m for m in left if m is not x])
            ),
            "alone": float(_alone(x, a) and _alone(y, b)),
            "only one": float(len(left) == 1 and len(right) == 1),
            "days between": math.log1p(distance),
            "within three weeks": float(distance <= 21),
            "other side": float(ahead[0] != ahead[1]),
            "ahead": float(all(ahead)),
            "limit": float(any(w in _LIMITS for w in before)),
            "other preposition": float(before[0] != before[1]),
            "past years": float(_old(x, published[0]) or _old(y, published[1])),
            "repeated": float(bool((pair.a.lemmas | pair.b.lemmas) & _REPEATED)),
        }


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _known(x: Moment, others: list[Moment]) -> bool:
    """Whether the other report names this time, too, and as exactly."""
    return any(
        compare_times(x.value, o.value).relation in _AGREE and o.value.precision == x.value.precision for o in others
    )


def _any_agrees(own: list[Moment], others: list[Moment]) -> bool:
    return any(compare_times(x.value, y.value).relation in _AGREE for x in own for y in others)


def _alone(x: Moment, own: list[Moment]) -> bool:
    return all(
        o.value.precision != x.value.precision or compare_times(o.value, x.value).relation in _AGREE for o in own
    )


def _old(x: Moment, published: date | None) -> bool:
    return published is not None and (published - x.first).days > 300


def _word_before(told: Told, x: Moment) -> str:
    first = min(x.tokens)
    return told.parse.tokens[first - 1].text.lower() if first > told.sentence.first else ""


def _one_word(pair: Pairing, x: Moment, y: Moment) -> bool:
    """Whether both have one word, reckoned from different days ("on Friday"), or that may mean two ("midnight")."""
    words = [
        " ".join(t.report.text_of(m.time).lower().split()).removeprefix("the ") for t, m in ((pair.a, x), (pair.b, y))
    ]
    one_word = words[0] == words[1] and x.value.relative and y.value.relative
    return one_word or any(w in words[0] and w in words[1] for w in ("midnight", "end of the week"))

"""Number and date between reports in two languages, or in one that is not parsed.

There is no syntax on one side, so the evidence is the alignment: both claims tell the same once the values that differ
are left out. Asked for besides: the same thing counted (or dimension measured) on both sides, one such value in each
claim, and neither report has the other's value. Traps: a part of a whole, a toll that has risen since, rounding, days
of different events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import published_between
from variorum.lexicon.signals import signals
from variorum.lexicon.words import related
from variorum.model import Certainty, DiscrepancyKind
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, compare_times
from variorum.values.quantity import compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.compare.context import Fact, Story
    from variorum.model import ClaimPair, Discrepancy, Quantity, Ref, TimeExpression

# How sure it has to be that two claims speak of one fact, the values apart.
_SAME_FACT = 0.5
_LATER_HOURS = 3.0
_FAR = 60
"""Days: two dates further apart than this are hardly one event's."""
_FAR_YEARS = 5 * 366
_NO_CONFLICT = (Relation.SAME, Relation.COMPATIBLE)
# What nouns have to be to each other to count one thing.
_SYNONYMS = 0.8
_TOLLS = frozenset({"people", "dead", "injured"})


class _Sides(NamedTuple):
    a: Fact
    b: Fact
    sure: float


def find(story: Story) -> Iterator[Discrepancy]:
    """Amounts and days that exclude each other in claims that are aligned without syntax."""
    facts = {fact.ref: fact for fact in story.all_facts()}
    best = _best(story)
    for pair in story.collation.pairs:
        if pair.topical < _SAME_FACT or pair.a.article == pair.b.article or _parsed(story, pair):
            continue
        if pair.a in facts and pair.b in facts:
            sides = _Sides(facts[pair.a], facts[pair.b], pair.topical)
            # A claim that is told more surely by another of that report is not this one's reading.
            elsewhere = max(best[pair.a, pair.b.article], best[pair.b, pair.a.article]) > pair.topical
            if not (sides.a.quoted or sides.b.quoted or elsewhere):
                yield from _numbers(story, sides)
                yield from _days(story, sides)


def _parsed(story: Story, pair: ClaimPair) -> bool:
    """Whether other rules can look at the pair: both sides have syntax."""
    return all(story.articles[ref.article].parse.has_syntax for ref in (pair.a, pair.b))


def _best(story: Story) -> dict[tuple[Ref, int], float]:
    """How surely each claim tells the same as any one of another article."""
    best: dict[tuple[Ref, int], float] = {}
    for pair in story.collation.pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            key = one, other.article
            best[key] = max(best.get(key, 0.0), pair.score)
    return best


def _numbers(story: Story, sides: _Sides) -> Iterator[Discrepancy]:
    left, right = (_counts(story, fact) for fact in (sides.a, sides.b))
    for x in left:
        for y in right:
            if not _one_thing(x, y) or compare_amounts(x.amount, y.amount).relation is not Relation.DIFFERENT:
                continue
            alone = all(sum(_one_thing(q, q2) for q2 in own) == 1 for q, own in ((x, left), (y, right)))
            if not alone or _told(story, sides.b.article, x) or _told(story, sides.a.article, y):
                continue
            if not _grown(story, sides, x, y):
                yield _number(story, sides, x, y)


def _counts(story: Story, fact: Fact) -> list[Quantity]:
    article = story.articles[fact.article]
    if fact.claim.certainty is Certainty.CONDITIONAL:
        return []
    found = (article.quantities[q] for q in fact.claim.quantities)
    return [q for q in found if not q.amount.ordinal and q.amount.unit not in ("score", "year-age")]


def _one_thing(x: Quantity, y: Quantity) -> bool:
    """Whether two quantities count the same noun or measure the same dimension."""
    if x.amount.unit or y.amount.unit:
        return x.amount.unit == y.amount.unit
    if not x.counted or not y.counted:
        return False
    return x.counted == y.counted or related(x.counted, y.counted, "n", "n").score >= _SYNONYMS


def _told(story: Story, article: int, value: Quantity) -> bool:
    """Whether a report has this amount of such a thing anywhere."""
    return any(
        compare_amounts(q.amount, value.amount).relation in _NO_CONFLICT and (_one_thing(q, value) or not q.counted)
        for q in story.articles[article].quantities
    )


def _grown(story: Story, sides: _Sides, x: Quantity, y: Quantity) -> bool:
    """Whether it is a count that goes up as a story goes on, and the later report has more."""
    if not {x.counted, y.counted} & (_TOLLS | signals("toll")):
        return False
    hours = published_between(story, sides.a.article, sides.b.article)
    more = y.amount.high - x.amount.high
    return hours is not None and abs(hours) >= _LATER_HOURS and (more > 0) == (hours > 0)


def _number(story: Story, sides: _Sides, x: Quantity, y: Quantity) -> Discrepancy:
    told = [f"“{_with_noun(story, fact, q)}”" for fact, q in ((sides.a, x), (sides.b, y))]
    a, b = outlet(story, sides.a.article), outlet(story, sides.b.article)
    reason = f"{a} has {told[0]}, {b} {told[1]}: {compare_amounts(x.amount, y.amount).reason}."
    one = reading(sides.a, shown(x.amount), 1, (x.start, x.end))
    other = reading(sides.b, shown(y.amount), 2, (y.start, y.end))
    return differ(DiscrepancyKind.NUMBER, reason, one, other, round(0.4 + 0.5 * sides.sure, 3))


def _with_noun(story: Story, fact: Fact, quantity: Quantity) -> str:
    end = max(quantity.end, quantity.counted_end or 0)
    if end - quantity.end > 40:
        end = quantity.end
    return " ".join(story.articles[fact.article].article.text[quantity.start : end].split())


def _days(story: Story, sides: _Sides) -> Iterator[Discrepancy]:
    left, right = (_dated(story, fact) for fact in (sides.a, sides.b))
    if len(left) != 1 or len(right) != 1:
        return
    x, y = left[0], right[0]
    if compare_times(x.value, y.value).relation is not Relation.DIFFERENT or _apart(x, y) > _most(story, sides, x, y):
        return
    if _named(story, sides.b.article, x) or _named(story, sides.a.article, y):
        return
    told = [" ".join(story.articles[f.article].text_of(t).split()) for f, t in ((sides.a, x), (sides.b, y))]
    a, b = outlet(story, sides.a.article), outlet(story, sides.b.article)
    reason = f"{a} has “{told[0]}” ({x.value.value}), {b} “{told[1]}” ({y.value.value})."
    one = reading(sides.a, x.value.value, 1, (x.start, x.end))
    other = reading(sides.b, y.value.value, 2, (y.start, y.end))
    yield differ(DiscrepancyKind.DATE, reason, one, other, round(0.4 + 0.5 * sides.sure, 3))


def _dated(story: Story, fact: Fact) -> list[TimeExpression]:
    times = [story.articles[fact.article].times[t] for t in fact.claim.times]
    return [t for t in times if t.value.kind in (TimeKind.DATE, TimeKind.TIME) and t.value.earliest]


def _most(story: Story, sides: _Sides, x: TimeExpression, y: TimeExpression) -> int:
    """How many days apart two dates of one event may be told: more where both are years, or a measure is the same."""
    years = x.value.precision == y.value.precision == "year"
    return _FAR_YEARS if years or _same_measure(story, sides) else _FAR


def _same_measure(story: Story, sides: _Sides) -> bool:
    """Whether both claims have the same sum of money or measure: what is planned at one price is one plan."""
    left, right = (_counts(story, fact) for fact in (sides.a, sides.b))
    return any(
        x.amount.unit and compare_amounts(x.amount, y.amount).relation is Relation.SAME for x in left for y in right
    )


def _apart(x: TimeExpression, y: TimeExpression) -> int:
    from datetime import date

    days: Sequence[date] = sorted(date.fromisoformat(t.value.earliest) for t in (x, y))
    return (days[1] - days[0]).days


def _named(story: Story, article: int, time: TimeExpression) -> bool:
    """Whether a report names this day anywhere."""
    return any(
        compare_times(t.value, time.value).relation in _NO_CONFLICT
        for t in story.articles[article].times
        if t.value.earliest and t.value.precision in ("day", "part", "hour", "minute", "week", time.value.precision)
    )

"""The timeline: dated statements in the order of what they tell, not of when they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import TimelineEntry
from variorum.values.date import TimeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Collation, Ref, Statement, TimeExpression

_PRECISIONS = ("minute", "hour", "day", "part", "week", "month", "season", "year")


def timeline(collation: Collation) -> tuple[TimelineEntry, ...]:
    """One entry for each statement that some article dates, earliest first.

    Where the claims of a statement are dated with different precision the most precise value stands for it; equal
    precision is settled by the number of articles, then by the value.
    """
    entries = (_entry(collation, s, statement) for s, statement in enumerate(collation.statements))
    return tuple(sorted((e for e in entries if e), key=lambda e: (e.time.earliest, e.time.latest, e.statement)))


def _entry(collation: Collation, number: int, statement: Statement) -> TimelineEntry | None:
    dated = [(ref, time) for ref in statement.claims for time in _dates(collation, ref)]
    if not dated:
        return None
    support = {time.value: {ref.article for ref, other in dated if other.value == time.value} for _, time in dated}
    best = min(
        (time.value for _, time in dated),
        key=lambda value: (_PRECISIONS.index(value.precision), -len(support[value]), value.earliest, value.value),
    )
    having = tuple((ref, time) for ref, time in dated if time.value == best)
    return TimelineEntry(
        time=best,
        statement=number,
        claims=tuple(dict.fromkeys(ref for ref, _ in having)),
        spans=tuple((ref.article, time.start, time.end) for ref, time in having),
    )


def _dates(collation: Collation, ref: Ref) -> Iterator[TimeExpression]:
    annotated = collation.articles[ref.article]
    for index in collation.claim(ref).times:
        time = annotated.times[index]
        value = time.value
        if value.kind in (TimeKind.DATE, TimeKind.TIME) and value.earliest and value.precision in _PRECISIONS:
            yield time

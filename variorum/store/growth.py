"""How fast a story grows: each article counts half for every day since it came.

The order of such counts does not change with time as long as nothing comes in, so the logarithm of the count as it
would be at a fixed moment is kept and indexed, and nothing has to be recomputed as the days go by (the idea of forward
decay, Cormode et al. 2009).
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_START = datetime(2000, 1, 1, tzinfo=UTC)


def _days(moment: str) -> float:
    return (instant(moment) - _START).total_seconds() / 86400


def instant(moment: str) -> datetime:
    """The instant of an ISO 8601 time of any precision; the start of the store's reckoning where it is none."""
    padded = moment + "-01-01"[max(0, len(moment) - 4) :] if len(moment) in (4, 7) else moment
    try:
        found = datetime.fromisoformat(padded)
    except ValueError:
        return _START
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def growth(moments: Iterable[str]) -> float:
    """The logarithm (base 2) of the decayed count, as of 2000-01-01; -1e9 for nothing."""
    days = [_days(each) for each in moments]
    if not days:
        return -1e9
    latest = max(days)
    return latest + math.log2(math.fsum(math.exp2(day - latest) for day in days))


def as_of(value: float, now: str) -> float:
    """The decayed count at a time, rounded to hundredths."""
    return round(math.exp2(max(-60.0, min(60.0, value - _days(now)))), 2)

"""Which of a story's editions are kept, so that a story that grows for weeks does not fill the disk with them.

All of the last hour are kept, so that what somebody judges on an open page is still there; then the last of each hour
for two days, of each day for thirty, and of each week for ever. The first one and the latest always stay.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from variorum.store.growth import instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# For how long, and of how much time the last edition is kept.
_STEPS = (
    (timedelta(hours=1), timedelta(0)),
    (timedelta(days=2), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta.max, timedelta(days=7)),
)
_START = instant("")


def superfluous(made: Sequence[tuple[int, str]], now: str) -> list[int]:
    """The numbers of the editions that need not be kept, of all of a story's with the times they were made at."""
    ordered = sorted(made)
    last: dict[tuple[timedelta, int], int] = {}
    for number, at in ordered:
        last[_stretch(number, instant(at), instant(now))] = number
    kept = {*last.values(), *(number for number, _ in (*ordered[:1], *ordered[-1:]))}
    return [number for number, _ in ordered if number not in kept]


def _stretch(number: int, at: datetime, now: datetime) -> tuple[timedelta, int]:
    """The stretch of time of which an edition may be the last one: it does not move as time goes by."""
    step = next(step for age, step in _STEPS if now - at < age)
    return (step, (at - _START) // step if step else number)

"""When to ask again: pure arithmetic on seconds since the epoch, the same for the same input.

Back-off doubles with each failure, with a jitter from a digest of the address, so that feeds that failed together do
not come back together, and two runs still do the same.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.feeds.entries import Pace

HOUR = 3_600.0
DAY = 24 * HOUR
_LONGEST_WISH = HOUR
_LONGEST_BACK_OFF = 6 * HOUR
_SPREAD = 0.2
_UNITS = {"s": 1.0, "m": 60.0, "h": HOUR, "d": DAY}
_LENGTH = re.compile(r"(\d{1,7}(?:\.\d{1,3})?)\s*([smhd]?)", re.IGNORECASE)


def seconds(text: str) -> float:
    """A length of time as people write it: `90`, `90s`, `5m`, `1.5h`, `2d`. Raises `ValueError` for anything else."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no length of time; write it as 90s, 5m, 1h or 2d")
    return float(found[1]) * _UNITS[found[2].lower() or "s"]


def next_round(now: float, every: float, pace: Pace, max_age: float) -> float:
    """When a feed that answered is asked again.

    What the feed and its server wish (`ttl`, `sy:updatePeriod`, `max-age`) lengthens the time, up to an hour: many
    feeds of news name a day by mistake.
    """
    wish = min(max(pace.seconds, max_age), _LONGEST_WISH)
    return awake(now + max(every, wish), pace)


def back_off(address: str, failures: int, every: float, now: float, retry_after: float = 0.0) -> float:
    """When an address that failed `failures` times in a row is asked again; never before `retry_after` is over."""
    wait = min(every * 2.0 ** min(failures - 1, 30), max(_LONGEST_BACK_OFF, every))
    jittered = wait * (1 + _SPREAD * fraction(address, failures))
    return now + max(jittered, min(retry_after, DAY))


def fraction(address: str, count: int) -> float:
    """A number from 0 to 1 that only depends on its arguments."""
    return int.from_bytes(sha256(f"{count} {address}".encode("utf-8", "replace")).digest()[:6]) / 2**48


def awake(moment: float, pace: Pace) -> float:
    """The first moment from `moment` on at which the feed is not asleep (RSS skipHours and skipDays, in UTC)."""
    for _ in range(24 * 8):
        at = datetime.fromtimestamp(moment, UTC)
        if at.hour not in pace.skip_hours and at.weekday() not in pace.skip_days:
            return moment
        moment = (moment // HOUR + 1) * HOUR
    return moment


def revisit(begun: float, visits: int, ages: tuple[float, ...]) -> float | None:
    """When a page that was published at `begun` is looked at again after `visits` looks; None: it is left alone."""
    return begun + ages[visits] if visits < len(ages) else None

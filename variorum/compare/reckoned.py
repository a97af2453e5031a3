"""Whether two different amounts of one thing can both be right because one can be reckoned from the other.

The rest of a whole ("ninety per cent delivered", "a tenth still in the house"), a sum or difference with a number
beside it ("seventeen have died", "twelve in the collapse, five in accidents"), a share or a multiple of it ("310,000,
half of it donated", "155,000"; "three times the number of inhabitants").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Quantity
    from variorum.values.quantity import Amount

_EXACT = 0.011
_ALL = 100.0
_NEAR_ALL = 1.0


def reckoned(x: Amount, y: Amount, beside: Iterable[Quantity], addends: Iterable[Quantity]) -> bool:
    """Whether one of two amounts of one unit follows from the other and a number that stands beside one of them.

    `addends` are those of such things that a sum or difference with them counts: these come about by chance more often
    than shares and multiples.
    """
    if x.unit == "percent":
        return abs(x.high + y.high - _ALL) <= _NEAR_ALL
    large, small = max(x.high, y.high), min(x.high, y.high)
    summed = any(_close(small + q.amount.high, large) for q in addends)
    return summed or any(_multiple(small, large, q) for q in beside if not q.amount.ordinal)


def _multiple(small: float, large: float, beside: Quantity) -> bool:
    amount = beside.amount
    if amount.unit == "percent":
        share = amount.high / _ALL
        return 0 < share < 1 and (_close(small, large * share) or _close(small, large * (1 - share)))
    return beside.counted == "time" and _close(small * amount.high, large)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= _EXACT * max(abs(a), abs(b))

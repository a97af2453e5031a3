"""Amounts: a number or range with its unit and bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How a number bounds what is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OVER = "over"
    UNDER = "under"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Amount:
    """A normalised amount in base units of its `unit`.

    `low` and `high` are the number or the ends of a range as written ("between 30 and 40": 30, 40; 200: 200,
    200). `unit` is a canonical name: empty for a bare count, `percent`, an ISO 4217 code for money, `second`
    for durations, SI base names otherwise. `ordinal` marks "second", "tenth".
    """

    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    ordinal: bool = False

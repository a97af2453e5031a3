"""Amounts: a number or range with its unit and bound, and whether two of them can both be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from variorum.values.comparison import Comparison, Relation


class Bound(StrEnum):
    """How a number bounds what is meant. `NEARLY` is a little less ("almost 200"), `ABOUT` either side."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OVER = "over"
    UNDER = "under"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Amount:
    """A normalised amount in base units of its `unit`.

    `low` and `high` are the number or the ends of a range as written ("between 30 and 40": 30, 40; 200: 200,
    200). `unit` is a canonical name: empty for a bare count, `percent` (fractions too: "a third" is 33.3), `percentage
    point`, an ISO 4217 code for money, `second` for durations, `metre`, `square metre`, `cubic metre`, `kilogram`,
    `celsius`, `metre per second`, `watt`, ...; `year-age` for ages and `score` for results (then `low` and `high`
    are its two numbers as written). `ordinal` marks "second", "tenth". `step` is the worth of the last written
    digit in base units ("3.2 million": 100,000; "198": 1; "a third": 4 points), 0 if unknown.
    """

    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    ordinal: bool = False
    step: float = 0.0


_ROUGHLY = 0.1
"""How far a hedged number may be off, and the most that rounding may take, as a share."""
_FAR = 10.0
"""How many times a "more than" may be exceeded: beyond, nobody would have said it so."""
_UNBOUNDED = float("inf")


@lru_cache(maxsize=1 << 16)
def compare_amounts(a: Amount, b: Amount) -> Comparison:
    """Tell whether two amounts can both be right. Symmetric and reflexive.

    Policy. Each amount stands for an interval of what it can mean, and two are `compatible` if what one says lies in
    what the other can mean:

    - an unhedged number means itself, give or take half of its last written digit (3.2: 3.15 to 3.25; "three million":
      2.7 to 3.3 million, as rounding never takes more than a tenth). So 200 and 212 differ;
    - an unhedged number of 1,000 or more, or a measure, that ends in zeros may be rounded: half of its last digit
      that is not zero, at most 5 % (5,000: 4,750 to 5,250; "1,200": 1,150 to 1,250);
    - "about": a tenth on either side; "nearly": a tenth below;
    - "more than", "at least": anything from it to ten times as much; "less than", "at most": from nothing up to it;
    - ranges and "dozens" (24 to 99): anything in them.

    Other units, other currencies, ordinals against counts are `apart`. Results of games are equal or differ.
    """
    if a == b:
        return Comparison(Relation.SAME, "the same amount")
    if a.unit != b.unit:
        return Comparison(Relation.APART, "another unit: " + " and ".join(sorted((_unit(a), _unit(b)))))
    if a.ordinal != b.ordinal:
        return Comparison(Relation.APART, "a place in an order is not a count")
    first, second = sorted((a, b), key=lambda x: (x.low, x.high, x.bound, x.step))
    if a.unit == "score":
        return _compare_scores(first, second)
    if _close(a.low, b.low) and _close(a.high, b.high) and a.bound is b.bound:
        return Comparison(Relation.SAME, "the same amount")
    return _compare_intervals(first, second)


def _compare_scores(a: Amount, b: Amount) -> Comparison:
    if (a.low, a.high) == (b.low, b.high):
        return Comparison(Relation.SAME, "the same result")
    if (a.low, a.high) == (b.high, b.low):
        return Comparison(Relation.COMPATIBLE, "the same result, told from the other side")
    return Comparison(Relation.DIFFERENT, f"{shown(a)} and {shown(b)} are different results")


def _compare_intervals(a: Amount, b: Amount) -> Comparison:
    if a.ordinal:
        return Comparison(Relation.DIFFERENT, f"{shown(a)} and {shown(b)} are different places in an order")
    if _overlap(_said(a), _meant(b)) or _overlap(_meant(a), _said(b)):
        return Comparison(Relation.COMPATIBLE, _why(a, b))
    return Comparison(Relation.DIFFERENT, f"{shown(a)} and {shown(b)} exclude each other")


def _why(a: Amount, b: Amount) -> str:
    bounds = {a.bound, b.bound}
    pair = f"{shown(a)} and {shown(b)}"
    if bounds & {Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.AT_MOST}:
        return f"{pair}: one is a limit that the other keeps"
    if Bound.BETWEEN in bounds:
        return f"{pair}: one is a range that the other falls into"
    if bounds & {Bound.ABOUT, Bound.NEARLY}:
        return f"{pair}: one is said to be approximate"
    return f"{pair} agree after rounding"


def _said(a: Amount) -> tuple[float, float]:
    """What an amount says, without any tolerance."""
    if a.bound in (Bound.OVER, Bound.AT_LEAST):
        return a.low, a.low * _FAR if a.low > 0 else _UNBOUNDED
    if a.bound in (Bound.UNDER, Bound.AT_MOST):
        return (0.0 if a.high >= 0 else -_UNBOUNDED), a.high
    return a.low, a.high


def _meant(a: Amount) -> tuple[float, float]:
    """What an amount can mean, with the tolerance of how it is written."""
    low, high = _said(a)
    if a.bound in (Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.AT_MOST):
        return low, high
    slack = _slack(a)
    if a.bound is Bound.ABOUT:
        slack = max(slack, _ROUGHLY * abs(a.high))
    if a.bound is Bound.NEARLY:
        return low - max(slack, _ROUGHLY * abs(a.high)), high
    return low - slack, high + slack


def _slack(a: Amount) -> float:
    size = max(abs(a.low), abs(a.high))
    half = a.step / 2
    if a.unit not in ("celsius", "percent", "percentage point"):
        half = min(half, _ROUGHLY * size)
    return max(half * 0.999999, min(_zeros(a) / 2, 0.05 * size))


def _zeros(a: Amount) -> float:
    """The worth of the last digit that is not zero, where it may have been rounded to; otherwise 0."""
    measure = a.unit not in ("", "year-age", "percent") and not a.unit.isupper()
    if a.low != a.high or not a.step or a.bound is Bound.BETWEEN:
        return 0.0
    written = a.low / a.step
    if abs(written - round(written)) > 1e-6 or not (abs(written) >= 1000 or (measure and abs(written) >= 10)):
        return 0.0
    number, worth = round(abs(written)), a.step
    while number % 10 == 0 and number:
        number, worth = number // 10, worth * 10
    return worth if worth > a.step and (measure or worth >= 100 * a.step) else 0.0


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    margin = 1e-9 * max(1.0, *(abs(x) for x in (*a, *b) if x not in (_UNBOUNDED, -_UNBOUNDED)))
    return a[0] <= b[1] + margin and b[0] <= a[1] + margin


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


_NAMES = {"": "a count", "year-age": "an age", "score": "a result"}


def _unit(a: Amount) -> str:
    return _NAMES.get(a.unit, a.unit)


def _number(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:g}"
    return text or "0"


_LENGTHS = ((31557600.0, "years"), (2629800.0, "months"), (86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"))


# What an amount is shown in from which size on: its worth, the least amount, the name.
_SIZES = {
    "metre": ((1000.0, 10_000.0, "km"), (1.0, 1.0, "metres"), (0.01, 0.0, "cm")),
    "cubic metre": ((1.0, 10.0, "cubic metres"), (0.001, 0.0, "litres")),
    "kilogram": ((1000.0, 10_000.0, "tonnes"), (1.0, 1.0, "kg"), (0.001, 0.0, "grams")),
}


def _length_unit(low: float, high: float) -> tuple[float, str]:
    """The unit to show a length of time in: the largest that leaves no fraction, else the largest it fills."""
    whole = [(s, f" {n}") for s, n in _LENGTHS if high and all(_close(x / s, round(x / s)) for x in (low, high))]
    filled = [(s, f" {n}") for s, n in _LENGTHS if abs(high) >= s]
    return (whole or filled or [(1.0, " seconds")])[0]


def shown(a: Amount) -> str:
    """An amount for a reader: "about 200", "24 to 99", "33.33 percent"."""
    low, high, unit = a.low, a.high, "" if a.unit in _NAMES else f" {a.unit}"
    if a.unit == "score":
        return f"{_number(low)}-{_number(high)}"
    if a.unit == "second":
        size, unit = _length_unit(low, high)
        low, high = low / size, high / size
    elif a.unit in _SIZES:
        size, unit = next(((s, f" {n}") for s, least, n in _SIZES[a.unit] if abs(high) >= least), (1.0, unit))
        low, high = low / size, high / size
    number = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    if a.ordinal:
        number = f"number {number}"
    hedge = (
        ""
        if a.bound in (Bound.EXACT, Bound.BETWEEN)
        else {Bound.OVER: "more than", Bound.UNDER: "less than"}.get(a.bound, a.bound.value) + " "
    )
    return f"{hedge}{number}{unit}"

"""What time expressions are read against, and the steps along the calendar that all of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from variorum.annotate.timex.words import UNITS
from variorum.values.date import TimeKind, TimeValue, add_months, bounds, time_value


class Direction(Enum):
    """Whether what is told lies before or after the publication, or is not known to."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(slots=True)
class Context:
    """What an expression is read against: the day of publication (or only its year), the last date named before,
    the direction of its clause, the words around, and the clock time of publication ("14:05") if that is known.
    """

    anchor: date | None
    year: int | None
    reference: str
    direction: Direction
    before: str
    after: str
    clock: str = ""


Match = re.Match[str]


BACK = frozenset({"last", "past", "previous", "preceding"})


ONWARD = frozenset({"next", "coming", "following", "upcoming"})


def group(match: Match, name: str) -> str:
    """A named group in lower case with single spaces; empty where the rule has none or it did not match."""
    found = match.groupdict().get(name)
    return re.sub(r"\s+", " ", found.strip().lower()) if found else ""


def edge_of(match: Match) -> str:
    """The third of a stretch that a modifier picks: START, MID, END or nothing."""
    words = group(match, "edge") or group(match, "edge2")
    for part, shape in (
        ("START", r"early|start|beginn|first"),
        ("MID", r"\bmid"),
        ("END", r"\blate\b|\bend\b|close|latter|second"),
    ):
        if re.search(shape, words):
            return part if "earlier" not in words else ""
    return ""


def dated(match: Match, value: str, *, relative: bool = True) -> TimeValue:
    """A date whose modifier ("early", "mid-", "the end of") narrows its bounds."""
    edge = edge_of(match)
    return time_value(TimeKind.DATE, value, part=edge, approximate=edge == "MID", relative=relative)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def shifted_day(day: date, days: float) -> date:
    """A day so many days later; the day itself where the calendar ends."""
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return day


def stepped(day: date, unit: str, count: int) -> str:
    """The stretch of the size `unit` that lies `count` such stretches from a day, as a TIMEX3 value."""
    if unit == "W":
        return _week(shifted_day(day, 7 * count))
    if unit == "WE":
        return _week(shifted_day(day, 7 * count)) + "-WE"
    if unit == "M":
        return add_months(day, count).isoformat()[:7]
    if unit == "Q":
        there = add_months(day, 3 * count)
        return f"{there.year:04}-Q{(there.month + 2) // 3}"
    if unit == "Y":
        return f"{max(1, day.year + count):04}"
    if unit == "E":
        return f"{max(0, day.year // 10 + count):03}"
    if unit == "C":
        return f"{max(0, day.year // 100 + count):02}"
    return shifted_day(day, count).isoformat()


OPEN = {
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
    "D": "XXXX-XX-XX",
}


def from_publication(match: Match, at: Context, unit: str, count: int) -> TimeValue:
    """Relative to the publication; open where its date is not known."""
    if at.anchor is None:
        known = unit == "Y" and at.year is not None
        return dated(match, f"{at.year + count:04}" if known and at.year else OPEN.get(unit, "XXXX-XX-XX"))
    return dated(match, stepped(at.anchor, unit, count))


def from_reference(match: Match, at: Context, unit: str, count: int) -> TimeValue:
    """Relative to the last date named; only if that is at least as fine as the unit."""
    day = reference_day(at, unit)
    return dated(match, stepped(day, unit, count) if day else OPEN.get(unit, "XXXX-XX-XX"))


def reference_day(at: Context, unit: str) -> date | None:
    """The first day of the last date named if it is as fine as `unit`, else the publication if none was named."""
    precision, first, _ = bounds(at.reference)
    fine = {
        "D": ("day",),
        "W": ("day", "week"),
        "WE": ("day", "week"),
        "M": ("day", "month"),
        "Q": ("day", "month", "quarter"),
    }
    if first is None:
        return at.anchor
    return first if precision in fine.get(unit, (precision,)) else None


_YEAR_STEP = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "that": 0, "same": 0}


def year_of(match: Match, at: Context) -> int | None:
    """The year that an expression names ("May 2024", "May of next year"), if it does."""
    if group(match, "year"):
        return int(group(match, "year"))
    which = group(match, "which2")
    for word, step in _YEAR_STEP.items():
        if word in which.split():
            return at.anchor.year + step if at.anchor else None
    return None


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None is an open number."""
    factor = {"E": 10, "C": 100}.get(unit, 1)
    shown = "X" if count is None else f"{count * factor:g}"
    shown = str(int(count * factor)) if count is not None and float(count * factor).is_integer() else shown
    letter = {"E": "Y", "C": "Y", "WE": "W"}.get(unit, unit)
    if count is None and unit == "E":
        letter = "E"
    return f"PT{shown}{letter[1:]}" if letter.startswith("T") else f"P{shown}{letter}"


def _unit(match: Match) -> str:
    return UNITS[group(match, "unit")]


def anchor_of(published: str) -> tuple[date | None, int | None]:
    """The day of a publication date (None if it has none) and its year."""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published)
    if not match or int(match[1]) < 1000:
        return None, None
    if match[3] and bounds(match[0])[1]:
        return bounds(match[0])[1], int(match[1])
    return None, int(match[1])

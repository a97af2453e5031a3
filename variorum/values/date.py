"""Points and stretches of time with their precision, after ISO 8601 and the values of TIMEX3 (TimeML 1.2)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from variorum.values.comparison import Comparison, Relation


class TimeKind(StrEnum):
    """The TIMEX3 type."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A normalised time.

    `value` is the TIMEX3 value ("2024-07-03", "2024-W27", "P2M", "PAST_REF"). For dates and times `earliest`
    and `latest` (inclusive, ISO dates, empty if unknown) bound what can be meant: "mid-May" 2024 is
    2024-05-11 to 2024-05-20. `precision` is "century", "decade", "year", "season", "quarter", "month", "part",
    "week", "day", "hour", "minute" or "".
    `approximate` marks "about", "around", "mid-"; `relative` that the publication date was needed. `zone` is the
    offset from UTC that goes with a clock time ("Z", "+02:00"), empty if it is not named.
    """

    kind: TimeKind
    value: str
    earliest: str = ""
    latest: str = ""
    precision: str = ""
    approximate: bool = False
    relative: bool = False
    zone: str = ""


# TIMEX3 has winter of a year run into the next one; the meteorological seasons of the northern half are meant.
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_DAY_PARTS = {"MO": (0, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (0, 24), "DT": (6, 18)}
_SECONDS = {"Y": 31557600.0, "M": 2629800.0, "W": 604800.0, "D": 86400.0, "H": 3600.0, "S": 1.0}


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    shapes = {
        "century": r"(\d\d)",
        "decade": r"(\d{3})",
        "year": r"(\d{4})",
        "season": r"(\d{4})-(SP|SU|FA|WI)",
        "quarter": r"(\d{4})-Q([1-4])",
        "half": r"(\d{4})-H([12])",
        "month": r"(\d{4})-(\d\d)",
        "week": r"(\d{4})-W(\d\d)(-WE)?",
        "day": r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?",
    }
    return {name: re.compile(shape) for name, shape in shapes.items()}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day. Years stay between 1 and 9999."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    start = add_months(date(year, 1, 1), first - 1)
    end = add_months(date(year, 1, 1), last - 1)
    return start, month_end(end.year, end.month)


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date]:
    return date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)


def bounds(value: str) -> tuple[str, date | None, date | None]:
    """The precision of a TIMEX3 date value and its first and last day; ("", None, None) where it has none."""
    for name, shape in _shapes().items():
        found = shape.fullmatch(value)
        if found:
            try:
                return name, *_bounds_of(name, found)
            except (ValueError, OverflowError):
                return "", None, None
    return "", None, None


def _bounds_of(name: str, found: re.Match[str]) -> tuple[date, date]:
    number = int(found[1])
    if name == "century":
        return date(max(1, number * 100), 1, 1), date(number * 100 + 99, 12, 31)
    if name == "decade":
        return date(max(1, number * 10), 1, 1), date(number * 10 + 9, 12, 31)
    if name == "year":
        return date(number, 1, 1), date(number, 12, 31)
    if name == "season":
        return _months(number, *_SEASONS[found[2]])
    if name == "quarter":
        return _months(number, int(found[2]) * 3 - 2, int(found[2]) * 3)
    if name == "half":
        return _months(number, int(found[2]) * 6 - 5, int(found[2]) * 6)
    if name == "month":
        return _months(number, int(found[2]), int(found[2]))
    if name == "week":
        return _week(number, int(found[2]), weekend=bool(found[3]))
    day = date(number, int(found[2]), int(found[3]))
    return day, day


def time_value(
    kind: TimeKind, value: str, *, part: str = "", approximate: bool = False, relative: bool = False, zone: str = ""
) -> TimeValue:
    """A `TimeValue` with the bounds and the precision that follow from its TIMEX3 value.

    `part` is "START", "MID" or "END": the third of the stretch that is meant ("early December"), which narrows the
    bounds but not the value (in TIMEX3 it is a modifier).
    """
    precision, first, last = bounds(value)
    if first is None or last is None or kind in (TimeKind.DURATION, TimeKind.SET):
        return TimeValue(kind, value, approximate=approximate, relative=relative, zone=zone)
    if "T" in value:
        precision = "minute" if re.search(r"T\d\d:\d\d", value) else "hour" if re.search(r"T\d\d", value) else "part"
    elif part and precision != "day":
        first, last = _third(first, last, part)
        precision = "part"
    return TimeValue(kind, value, first.isoformat(), last.isoformat(), precision, approximate, relative, zone)


def _third(first: date, last: date, part: str) -> tuple[date, date]:
    days = (last - first).days + 1
    if days < 3:
        return first, last
    # News writes "early", "mid" and "late" of a month for its first, second and last ten days.
    cuts = (10, 20) if 28 <= days <= 31 else (days // 3, days - days // 3)
    if part == "START":
        return first, first + timedelta(max(cuts[0], 1) - 1)
    if part == "MID":
        return first + timedelta(cuts[0]), first + timedelta(max(cuts[1], cuts[0] + 1) - 1)
    return first + timedelta(cuts[1]), last


def duration_seconds(value: str) -> float | None:
    """The length of a TIMEX3 duration ("P2M", "PT1H30M") in seconds, or None when it is open ("PXY")."""
    found = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])*))?", value)
    if not found or not (found[1] or found[2]):
        return None
    days = sum(float(n) * _SECONDS[u] for n, u in re.findall(r"([\d.]+)([YMWD])", found[1] or ""))
    clock = sum(
        float(n) * (60.0 if u == "M" else _SECONDS[u]) for n, u in re.findall(r"([\d.]+)([HMS])", found[2] or "")
    )
    return days + clock


@lru_cache(maxsize=1 << 16)
def compare_times(a: TimeValue, b: TimeValue) -> Comparison:
    """Tell whether two times can both be right of one event. Symmetric and reflexive.

    Dates and times are compared by what they can mean, in days and, where both name one, by the clock: overlap is
    `compatible` ("mid-May" and "May", "Wednesday" and "3 July"), none is `different`. Clock times whose offset from
    UTC is known are brought to UTC; where it is known of one only, a difference of whole half hours up to 14 hours
    may be that of the zones and is `apart`. Durations are compared by length with a tenth of tolerance. What has no
    bounds ("recently", "every day", an unanchored month) is `apart` unless it is written the same.
    """
    if (a.kind, a.value, a.earliest, a.latest, a.zone) == (b.kind, b.value, b.earliest, b.latest, b.zone):
        return Comparison(Relation.SAME, f"both give {a.value}")
    lengths = (TimeKind.DURATION in (a.kind, b.kind), TimeKind.SET in (a.kind, b.kind))
    if any(lengths):
        if a.kind is b.kind is TimeKind.DURATION:
            return _compare_lengths(a, b)
        return Comparison(Relation.APART, "a point in time, a length and a repetition cannot be compared")
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return Comparison(Relation.APART, "at least one of the two cannot be placed on the calendar")
    clock = _compare_clocks(a, b)
    if clock:
        return clock
    return _compare_days(a, b)


def _compare_lengths(a: TimeValue, b: TimeValue) -> Comparison:
    x, y = duration_seconds(a.value), duration_seconds(b.value)
    if x is None or y is None:
        return Comparison(Relation.APART, "a length that is left open cannot be compared")
    first, second = sorted((a.value, b.value))
    if x == y:
        return Comparison(Relation.SAME, f"{first} and {second} are the same length")
    if abs(x - y) <= 0.1 * max(x, y):
        return Comparison(Relation.COMPATIBLE, f"{first} and {second} differ by no more than rounding")
    return Comparison(Relation.DIFFERENT, f"{first} and {second} are different lengths")


def _compare_days(a: TimeValue, b: TimeValue) -> Comparison:
    first, second = sorted((a, b), key=lambda t: (t.earliest, t.latest, t.value))
    if second.earliest <= first.latest:
        if (first.earliest, first.latest) == (second.earliest, second.latest):
            return Comparison(Relation.COMPATIBLE, f"{first.value} and {second.value} mean the same day or stretch")
        inner, outer = sorted((a, b), key=lambda t: (_days(t), t.earliest, t.value))
        return Comparison(Relation.COMPATIBLE, f"{_shown(inner)} lies in or overlaps {_shown(outer)}")
    slack = max((_slack(t) for t in (a, b)), default=0)
    if (date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)).days <= slack:
        return Comparison(Relation.COMPATIBLE, f"{_shown(first)} is close to {_shown(second)}, which is approximate")
    return Comparison(Relation.DIFFERENT, f"{_shown(first)} is before {_shown(second)}")


def _shown(time: TimeValue) -> str:
    if time.earliest == time.latest or time.precision != "part":
        return time.value
    return f"{time.earliest} to {time.latest}"


def _days(time: TimeValue) -> int:
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days


def _slack(time: TimeValue) -> int:
    """How many days an approximate date may be off: a day beside a day, a tenth beside longer stretches."""
    return max(1, _days(time) // 10) if time.approximate else 0


def _clock(time: TimeValue) -> tuple[datetime, bool] | None:
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d))?(?::\d\d)?(Z|[+-]\d\d:?\d\d)?", time.value)
    if not found or int(found[2]) > 24 or int(found[3] or 0) > 59:
        return None
    moment = datetime.fromisoformat(found[1]) + timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    zone = found[4] or time.zone
    if zone and zone != "Z":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment += offset if zone[0] == "-" else -offset
    return moment, bool(zone)


def _compare_clocks(a: TimeValue, b: TimeValue) -> Comparison | None:
    x, y = _clock(a), _clock(b)
    if not x or not y:
        return _compare_part(a, b)
    minutes = abs((x[0] - y[0]).total_seconds()) / 60
    step = 30 if "hour" in (a.precision, b.precision) else 0
    step = max(step, 30 if a.approximate or b.approximate else 0)
    first, second = sorted((a.value, b.value))
    if x[1] != y[1] and minutes and minutes <= 14 * 60 and minutes % 30 == 0:
        return Comparison(Relation.APART, f"{first} and {second} may be told in different time zones")
    if minutes <= step:
        why = "are the same moment" if not minutes else "differ by no more than rounding"
        return Comparison(Relation.COMPATIBLE, f"{first} and {second} {why}")
    return Comparison(Relation.DIFFERENT, f"{first} and {second} are different times")


def _compare_part(a: TimeValue, b: TimeValue) -> Comparison | None:
    """Parts of the same day ("morning") against each other or a clock time; None where days decide."""
    if a.earliest != b.earliest or a.latest != b.latest or a.earliest != a.latest:
        return None
    x, y = _hours(a), _hours(b)
    if x and y and (x[1] <= y[0] or y[1] <= x[0]):
        first, second = sorted((a.value, b.value))
        return Comparison(Relation.DIFFERENT, f"{first} and {second} are different parts of the day")
    return None


def _hours(time: TimeValue) -> tuple[float, float] | None:
    part = time.value[11:13] if "T" in time.value else ""
    if part in _DAY_PARTS:
        return _DAY_PARTS[part]
    clock = _clock(time)
    if clock and not clock[1]:
        hour = int(time.value[11:13]) + int(time.value[14:16] or 0) / 60
        return (hour - 0.5, hour + 0.5) if time.approximate else (hour, hour + 0.02)
    return None

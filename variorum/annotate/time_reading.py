"""What English time expressions mean: from a match of a rule to a TIMEX3 value.

Values follow TimeML 1.2.1. What is told relative to the publication ("last year", "Wednesday", "in May") is
resolved against its date and the direction of the clause; what is told relative to another date in the text ("the
following day") against the last date named before it. Without a date the value stays open ("XXXX-WXX-3").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from variorum.annotate.time_patterns import (
    DAY_ORDINALS,
    DAY_PARTS,
    DECADES,
    MONTHS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from variorum.values.date import TimeKind, TimeValue, add_months, bounds, time_value
from variorum.values.number import words_value


class Direction(Enum):
    """Whether what is told lies before or after the publication, or is not known to."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(slots=True)
class Context:
    """What an expression is read against: the day of publication (or only its year), the last date named before,
    the direction of its clause, the words around.
    """

    anchor: date | None
    year: int | None
    reference: str
    direction: Direction
    before: str
    after: str


Match = re.Match[str]
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_NUMBER_WORDS |= {"ten": 10, "eleven": 11, "twelve": 12}
_BACK = frozenset({"last", "past", "previous", "preceding"})
_ON = frozenset({"next", "coming", "following", "upcoming"})


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


def _date(match: Match, value: str, *, relative: bool = True) -> TimeValue:
    edge = edge_of(match)
    return time_value(TimeKind.DATE, value, part=edge, approximate=edge == "MID", relative=relative)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _safe_shift(day: date, days: float) -> date:
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return day


def stepped(day: date, unit: str, count: int) -> str:
    """The stretch of the size `unit` that lies `count` such stretches from a day, as a TIMEX3 value."""
    if unit == "W":
        return _week(_safe_shift(day, 7 * count))
    if unit == "WE":
        return _week(_safe_shift(day, 7 * count)) + "-WE"
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
    return _safe_shift(day, count).isoformat()


_OPEN = {
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
    "D": "XXXX-XX-XX",
}


def _relative(match: Match, at: Context, unit: str, count: int) -> TimeValue:
    if at.anchor is None:
        known = unit == "Y" and at.year is not None
        return _date(match, f"{at.year + count:04}" if known and at.year else _OPEN.get(unit, "XXXX-XX-XX"))
    return _date(match, stepped(at.anchor, unit, count))


def _from_reference(match: Match, at: Context, unit: str, count: int) -> TimeValue:
    """Relative to the last date named; only if that is at least as fine as the unit."""
    day = _reference_day(at, unit)
    return _date(match, stepped(day, unit, count) if day else _OPEN.get(unit, "XXXX-XX-XX"))


def _reference_day(at: Context, unit: str) -> date | None:
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


def read_iso(match: Match, at: Context) -> TimeValue | None:
    """Read "2024-07-03" and "2024-07-03T14:05Z"."""
    day = f"{match['year']}-{match['mon']}-{match['day']}"
    if bounds(day)[1] is None:
        return None
    if match["clock"]:
        return time_value(TimeKind.TIME, f"{day}T{match['clock']}{match['zone'] or ''}")
    return time_value(TimeKind.DATE, day)


def read_slashed(match: Match, at: Context) -> TimeValue | None:
    """Read "3/7/2024" where only one order of day and month is possible; otherwise the month stays open."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a > 12 and b <= 12:
        a, b = b, a
    elif a <= 12 and b <= 12 and a != b:
        return time_value(TimeKind.DATE, f"{year:04}")
    value = f"{year:04}-{a:02}-{b:02}"
    return time_value(TimeKind.DATE, value) if bounds(value)[1] else None


def _day_number(match: Match) -> int:
    word = group(match, "dayword")
    if word:
        return DAY_ORDINALS.index(word.replace(" ", "-")) + 1 if word.replace(" ", "-") in DAY_ORDINALS else 0
    return int(re.sub(r"\D", "", group(match, "day") or group(match, "second") or group(match, "first") or "0"))


def year_near(month: int, day: int, at: Context) -> int | None:
    """The year of a month and day named without one."""
    if at.anchor is None:
        return None
    best = None
    for year in (at.anchor.year - 1, at.anchor.year, at.anchor.year + 1):
        try:
            gap = (date(year, month, day) - at.anchor).days
        except ValueError:
            continue
        if (at.direction is Direction.PAST and gap > 0) or (at.direction is Direction.FUTURE and gap < 0):
            gap = abs(gap) + 400
        if best is None or abs(gap) < best[0]:
            best = abs(gap), year
    return best[1] if best else None


_YEAR_STEP = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "that": 0, "same": 0}


def _year_of(match: Match, at: Context) -> int | None:
    if group(match, "year"):
        return int(group(match, "year"))
    which = group(match, "which2")
    for word, step in _YEAR_STEP.items():
        if word in which.split():
            return at.anchor.year + step if at.anchor else None
    return None


def read_day(match: Match, at: Context) -> TimeValue | None:
    """Read a day and a month, with or without a year."""
    month, day = MONTHS[match["month"]], _day_number(match)
    if not 1 <= day <= 31:
        return None
    year = _year_of(match, at)
    relative = year is None
    year = year or year_near(month, day, at)
    value = f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"
    if year and bounds(value)[1] is None:
        return None
    return time_value(TimeKind.DATE, value, relative=relative)


def read_month_year(match: Match, at: Context) -> TimeValue | None:
    """Read "early May 2024", "May of next year"."""
    year = _year_of(match, at)
    relative = not group(match, "year")
    value = f"{year:04}-{MONTHS[match['month']]:02}" if year else f"XXXX-{MONTHS[match['month']]:02}"
    return _date(match, value, relative=relative)


_MONTH_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|through|from|to|of|during|before|after|for|between|and|or|late|early|mid|every|this|last|next)[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)


def read_month(match: Match, at: Context) -> TimeValue | None:
    """Read a month alone: the last one for the past, the next one for what is to come."""
    which, month = group(match, "which"), MONTHS[match["month"]]
    bare = not which and not edge_of(match)
    if bare and match["month"] in ("May", "March", "Mar", "Jan", "Jun") and not _MONTH_PREPOSITION.search(at.before):
        return None
    if at.anchor is None:
        return _date(match, f"XXXX-{month:02}")
    here = at.anchor.month
    back, on = at.anchor.year - (month > here), at.anchor.year + (month < here)
    if which in _BACK:
        year = at.anchor.year - (month >= here)
    elif which in _ON:
        year = at.anchor.year + (month <= here)
    elif which in ("this", "current"):
        year = at.anchor.year
    elif which in ("that", "same"):
        known = bounds(at.reference)[1]
        year = known.year if known else back
    else:
        year = on if at.direction is Direction.FUTURE else back
        if at.direction is Direction.UNKNOWN and (on != back) and (month - here) % 12 <= 3:
            year = on
    return _date(match, f"{year:04}-{month:02}")


def read_weekday(match: Match, at: Context) -> TimeValue | None:
    """Read a weekday, perhaps with a part of the day: the nearest one in the direction of the clause."""
    number, which = WEEKDAYS[match["weekday"]], group(match, "which")
    kind = TimeKind.TIME if group(match, "part") else TimeKind.DATE
    tail = DAY_PARTS.get(group(match, "part"), "")
    if at.anchor is None:
        return time_value(kind, f"XXXX-WXX-{number}{tail}", relative=True)
    here = at.anchor.isoweekday()
    back, on = -((here - number) % 7), (number - here) % 7
    which2 = group(match, "which2")
    if which2:
        days = number - here + {"last": -7, "this": 0, "next": 7}[which2]
    elif which in _BACK:
        days = back or -7
    elif which in _ON:
        days = on or 7
    else:
        days = on if at.direction is Direction.FUTURE else back
    day = _safe_shift(at.anchor, days).isoformat()
    return time_value(kind, day + tail, relative=True)


def read_weekdays(match: Match, at: Context) -> TimeValue | None:
    """Read "Mondays"."""
    return time_value(TimeKind.SET, f"XXXX-WXX-{WEEKDAYS[match['weekday']]}")


_DAY_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def read_day_word(match: Match, at: Context) -> TimeValue | None:
    """Read "today", "yesterday evening", "tonight"."""
    word = group(match, "word")
    tail = "TNI" if word == "tonight" else DAY_PARTS.get(group(match, "part"), "")
    kind = TimeKind.TIME if tail else TimeKind.DATE
    day = _safe_shift(at.anchor, _DAY_WORDS[word]).isoformat() if at.anchor else "XXXX-XX-XX"
    return time_value(kind, day + tail, relative=True)


def read_this_part(match: Match, at: Context) -> TimeValue | None:
    """Read "this morning", "last night", "the following evening"."""
    which, tail = group(match, "which"), DAY_PARTS[group(match, "part")]
    if which in ("this", "last"):
        day = _safe_shift(at.anchor, -1 if which == "last" else 0) if at.anchor else None
    else:
        day = _reference_day(at, "D")
        step = -1 if "previous" in which else 1 if which.split()[-1] in ("following", "next") else 0
        day = _safe_shift(day, step) if day else None
    return time_value(TimeKind.TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{tail}", relative=True)


def read_the_part(match: Match, at: Context) -> TimeValue | None:
    """Read "in the morning", "overnight", "at night": of the day that is being told of."""
    part = group(match, "part") or group(match, "part2") or group(match, "part3") or "night"
    return _timed(DAY_PARTS[part], at)


def _timed(tail: str, at: Context, *, approximate: bool = False) -> TimeValue:
    precision, first, last = bounds(at.reference)
    day = first if precision == "day" else at.anchor
    return time_value(
        TimeKind.TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{tail}", approximate=approximate, relative=True
    )


_ZONES = {"gmt": "Z", "utc": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "msk": "+03:00"}
_ZONES |= {"est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "pst": "-08:00", "pdt": "-07:00"}
_ZONES |= {"jst": "+09:00", "aest": "+10:00"}


def read_clock(match: Match, at: Context) -> TimeValue | None:
    """Read "15:00 GMT", "8 p.m.", "21.40 local time"."""
    clock, zone = match["clock"] or "", group(match, "zone") or group(match, "zone2")
    half = group(match, "am") or group(match, "am2")
    if "." in clock and not (half or zone or re.search(r"\b(?:at|until|from|before|after|by|was)\s+\Z", at.before)):
        return None
    hour, _, minute = (clock or match["hour"]).replace(".", ":").partition(":")
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.startswith("p") else 0) if number <= 12 else number
    if number > 24:
        return None
    return _timed(f"T{number:02}:{minute or '00'}", at)


def read_spoken_clock(match: Match, at: Context) -> TimeValue | None:
    """Read "ten past two", "six in the morning", "2 o'clock": the half of the day is known from "in the afternoon"."""
    word = group(match, "hourword")
    hour = _NUMBER_WORDS.get(word) or int(word)
    minutes = 0
    if group(match, "rel"):
        rel = group(match, "rel").split()
        minutes = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}[
            rel[1] if rel[0] == "a" else rel[0]
        ]
        if group(match, "past") == "to":
            hour, minutes = hour - 1, 60 - minutes
    inside = group(match, "inpart")
    if "afternoon" in inside or "evening" in inside or ("night" in inside and 6 <= hour < 12):
        hour = hour % 12 + 12
    return _timed(f"T{hour % 24:02}:{minutes:02}", at)


def read_noon(match: Match, at: Context) -> TimeValue | None:
    """Read "noon", "shortly before midnight"."""
    return _timed(DAY_PARTS[group(match, "word")], at, approximate=bool(group(match, "edge")))


def _season(match: Match, at: Context, code: str, which: str) -> TimeValue:
    if at.anchor is None:
        return _date(match, f"XXXX-{code}")
    begun = [y for y in (at.anchor.year - 1, at.anchor.year) if bounds(f"{y:04}-{code}")[1] <= at.anchor]  # type: ignore[operator]
    year = begun[-1]
    if which in _ON or (which not in _BACK and at.direction is Direction.FUTURE):
        year += 1
    if which in ("this", "current"):
        year = at.anchor.year
    return _date(match, f"{year:04}-{code}")


def read_which_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "last year", "this week", "the following day", "next summer"."""
    which, unit = group(match, "which"), group(match, "unit")
    if unit in SEASONS:
        return _season(match, at, SEASONS[unit], which)
    code = UNITS[unit]
    if code == "D" and which not in ("next", "following", "previous", "preceding", "same", "that"):
        return None
    if which == "past":
        return TimeValue(TimeKind.DURATION, duration_value(1, code))
    if which in ("same", "that", "following", "preceding", "previous") or code == "D":
        step = 1 if which in _ON else -1 if which in _BACK else 0
        return _from_reference(match, at, code, step)
    return _relative(match, at, code, -1 if which in _BACK else 1 if which in _ON else 0)


def read_edge_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "the end of the year": of the current one, or of the last one where that is still ahead but told as past."""
    unit = UNITS[group(match, "unit")]
    if unit == "D" or at.anchor is None:
        return None if unit == "D" else _relative(match, at, unit, 0)
    value = _relative(match, at, unit, 0)
    ahead = value.earliest > at.anchor.isoformat()
    return _relative(match, at, unit, -1) if ahead and at.direction is Direction.PAST else value


def read_the_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "later in the day"."""
    return _from_reference(match, at, UNITS[group(match, "unit")], 0)


def read_weekend(match: Match, at: Context) -> TimeValue | None:
    """Read "over the weekend"."""
    past = at.direction is not Direction.FUTURE and at.anchor is not None and at.anchor.isoweekday() < 6
    return _relative(match, at, "WE", -1 if past else 0)


def count_of(match: Match) -> float | None:
    """The number of units named, or None where it is vague."""
    written = group(match, "count")
    if not written:
        return None
    if written in ("a", "an"):
        return 1.0
    found = re.match(r"(\d+(?:[.,]\d+)*)(?:\s(\d)/(\d)|\s?([½¼¾]))?", written)
    if found:
        part = {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(found[4] or "", 0.0)
        part += int(found[2]) / int(found[3]) if found[2] and found[3] != "0" else 0.0
        plain = found[1].replace(",", "")
        return float(plain) + part if plain.count(".") <= 1 else None
    extra = 0.5 if re.search(r"and[\s-]a[\s-]half", written) else 0.25 if "and a quarter" in written else 0.0
    value = words_value(re.sub(r"[\s-]and[\s-]a[\s-](?:half|quarter)", "", written))
    return (value[0] if value else 1.0) + extra


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


def read_ago(match: Match, at: Context) -> TimeValue | None:
    """Read "two months ago"."""
    count, unit = count_of(match), _unit(match)
    if count is None:
        return TimeValue(TimeKind.DATE, "PAST_REF")
    unit, count = ("W", 2 * count) if group(match, "unit") == "fortnight" else (unit, count)
    if unit.startswith("T"):
        return _relative(match, at, "D", -int(count * {"TH": 1, "TM": 1 / 60}.get(unit, 0) / 24))
    if unit in ("M", "Y") and not count.is_integer() and at.anchor:
        return _date(match, add_months(at.anchor, -round(count * (12 if unit == "Y" else 1))).isoformat()[:7])
    return _relative(match, at, unit, -int(min(count, 9999)))


def read_shifted(match: Match, at: Context) -> TimeValue | None:
    """Read "two days later", "a year earlier" (but "a month earlier than usual" is a length)."""
    count, unit, to = count_of(match), _unit(match), group(match, "to")
    if count is None or unit.startswith("T") or re.match(r"\s+than\b", at.after) or not float(count).is_integer():
        return TimeValue(TimeKind.DURATION, duration_value(count, unit))
    step = int(min(count, 9999)) * (-1 if to in ("earlier", "previously") else 1)
    if to in ("from now", "hence"):
        return _relative(match, at, unit, step)
    return _from_reference(match, at, unit, step)


def read_day_before(match: Match, at: Context) -> TimeValue | None:
    """Read "the day before": of the last date named, unless a clause or noun follows that says of what."""
    unit, to = UNITS[group(match, "unit")], group(match, "to")
    if (
        to in ("before", "after")
        and re.match(r"\s+\w", at.after)
        and not re.match(r"\s+(?:and|or|but|in|at|on|with)\b", at.after)
    ):
        return _date(match, _OPEN.get(unit, "XXXX-XX-XX"))
    return _from_reference(match, at, unit, -1 if to in ("before", "earlier") else 1)


def read_the_day(match: Match, at: Context) -> TimeValue | None:
    """Read "that day", "the same week", "the next day"."""
    unit, which = UNITS[group(match, "unit") or group(match, "unit2")], group(match, "which")
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    return _from_reference(match, at, unit, step)


_AGE = re.compile(r"\b(?:aged?|turned|turns)\s+(?:of\s+)?\Z", re.IGNORECASE)


def read_stretch(match: Match, at: Context) -> TimeValue | None:
    """Read "two months", "50-minute", "the past several weeks", "a year and a half"."""
    count, unit = count_of(match), _unit(match)
    written = match[0].lower()
    if _AGE.search(at.before) or re.match(r"[\s-]+(?:olds?\b|of\s+age)", at.after):
        return None
    if unit in ("TS", "Q") and count == 1.0 and not re.search(r"(?:in|for|within|per)\s+\Z", at.before):
        return None
    if (
        unit == "D"
        and re.search(r"\bone day\Z", written)
        and not re.search(r"\b(?:in|for|within|than|only|after)\s+\Z", at.before)
    ):
        return None
    if group(match, "unit") == "fortnight":
        return TimeValue(TimeKind.DURATION, duration_value(2 * (count or 1), "W"))
    if group(match, "half") and count is not None:
        count += 0.5
    hedged = bool(re.match(r"(?:about|around|roughly|nearly|almost|some|approximately)\b", written))
    return TimeValue(TimeKind.DURATION, duration_value(count, unit), approximate=hedged)


def read_half_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "half an hour", "a quarter of an hour", "half a century": in the next smaller unit where it divides."""
    unit, part = _unit(match), group(match, "part")
    share = 0.5 if part == "half" else 0.75 if part.startswith("three") else 0.25
    finer = {"TH": (60, "TM"), "TM": (60, "TS"), "Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y"), "D": (24, "TH")}
    if unit in finer:
        size, smaller = finer[unit]
        return TimeValue(TimeKind.DURATION, duration_value(size * share, smaller))
    return TimeValue(TimeKind.DURATION, duration_value(share, unit))


def read_open_stretch(match: Match, at: Context) -> TimeValue | None:
    """Read "recent weeks", "for years"."""
    return TimeValue(TimeKind.DURATION, duration_value(None, _unit(match)))


def read_units_ago(match: Match, at: Context) -> TimeValue | None:
    """Read "years ago", "weeks later"."""
    unit = UNITS[group(match, "vague").replace("centurie", "century")]
    if group(match, "to") == "ago":
        return TimeValue(TimeKind.DATE, "PAST_REF")
    return TimeValue(TimeKind.DURATION, duration_value(None, unit))


_COUNTED = re.compile(
    r"\s+(?:\w+ly\s+)?(?:people|men|women|children|percent|per\s+cent|metres|meters|miles|km|feet|tonnes|tons|euros|dollars|pounds|troops|soldiers|homes|jobs|workers)\b"
)


def read_year(match: Match, at: Context) -> TimeValue | None:
    """Read a year, with a season or an edge; a number that counts something is none."""
    if _COUNTED.match(at.after) or re.search(
        r"(?:\b(?:No|Route|Flight|Highway|Room|Unit|about|around|over|than|some|nearly|almost|least|to\s+about)\.?\s*|\d\s*)\Z",
        at.before,
    ):
        return None
    season = group(match, "season")
    value = match["year"] + (f"-{SEASONS[season]}" if season else "")
    return _date(match, value, relative=False)


def read_year_range(match: Match, at: Context) -> TimeValue | None:
    """Read the second year of "2009-2010" or "1957-58"; the first one is read by its own rule."""
    first, second = match["from"], match["year"]
    full = second if len(second) == 4 else first[:2] + second
    if int(full) <= int(first) or int(full) > 2100:
        return None
    return time_value(TimeKind.DATE, full)


def read_decade(match: Match, at: Context) -> TimeValue | None:
    """Read "the 1990s", "the '90s"."""
    value = match["year"] if group(match, "year") else f"19{match['short']}"
    return _date(match, value, relative=False)


def read_decade_word(match: Match, at: Context) -> TimeValue | None:
    """Read "the nineties"."""
    return _date(match, f"19{DECADES[group(match, 'word')]}", relative=False)


def read_century(match: Match, at: Context) -> TimeValue | None:
    """Read "the 20th century": in TIMEX3 its first two digits, 19."""
    word = group(match, "word")
    teens = (
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    )
    number = int(match["number"]) if group(match, "number") else teens.index(word) + 13 if word in teens else 0
    return _date(match, f"{number - 1:02}", relative=False) if number else None


def read_quarter(match: Match, at: Context) -> TimeValue | None:
    """Read "the first quarter of 2013", "Q3", "second half of next year"."""
    name = group(match, "number")
    number = (
        int(match["q"])
        if group(match, "q")
        else ["first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th"].index(name) % 4 + 1
    )
    letter = "H" if group(match, "what") == "half" else "Q"
    year = int(group(match, "qyear")) if group(match, "qyear") else _year_of(match, at)
    if letter == "H" and (number > 2 or year is None):
        return None
    if year is None and at.anchor is not None:
        year = at.anchor.year - (number > (at.anchor.month + 2) // 3 and at.direction is not Direction.FUTURE)
    return _date(match, f"{year:04}-{letter}{number}" if year else f"XXXX-{letter}{number}")


def read_season(match: Match, at: Context) -> TimeValue | None:
    """Read "in the summer", "by spring"."""
    return _season(match, at, SEASONS[group(match, "season")], "")


def read_present(match: Match, at: Context) -> TimeValue | None:
    """Read "now", "currently"."""
    return TimeValue(TimeKind.DATE, "PRESENT_REF")


def read_past(match: Match, at: Context) -> TimeValue | None:
    """Read "recently", "in the past"."""
    return TimeValue(TimeKind.DATE, "PAST_REF")


def read_future(match: Match, at: Context) -> TimeValue | None:
    """Read "in the near future"."""
    return TimeValue(TimeKind.DATE, "FUTURE_REF")


def read_every(match: Match, at: Context) -> TimeValue | None:
    """Read "every day", "each Monday", "every two weeks"."""
    if group(match, "weekday"):
        return TimeValue(TimeKind.SET, f"XXXX-WXX-{WEEKDAYS[match['weekday']]}")
    if group(match, "month"):
        return TimeValue(TimeKind.SET, f"XXXX-{MONTHS[match['month']]:02}")
    unit = group(match, "unit")
    if unit in DAY_PARTS and unit != "night":
        return TimeValue(TimeKind.SET, f"XXXX-XX-XX{DAY_PARTS[unit]}")
    if unit in SEASONS or unit == "season":
        return TimeValue(TimeKind.SET, f"XXXX-{SEASONS[unit]}" if unit in SEASONS else "P1Y")
    written = group(match, "count")
    count = float(written) if written.isdigit() else float(_NUMBER_WORDS.get(written, 1))
    count = 2.0 if group(match, "other") in ("other", "second") else count
    return TimeValue(TimeKind.SET, duration_value(count, UNITS[unit]))


_OFTEN = {
    "hourly": "XXXX-XX-XXTXX",
    "daily": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
}
_OFTEN |= {
    "quarterly": "XXXX-QX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "annual": "XXXX",
    "biweekly": "P2W",
    "fortnightly": "P2W",
}
_OFTEN |= {"bimonthly": "P2M", "semiannual": "P6M"}


def read_often(match: Match, at: Context) -> TimeValue | None:
    """Read "daily", "annually"; a capitalised one inside a sentence is part of a name."""
    if match[0][0].isupper() and at.before.strip():
        return None
    return TimeValue(TimeKind.SET, _OFTEN[group(match, "word")])


def read_rate(match: Match, at: Context) -> TimeValue | None:
    """Read "a year" in "twice a year"."""
    return TimeValue(TimeKind.SET, duration_value(1.0, _unit(match)))


_HOLIDAYS = {"christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31), "boxing day": (12, 26)}
_HOLIDAYS |= {"halloween": (10, 31), "valentine's day": (2, 14), "may day": (5, 1)}


def read_holiday(match: Match, at: Context) -> TimeValue | None:
    """Read a holiday that has a fixed day."""
    month, day = _HOLIDAYS.get(group(match, "name").replace("’", "'"), (12, 25))
    year = _year_of(match, at) or year_near(month, day, at)
    return time_value(TimeKind.DATE, f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}")

"""Dates: days, months, weekdays, years and what is counted from them, as TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date

from variorum.annotate.timex.context import (
    BACK,
    ONWARD,
    OPEN,
    Context,
    Direction,
    Match,
    dated,
    duration_value,
    edge_of,
    from_publication,
    from_reference,
    group,
    shifted_day,
    year_of,
)
from variorum.annotate.timex.words import DAY_ORDINALS, DAY_PARTS, DECADES, MONTHS, SEASONS, UNITS, WEEKDAYS
from variorum.values.date import TimeKind, TimeValue, bounds, time_value


def read_iso(match: Match, _at: Context) -> TimeValue | None:
    """Read "2024-07-03" and "2024-07-03T14:05Z"."""
    day = f"{match['year']}-{match['mon']}-{match['day']}"
    if bounds(day)[1] is None:
        return None
    if match["clock"]:
        return time_value(TimeKind.TIME, f"{day}T{match['clock']}{match['zone'] or ''}")
    return time_value(TimeKind.DATE, day)


def read_slashed(match: Match, _at: Context) -> TimeValue | None:
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
        # What is to come may have begun ("runs from 28 June"); what is past cannot lie ahead.
        if (at.direction is Direction.PAST and gap > 0) or (at.direction is Direction.FUTURE and gap < -30):
            gap = abs(gap) + 400
        if best is None or abs(gap) < best[0]:
            best = abs(gap), year
    return best[1] if best else None


def read_day(match: Match, at: Context) -> TimeValue | None:
    """Read a day and a month, with or without a year."""
    month, day = MONTHS[match["month"]], _day_number(match)
    if not 1 <= day <= 31:
        return None
    year = year_of(match, at)
    relative = year is None
    second = "second" in match.groupdict() and at.reference[5:7] == f"{month:02}" and at.reference[:4].isdigit()
    year = year or (int(at.reference[:4]) if second else year_near(month, day, at))
    value = f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"
    if year and bounds(value)[1] is None:
        return None
    return time_value(TimeKind.DATE, value, relative=relative)


def read_month_year(match: Match, at: Context) -> TimeValue | None:
    """Read "early May 2024", "May of next year"."""
    year = year_of(match, at)
    relative = not group(match, "year")
    value = f"{year:04}-{MONTHS[match['month']]:02}" if year else f"XXXX-{MONTHS[match['month']]:02}"
    return dated(match, value, relative=relative)


_MONTH_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|through|from|to|of|during|before|after|for|between|and|or|late|early|mid|every|this|last|next)"
    r"[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)


def read_month(match: Match, at: Context) -> TimeValue | None:
    """Read a month alone: the last one for the past, the next one for what is to come."""
    which, month = group(match, "which"), MONTHS[match["month"]]
    bare = not which and not edge_of(match)
    if bare and match["month"] in ("May", "March", "Mar", "Jan", "Jun") and not _MONTH_PREPOSITION.search(at.before):
        return None
    if at.anchor is None:
        return dated(match, f"XXXX-{month:02}")
    here = at.anchor.month
    back, on = at.anchor.year - (month > here), at.anchor.year + (month < here)
    if which in BACK:
        year = at.anchor.year - (month >= here)
    elif which in ONWARD:
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
    return dated(match, f"{year:04}-{month:02}")


# "Friday and Saturday": the second is the one after the first.
_COORDINATED = re.compile(
    rf"\b(?:{'|'.join(WEEKDAYS)})(?:\s[a-z]+)?(?:,|\s+and|\s+or|,\s+and|\s+to|\s+through|\s?[-–])\s*(?:on\s)?\Z"
)


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
        days = number - here + {"last": -7, "this": 0, "next": 7}[which2.split()[0]]
    elif _COORDINATED.search(at.before) and bounds(at.reference)[0] == "day":
        first = date.fromisoformat(at.reference[:10])
        days = (first - at.anchor).days + (number - first.isoweekday()) % 7
    elif which in BACK:
        days = back or -7
    elif which in ONWARD:
        days = on or 7
    else:
        days = on if at.direction is Direction.FUTURE else back
    day = shifted_day(at.anchor, days).isoformat()
    return time_value(kind, day + tail, relative=True)


def read_weekdays(match: Match, _at: Context) -> TimeValue | None:
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
    day = shifted_day(at.anchor, _DAY_WORDS[word]).isoformat() if at.anchor else "XXXX-XX-XX"
    return time_value(kind, day + tail, relative=True)


def _season(match: Match, at: Context, code: str, which: str) -> TimeValue:
    if at.anchor is None:
        return dated(match, f"XXXX-{code}")
    start = bounds(f"{at.anchor.year:04}-{code}")[1]
    year = at.anchor.year - (start is not None and start > at.anchor)
    if which in ONWARD or (which not in BACK and at.direction is Direction.FUTURE):
        year += 1
    if which in ("this", "current"):
        year = at.anchor.year
    return dated(match, f"{year:04}-{code}")


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
        step = 1 if which in ONWARD else -1 if which in BACK else 0
        return from_reference(match, at, code, step)
    return from_publication(match, at, code, -1 if which in BACK else 1 if which in ONWARD else 0)


def read_edge_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "the end of the year": of the current one, or of the last one where that is still ahead but told as past."""
    unit = UNITS[group(match, "unit")]
    if unit == "D" or at.anchor is None:
        return None if unit == "D" else from_publication(match, at, unit, 0)
    value = from_publication(match, at, unit, 0)
    ahead = value.earliest > at.anchor.isoformat()
    return from_publication(match, at, unit, -1) if ahead and at.direction is Direction.PAST else value


def read_the_unit(match: Match, at: Context) -> TimeValue | None:
    """Read "later in the day"."""
    return from_reference(match, at, UNITS[group(match, "unit")], 0)


def read_weekend(match: Match, at: Context) -> TimeValue | None:
    """Read "over the weekend"."""
    past = at.direction is not Direction.FUTURE and at.anchor is not None and at.anchor.isoweekday() < 6
    return from_publication(match, at, "WE", -1 if past else 0)


def read_day_before(match: Match, at: Context) -> TimeValue | None:
    """Read "the day before": of the last date named, unless a clause or noun follows that says of what."""
    unit, to = UNITS[group(match, "unit")], group(match, "to")
    if (
        to in ("before", "after")
        and re.match(r"\s+\w", at.after)
        and not re.match(r"\s+(?:and|or|but|in|at|on|with)\b", at.after)
    ):
        return dated(match, OPEN.get(unit, "XXXX-XX-XX"))
    return from_reference(match, at, unit, -1 if to in ("before", "earlier") else 1)


def read_the_day(match: Match, at: Context) -> TimeValue | None:
    """Read "that day", "the same week", "the next day"."""
    unit, which = UNITS[group(match, "unit") or group(match, "unit2")], group(match, "which")
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    return from_reference(match, at, unit, step)


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
    if int(match["year"]) < 1500 and not re.search(
        r"\b(?:in|since|of|until|from|to|and|before|after|by)\s+\Z", at.before
    ):
        return None
    if re.match(r"\s+[A-Z]", at.after) and re.search(r"\bat\s+\Z", at.before):
        return None
    season = group(match, "season")
    value = match["year"] + (f"-{SEASONS[season]}" if season else "")
    return dated(match, value, relative=False)


def read_year_range(match: Match, _at: Context) -> TimeValue | None:
    """Read the second year of "2009-2010" or "1957-58"; the first one is read by its own rule."""
    first, second = match["from"], match["year"]
    full = second if len(second) == 4 else first[:2] + second
    if int(full) <= int(first) or int(full) > 2100:
        return None
    return time_value(TimeKind.DATE, full)


def read_decade(match: Match, _at: Context) -> TimeValue | None:
    """Read "the 1990s", "the '90s"."""
    value = match["year"] if group(match, "year") else f"19{match['short']}"
    return dated(match, value, relative=False)


def read_decade_word(match: Match, _at: Context) -> TimeValue | None:
    """Read "the nineties"."""
    return dated(match, f"19{DECADES[group(match, 'word')]}", relative=False)


def read_century(match: Match, _at: Context) -> TimeValue | None:
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
    return dated(match, f"{number - 1:02}", relative=False) if number else None


def read_quarter(match: Match, at: Context) -> TimeValue | None:
    """Read "the first quarter of 2013", "Q3", "second half of next year"."""
    name = group(match, "number")
    number = (
        int(match["q"])
        if group(match, "q")
        else ["first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th"].index(name) % 4 + 1
    )
    letter = "H" if group(match, "what") == "half" else "Q"
    year = int(group(match, "qyear")) if group(match, "qyear") else year_of(match, at)
    if letter == "H" and (number > 2 or year is None):
        return None
    if year is None and at.anchor is not None:
        # A quarter told of as past is over, or nearly.
        ahead = number * 3 > at.anchor.month + 1
        year = at.anchor.year - (ahead and at.direction is not Direction.FUTURE)
    return dated(match, f"{year:04}-{letter}{number}" if year else f"XXXX-{letter}{number}")


def read_season(match: Match, at: Context) -> TimeValue | None:
    """Read "in the summer", "by spring", "in the autumn of next year"."""
    if (year := year_of(match, at)) is not None:
        return dated(match, f"{year:04}-{SEASONS[group(match, 'season')]}")
    return _season(match, at, SEASONS[group(match, "season")], "")


_HOLIDAYS = {"christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31), "boxing day": (12, 26)}


_HOLIDAYS |= {"halloween": (10, 31), "valentine's day": (2, 14), "may day": (5, 1)}


def read_holiday(match: Match, at: Context) -> TimeValue | None:
    """Read a holiday that has a fixed day."""
    month, day = _HOLIDAYS.get(group(match, "name").replace("’", "'"), (12, 25))
    year = year_of(match, at) or year_near(month, day, at)
    return time_value(TimeKind.DATE, f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}")


CALENDAR_READERS = {
    "iso": read_iso,
    "slashed": read_slashed,
    "day_month": read_day,
    "month_day": read_day,
    "month_day_to_day": read_day,
    "day_to_day_month": read_day,
    "month_year": read_month_year,
    "month": read_month,
    "weekday": read_weekday,
    "weekdays": read_weekdays,
    "day_word": read_day_word,
    "which_unit": read_which_unit,
    "edge_unit": read_edge_unit,
    "the_unit": read_the_unit,
    "the_weekend": read_weekend,
    "the_day_before": read_day_before,
    "the_day": read_the_day,
    "year_range": read_year_range,
    "year": read_year,
    "decade": read_decade,
    "decade_word": read_decade_word,
    "century": read_century,
    "quarter": read_quarter,
    "season": read_season,
    "holiday": read_holiday,
}
"""The reader of each rule."""

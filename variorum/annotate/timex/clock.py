"""Clock times and parts of the day, set on the day that is being told of."""

from __future__ import annotations

import re

from variorum.annotate.timex.calendar import read_weekday, year_near
from variorum.annotate.timex.context import Context, Direction, Match, group, reference_day, shifted_day
from variorum.annotate.timex.words import DAY_PARTS, MONTHS, SMALL
from variorum.values.date import TimeKind, TimeValue, bounds, time_value


def read_this_part(match: Match, at: Context) -> TimeValue | None:
    """Read "this morning", "last night", "the following evening"."""
    which, tail = group(match, "which"), DAY_PARTS[group(match, "part")]
    if which in ("this", "last"):
        day = shifted_day(at.anchor, -1 if which == "last" else 0) if at.anchor else None
    else:
        day = reference_day(at, "D")
        step = -1 if "previous" in which else 1 if which.split()[-1] in ("following", "next") else 0
        day = shifted_day(day, step) if day else None
    return time_value(TimeKind.TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{tail}", relative=True)


def read_the_part(match: Match, at: Context) -> TimeValue | None:
    """Read "in the morning", "overnight": of the day that is being told of; "at night" is of no day."""
    part = group(match, "part") or group(match, "part2") or group(match, "part3") or "night"
    if group(match, "part2") == "night":
        return TimeValue(TimeKind.TIME, "XXXX-XX-XXTNI")
    return _timed(DAY_PARTS[part], at)


def _timed(tail: str, at: Context, *, approximate: bool = False, zone: str = "") -> TimeValue:
    precision, first, _ = bounds(at.reference)
    day = first if precision == "day" else at.anchor
    if day and at.anchor and day > at.anchor and at.direction is Direction.PAST:
        # The day named before is still to come, what happened cannot have happened on it.
        day = at.anchor
    # What is told of as past cannot lie ahead of publication: then it was the day before.
    ahead = tail == "T24:00" or (precision != "day" and bool(at.clock) and f"T{at.clock}" < tail < "T24")
    if ahead and day and day == at.anchor and at.direction is not Direction.FUTURE:
        day = shifted_day(day, -1)
    value = f"{day.isoformat() if day else 'XXXX-XX-XX'}{tail}"
    return time_value(TimeKind.TIME, value, approximate=approximate, relative=True, zone=zone)


_ZONES = {"gmt": "Z", "utc": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "msk": "+03:00"}
_ZONES |= {"est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "pst": "-08:00", "pdt": "-07:00"}
_ZONES |= {"jst": "+09:00", "aest": "+10:00"}
_CLOCK_CONTEXT = re.compile(
    r"\b(?:at|until|till|from|before|after|by|was|around|about|between|and|to)\s+\Z", re.IGNORECASE
)


def read_clock(match: Match, at: Context) -> TimeValue | None:
    """Read "15:00 GMT", "8 p.m.", "21.40 local time"; "9.30" only where a time is expected."""
    clock = match["clock"] or ""
    zone = group(match, "zone") or group(match, "zone2")
    half = group(match, "am") or group(match, "am2") or group(match, "am3")
    percent = re.match(r"\s*(?:%|per\s?cent|[a-z]+s\b)", at.after)
    if "." in clock and not (half or zone or (_CLOCK_CONTEXT.search(at.before) and not percent)):
        return None
    written = (clock or match["hour"] or match["hourword"]).replace(".", ":")
    hour, _, minute = (
        written if ":" in written or len(written) < 4 or not clock else f"{written[:-2]}:{written[-2:]}"
    ).partition(":")
    number = int(hour) if hour.isdigit() else SMALL.index(hour.lower()) + 1
    if half:
        number = number % 12 + (12 if half.startswith("p") else 0) if number <= 12 else number
    if number > 24:
        return None
    return _timed(f"T{number:02}:{minute or '00'}", at, zone=_ZONES.get(zone, ""))


def read_clock_day(match: Match, at: Context) -> TimeValue | None:
    """Read "15:00 GMT Saturday"."""
    day = read_weekday(match, at)
    clock = read_clock(match, at)
    if day is None or clock is None or not day.earliest:
        return clock
    return time_value(TimeKind.TIME, day.value[:10] + clock.value[10:], relative=True, zone=clock.zone)


def read_part_of(match: Match, at: Context) -> TimeValue | None:
    """Read "the night of 14 October"."""
    month, day = MONTHS[match["month"] or match["monthb"]], int(match["day"] or match["dayb"])
    year = int(match["year"]) if match["year"] else year_near(month, day, at)
    value = f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"
    if year and bounds(value)[1] is None:
        return None
    return time_value(TimeKind.TIME, value + DAY_PARTS[group(match, "part")], relative=not match["year"])


_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}


def read_spoken_clock(match: Match, at: Context) -> TimeValue | None:
    """Read "ten past two", "six in the morning", "2 o'clock".

    The half of the day is known from "in the afternoon" behind it, or from the part of the day named before it
    ("on Tuesday afternoon ... at ten past two").
    """
    word, minutes = group(match, "hourword"), 0
    hour = int(word) if word.isdigit() else SMALL.index(word) + 1
    if group(match, "rel"):
        minutes = _MINUTES[group(match, "rel").removeprefix("a ").split()[0]]
        if group(match, "past") == "to":
            hour, minutes = hour - 1, 60 - minutes
    inside = group(match, "inpart") or {"TAF": "afternoon", "TEV": "evening"}.get(at.reference[10:], "")
    if re.search("afternoon|evening", inside) or ("night" in inside and 6 <= hour < 12):
        hour = hour % 12 + 12
    return _timed(f"T{hour % 24:02}:{minutes:02}", at)


def read_noon(match: Match, at: Context) -> TimeValue | None:
    """Read "noon", "shortly before midnight"."""
    return _timed(DAY_PARTS[group(match, "word")], at, approximate=bool(group(match, "edge")))


CLOCK_READERS = {
    "this_part": read_this_part,
    "the_part": read_the_part,
    "noon": read_noon,
    "clock": read_clock,
    "o_clock": read_spoken_clock,
    "clock_words": read_spoken_clock,
    "hour_in_part": read_spoken_clock,
    "clock_day": read_clock_day,
    "part_of": read_part_of,
}
"""The reader of each rule."""

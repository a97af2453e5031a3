"""Lengths of time, repetitions, what is counted back or on from a day, and "now" and "recently"."""

from __future__ import annotations

import re

from variorum.annotate.timex.context import (
    Context,
    Match,
    dated,
    duration_value,
    from_publication,
    from_reference,
    group,
)
from variorum.annotate.timex.words import DAY_PARTS, MONTHS, SEASONS, UNITS, WEEKDAYS
from variorum.values.date import TimeKind, TimeValue, add_months
from variorum.values.number import words_value


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


def read_ago(match: Match, at: Context) -> TimeValue | None:
    """Read "two months ago"."""
    count, unit = count_of(match), UNITS[group(match, "unit")]
    if count is None:
        return TimeValue(TimeKind.DATE, "PAST_REF")
    unit, count = ("W", 2 * count) if group(match, "unit") == "fortnight" else (unit, count)
    if unit.startswith("T"):
        return from_publication(match, at, "D", -int(count * {"TH": 1, "TM": 1 / 60}.get(unit, 0) / 24))
    if unit in ("M", "Y") and not count.is_integer() and at.anchor:
        return dated(match, add_months(at.anchor, -round(count * (12 if unit == "Y" else 1))).isoformat()[:7])
    return from_publication(match, at, unit, -int(min(count, 9999)))


def read_shifted(match: Match, at: Context) -> TimeValue | None:
    """Read "two days later", "a year earlier" (but "a month earlier than usual" is a length)."""
    count, unit, to = count_of(match), UNITS[group(match, "unit")], group(match, "to")
    if count is None or unit.startswith("T") or re.match(r"\s+than\b", at.after) or not float(count).is_integer():
        return TimeValue(TimeKind.DURATION, duration_value(count, unit))
    named = re.match(r",?\s+in\s+([12]\d{3})\b", at.after)
    if named and unit == "Y":
        return dated(match, named[1])
    step = int(min(count, 9999)) * (-1 if to in ("earlier", "previously") else 1)
    if to in ("from now", "hence"):
        return from_publication(match, at, unit, step)
    return from_reference(match, at, unit, step)


_AGE = re.compile(r"\b(?:age[ds]?|turned|turns)\s+(?:of\s+)?\Z", re.IGNORECASE)


def read_stretch(match: Match, at: Context) -> TimeValue | None:
    """Read "two months", "50-minute", "the past several weeks", "a year and a half"."""
    count, unit = count_of(match), UNITS[group(match, "unit")]
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


def read_half_unit(match: Match, _at: Context) -> TimeValue | None:
    """Read "half an hour", "a quarter of an hour", "half a century": in the next smaller unit where it divides."""
    unit, part = UNITS[group(match, "unit")], group(match, "part")
    share = 0.5 if part == "half" else 0.75 if part.startswith("three") else 0.25
    finer = {"TH": (60, "TM"), "TM": (60, "TS"), "Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y"), "D": (24, "TH")}
    if unit in finer:
        size, smaller = finer[unit]
        return TimeValue(TimeKind.DURATION, duration_value(size * share, smaller))
    return TimeValue(TimeKind.DURATION, duration_value(share, unit))


def read_open_stretch(match: Match, _at: Context) -> TimeValue | None:
    """Read "recent weeks", "for years", "days before"."""
    unit = group(match, "unit") or group(match, "unit2")
    return TimeValue(TimeKind.DURATION, duration_value(None, UNITS[unit]))


def read_long(match: Match, _at: Context) -> TimeValue | None:
    """Read "year-long", "decades-long"."""
    unit = group(match, "unit")
    many = bool(group(match, "many")) or unit.endswith("ies")
    return TimeValue(TimeKind.DURATION, duration_value(None if many else 1.0, UNITS[unit.replace("ies", "y")]))


def read_units_ago(match: Match, _at: Context) -> TimeValue | None:
    """Read "years ago", "weeks later"."""
    unit = UNITS[group(match, "vague").replace("centurie", "century")]
    if group(match, "to") == "ago":
        return TimeValue(TimeKind.DATE, "PAST_REF")
    return TimeValue(TimeKind.DURATION, duration_value(None, unit))


def read_present(_match: Match, _at: Context) -> TimeValue | None:
    """Read "now", "currently"."""
    return TimeValue(TimeKind.DATE, "PRESENT_REF")


def read_past(_match: Match, _at: Context) -> TimeValue | None:
    """Read "recently", "in the past"."""
    return TimeValue(TimeKind.DATE, "PAST_REF")


def read_future(_match: Match, _at: Context) -> TimeValue | None:
    """Read "in the near future"."""
    return TimeValue(TimeKind.DATE, "FUTURE_REF")


def read_every(match: Match, _at: Context) -> TimeValue | None:
    """Read "every day", "each Monday", "every two weeks"."""
    if group(match, "other2"):
        return TimeValue(TimeKind.SET, "P2W" if group(match, "weekday") else "P2Y")
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
    count = float(written) if written.isdigit() else float((words_value(written) or (1.0,))[0])
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


def read_rate(match: Match, _at: Context) -> TimeValue | None:
    """Read "a year" in "twice a year"."""
    return TimeValue(TimeKind.SET, duration_value(1.0, UNITS[group(match, "unit")]))


LENGTH_READERS = {
    "ago": read_ago,
    "shifted": read_shifted,
    "stretch": read_stretch,
    "the_number": read_stretch,
    "half_unit": read_half_unit,
    "lead_units": read_open_stretch,
    "long": read_long,
    "bare_units": read_open_stretch,
    "units_ago": read_units_ago,
    "present": read_present,
    "past": read_past,
    "future": read_future,
    "every": read_every,
    "often": read_often,
    "rate": read_rate,
}
"""The reader of each rule."""

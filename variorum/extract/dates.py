"""Dates of publication as pages and texts write them, to ISO 8601 with the precision that is known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
WRITTEN = re.compile(
    rf"(?<!\w)(?:{_NAME}\s+{_DAY},?\s+{_YEAR}|"
    + rf"{_DAY}(?:\s+of)?\s+{_NAME},?\s+{_YEAR}".replace("?P<month>", "?P<month2>")
    .replace("?P<day>", "?P<day2>")
    .replace("?P<year>", "?P<year2>")
    + r")(?!\w)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def published(text: str) -> str:
    """The ISO 8601 form of a date of publication (`July 3, 2024`, RFC 2822, ISO); empty when it is none."""
    text = text.strip()
    if _PARTIAL.fullmatch(text):
        return text
    iso = ISO.match(text) or ISO.search(text)
    if iso:
        return _from_iso(iso)
    written = WRITTEN.search(text)
    if re.match(r"(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:", text):
        return _from_mail(text)
    return _from_written(written) if written else ""


def _from_iso(found: re.Match[str]) -> str:
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if not day or not found["time"]:
        return day
    clock = found["time"] if found["time"].count(":") == 2 else found["time"] + ":00"
    zone = found["zone"] or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    zone = "Z" if zone in {"+00:00", "-00:00"} else zone
    try:
        datetime.fromisoformat(f"{day}T{clock}{zone}")
    except ValueError:
        return day
    return f"{day}T{clock}{zone}"


def _from_written(found: re.Match[str]) -> str:
    month = found["month"] or found["month2"]
    year, day = found["year"] or found["year2"], found["day"] or found["day2"]
    return _day(int(year), _MONTHS[month.lower()], int(day))


def _from_mail(text: str) -> str:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return ""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat().replace("+00:00", "Z")


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

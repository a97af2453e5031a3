"""Dates of publication as pages and texts write them, to ISO 8601 with the precision that is known."""

from __future__ import annotations

import re
import unicodedata
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
_MONTHS |= {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
    for number, name in enumerate(names.split(), start=1)
}
_NAME = r"(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_COMMA = r"\s*,?\s*"
ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
ISO_DAY = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)\.?"
_IN_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_OF_YEAR = r"(?:(?:\s+de)?\s*,?\s*(?:19|20)\d\d(?!\d))?"
# A day in words, with its year or without, as a part of other patterns.
DAY_OF_YEAR = rf"(?i:{_MONTH}\s+{_IN_MONTH}{_OF_YEAR}|{_IN_MONTH}\.?(?:\s+(?:of|de))?\s+{_MONTH}{_OF_YEAR})"
WRITTEN = re.compile(
    r"(?<!\w)(?:"
    + (_NAME.format("month") + r"\s+" + _DAY.format("day") + _COMMA + _YEAR.format("year"))
    + "|"
    + (
        _DAY.format("day2")
        + r"\.?(?:\s+(?:of|de))?\s+"
        + _NAME.format("month2")
        + r"(?:\s+de)?"
        + _COMMA
        + _YEAR.format("year2")
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})\s?(?P<mark>[/.])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)?\d\d)(?![\d/])"
)
_PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:")
_AROUND = re.compile(
    r"(?:first )?(?:originally )?(?:published|updated|posted|last (?:modified|updated)|date|modified|created|issued|"
    r"stand|veröffentlicht|aktualisiert|publié|publicado|pubblicato|mis à jour)"
    r"(?: (?:on|at|date|time|am|le|el|em|il))?[\s:–-]*|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?(?!\w)|"
    r"\d{1,2} ?[:.] ?\d\d(?: ?: ?\d\d)?|[ap] ?\.? ?m ?\.?(?!\w)|"
    r"(?:gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]?t|ist|z)(?:[+-]\d+)?(?!\w)|"
    r"\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)|года(?!\w)|hrs?\b|\buhr\b|\bat\b|\bon\b|@|[\s,;:|/()·•–—-]+",
    re.IGNORECASE,
)
_LONGEST_LINE = 100
_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
# Without marks between its parts a date is one only where nothing else stands beside it.
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_EASTERN = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")


def _as_iso(text: str) -> str:
    """The text in ASCII digits, with dates as Chinese and Japanese write them in the form of ISO 8601."""
    if not text.isascii():
        text = _OTHER_DIGITS.sub(lambda m: str(unicodedata.decimal(m[0])), text)
    return _EASTERN.sub(lambda m: f"{m['year']}-{int(m['month']):02}-{int(m['day']):02}", text)


def published(text: str) -> str:
    """The ISO 8601 form of a date of publication (ISO, RFC 2822, `July 3, 2024`, `03.07.2024`), or nothing.

    A date in figures is read where only one order of day and month is possible, and where points separate them
    (day first).
    """
    text = _as_iso(text.strip())
    if _PARTIAL.fullmatch(text):
        return text
    if compact := _COMPACT.fullmatch(text):
        text = _spread(compact)
    if iso := ISO.search(text):
        return _from_iso(iso)
    if _MAIL.match(text):
        return _from_mail(text)
    if written := WRITTEN.search(text):
        month, day = written["month"] or written["month2"], written["day"] or written["day2"]
        return _day(int(written["year"] or written["year2"]), _MONTHS[month.lower()], int(day))
    numeric = _NUMERIC.search(text)
    return _from_figures(numeric) if numeric else ""


def is_date_line(line: str) -> bool:
    """A line that holds a full date, perhaps a time and a word such as "Updated", and nothing else."""
    if len(line) > _LONGEST_LINE:
        return False
    rest = line = _as_iso(line)
    for pattern in (ISO, WRITTEN, _NUMERIC):
        rest = pattern.sub(" ", rest)
    return rest != line and not _AROUND.sub("", rest)


def _spread(compact: re.Match[str]) -> str:
    """A compact date (20240703, 20240703T101500Z) in the extended form of ISO 8601."""
    day = f"{compact['year']}-{compact['month']}-{compact['day']}"
    if not compact["hour"]:
        return day
    return f"{day}T{compact['hour']}:{compact['minute']}:{compact['second'] or '00'}{compact['zone'] or ''}"


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


def _from_figures(found: re.Match[str]) -> str:
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    year += 2000 if year < 100 else 0
    if found["mark"] == "." or a > 12 or a == b:
        return _day(year, b, a)
    return _day(year, a, b) if b > 12 else ""


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

"""Dates of feeds: to ISO 8601 in UTC, with no more precision than they were given."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from time import struct_time

_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_EARLIEST = 1990
_AHEAD = timedelta(days=1)


def iso(text: object) -> str:
    """An ISO 8601 date of JSON feeds and sitemaps (RFC 3339, W3C date and time); empty where it is none."""
    if not isinstance(text, str):
        return ""
    text = text.strip()
    if _PARTIAL.fullmatch(text):
        return text if _exists(text) else ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return _utc(moment)


def of_struct(given: object, parsed: struct_time | None) -> str:
    """A date as feedparser has it: `given` is the text of the feed, `parsed` its reading in UTC."""
    if parsed is None:
        return iso(given)
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    text = str(given).strip()
    if _PARTIAL.fullmatch(text):
        return text
    return _utc(moment) if _CLOCK.search(text) or text.isdigit() else moment.date().isoformat()


def believable(date: str, now: datetime) -> str:
    """The date, or nothing where it is before the web or more than a day ahead: a clock or a default that is wrong."""
    if not date or int(date[:4]) < _EARLIEST:
        return ""
    moment = start(date)
    return date if moment is not None and moment <= now + _AHEAD else ""


def start(date: str) -> datetime | None:
    """The first moment of an ISO 8601 date; None where it is none."""
    if _PARTIAL.fullmatch(date):
        date += {4: "-01-01", 7: "-01", 10: ""}[len(date)]
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _exists(text: str) -> bool:
    return start(text) is not None


def _utc(moment: datetime) -> str:
    """With seconds and a Z; a moment without a zone is taken as UTC, as feeds mostly mean it."""
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else ""

"""RSS 0.9x to 2.0, RDF and Atom, read by feedparser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from variorum.feeds.addresses import absolute
from variorum.feeds.dates import of_struct
from variorum.feeds.entries import MOST_ENTRIES, Entry, Feed, FeedError, FeedKind, Pace
from variorum.feeds.words import is_prose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_MARKS = 250_000
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS = {name: day for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_SKIPPED = re.compile(r"<(hour|day)>\s*(\w{1,12})\s*</\1>", re.IGNORECASE)
_SKIPS = re.compile(r"<skip(hours|days)>(.{0,2000}?)</skip\1>", re.IGNORECASE | re.DOTALL)
_PERMANENT = re.compile(r"https?://", re.IGNORECASE)


def read(text: str, address: str) -> Feed:
    """Read a feed that came from `address`. Raises `FeedError` where the text is none."""
    import feedparser

    # The parser takes a fixed time a tag and an entity: a feed of millions of them is an attack.
    marks = text.count("<") + text.count("&")
    if marks > _MOST_MARKS:
        raise FeedError(f"it has {marks:,} tags and references, more than {_MOST_MARKS:,}; no feed needs that many")
    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(text.encode("utf-8", "replace"), response_headers=headers, sanitize_html=False)
    version = str(found.get("version") or "")
    if not version and not found.entries:
        raise FeedError(f"it is neither RSS nor Atom{_fault(found)}")
    kind = FeedKind.ATOM if version.startswith("atom") else FeedKind.RSS
    entries = tuple(_entries(found, address))
    notes = [f"it is not well formed{_fault(found)}; what could be read of it was read"] if _broken(found) else []
    left_out = len(found.entries) - len(entries)
    if left_out:
        notes.append(f"{left_out} of its entries have neither an address nor an article, or are too many")
    return Feed(
        kind=kind,
        title=plain(found.feed.get("title")),
        home=absolute(found.feed.get("link"), address),
        entries=entries,
        pace=_pace(found.feed, text),
        notes=tuple(notes),
    )


def _broken(found: Any) -> bool:
    return bool(found.bozo) and not isinstance(found.get("bozo_exception"), UnicodeError)


def _fault(found: Any) -> str:
    wrong = found.get("bozo_exception")
    where = getattr(wrong, "getLineNumber", lambda: None)()
    reason = getattr(wrong, "getMessage", lambda: "")()
    return f" (line {where}: {reason})" if where and reason else ""


def _entries(found: Any, address: str) -> Iterator[Entry]:
    language = plain(found.feed.get("language"))
    for item in found.entries[:MOST_ENTRIES]:
        link = _link(item, address)
        content = _content(item)
        guid = plain(item.get("id")) or link
        if not link and not (content and guid):
            continue
        yield Entry(
            guid=guid,
            link=link,
            title=plain(item.get("title")),
            published=_date(item, "published") or _date(item, "created"),
            updated=_date(item, "updated"),
            outlet=_outlet(item),
            language=plain(item.get("language")) or language,
            content=content,
        )


def _link(item: Any, address: str) -> str:
    """The entry's page: its original address where a counter stands between, its link, or an identifier that is one."""
    guid = item.get("id")
    permanent = guid if isinstance(guid, str) and _PERMANENT.match(guid) and item.get("guidislink", True) else ""
    candidates = (item.get("feedburner_origlink"), item.get("link"), permanent)
    return next((found for each in candidates if (found := absolute(each, address))), "")


def _content(item: Any) -> str:
    """The article itself, where the entry carries it: `content:encoded`, Atom's content, or a description as long."""
    contents = [part.get("value") or "" for part in item.get("content", ()) if _is_text(part)]
    longest = max([*contents, item.get("summary") or ""], key=len)
    return longest if is_prose(longest, 600 if longest in contents else 1_500) else ""


def _is_text(part: Mapping[str, Any]) -> bool:
    kind = str(part.get("type") or "text/html")
    return not part.get("src") and kind in {"text/html", "text/plain", "application/xhtml+xml", "html", "xhtml", "text"}


def _date(item: Any, name: str) -> str:
    # feedparser hands out `published` when asked for an absent `updated`; the dictionary itself does not.
    given = dict.get(item, name)
    return of_struct(given, dict.get(item, f"{name}_parsed")) if given else ""


def _outlet(item: Any) -> str:
    """The publisher that the entry names: RSS and Atom `source`, or `dc:publisher`."""
    source = item.get("source")
    named = plain(source.get("title") or source.get("value")) if isinstance(source, dict) else ""
    return named or plain(item.get("publisher"))


def _pace(feed: Any, text: str) -> Pace:
    seconds = 0.0
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isdigit() and len(ttl) < 7:
        seconds = float(ttl) * 60
    period = str(feed.get("sy_updateperiod") or "").strip().lower()
    if period in _PERIODS:
        times = str(feed.get("sy_updatefrequency") or "1").strip()
        seconds = max(seconds, _PERIODS[period] / max(1, int(times) if times.isdigit() and len(times) < 5 else 1))
    hours, days = _skips(text)
    return Pace(seconds, hours, days)


def _skips(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The hours and days that a feed says it sleeps, which feedparser does not keep; RSS 0.91 has an hour 24."""
    hours, days = set(), set()
    for block in _SKIPS.finditer(text):
        for kind, value in _SKIPPED.findall(block[2]):
            if kind.lower() == "hour" and value.isdigit() and int(value) <= 24:
                hours.add(int(value) % 24)
            elif kind.lower() == "day" and value[:3].lower() in _DAYS:
                days.add(_DAYS[value[:3].lower()])
    # A feed that says it always sleeps means something else.
    return frozenset(hours if len(hours) < 24 else ()), frozenset(days if len(days) < 7 else ())

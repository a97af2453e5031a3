"""Sitemaps and their indexes (sitemaps.org), and the news extension, which names the publication."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from variorum.feeds.addresses import absolute
from variorum.feeds.dates import iso, start
from variorum.feeds.entries import MOST_CHILDREN, MOST_ENTRIES, Entry, Feed, FeedError, FeedKind
from variorum.feeds.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}
_RECENT = timedelta(days=3)
_MOST_URLS = 50_000  # the format's own limit


def read(text: str, address: str, now: datetime | None = None) -> Feed:
    """Read a sitemap or an index of sitemaps that came from `address`. Raises `FeedError` where the text is none.

    A sitemap lists all that a site ever had: without the news extension only what changed in the last three days is
    an entry, and of an index only the sitemaps that changed since then, as far as it dates them.
    """
    since = (now or datetime.now(UTC)) - _RECENT
    root, rows = _rows(text)
    if root == "sitemapindex":
        return _index(rows, address, since)
    entries = [entry for row in rows if (entry := _entry(row, address, since))]
    entries.sort(key=lambda entry: entry.updated or entry.published, reverse=True)
    left_out = len(rows) - len(entries)
    return Feed(
        kind=FeedKind.SITEMAP,
        entries=tuple(entries[:MOST_ENTRIES]),
        notes=(f"{left_out} of its addresses are not recent news and were left out",) if left_out else (),
    )


def _index(rows: list[dict[str, str]], address: str, since: datetime) -> Feed:
    dated = sorted(((iso(row.get("lastmod")), row) for row in rows), key=lambda each: each[0], reverse=True)
    recent = [row for date, row in dated if not date or (moment := _end(date)) is None or moment >= since]
    children = dict.fromkeys(child for row in recent if (child := absolute(row.get("loc"), address)))
    return Feed(kind=FeedKind.INDEX, children=tuple(children)[:MOST_CHILDREN])


def _entry(row: dict[str, str], address: str, since: datetime) -> Entry | None:
    link = absolute(row.get("loc"), address)
    published, updated = iso(row.get("publication_date")), iso(row.get("lastmod"))
    newest = _end(max(published, updated))
    if not link or (newest is not None and newest < since) or (newest is None and "title" not in row):
        return None
    return Entry(
        guid=link,
        link=link,
        title=plain(row.get("title")),
        published=published,
        updated=updated,
        outlet=plain(row.get("name")),
        language=plain(row.get("language")),
    )


def _end(date: str) -> datetime | None:
    """The last moment that a date of its precision may mean."""
    moment = start(date) if date else None
    room = {4: timedelta(days=366), 7: timedelta(days=31), 10: timedelta(days=1)}.get(len(date), timedelta())
    return moment + room if moment is not None else None


def _rows(text: str) -> tuple[str, list[dict[str, str]]]:
    """The local name of the root, and of each of its rows the texts of its elements by their local names."""
    from lxml import etree

    rows: list[dict[str, str]] = []
    root = ""
    try:
        for kind, element in _events(text):
            if not root:
                root = _local(element)
                if root not in _ROOTS:
                    raise FeedError(f"it is XML with the root <{root[:40]}>, no sitemap")
            elif kind == "end" and _local(element) == _ROOTS[root]:
                rows.append({_local(e): e.text.strip() for e in element.iterdescendants() if _told(e)})
                element.clear()
                if len(rows) >= _MOST_URLS:
                    break
    except etree.XMLSyntaxError as wrong:
        if not rows:
            raise FeedError(f"it is no sitemap ({wrong.msg})") from wrong
    if not root:
        raise FeedError("it is no sitemap: it has no element")
    return root, rows


def _events(text: str) -> Iterator[tuple[str, Any]]:
    """Parse with what an attack could use turned off: entities, DTDs, the network, and trees without bounds."""
    from lxml import etree

    yield from etree.iterparse(
        BytesIO(text.encode("utf-8", "replace")),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _told(element: Any) -> bool:
    """Whether an element says something of its address; pictures and films have titles and addresses of their own."""
    if not isinstance(element.tag, str) or not element.text or not element.text.strip():
        return False
    space = element.tag.rpartition("}")[0]
    return "image" not in space and "video" not in space

"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from variorum.feeds.addresses import absolute, same_site
from variorum.feeds.dates import iso
from variorum.feeds.entries import MOST_ENTRIES, Entry, Feed, FeedError, FeedKind
from variorum.feeds.words import is_prose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = "jsonfeed.org/version/1"
_PRESS = re.compile(
    r"\b(?:News|Times|Post|Herald|Gazette|Journal|Tribune|Chronicle|Guardian|Telegraph|Observer|Courier|Daily|Weekly|Press|"
    r"Agency|Agence|Agencia|Agentur|Radio|TV|Television|Broadcasting|Media|Magazine|Review|Zeitung|Diario|Tidning)\b"
)


def read(text: str, address: str) -> Feed:
    """Read a feed that came from `address`. Raises `FeedError` where the text is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise FeedError(f"it is no JSON ({wrong})") from wrong
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise FeedError("it is JSON but no JSON Feed: it has no list of items")
    if _VERSION not in str(value.get("version")):
        raise FeedError("it is JSON but no JSON Feed: its version is not https://jsonfeed.org/version/1 or 1.1")
    items = value["items"][:MOST_ENTRIES]
    home = absolute(value.get("home_page_url"), address)
    entries = tuple(_entries(items, value, address))
    left_out = len(value["items"]) - len(entries)
    note = f"{left_out} of its items have neither an address nor an article, or are too many"
    return Feed(
        kind=FeedKind.JSON,
        title=plain(value.get("title")),
        home=home,
        entries=entries,
        expired=value.get("expired") is True,
        notes=(note,) if left_out else (),
    )


def _entries(items: list[Any], feed: dict[str, Any], address: str) -> Iterator[Entry]:
    language = plain(feed.get("language"))
    home = absolute(feed.get("home_page_url"), address) or address
    for item in items:
        if not isinstance(item, dict):
            continue
        identifier = item.get("id")
        guid = plain(str(identifier)) if isinstance(identifier, str | int | float) else ""
        link = next((a for each in _links(item) if (a := absolute(each, address))), "")
        content = _content(item)
        if not link and not (content and guid):
            continue
        yield Entry(
            guid=guid or link,
            link=link,
            title=plain(item.get("title")),
            published=iso(item.get("date_published")),
            updated=iso(item.get("date_modified")),
            outlet=_outlet(item, link, home),
            language=plain(item.get("language")) or language,
            content=content,
        )


def _links(item: dict[str, Any]) -> Iterator[object]:
    yield item.get("url")
    yield item.get("external_url")
    identifier = item.get("id")
    if isinstance(identifier, str) and identifier.startswith(("http://", "https://")):
        yield identifier


def _content(item: dict[str, Any]) -> str:
    marked = item.get("content_html")
    if isinstance(marked, str) and is_prose(marked):
        return marked
    text = item.get("content_text")
    if isinstance(text, str) and is_prose(text):
        return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
    return ""


def _outlet(item: dict[str, Any], link: str, home: str) -> str:
    """The publisher among the item's authors.

    The format has no field for a publisher, and an author is mostly a person. One whose own address is a site's front
    page, who is named for an item of another site, or who is named as newspapers and agencies are, is the outlet.
    """
    authors = item.get("authors") or [item.get("author")]
    for author in authors if isinstance(authors, list) else ():
        name = plain(author.get("name")) if isinstance(author, dict) else ""
        if not name:
            continue
        site = absolute(author.get("url"), home)
        front_page = bool(site) and not urlsplit(site).path.strip("/")
        of_another = bool(link) and not same_site(link, home) and (not site or same_site(site, link))
        if front_page or of_another or _PRESS.search(name):
            return name
    return ""

"""The pages that entries name: which are new or changed, and one look at a page."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.feeds.dates import believable, start
from variorum.feeds.exchange import FetchError
from variorum.feeds.schedule import DAY, HOUR, back_off, revisit
from variorum.feeds.states import PageState
from variorum.model import Metadata, RawDocument
from variorum.sources.decode import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.feeds.entries import Entry, Feed
    from variorum.feeds.exchange import Reply
    from variorum.feeds.fetch import Fetcher

REVISITS = (HOUR, 6 * HOUR, DAY, 3 * DAY)
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8"
_KINDS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_FIRST_RETRY = 300.0
_MOST_TRIES = 5
_TRIES_IF_MISSING = 2  # feeds may be ahead of the pages they announce
_MISSING = frozenset((404, 425))
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
_LISTED_EVERY = 7 * DAY


def named(feed: Feed, address: str, known: Mapping[str, PageState], now: float) -> Iterator[PageState]:
    """The states to keep of the pages that a feed at `address` names: of new ones, of changed ones, of old ones rarely.

    `known` holds the states of those known already, by address. A feed that names a page twice counts once.
    """
    met: set[str] = set()
    for entry in feed.entries:
        url = page_address(entry, address)
        if url in met:
            continue
        met.add(url)
        old = known.get(url)
        mark = _mark(entry)
        if old is None:
            yield _new(entry, feed, address, mark, now)
        elif old.mark != mark and old.feed == address:
            yield replace(
                old, mark=mark, title=entry.title, content=entry.content, due=now, listed=now, failures=0, error=""
            )
        elif now - old.listed > _LISTED_EVERY:
            yield replace(old, listed=now)


def page_address(entry: Entry, feed: str) -> str:
    """What a page is known by: its address, or for an entry without one the feed's and the entry's identifier."""
    return entry.link or f"{feed}#{sha256(entry.guid.encode('utf-8', 'replace')).hexdigest()[:24]}"


def addresses(feed: Feed, address: str) -> tuple[str, ...]:
    """What the pages that a feed names are known by."""
    return tuple(dict.fromkeys(page_address(entry, address) for entry in feed.entries))


def _new(entry: Entry, feed: Feed, address: str, mark: str, now: float) -> PageState:
    url = page_address(entry, address)
    return PageState(
        url=url,
        feed=address,
        guid=entry.guid,
        title=entry.title,
        outlet=entry.outlet or ("" if entry.link else feed.title),
        published=believable(entry.published or entry.updated, datetime.fromtimestamp(now, UTC)),
        content=entry.content,
        mark=mark,
        due=now,
        listed=now,
    )


def _mark(entry: Entry) -> str:
    """What differs between versions of an entry: its date of change; where it has none, its title and article."""
    told = entry.updated or f"{entry.title}\n{entry.content}"
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Visited:
    """What a look at a page brought: its new state, a document where there is one to add, and what is to be told.

    `instead` is the article as the feed carries it, for the case that the page turns out to have none.
    """

    state: PageState
    document: RawDocument | None = None
    instead: RawDocument | None = None
    bytes_read: int = 0


def visit(page: PageState, fetcher: Fetcher, now: float, ages: tuple[float, ...] = REVISITS) -> Visited:
    """Fetch a page, or look again at one that was fetched, after `ages` seconds each.

    Never raises for what the page or its server does; raises `StoppedError` when the watch is stopped.
    """
    instead = of_feed(page)
    if instead is not None and (not page.has_page or (page.fetched and not page.digest)):
        return Visited(of_feed_alone(page, now), instead)
    headers = {"Accept": _ACCEPT}
    if page.etag:
        headers["If-None-Match"] = page.etag
    if page.last_modified:
        headers["If-Modified-Since"] = page.last_modified
    try:
        reply, moved = fetcher.fetch(page.url, headers)
        del moved  # an article is known by the address that its feed gives it
        return _of_reply(replace(page, status=reply.status), reply, instead, now, ages)
    except FetchError as wrong:
        return _failed(page, str(wrong), instead, now, passing=wrong.passing)


def of_feed(page: PageState) -> RawDocument | None:
    """The article as the feed carries it: a page of nothing else, whose origin says where it is from."""
    if not page.content:
        return None
    title = html.escape(page.title)
    content = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>\n"
        f"{page.content}\n</article></body></html>"
    )
    digest = sha256(page.url.encode("utf-8", "replace")).hexdigest()
    metadata = Metadata(
        id=f"{urlsplit(page.url).hostname}-{digest[:8]}",
        url=page.url if page.has_page else "",
        outlet=page.outlet,
        title=page.title,
        published=page.published,
    )
    origin = f"{page.url if page.has_page else page.guid} (as the feed {page.feed} carries it)"
    return RawDocument(origin, content, "text/html", metadata, content.encode("utf-8", "replace"))


def _of_reply(
    page: PageState, reply: Reply, instead: RawDocument | None, now: float, ages: tuple[float, ...]
) -> Visited:
    if reply.status == 304:
        return Visited(_looked_at(page, now, ages))
    if reply.status != 200:
        passing = reply.status in _PASSING or (reply.status in _MISSING and page.failures + 1 < _TRIES_IF_MISSING)
        wait = reply.retry_after(now)
        return _failed(page, f"it answered {reply.status}", instead, now, passing=passing, wait=wait)
    kind = _KINDS.get(reply.media_type or "text/html")
    if kind is None or is_binary(reply.body) or not reply.body.strip():
        found = reply.media_type if kind is None else "empty or binary"
        return _failed(page, f"what it gives is {found}, no page", instead, now, passing=False)
    digest = sha256(reply.body).hexdigest()[:32]
    same = digest == page.digest
    page = replace(
        page, etag=reply.headers.get("etag", ""), last_modified=reply.headers.get("last-modified", ""), digest=digest
    )
    state = replace(_looked_at(page, now, ages), content="")
    if same:
        return Visited(state, bytes_read=len(reply.body))
    text = decode(reply.body, reply.charset, page=kind == "text/html").text
    document = RawDocument(reply.url, text, kind, Metadata(url=reply.url, outlet=page.outlet, published=page.published))
    return Visited(state, document, instead, len(reply.body))


def of_feed_alone(page: PageState, now: float) -> PageState:
    """The state of a page whose article is taken from the feed; it is left alone, for later it would seem edited."""
    return replace(page, fetched=page.fetched or now, digest="", etag="", last_modified="", due=None, content="")


def _looked_at(page: PageState, now: float, ages: tuple[float, ...]) -> PageState:
    """The page had, with the next look due: new pages change most, and old ones are left alone."""
    first = page.fetched or now
    told = start(page.published) if page.published else None
    begun = min(first, told.timestamp()) if told else first
    visits = page.visits
    due = revisit(begun, visits, ages)
    while due is not None and due <= now:
        visits += 1
        due = revisit(begun, visits, ages)
    return replace(page, fetched=first, visits=visits, due=due, failures=0, error="")


def _failed(
    page: PageState, reason: str, instead: RawDocument | None, now: float, *, passing: bool, wait: float = 0.0
) -> Visited:
    """A page that could not be had: taken from the feed if that carries it, else tried again, else given up."""
    page = replace(page, error=reason, failures=page.failures + 1)
    if instead is not None and not page.fetched:
        return Visited(of_feed_alone(page, now), instead)
    if passing and page.failures < _MOST_TRIES:
        return Visited(replace(page, due=back_off(page.url, page.failures, _FIRST_RETRY, now, wait)))
    return Visited(replace(page, due=None, content=""))

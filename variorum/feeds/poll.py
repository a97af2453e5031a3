"""One look at a feed: a conditional request, what became of it, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from variorum.feeds.entries import FeedError, Pace
from variorum.feeds.exchange import FetchError
from variorum.feeds.parse import MOST_BYTES, parse
from variorum.feeds.schedule import back_off, next_round

if TYPE_CHECKING:
    from variorum.feeds.entries import Feed
    from variorum.feeds.exchange import Reply
    from variorum.feeds.fetch import Fetcher
    from variorum.feeds.states import FeedState

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, text/xml, "
    "application/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
_PATIENCE = 3  # failures in a row after which not even a round of its own is asked early
_AGAIN_IF_GONE = 30 * 86_400.0


@dataclass(frozen=True, slots=True)
class Polled:
    """What a look at a feed brought: its new state, and the feed where it changed."""

    state: FeedState
    feed: Feed | None = None


def poll(state: FeedState, fetcher: Fetcher, now: float, every: float) -> Polled:
    """Ask for a feed. `every` is the least time between two looks in seconds.

    Never raises for what the feed or its server does; raises `StoppedError` when the watch is stopped.
    """
    state = replace(state, checked=now)
    headers = {"Accept": ACCEPT}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    try:
        reply, moved = fetcher.fetch(state.address or state.url, headers, MOST_BYTES)
        return _of_reply(state, reply, moved, every)
    except (FetchError, FeedError) as wrong:
        return Polled(_failed(state, str(wrong), every))


def may_ask(state: FeedState, now: float, *, in_time: bool) -> bool:
    """Tell whether a feed may be asked; with `in_time` only once it is due, else unless the server forbids it."""
    return now >= (state.due if in_time else state.not_before)


def _of_reply(state: FeedState, reply: Reply, moved: str, every: float) -> Polled:
    now = state.checked
    state = replace(state, status=reply.status)
    if reply.status == 304:
        due = next_round(now, every, Pace(), reply.max_age)
        return Polled(replace(state, due=due, not_before=0.0, failures=0, error="", gone=False))
    if reply.status == 410:
        return Polled(_gone(state, "it answered 410: it is gone for good"))
    if reply.status != 200:
        return Polled(_failed(state, f"it answered {reply.status}", every, reply.retry_after(now)))
    return _read(state, reply, moved, every)


def _read(state: FeedState, reply: Reply, moved: str, every: float) -> Polled:
    now = state.checked
    digest = sha256(reply.body).hexdigest()[:32]
    fresh = digest != state.digest or not state.kind
    feed = parse(reply.body, reply.url, reply.charset, datetime.fromtimestamp(now, UTC))
    state = replace(
        state,
        # Only an address that gave a feed is taken over: a wrong move for good would lose the feed.
        address=moved or state.address or state.url,
        title=feed.title or state.title,
        kind=feed.kind.value,
        etag=reply.headers.get("etag", ""),
        last_modified=reply.headers.get("last-modified", ""),
        digest=digest,
        due=next_round(now, every, feed.pace, reply.max_age),
        not_before=0.0,
        failures=0,
        error="",
        gone=False,
        entries=len(feed.entries),
    )
    if feed.expired:
        state = _gone(state, "it says that it will not change again")
    return Polled(state, feed if fresh else None)


def _gone(state: FeedState, reason: str) -> FeedState:
    """A feed that said it is no more is asked again after a month, in case it is back."""
    again = state.checked + _AGAIN_IF_GONE
    return replace(state, gone=True, error=reason, failures=0, due=again, not_before=again)


def _failed(state: FeedState, reason: str, every: float, retry_after: float = 0.0) -> FeedState:
    failures = state.failures + 1
    due = back_off(state.url, failures, every, state.checked, retry_after)
    forbidden = due if failures >= _PATIENCE else state.checked + retry_after
    return replace(state, failures=failures, error=reason, due=due, not_before=forbidden, gone=False)

"""The feeds that a page of a site names in its head (RSS autodiscovery)."""

from __future__ import annotations

import html
import re

from variorum.feeds.addresses import absolute

_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"))
_HEAD = 300_000


def named_feeds(page: str, address: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page at `address` names as alternates of itself, in its order."""
    found: dict[str, None] = {}
    for link in _LINK.finditer(page, 0, _HEAD):
        told = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(link[0])}
        if "alternate" in told.get("rel", "").lower().split() and told.get("type", "").strip().lower() in _TYPES:
            feed = absolute(told.get("href"), address)
            if feed:
                found[feed] = None
    return tuple(found)

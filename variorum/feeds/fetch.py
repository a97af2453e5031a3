"""Fetching as a guest: robots.txt is asked first, hosts get their turns, redirects are followed and told apart."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from variorum.feeds import robots
from variorum.feeds.addresses import canonical, host_of
from variorum.feeds.exchange import PRODUCT, FetchError, Limits, Reply, get

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.feeds.hosts import Hosts
    from variorum.feeds.robots import Robots

MOST_REDIRECTS = 5
_MOVED = frozenset((301, 302, 303, 307, 308))
_FOR_EVER = frozenset((301, 308))
_DAY = 86_400.0
_ROBOTS_AGAIN = 600.0
_BUSY = frozenset((429, 503))


class Fetched(NamedTuple):
    """An answer after redirects. `moved` is the address to ask from now on, where redirects said so for good."""

    reply: Reply
    moved: str


class Fetcher:
    """Gets addresses within `limits`, one request a host at a time, never what robots.txt forbids."""

    def __init__(self, hosts: Hosts, limits: Limits) -> None:
        self._hosts = hosts
        self._limits = limits

    def fetch(self, address: str, headers: Mapping[str, str], most_bytes: int = 0) -> Fetched:
        """Get an address with all that is asked of a guest. Raises `FetchError` and `StoppedError`.

        The status may be any but a redirect's: telling what it means is the caller's part.
        """
        limits = replace(self._limits, most_bytes=most_bytes) if most_bytes else self._limits
        url, moved, for_ever = address, "", True
        met = {url}
        for _ in range(MOST_REDIRECTS + 1):
            rules = self.robots_of(url)
            if not rules.allows(url):
                raise FetchError(rules.reason or f"robots.txt of {host_of(url)} forbids it", passing=rules.unknown)
            reply = self._ask(url, limits, headers)
            if reply.status not in _MOVED:
                return Fetched(reply, moved)
            url = _target(reply)
            for_ever = for_ever and reply.status in _FOR_EVER
            moved = url if for_ever else moved
            if url in met:
                raise FetchError(f"it redirects in a circle (at {url})")
            met.add(url)
        raise FetchError(f"it redirects more than {MOST_REDIRECTS} times")

    def robots_of(self, address: str) -> Robots:
        """The robots.txt that holds for an address, asked for at most once a day (RFC 9309, 2.3 and 2.4)."""
        known = self._hosts.robots(address)
        if known is not None:
            return known
        found = self._ask_robots(f"{host_of(address)}/robots.txt")
        if found.unknown:
            # A host that cannot be asked is taken at its last word, if it had one.
            last = self._hosts.robots(address, stale=True)
            found = last if last is not None and not last.unknown else found
            self._hosts.remember_robots(address, found, _ROBOTS_AGAIN)
        else:
            self._hosts.remember_robots(address, found, _DAY)
        return found

    def _ask_robots(self, url: str) -> Robots:
        """The rules; everything is allowed where there are none, and nothing where nobody knows."""
        limits = replace(self._limits, most_bytes=10 * robots.MOST_BYTES)
        for _ in range(MOST_REDIRECTS + 1):
            try:
                reply = self._ask(url, limits, {"Accept": "text/plain,*/*;q=0.5"})
                if reply.status in _MOVED:
                    url = _target(reply)
                    continue
            except FetchError as wrong:
                return robots.refuse_all(str(wrong), unknown=wrong.passing)
            if reply.status == 200:
                text = reply.body[: robots.MOST_BYTES].decode("utf-8", "replace")
                return robots.parse(text, PRODUCT)
            if 400 <= reply.status < 500 and reply.status != 429:
                return robots.ALLOW_ALL
            return robots.refuse_all(f"it answered {reply.status}", unknown=True)
        return robots.ALLOW_ALL

    def _ask(self, url: str, limits: Limits, headers: Mapping[str, str]) -> Reply:
        with self._hosts.turn(url):
            reply = get(url, limits, headers)
        wait = reply.retry_after(time.time()) if reply.status in _BUSY else 0.0
        if wait:
            self._hosts.hold(url, wait)
        return reply


def _target(reply: Reply) -> str:
    location = reply.headers.get("location", "")
    try:
        target = canonical(urljoin(reply.url, location)) if location else ""
    except ValueError:
        target = ""
    if not target:
        raise FetchError(f"it redirects to {location[:200]!r}, which is no http or https address", passing=False)
    return target

"""Whose turn it is: feeds that are due, pages that are due, of hosts that are free."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.feeds.addresses import host_of
from variorum.feeds.poll import may_ask
from variorum.feeds.states import FeedState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from variorum.feeds.hosts import Hosts
    from variorum.feeds.states import FeedStates, PageState

_LONGEST_HELD = 60.0
_SHORTEST = 0.02
_LONGEST_WAIT = 1.0


class Rota:
    """The turns of a watch. Of each feed only address and time are in memory; `once` gives each one turn."""

    def __init__(self, states: FeedStates, hosts: Hosts, *, once: bool) -> None:
        self._states = states
        self._hosts = hosts
        self._once = once
        self._subscribed: dict[str, str] = {}  # feed -> the index or outline that named it, or nothing
        self._later: list[tuple[float, str]] = []
        self._ready: dict[str, deque[str]] = {}
        self._asking: set[str] = set()
        self._pausing: set[str] = set()

    def subscribe(self, feeds: Sequence[str], now: float) -> list[FeedState]:
        """Take feeds on the rota, and those that their indexes and outlines named; return those that must rest."""
        for url in feeds:
            self._subscribed[url] = ""
        new = [FeedState(url, address=url) for url in self._subscribed if self._states.feed(url) is None]
        self._states.put(feeds=new)
        for state in self._states.feeds():
            if state.parent in self._subscribed and state.url not in self._subscribed:
                self._subscribed[state.url] = state.parent
        resting = []
        for url in sorted(self._subscribed):
            state = self._states.feed(url) or FeedState(url, address=url)
            if may_ask(state, now, in_time=not self._once):
                self._line_up(state.url, state.address or state.url)
            else:
                resting.append(state)
                self.schedule(state)
        return [state for state in resting if now < state.not_before]

    def schedule(self, state: FeedState) -> None:
        """Give a feed its next turn, unless this is the only round."""
        if not self._once and state.url in self._subscribed:
            heapq.heappush(self._later, (state.due, state.url))

    def has(self, url: str) -> bool:
        """Tell whether a feed is on the rota."""
        return url in self._subscribed

    def adopt(self, parent: FeedState, children: Sequence[str]) -> list[FeedState]:
        """Take on the feeds that another names, forget those that it no longer names; return the states of new ones.

        A feed that names feeds may be named by one that does, and no deeper.
        """
        if self._subscribed.get(self._subscribed.get(parent.url, ""), ""):
            return []
        dropped = {url for url, by in self._subscribed.items() if by == parent.url} - set(children)
        for url in dropped:
            del self._subscribed[url]
        self._states.drop_feeds(sorted(dropped))
        new = []
        for url in children:
            if url not in self._subscribed:
                self._subscribed[url] = parent.url
                known = self._states.feed(url) or FeedState(url, address=url)
                new.append(replace(known, parent=parent.url))
                self._line_up(url, known.address or url)
        return new

    def feeds(self, now: float, most: int) -> Iterator[FeedState]:
        """Feeds that are due and whose hosts are free, one a host."""
        while self._later and self._later[0][0] <= now:
            url = heapq.heappop(self._later)[1]
            state = self._states.feed(url) if url in self._subscribed else None
            if state is not None:
                self._line_up(url, state.address or url)
        given = 0
        for host in list(self._ready):
            if given >= most:
                return
            if host in self._asking or self._hosts.wait_of(host) > 0:
                continue
            line = self._ready[host]
            url = line.popleft()
            if not line:
                del self._ready[host]
            state = self._states.feed(url)
            if state is not None and url in self._subscribed:
                given += 1
                yield state

    def pages(self, now: float, most: int, in_hand: Collection[str]) -> Iterator[PageState]:
        """Pages that are due and whose hosts are free, one a host."""
        busy = self._asking | self._pauses()
        while most > 0:
            due = self._states.due_pages(now, most, busy)
            for page in due:
                if page.host not in busy and page.url not in in_hand and most > 0:
                    most -= 1
                    yield page
                busy.add(page.host)
            if not due:
                return

    def _line_up(self, url: str, address: str) -> None:
        """Put a feed at the end of the line before its host."""
        self._ready.setdefault(host_of(address), deque()).append(url)

    def begin(self, address: str) -> None:
        """Note that an address is being asked."""
        self._asking.add(host_of(address))

    def end(self, address: str) -> None:
        """Note that the answer is there; the host has a pause now."""
        self._asking.discard(host_of(address))
        self._pausing.add(host_of(address))

    def waiting(self, now: float) -> bool:
        """Tell whether anything is due that need not be waited for long."""
        held = [host for host in self._pauses() if self._hosts.wait_of(host) > _LONGEST_HELD]
        return any(host not in held for host in self._ready) or bool(self._states.due_pages(now, 1, held))

    def pause(self, now: float) -> float:
        """Seconds until there may be something to hand out, a second at most."""
        pauses = self._pauses()
        waits = [self._hosts.wait_of(host) for host in pauses]
        if self._later:
            waits.append(self._later[0][0] - now)
        next_page = self._states.next_page(self._asking | pauses)
        if next_page is not None:
            waits.append(next_page - now)
        return min(max(_SHORTEST, min(waits, default=_LONGEST_WAIT)), _LONGEST_WAIT)

    def _pauses(self) -> set[str]:
        """The hosts that were asked and are not to be asked again yet."""
        self._pausing = {host for host in self._pausing if self._hosts.wait_of(host) > 0}
        return self._pausing

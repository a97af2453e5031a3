"""The watch: feeds and pages in their turn, without end or for one round, with state that survives a kill.

One thread decides and hands articles on; a few threads wait for the network. The list of what is to be fetched is not
in memory but in the states: a feed's new state and the pages that it named are kept together, and a page leaves the
list only after its article was taken. So a kill at any instant loses nothing, and memory does not grow with time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from variorum.feeds.crew import Crew, Done
from variorum.feeds.entries import FeedKind
from variorum.feeds.events import Event, Level
from variorum.feeds.hosts import StoppedError
from variorum.feeds.pages import REVISITS, Visited, addresses, named, of_feed_alone, visit
from variorum.feeds.poll import Polled, poll
from variorum.feeds.rota import Rota
from variorum.feeds.schedule import DAY, HOUR, back_off
from variorum.feeds.standing import length
from variorum.feeds.states import FeedState, OutOfReachError, PageState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.feeds.fetch import Fetcher
    from variorum.feeds.hosts import Hosts
    from variorum.feeds.states import FeedStates
    from variorum.model import RawDocument

_TICK = 1.0
_LONGEST_WITHOUT = 20.0
_AFTER_A_FAULT = 60.0
_KEPT = 30 * DAY
_CHORES_EVERY = 6 * HOUR
_FAREWELL = 2.0
_NAMES_FEEDS = frozenset((FeedKind.INDEX, FeedKind.OUTLINE, FeedKind.PAGE))


class Fate(StrEnum):
    """What became of a document that was handed on."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Taken(NamedTuple):
    """The answer of whoever takes documents: the article it became and its story, or why it is none."""

    fate: Fate
    article: str = ""
    story: str = ""
    reason: str = ""


class Taker:
    """Whoever takes the articles, and may use the time between them. To be subclassed."""

    def take(self, document: RawDocument) -> Taken:
        """Take a document. When this returns, the article is kept."""
        raise NotImplementedError

    def spare(self) -> bool:
        """Do one piece of what may wait; tell whether there was any."""
        return False

    def tidy(self) -> None:
        """Put away what is no longer needed; asked at the start and every six hours."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to watch: the least seconds between two looks at a feed, when pages are looked at again, how many threads.

    `once` ends the watch when every feed was asked once and what they named was fetched.
    """

    every: float = 300.0
    revisits: tuple[float, ...] = REVISITS
    threads: int = 8
    once: bool = False


@dataclass(slots=True)
class Tally:
    """What a watch did so far."""

    asked: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0


class Watch:
    """A watch over feeds. `tell` hears what happens; `tally` goes on counting where another watch left off."""

    def __init__(
        self,
        states: FeedStates,
        fetcher: Fetcher,
        hosts: Hosts,
        taker: Taker,
        tell: Callable[[Event], None],
        options: Options,
        tally: Tally | None = None,
    ) -> None:
        self._states = states
        self._fetcher = fetcher
        self._hosts = hosts
        self._taker = taker
        self._tell = tell
        self._options = options
        self._rota = Rota(states, hosts, once=options.once)
        self._crew = Crew[FeedState | PageState, Polled | Visited](self._work, options.threads)
        self._in_hand: set[str] = set()
        self.stopping = False
        self._pages_in_hand = 0
        self._spared = time.monotonic()
        self._no_spare_before = 0.0
        self._next_chores = 0.0
        self.tally = tally or Tally()

    def run(self, feeds: Sequence[str]) -> Tally:
        """Watch feeds by their addresses until stopped, or for one round. Raises `OutOfReachError`."""
        for state in self._rota.subscribe(feeds, time.time()):
            wait = length(state.not_before - time.time())
            self._say(Level.WARNING, "resting", state.url, f"{state.error}; it is not asked for {wait}")
        try:
            while not self.stopping:
                self._give_out()
                if self._options.once and not self._crew.busy and not self._rota.waiting(time.time()):
                    break
                self._step()
        finally:
            self._hosts.stop()
            self._crew.dismiss(_FAREWELL)
        return self.tally

    def stop(self) -> None:
        """End the watch after the article in hand; safe to call from a signal handler."""
        self.stopping = True
        self.wake()

    def wake(self) -> None:
        """Let the watch see at once whether there is something to do; safe to call from any thread."""
        self._crew.wake()

    def _step(self) -> None:
        """Take one result if there is one; else use the time, or wait for what comes next."""
        done = self._crew.take(0.0)
        if done is None and not (self._has_time() and self._spare()):
            done = self._crew.take(self._rota.pause(time.time()) if self._crew.free else _TICK)
        if done is not None and not self.stopping:
            self._settle(done)
        if time.time() >= self._next_chores:
            self._next_chores = time.time() + _CHORES_EVERY
            self._states.forget_pages(time.time() - _KEPT)
            self._taker.tidy()

    def _has_time(self) -> bool:
        """Articles go first: nothing else is begun while pages are on their way, unless that has gone on for long."""
        return not self._pages_in_hand or time.monotonic() - self._spared > _LONGEST_WITHOUT

    def _spare(self) -> bool:
        """Use the time; a fault in that is told, and costs the articles nothing."""
        if time.monotonic() < self._no_spare_before:
            return False
        try:
            return self._taker.spare()
        except OutOfReachError:
            raise
        except Exception as error:
            self._no_spare_before = time.monotonic() + _AFTER_A_FAULT
            self._say(Level.ERROR, "fault", "", f"variorum failed between articles ({type(error).__name__}: {error})")
            return False
        finally:
            self._spared = time.monotonic()

    def _give_out(self) -> None:
        """Hand out pages first, for an article is news; but feeds keep a quarter of the threads."""
        now = time.time()
        for_feeds = max(1, self._options.threads // 4)
        for page in self._rota.pages(now, self._crew.free - for_feeds, self._in_hand):
            self._give(page)
        for feed in self._rota.feeds(now, self._crew.free):
            self._give(feed)
        if self._crew.free:
            for page in self._rota.pages(now, self._crew.free, self._in_hand):
                self._give(page)

    def _give(self, job: FeedState | PageState) -> None:
        self._in_hand.add(job.url)
        self._pages_in_hand += isinstance(job, PageState)
        self._rota.begin(job.address or job.url if isinstance(job, FeedState) else job.url)
        self._crew.give(job)

    def _work(self, job: FeedState | PageState) -> Polled | Visited:
        """Done in a thread of the crew."""
        if isinstance(job, FeedState):
            return poll(job, self._fetcher, time.time(), self._options.every)
        return visit(job, self._fetcher, time.time(), self._options.revisits)

    def _settle(self, done: Done[FeedState | PageState, Polled | Visited]) -> None:
        job, result = done.job, done.result
        self._in_hand.discard(job.url)
        self._pages_in_hand -= isinstance(job, PageState)
        self._rota.end(job.address or job.url if isinstance(job, FeedState) else job.url)
        if done.error is not None:
            self._failed_inside(job, done.error)
        elif isinstance(result, Polled):
            self._settle_feed(job, result)
        elif isinstance(result, Visited) and isinstance(job, PageState):
            self._settle_page(job, result)

    def _failed_inside(self, job: FeedState | PageState, error: Exception) -> None:
        """A fault of variorum's own: told, and the address put off, so that it does not come at once again."""
        if isinstance(error, StoppedError):
            return
        now = time.time()
        reason = f"variorum failed on it ({type(error).__name__}: {error}); please report it"
        due = back_off(job.url, job.failures + 1, self._options.every, now)
        self._say(Level.ERROR, "fault", job.url, reason)
        if isinstance(job, FeedState):
            state = replace(job, checked=now, failures=job.failures + 1, error=reason, due=due, not_before=due)
            self.tally.failed += 1
            self._states.put(feeds=[state])
            self._rota.schedule(state)
        else:
            self.tally.skipped += 1
            given_up = job.failures >= 3
            self._states.put(
                pages=[replace(job, failures=job.failures + 1, error=reason, due=None if given_up else due)]
            )

    def _settle_feed(self, job: FeedState | PageState, polled: Polled) -> None:
        state, feed = polled.state, polled.feed
        if not self._rota.has(state.url):  # whoever named it took it back meanwhile
            return
        now = time.time()
        pages: list[PageState] = []
        children: list[FeedState] = []
        if feed is not None and feed.kind in _NAMES_FEEDS:
            children = self._rota.adopt(state, feed.children)
        elif feed is not None:
            known = self._states.pages(addresses(feed, state.url))
            pages = list(named(feed, state.url, known, now))
        self._states.put(feeds=[state, *children], pages=pages)
        self._rota.schedule(state)
        self.tally.asked += 1
        self.tally.failed += bool(state.failures or state.status == 410)
        self._tell_of_feed(job, polled, sum(page.due is not None for page in pages))

    def _tell_of_feed(self, job: FeedState | PageState, polled: Polled, fresh: int) -> None:
        state, feed = polled.state, polled.feed
        before = job.address or job.url if isinstance(job, FeedState) else job.url
        if state.address and state.address != before:
            self._say(Level.WARNING, "moved", before, f"for good to {state.address}")
        if state.gone:
            wait = length(state.due - state.checked)
            self._say(Level.WARNING, "gone", state.url, f"{state.error}; it is not asked for {wait}")
        elif state.failures:
            seconds = round(state.due - state.checked)
            self._say(Level.WARNING, "failed", state.url, state.error, failures=state.failures, again_in=seconds)
        elif feed is None:
            self._say(Level.DEBUG, "unchanged", state.url, status=state.status)
        else:
            self._say(Level.INFO, "feed", state.url, kind=state.kind, entries=state.entries, fresh=fresh)
            for note in feed.notes[:5]:
                self._say(Level.DEBUG, "note", state.url, note)

    def _settle_page(self, page: PageState, visited: Visited) -> None:
        state = visited.state
        if visited.document is None:
            self._states.put(pages=[state])
            self._tell_of_page(page, state)
            return
        begun = time.monotonic()
        try:
            taken = self._taker.take(visited.document)
            if taken.fate is Fate.REFUSED and visited.instead is not None and visited.instead != visited.document:
                taken = self._taker.take(visited.instead)
                state = of_feed_alone(state, time.time())
        except OutOfReachError:
            raise
        except Exception as wrong:
            self._failed_inside(page, wrong)
            return
        error = taken.reason if taken.fate is Fate.REFUSED else state.error
        state = replace(state, article=taken.article or state.article, error=error)
        self._states.put(feeds=self._counted(state, taken), pages=[state])
        self._tell_taken(state, taken, visited, time.monotonic() - begun)

    def _counted(self, page: PageState, taken: Taken) -> list[FeedState]:
        """The page's feed with the article counted."""
        feed = self._states.feed(page.feed) if taken.fate is Fate.NEW else None
        return [replace(feed, articles=feed.articles + 1, last_article=time.time())] if feed else []

    def _tell_of_page(self, before: PageState, state: PageState) -> None:
        if not state.error:
            self._say(Level.DEBUG, "unchanged", state.url, status=state.status)
        elif state.due is not None:
            self._say(Level.WARNING, "later", state.url, state.error, again_in=round(state.due - time.time()))
        elif before.fetched:
            self._say(Level.WARNING, "removed", state.url, f"it was read before, and now {state.error}")
        else:
            self.tally.skipped += 1
            self._say(Level.WARNING, "skipped", state.url, state.error, feed=state.feed)

    def _tell_taken(self, state: PageState, taken: Taken, visited: Visited, seconds: float) -> None:
        if taken.fate is Fate.REFUSED:
            self.tally.skipped += 1
            self._say(Level.WARNING, "skipped", state.url, taken.reason, feed=state.feed)
            return
        setattr(self.tally, taken.fate.value, getattr(self.tally, taken.fate.value) + 1)
        level = Level.DEBUG if taken.fate is Fate.SAME else Level.INFO
        self._say(
            level,
            "article" if taken.fate is Fate.NEW else taken.fate.value,
            state.url,
            article=taken.article,
            story=taken.story,
            feed=state.feed,
            read="page" if state.digest else "feed",
            bytes=visited.bytes_read,
            seconds=round(seconds, 3),
        )

    def _say(self, level: Level, name: str, place: str, text: str = "", **facts: str | float) -> None:
        self._tell(Event(time.time(), level, name, place, text, facts))

"""Watching feeds: each article that arrives is added at once, and editions are re-made in the gaps."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.feeds.events import Event, Level
from variorum.feeds.exchange import Limits
from variorum.feeds.fetch import Fetcher
from variorum.feeds.hosts import Hosts, pause_for
from variorum.feeds.watching import Fate, Options, Taken, Taker, Tally, Watch
from variorum.store import LostError, StoreError
from variorum.store.database import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.desk import Desk
    from variorum.model import Problem, RawDocument
    from variorum.settings import Settings

    Tell = Callable[[Event], None]

_FATES = {"new": Fate.NEW, "revised": Fate.CHANGED, "known": Fate.SAME}
_INTERRUPTED = 130
# Seconds until a store that was lost is opened again, doubled each time; anew after it went well for the longest.
_SHORTEST_REST, _LONGEST_REST = 1.0, 60.0
_WINK = 0.2
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class DeskTaker(Taker):
    """The desk as the watch sees it. `complain` is to be given to the desk: what it refuses is the answer's reason."""

    def __init__(self, tell: Tell, *, in_gaps: bool) -> None:
        self.desk: Desk | None = None
        self._tell = tell
        self._in_gaps = in_gaps
        self._problems: list[Problem] = []

    def complain(self, problem: Problem) -> None:
        """Hear of a problem with the document in hand."""
        self._problems.append(problem)

    def take(self, document: RawDocument) -> Taken:
        """Add a document; when this returns, its article is kept and in a story."""
        added = next(iter(list(self._at().add_documents([document], batch=1))), None)
        told, self._problems = self._problems, []
        if added is None:
            return Taken(Fate.REFUSED, reason="; ".join(p.reason for p in told) or "it holds no article")
        self._tell_of(told)
        return Taken(_FATES[added.outcome.value], added.article, added.story)

    def spare(self) -> bool:
        """Re-make the edition of one story that changed, if that is to be done between articles."""
        return self._in_gaps and self._refresh(1) > 0

    def tidy(self) -> None:
        """Forget what was kept long enough: a watch that goes on for weeks never closes its desk."""
        self._at().tidy()

    def finish(self, *, stopped: Callable[[], bool]) -> int:
        """Re-make all editions of stories that changed; count them."""
        count = 0
        while not stopped() and self._refresh(1):
            count += 1
        return count

    def _refresh(self, limit: int) -> int:
        begun, count = time.monotonic(), 0
        for story in self._at().refresh(limit=limit):
            count += 1
            facts: dict[str, str | int | float] = {"story": story, "seconds": round(time.monotonic() - begun, 3)}
            self._tell(Event(time.time(), Level.INFO, "edition", facts=facts))
        told, self._problems = self._problems, []
        self._tell_of(told)
        return count

    def _tell_of(self, problems: list[Problem]) -> None:
        for problem in problems:
            level, name = (Level.ERROR, "fault") if problem.error else (Level.DEBUG, "note")
            self._tell(Event(time.time(), level, name, problem.place, problem.reason))

    def _at(self) -> Desk:
        if self.desk is None:
            raise RuntimeError("the desk is not open")
        return self.desk


def watch(
    feeds: Sequence[str],
    db: str,
    settings: Settings,
    tell: Tell,
    options: Options,
    *,
    pause: float = 1.0,
    editions: bool = True,
) -> Tally:
    """Watch feeds until a signal ends it, or for one round (`options.once`).

    `pause` is the least seconds between two requests to a host of the open internet. SIGINT and SIGTERM end it after
    the article in hand, a second one at once. Editions of stories that changed are re-made in the gaps, or at the end
    of a single round; without `editions` they are left to whoever looks at a story. A store that is lost on the way (a
    database restarted, a disk full) is opened again as soon as it can be, and the watch goes on where it was. Raises
    what opening the store at first does (`StoreError`, `LockedError`), and `LostError` if a single round has to wait
    for long.
    """
    from variorum.desk import Desk

    at = place(db)
    if not options.once:
        _prepare(settings, parser=editions)
    tally = Tally()
    with _ended_by_signals() as end:

        def shift() -> None:
            """Watch until the end, or until the store is lost."""
            taker = DeskTaker(tell, in_gaps=editions and not options.once)
            hosts = Hosts(pause_for(pause))
            limits = Limits(settings.timeout, settings.max_bytes, settings.allow_private)
            with Desk(at.told, settings=settings, complain=taker.complain) as desk:
                taker.desk = desk
                watching = Watch(desk.writer.feeds, Fetcher(hosts, limits), hosts, taker, tell, options, tally)
                end.stops(watching)
                tell(
                    Event(time.time(), Level.INFO, "start", text=f"watching {len(feeds)} feeds", facts={"db": at.name})
                )
                if not options.once:
                    desk.wake()
                watching.run(feeds)
                if options.once and editions:
                    taker.finish(stopped=lambda: end.asked)

        try:
            shift()
        except LostError as lost:
            _go_on(shift, lost, tell, end, once=options.once)
        tell(Event(time.time(), Level.INFO, "stop", facts=_facts(tally)))
    return tally


def _go_on(shift: Callable[[], None], lost: StoreError, tell: Tell, end: _End, *, once: bool) -> None:
    """Go on once the store can be opened again, however often it is lost. A single round gives up after a minute."""
    rest = _SHORTEST_REST
    while not (once and rest >= _LONGEST_REST):
        tell(Event(time.time(), Level.ERROR, "lost", text=str(lost), facts={"again_in": round(rest)}))
        if end.rest(rest):
            return
        begun = time.monotonic()
        try:
            shift()
        except StoreError as again:
            lost = again
        else:
            return
        rest = _SHORTEST_REST if time.monotonic() - begun > _LONGEST_REST else min(2 * rest, _LONGEST_REST)
    raise lost


def _prepare(settings: Settings, *, parser: bool) -> None:
    """Load what the first article would have to wait for: a page is read, a sentence encoded, the parser loaded."""
    from variorum.annotate.english import english
    from variorum.extract import extract
    from variorum.model import RawDocument
    from variorum.pipeline import encoder_of

    sentence = "The harbour was closed on Tuesday, and it was opened again on Wednesday morning."
    extract(RawDocument("-", f"<html><body><article><p>{sentence}</p></article></body></html>", "text/html"))
    encoder_of(settings).encode([sentence])
    if parser:
        english()


def _facts(tally: Tally) -> dict[str, str | int | float]:
    return {name: getattr(tally, name) for name in ("asked", "failed", "new", "changed", "same", "skipped")}


class _End:
    """The end of a watch, which signals ask for: the first ends the watch, the second the process.

    Nothing that was acknowledged is lost by either.
    """

    def __init__(self) -> None:
        self.asked = False
        self._watching: Watch | None = None

    def stops(self, watching: Watch) -> None:
        """Name the watch that is on; it is stopped at once where the end was asked for before."""
        self._watching = watching
        if self.asked:
            watching.stop()

    def ask(self, *_: object) -> None:
        """Hear a signal."""
        if self.asked:
            os._exit(_INTERRUPTED)
        self.asked = True
        if self._watching is not None:
            self._watching.stop()

    def rest(self, seconds: float) -> bool:
        """Wait, and tell whether the end was asked for meanwhile."""
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until:
            time.sleep(_WINK)
        return self.asked


@contextmanager
def _ended_by_signals() -> Iterator[_End]:
    end = _End()
    if threading.current_thread() is not threading.main_thread():
        yield end
        return
    before = {number: signal.signal(number, end.ask) for number in _SIGNALS}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

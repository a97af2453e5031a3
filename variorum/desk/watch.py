"""Watching feeds: each article that arrives is added at once; editions are re-made beside that, by another process."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.desk.refreshing import Made
from variorum.desk.workshop import Ended, Failed, Found, OutOfReach, Workshop
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
    from variorum.desk.workshop import Answer
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
        self.workshop: Workshop | None = None
        self._begun = 0.0
        self._lost = ""
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
        """Keep what the workshop has made and give it the next story that changed, if that is to be done now."""
        return self._in_gaps and self._go_on()

    def tidy(self) -> None:
        """Forget what was kept long enough: a watch that goes on for weeks never closes its desk."""
        self._at().tidy()

    def finish(self, *, stopped: Callable[[], bool]) -> None:
        """Have all editions of stories that changed re-made."""
        while not stopped() and (self._go_on(_WINK) or self._shop().story):
            pass

    def _go_on(self, patience: float = 0.0) -> bool:
        """Take in what the workshop has made, and give it more; tell whether there was any of both."""
        shop, desk = self._shop(), self._at()
        busy = False
        for answer in shop.answers(patience if shop.story else 0.0):
            busy = True
            self._take_in(answer)
        if (story := desk.due()) and not shop.story:
            busy = True
            self._begun = time.monotonic()
            shop.give(story)
        told, self._problems = self._problems, []
        self._tell_of(told)
        return busy

    def _take_in(self, answer: Answer) -> None:
        desk = self._at()
        match answer:
            case Found(findings):
                desk.writer.articles.keep(findings)
            case Made(story):
                self._lost = ""
                if desk.kept(answer):
                    seconds = round(time.monotonic() - self._begun, 3)
                    self._say(Level.INFO, "edition", story=story, seconds=seconds)
            case Failed(story, reason):
                desk.passed_over(story, reason)
            case OutOfReach(reason):
                raise LostError(reason)
            case Ended(story, reason):
                self._ended(story, reason)

    def _ended(self, story: str, reason: str) -> None:
        """Go on after the workshop was lost: the story it had in hand is made again, but not a third time at once."""
        if story and story == self._lost:
            self._at().passed_over(story, f"{reason}, twice; perhaps memory ran out")
        elif story:
            self._say(Level.WARNING, "later", f"{reason}; it is made again", story=story)
        self._lost = story

    def _say(self, level: Level, name: str, text: str = "", **facts: str | float) -> None:
        self._tell(Event(time.time(), level, name, text=text, facts=facts))

    def _tell_of(self, problems: list[Problem]) -> None:
        for problem in problems:
            level, name = (Level.ERROR, "fault") if problem.error else (Level.DEBUG, "note")
            self._tell(Event(time.time(), level, name, problem.place, problem.reason))

    def _at(self) -> Desk:
        if self.desk is None:
            raise RuntimeError("the desk is not open")
        return self.desk

    def _shop(self) -> Workshop:
        if self.workshop is None:
            raise RuntimeError("there is no workshop")
        return self.workshop


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
    the article in hand, a second one at once. Editions of stories that changed are re-made beside it, or at the end of
    a single round; one that is not finished when a signal comes is made with the next start. Without `editions` they
    are left to whoever looks at a story. A store that is lost on the way (a database restarted, a disk full) is opened
    again as soon as it can be, and the watch goes on where it was. Raises what opening the store at first does
    (`StoreError`, `LockedError`), and `LostError` if a single round has to wait for long.
    """
    from variorum.desk import Desk

    at = place(db)
    if not options.once:
        _prepare(settings)
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
                with Workshop(at.told, desk.settings, watching.wake) as taker.workshop:
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


def _prepare(settings: Settings) -> None:
    """Load what the first article would have to wait for: a page is read, a sentence encoded."""
    from variorum.extract import extract
    from variorum.model import RawDocument
    from variorum.pipeline import encoder_of

    sentence = "The harbour was closed on Tuesday, and it was opened again on Wednesday morning."
    extract(RawDocument("-", f"<html><body><article><p>{sentence}</p></article></body></html>", "text/html"))
    encoder_of(settings).encode([sentence])


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

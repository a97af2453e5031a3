"""Annotation by several processes at once, with the results of one.

A process takes a chunk of articles, annotates it and sends back what it found and the time that it took. Chunks are
cut by the order of the articles alone and come back in that order, so that the number of processes never shows.
Processes are forked where that is safe and share what is loaded by then; elsewhere they are started afresh.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from variorum import timing
from variorum.model import Annotated, Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from queue import SimpleQueue

A = TypeVar("A")
T = TypeVar("T")

_CHUNK_ARTICLES = 8
_CHUNK_CHARACTERS = 40_000
_WORTH_MORE = 20
"""Of fewer articles none is worth loading the model in a second process."""
_OUTSTANDING = 2
"""Chunks a process has at a time: one in work and one that waits, so that it never waits itself."""
_NICENESS = 3
"""Two threads that are so nice weigh as much as one that is not: the process that asks keeps a core to itself."""
_OTHER = -1
"""The number of work that is no chunk."""


class Failure(NamedTuple):
    """An article that could not be annotated, which is a fault of variorum, with the error."""

    article: Article
    error: Exception


Outcome = Annotated | Failure
_Order = tuple[int, Callable[[Any], Any], Any]
"""A number, some work, and what it is done with."""
_Reply = tuple[int, Any, timing.Account]
"""The number, what came of it, and what it took."""


def spare() -> int:
    """The number of processes that make a short run faster: as many as there are cores, two at most.

    None where only one core may be used, or where a process cannot be forked safely (starting one costs more than it
    would bring): on other systems than Linux, and when this one has several threads.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return min(2, cores) if cores > 1 and _forks() else 0


def _forks() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut articles into runs of a few, or of one that is long."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        if chunk and (len(chunk) == _CHUNK_ARTICLES or size + len(article.text) > _CHUNK_CHARACTERS):
            yield chunk
            chunk, size = [], 0
        chunk.append(article)
        size += len(article.text)
    if chunk:
        yield chunk


def annotate_chunk(articles: list[Article], model: str) -> list[Outcome]:
    """Annotate a few articles; if that fails, each alone, so that one failure costs one article."""
    from variorum.annotate import annotate

    try:
        return list(annotate(articles, model))
    except Exception as error:
        if len(articles) == 1:
            error.add_note("".join(traceback.format_exception(error)))
            return [Failure(articles[0], error)]
        return [outcome for article in articles for outcome in annotate_chunk([article], model)]


def _timed(articles: list[Article], model: str) -> list[Outcome]:
    with timing.stage("annotate"):
        return annotate_chunk(articles, model)


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    waiting: deque[tuple[int, list[Article]]] = field(default_factory=deque)
    """The chunks it has not answered, in order."""


class Annotators:
    """A few processes that annotate; a context manager, at whose end they are gone.

    With `workers` 0 the articles are annotated in this process. Otherwise the processes exist from the beginning; the
    first one loads the English model at once and the others when work reaches them. `model` is that of `annotate`.
    """

    def __init__(self, workers: int = 0, model: str = "") -> None:
        if workers < 0:
            raise ValueError("the number of workers must not be negative")
        self._model = model
        self._numbers = count()
        self._job = -1
        self._employed = workers
        self._workers: list[_Worker] = []
        self._lent: list[_Worker] = []
        for number in range(workers):
            self._workers.append(self._start(eager=number == 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def workers(self) -> int:
        """The number of processes that are there to work."""
        return len(self._workers)

    def stop(self) -> None:
        """End the processes, whatever they do."""
        ending = [*self._workers, *self._lent]
        for worker in ending:
            worker.connection.close()
            worker.process.kill()
        for worker in ending:
            worker.process.join()
        self._workers.clear()
        self._lent.clear()

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Annotate articles, in order; one at which that fails gives a `Failure`.

        At most a few chunks are read ahead of the outcome that is asked for. The first ones are handed out at once.
        One call is served at a time: to ask an earlier one for more is a RuntimeError.
        """
        if not self._workers:
            return (outcome for chunk in chunks(articles) for outcome in _timed(chunk, self._model))
        few = isinstance(articles, Sized) and len(articles) < _WORTH_MORE
        self._employed = 1 if few else len(self._workers)
        self._job = next(self._numbers)
        numbered = ((next(self._numbers), chunk) for chunk in chunks(articles))
        self._hand_out(numbered, self._job + 1)
        return self._collect(numbered, self._job)

    def begin(self, work: Callable[[A], T], argument: A) -> Callable[[], T] | None:
        """Have other work done by a process that has none, if there is one; give what waits for its result.

        `work` is a function that its module names. Where it fails there it is done here, when its result is asked for.
        The last process is kept for annotation.
        """
        idle = next((each for each in reversed(self._workers) if not each.waiting), None)
        if idle is None or len(self._workers) < 2:
            return None
        self._workers.remove(idle)
        self._lent.append(idle)

        @cache
        def result() -> T:
            try:
                _, found, account = idle.connection.recv()
            except (EOFError, OSError):
                return work(argument)
            self._lent.remove(idle)
            self._workers.append(idle)
            timing.add(account)
            return work(argument) if isinstance(found, _Failed) else found

        try:
            idle.connection.send((_OTHER, work, argument))
        except OSError:
            return None
        return result

    def _start(self, *, eager: bool) -> _Worker:
        import multiprocessing

        forks = _forks()
        context = multiprocessing.get_context("fork" if forks else "spawn")
        ours, theirs = context.Pipe()
        # A forked process has this side of every pipe, too, and would never see the end of its own.
        strange = [worker.connection for worker in self._workers] + [ours] if forks else []
        process = context.Process(target=_serve, args=(theirs, strange, self._model, eager), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self, numbered: Iterator[tuple[int, list[Article]]], job: int) -> Iterator[Outcome]:
        done: dict[int, list[Outcome]] = {}
        for wanted in count(job + 1):
            if self._job != job:
                raise RuntimeError("the annotators were given other articles before these were done")
            self._hand_out(numbered, wanted)
            while wanted not in done and any(worker.waiting for worker in self._workers):
                done.update((number, outcomes) for number, outcomes in self._received() if number > job)
                self._hand_out(numbered, wanted)
            if wanted in done:
                yield from done.pop(wanted)
                continue
            rest = next(numbered, None)
            if rest is None:
                return
            # No process is left: what remains is done here.
            yield from _timed(rest[1], self._model)

    def _hand_out(self, numbered: Iterator[tuple[int, list[Article]]], wanted: int) -> None:
        """Give chunks to whoever has the fewest, until all have enough or too much would wait for the one wanted."""
        while self._workers:
            worker = min(self._workers[: self._employed], key=lambda each: len(each.waiting))
            ahead = max((number for each in self._workers for number, _ in each.waiting), default=wanted) - wanted
            if len(worker.waiting) >= _OUTSTANDING or ahead >= 2 * _OUTSTANDING * len(self._workers):
                return
            given = next(numbered, None)
            if given is None:
                return
            number, chunk = given
            worker.waiting.append(given)
            try:
                worker.connection.send((number, partial(_timed, model=self._model), chunk))
            except OSError:
                # It has ended; what it leaves is found when it is listened to.
                return

    def _received(self) -> Iterator[tuple[int, list[Outcome]]]:
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.waiting}
        with timing.stage("waiting"):
            ready = wait(list(busy))
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            try:
                reply: _Reply = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._lost(worker)
                continue
            number, outcomes, account = reply
            worker.waiting.popleft()
            timing.add(account)
            yield number, outcomes

    def _lost(self, worker: _Worker) -> Iterator[tuple[int, list[Outcome]]]:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        (number, broken), *others = worker.waiting
        reason = f"the process that annotated it ended ({worker.process.exitcode}); perhaps memory ran out"
        yield number, [Failure(article, RuntimeError(reason)) for article in broken]
        for number, chunk in others:
            yield number, _timed(chunk, self._model)


def _serve(connection: Connection, strange: list[Connection], model: str, eager: bool) -> None:
    """Annotate what comes in until nothing can come any more. Ctrl-C is the business of the process that asks."""
    import signal
    from queue import SimpleQueue

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in strange:
        each.close()
    orders: SimpleQueue[_Order] = SimpleQueue()
    # Read by a thread, so that the asking process is never held up by one that is at work or about to answer.
    threading.Thread(target=_listen, args=(connection, orders), daemon=True).start()
    timing.drain()
    if not eager and hasattr(os, "nice"):
        os.nice(_NICENESS)
    if eager:
        _load(model)
    while True:
        number, work, argument = orders.get()
        found = _done(work, argument)
        try:
            connection.send((number, found, timing.drain()))
        except OSError:
            return


class _Failed(NamedTuple):
    """Nothing came of some work."""


def _done(work: Callable[[Any], Any], argument: Any) -> Any:
    try:
        return work(argument)
    except Exception:
        return _Failed()


def _listen(connection: Connection, orders: SimpleQueue[_Order]) -> None:
    try:
        while True:
            orders.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _load(model: str) -> None:
    """Load the model before there is work; a failure shows itself, with its reason, at the first article."""
    from contextlib import suppress

    from variorum.annotate.english import english

    with suppress(Exception), timing.stage("annotate"):
        english(model)

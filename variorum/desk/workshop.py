"""Editions made in a process of their own, so that neither an article nor the end of a watch waits for one.

The process reads the store and cannot write: what it finds on the way and the edition itself go back to the writer,
which keeps them. It can be killed at any instant, therefore, and costs no more than what it had in hand.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Self

from variorum.desk.refreshing import Made, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from variorum.desk.memory import Memory
    from variorum.encode import Encoder
    from variorum.settings import Settings
    from variorum.store.articles import FoundIn, VectorsOf
    from variorum.store.source import Source


class Found(NamedTuple):
    """What was found in articles on the way to an edition, to be kept at once."""

    findings: tuple[FoundIn | VectorsOf, ...]


class Failed(NamedTuple):
    """A story on which variorum failed, and why."""

    story: str
    reason: str


class OutOfReach(NamedTuple):
    """The store could not be read any more."""

    reason: str


class Ended(NamedTuple):
    """The process has ended, with the story that it had in hand, or nothing."""

    story: str
    reason: str


Answer = Found | Made | Failed | OutOfReach | Ended


class Workshop:
    """A process that makes one edition at a time. A context manager, at whose end the process is gone, whatever it did.

    It begins with the first story, loads for itself what it needs, and begins anew where it was lost. `wake` is called
    from another thread when there is an answer.
    """

    def __init__(self, db: str, settings: Settings, wake: Callable[[], None]) -> None:
        self._order = db, settings
        self._wake = wake
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._listener: threading.Thread | None = None
        self.story = ""
        """The story in hand, or nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def give(self, story: str) -> None:
        """Have the edition of a story made. Another one must not be in hand."""
        if self._connection is None:
            self._begin()
        self.story = story
        try:
            self._connection.send(story)  # type: ignore[union-attr]
        except OSError:
            # It has ended, and the listener will say so.
            return

    def answers(self, patience: float = 0.0) -> Iterator[Answer]:
        """What has come back, waiting some seconds for the first."""
        while True:
            try:
                answer = self._answers.get(timeout=patience) if patience > 0 else self._answers.get_nowait()
            except Empty:
                return
            patience = 0.0
            if answer is None:
                answer = Ended(self.story, f"the process that made its edition ended ({self.close()})")
            if not isinstance(answer, Found):
                self.story = ""
            yield answer

    def close(self) -> int | None:
        """End the process, whatever it does; return the code that it ended with, None if there was none."""
        if self._process is None or self._connection is None or self._listener is None:
            return None
        self._process.kill()
        self._process.join()
        self._listener.join()
        self._connection.close()
        code = self._process.exitcode
        self._process = self._connection = self._listener = None
        return code

    def _begin(self) -> None:
        import multiprocessing
        from multiprocessing import resource_tracker

        # Started afresh and not forked: this process has threads by now.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._order), name="making-editions", daemon=True)
        # It has signals wait from its first instant on, or it would tell of an interrupt at length while it starts.
        # What it is begun with lets them through again if it has to begin itself.
        resource_tracker.ensure_running()
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        theirs.close()
        self._listener = threading.Thread(target=self._listen, args=(self._connection,), daemon=True)
        self._listener.start()

    def _listen(self, connection: Connection) -> None:
        try:
            while True:
                self._answers.put(connection.recv())
                self._wake()
        except (EOFError, OSError):
            self._answers.put(None)
            self._wake()


class _Shelf:
    """What is kept is read from the store, what is new sent to the writer."""

    def __init__(self, source: Source, connection: Connection) -> None:
        self.annotation = source.articles.annotation
        self.text_vectors = source.articles.text_vectors
        self._connection = connection

    def keep(self, findings: Sequence[FoundIn | VectorsOf]) -> None:
        self._connection.send(Found(tuple(findings)))


def _work(connection: Connection, db: str, settings: Settings) -> None:
    """Make editions until none can be asked for any more. Signals, which wait, are for the process that asks."""
    orders: SimpleQueue[str] = SimpleQueue()
    # Read by a thread, so that this process ends with the one that asks, also in the middle of an edition.
    threading.Thread(target=_hear, args=(connection, orders), daemon=True).start()

    from variorum.desk.memory import Memory
    from variorum.pipeline import encoder_of
    from variorum.store.source import Source

    source, encoder = Source(db), encoder_of(settings)
    memory = Memory(_Shelf(source, connection))
    with suppress(OSError):  # nobody is there any more to take what was made
        while True:
            connection.send(_answer(orders.get(), source, memory, settings, encoder))


def _hear(connection: Connection, orders: SimpleQueue[str]) -> None:
    try:
        while True:
            orders.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _answer(story: str, source: Source, memory: Memory, settings: Settings, encoder: Encoder) -> Answer:
    from variorum.store import LostError

    try:
        return make(story, source, memory, settings, encoder)
    except LostError as lost:
        return OutOfReach(str(lost))
    except Exception as error:
        return Failed(story, f"{type(error).__name__}: {error}")

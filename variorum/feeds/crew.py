"""A few threads that wait for the network, so that a slow host holds up nobody but itself."""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Done(Generic[_Job, _Result]):
    """A finished job: its result, or the error that it ended with."""

    job: _Job
    result: _Result | None
    error: Exception | None = None


class Crew(Generic[_Job, _Result]):
    """Threads that do jobs. At most `size` are given out at a time, so nothing piles up.

    The threads do not keep the process alive: one that hangs in a request is left behind when the process ends.
    """

    def __init__(self, work: Callable[[_Job], _Result], size: int) -> None:
        self._work = work
        self._jobs: Queue[_Job | None] = Queue()
        self._results: SimpleQueue[Done[_Job, _Result] | None] = SimpleQueue()
        self._threads = [Thread(target=self._run, name=f"fetch-{i}", daemon=True) for i in range(size)]
        self.busy = 0
        for thread in self._threads:
            thread.start()

    @property
    def free(self) -> int:
        """How many more jobs may be given out."""
        return len(self._threads) - self.busy

    def give(self, job: _Job) -> None:
        """Have a job done."""
        self.busy += 1
        self._jobs.put(job)

    def take(self, seconds: float) -> Done[_Job, _Result] | None:
        """The next finished job; None after some time without one, or when woken."""
        try:
            done = self._results.get(timeout=max(0.0, seconds)) if seconds > 0 else self._results.get_nowait()
        except Empty:
            return None
        if done is not None:
            self.busy -= 1
        return done

    def wake(self) -> None:
        """Let whoever waits in `take` go on; safe to call from a signal handler."""
        self._results.put(None)

    def dismiss(self, seconds: float) -> None:
        """Send the threads home and wait for them for some time in all."""
        import time

        deadline = time.monotonic() + seconds
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                done: Done[_Job, _Result] = Done(job, self._work(job))
            except Exception as error:
                done = Done(job, None, error)
            self._results.put(done)

"""The local engine: a pool of processes.

The processes are forked from a server that has loaded the models, so that they share their memory; it is a process of
its own and single-threaded, since forking one with threads (Polars has some) may leave locks held for ever. When the
command is killed in whatever way, its processes end by themselves.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from variorum.engines.components import RANGE, labels
from variorum.engines.packets import read_packet, write_packets
from variorum.engines.port import EngineError, Shuffle, ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from variorum.engines.port import Finished

T = TypeVar("T")
R = TypeVar("R")

# How often processes may be lost (killed, or out of memory) at one operation before it is given up.
_LOSSES = 3
_PAUSE = 0.5


class LocalEngine:
    """A pool of `jobs` processes on this machine; it starts with the first work."""

    name = "local"

    def __init__(self, jobs: int, preload: Sequence[str] = ()) -> None:
        self._jobs = max(1, jobs)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, *preload])
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[int | None] = set()

    def map(self, work: Callable[[T], R], items: Sequence[T], finished: Finished[R]) -> None:
        """Apply `work` to each item, as many at a time as there are processes."""
        left = dict(enumerate(items))
        losses = 0
        while left:
            try:
                self._round(work, left, finished)
            except BrokenProcessPool as broken:
                losses += 1
                self.close()
                if losses > _LOSSES:
                    raise EngineError(
                        f"processes were lost {losses} times, the last while {len(left)} shards were left "
                        "(out of memory?); start again with fewer --jobs: what is finished is kept"
                    ) from broken
                # What was killed on its way takes a moment to be gone.
                time.sleep(losses * _PAUSE)
            except BaseException:
                self.close()
                raise

    def _round(self, work: Callable[[T], R], left: dict[int, T], finished: Finished[R]) -> None:
        """Work off what is left, taking it out as it is done. Raises `BrokenProcessPool` when a process is lost."""
        pool = self._running()
        waiting = iter(sorted(left))
        running: dict[Future[R], int] = {}
        while True:
            # No more are handed over than can run: what is handed over cannot be taken back.
            for position in waiting:
                running[_submitted(pool, work, left[position])] = position
                if len(running) >= self._jobs:
                    break
            if not running:
                return
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                result = done.result()
                del left[running[done]]
                finished(running.pop(done), result)

    def group(
        self, shuffle: Shuffle[T, R], sources: Sequence[T], wanted: Sequence[int], scratch: Path, finished: Finished[R]
    ) -> None:
        """Write each source's packets to a file, then merge partition by partition."""
        if not wanted:
            return
        scratch.mkdir(parents=True, exist_ok=True)
        paths = [scratch / f"{number:06}" for number in range(len(sources))]
        unsplit = [(source, path) for source, path in zip(sources, paths, strict=True) if not path.exists()]
        self.map(partial(_split, shuffle), unsplit, ignore)
        self.map(
            partial(_merge, shuffle, tuple(paths)), wanted, lambda position, result: finished(wanted[position], result)
        )

    def components(
        self, read: Callable[[T], NDArray[np.int64]], sources: Sequence[T], count: int
    ) -> Iterator[NDArray[np.int64]]:
        """In this process: eight bytes a node."""
        found = labels(count, map(read, sources))
        yield from (found[start : start + RANGE] for start in range(0, count, RANGE))

    def close(self) -> None:
        """End the processes at once: whatever they have not finished is not in its place."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process.pid not in self._others:
                process.terminate()
        self._pool = None

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Many small products of matrices and small tables: one process a core leaves no work for threads.
            os.environ.setdefault("POLARS_MAX_THREADS", "1")
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            self._others = {process.pid for process in multiprocessing.active_children()}
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=_begin)
        return self._pool


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R]:
    """Hand an item over. A process that is killed while it begins breaks the pool, too: its pipes are closed."""
    try:
        return pool.submit(work, item)
    except (OSError, EOFError) as error:
        raise BrokenProcessPool(f"no process could be begun: {error}") from error


def _split(shuffle: Shuffle[T, R], source: tuple[T, Path]) -> None:
    write_packets(source[1], shuffle.split(source[0]))


def _merge(shuffle: Shuffle[T, R], paths: tuple[Path, ...], partition: int) -> R:
    packets = (read_packet(path, partition, shuffle.partitions) for path in paths)
    return shuffle.merge(partition, [packet for packet in packets if packet])


def _begin() -> None:
    """Leave Ctrl-C to the process that was started by hand, and end when that one has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """Wait for the end of the process that asked for this one, which is not the one that forked it."""
    asked = multiprocessing.parent_process()
    if asked is not None:
        asked.join()
        os._exit(1)

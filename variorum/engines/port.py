"""The engine port: what a stage over an archive asks of whatever runs it.

A stage is written in plain functions of the module level, since they travel to other processes and other machines, as
do their arguments. Work writes its results to files that every process sees and returns little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
R = TypeVar("R")

Split = Callable[[T], Sequence[bytes]]
Merge = Callable[[int, Sequence[bytes]], R]
Finished = Callable[[int, R], None]


class EngineError(Exception):
    """The engine cannot start, or lost work that it could not repeat; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shuffle(Generic[T, R]):
    """A grouping by key, in bounded memory: every row goes to the partition of its key, and that is seen whole.

    `split` makes of a source one packet of rows for each of `partitions` (an empty one where there are none); the
    partition of a row must depend on its key alone. `merge` gets the packets that are not empty of one partition, in
    the order of the sources, and returns little. A source's packets, and a partition's, are all that is in memory.
    """

    split: Split[T]
    merge: Merge[R]
    partitions: int


class Engine(Protocol):
    """Runs functions over shards. Results do not depend on the engine, the number of processes, or what finishes first.

    Every operation raises `EngineError` when processes are lost for good, and what the functions raise.
    """

    name: str

    def map(self, work: Callable[[T], R], items: Sequence[T], finished: Finished[R]) -> None:
        """Apply `work` to each item; `finished` is told the item's position and result here, in any order.

        Work may be repeated when a process is lost, so it must give the same when done twice.
        """
        ...

    def group(
        self, shuffle: Shuffle[T, R], sources: Sequence[T], wanted: Sequence[int], scratch: Path, finished: Finished[R]
    ) -> None:
        """Group the rows of the sources by key, and merge the `wanted` partitions.

        `finished` is told the partition and the result of its merge, in any order. In `scratch`, a folder of this
        grouping alone, an engine may keep what it has done for another try; the caller deletes it afterwards.
        """
        ...

    def components(
        self, read: Callable[[T], NDArray[np.int64]], sources: Sequence[T], count: int
    ) -> Iterator[NDArray[np.int64]]:
        """Connected components of a graph over the nodes 0 to `count`.

        `read` gives the edges of a source, two columns of nodes. Yields, range after range, the label of every node:
        the least node that it is connected to.
        """
        ...

    def close(self) -> None:
        """End the processes."""
        ...


def ignore(_position: int, _result: Any) -> None:
    """Take notice of nothing."""

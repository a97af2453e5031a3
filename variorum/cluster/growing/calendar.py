"""When articles came and what time it is, by what arrives: who is due to sleep."""

from __future__ import annotations

from collections import deque
from statistics import median_low
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from variorum.cluster.record import Record

# The clock is the middle one of so many times, so that a few wrong dates do not put anything to sleep.
_TICKS = 101
# Articles that come in between two looks for those overdue, at most.
_PAUSE = 256
_EVER = np.iinfo(np.int64).max


class Calendar:
    """The times of awake articles by row. An article without a time counts as of the moment when it came."""

    def __init__(self, window: int, capacity: int) -> None:
        self._window = window
        self._capacity = capacity
        self._ticks: deque[int] = deque(maxlen=_TICKS)
        self._seen = np.zeros(0, np.int64)
        self._came = np.zeros(0, np.int64)
        self._arrivals = 0
        self._looked = 0

    def note(self, rows: NDArray[np.int64], records: Sequence[Record]) -> list[float]:
        """Note the arrival of some articles; the seconds that each counts as of."""
        if len(rows) and rows.max() >= len(self._seen):
            for array in (self._seen, self._came):
                array.resize(int(rows.max()) * 3 // 2 + 256, refcheck=False)
        self._ticks.extend(record.time for record in records if record.time is not None)
        now = median_low(self._ticks) if self._ticks else None
        seen = [now if record.time is None else record.time for record in records]
        self._seen[rows] = [_EVER if each is None else each for each in seen]
        self._came[rows] = self._arrivals + 1 + np.arange(len(rows))
        self._arrivals += len(rows)
        return [float(each or 0) for each in seen]

    def overdue(self, pinned: Iterable[int]) -> list[int]:
        """The rows to be put to sleep now, the first to come first; never those pinned."""
        awake = int(np.count_nonzero(self._came)) if self._arrivals - self._looked >= self._pause() else 0
        if not awake:
            return []
        self._looked = self._arrivals
        due = np.zeros(len(self._seen), bool)
        if self._ticks:
            due = (self._seen < median_low(self._ticks) - self._window) & (self._came > 0)
        excess = awake - int(due.sum()) - self._capacity
        if excess > 0:
            rest = np.flatnonzero((self._came > 0) & ~due)
            due[rest[np.argsort(self._came[rest], kind="stable")[:excess]]] = True
        due[list(pinned)] = False
        rows = np.flatnonzero(due)
        rows = rows[np.argsort(self._came[rows], kind="stable")]
        self._came[rows] = 0
        return [int(row) for row in rows]

    def forget(self, rows: Iterable[int]) -> None:
        """Note that some rows are not awake any more."""
        self._came[list(rows)] = 0

    def _pause(self) -> int:
        return min(_PAUSE, max(1, len(self._came) // 64))

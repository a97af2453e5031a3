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
# Who is due within so much of the window is listed at once, so that few are looked at when articles come.
_SOON = 1 / 64
# Beyond the capacity are so few of it, at most, that looking for those who came first costs little an article.
_BEYOND = 1 / 256
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
        self._awake = 0
        # Until when and who will be older than the window.
        self._until = -_EVER
        self._soon = np.zeros(0, np.int64)

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
        self._awake += len(rows)
        self._soon = np.concatenate([self._soon, rows[self._seen[rows] < self._until]])
        return [float(each or 0) for each in seen]

    def overdue(self, pinned: Iterable[int]) -> list[int]:
        """The rows to be put to sleep now, the first to come first; never those pinned."""
        rows = self._outdated()
        excess = self._awake - len(rows) - self._capacity
        if excess > self._capacity * _BEYOND:
            came = np.where(self._came > 0, self._came, _EVER)
            came[rows] = _EVER
            rows = np.concatenate([rows, np.argpartition(came, excess - 1)[:excess]])
        rows = np.setdiff1d(rows, np.array(list(pinned), np.int64))
        return [int(row) for row in rows[np.argsort(self._came[rows], kind="stable")]]

    def forget(self, rows: Sequence[int]) -> None:
        """Note that some rows are not awake any more."""
        self._awake -= int(np.count_nonzero(self._came[list(rows)]))
        self._came[list(rows)] = 0

    def _outdated(self) -> NDArray[np.int64]:
        """The rows older than the window."""
        if not self._ticks:
            return np.zeros(0, np.int64)
        limit = median_low(self._ticks) - self._window
        if limit > self._until:
            self._until = limit + int(self._window * _SOON)
            self._soon = np.flatnonzero(self._seen < self._until)
        self._soon = np.unique(self._soon[self._came[self._soon] > 0])
        return self._soon[self._seen[self._soon] < limit]

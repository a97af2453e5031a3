"""Who stands around each article: its nearest others, and how near they are as a rule.

The same two scales as in `cluster.grouping`: the mean similarity of the nearest fifty is what the article has in
common with everything on its subject, and the two nearest tell how near "near" is for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.cluster.grouping import Scales

# Rows that are scaled in one go: what they look at stays in the processor's cache.
_AT_ONCE = 256
# Similarities that differ by less are those of the moment before.
_SAME = 1e-3


class Surroundings:
    """For each row the nearest rows with their similarities, and the two scales that follow from them.

    `live` tells which rows count: those of articles that are awake and stand in the graph themselves; `stands` is the
    row that stands for each, itself or the one that it follows (-1: none).
    """

    def __init__(self, scales: Scales) -> None:
        self._scales = scales
        self.near = np.zeros((0, scales.crowd), np.int32)
        self._raw = np.zeros((0, scales.crowd), np.float32)
        self.live = np.zeros(0, bool)
        self.listed = np.zeros(0, bool)
        self.stands = np.zeros(0, np.int32)
        self._crowd = np.zeros(0, np.float32)
        self._local = np.zeros(0, np.float32)

    def widen(self, rows: int) -> None:
        """Make place for so many rows."""
        if rows <= len(self.live):
            return
        before, rows = len(self.live), max(256, rows + rows // 2)
        for array in (self.near, self._raw):
            array.resize((rows, array.shape[1]), refcheck=False)
        for flat in (self.live, self.listed, self.stands, self._crowd, self._local):
            flat.resize(rows, refcheck=False)
        self.clear(np.arange(before, rows))

    def clear(self, rows: NDArray[np.int64]) -> None:
        """Forget who stands around some rows and take them out."""
        self.near[rows] = -1
        self._raw[rows] = 0.0
        self.live[rows] = self.listed[rows] = False
        self.stands[rows] = -1
        self._crowd[rows] = self._scales.background
        self._local[rows] = 0.0

    def purge(self) -> None:
        """Take rows that do not count any more out of everybody's list."""
        for start in range(0, len(self.near), 4096):
            block = self.near[start : start + 4096]
            gone = (block >= 0) & ~self.live[block]
            block[gone] = -1
            self._raw[start : start + 4096][gone] = 0.0

    def set(
        self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64], raw: NDArray[np.float32]
    ) -> None:
        """Give rows their lists; `askers` are positions in `rows`, ascending, one for each other (each once a row)."""
        order = np.lexsort((-raw, askers))
        askers, others, raw = askers[order], others[order], raw[order]
        rank = np.arange(len(askers)) - np.searchsorted(askers, askers)
        kept = (rank < self._scales.crowd) & (raw > 0)
        self.near[rows], self._raw[rows] = -1, 0.0
        where = rows[askers[kept]], rank[kept]
        self.near[where], self._raw[where] = others[kept], raw[kept]
        self.listed[rows] = True

    def tell(self, rows: NDArray[np.int64], others: NDArray[np.int64], raw: NDArray[np.float32]) -> NDArray[np.int64]:
        """Enter pairs into the lists of `others` where they are near enough; the rows whose lists are others now."""
        order = np.lexsort((rows, others))
        rows, others, raw = rows[order], others[order], raw[order]
        first = np.ones(len(rows), bool)
        first[1:] = (rows[1:] != rows[:-1]) | (others[1:] != others[:-1])
        rows, others, raw = rows[first], others[first], raw[first]
        told, starts, times = np.unique(others, return_index=True, return_counts=True)
        rank = np.arange(len(others)) - np.repeat(starts, times)
        changed = [told[:0]]
        for turn in range(int(times.max(initial=0))):
            now = rank == turn
            changed.append(self._enter(others[now], rows[now], raw[now]))
        return np.concatenate(changed)

    def _enter(self, rows: NDArray[np.int64], others: NDArray[np.int64], raw: NDArray[np.float32]) -> NDArray[np.int64]:
        """Put one other into the list of each row: in its own place, else in that of the farthest; those changed."""
        known = self.near[rows] == others[:, None]
        there = known.any(axis=1)
        place = np.where(there, known.argmax(axis=1), self._raw[rows].argmin(axis=1))
        better = there | (raw > self._raw[rows, place])
        rows, place = rows[better], place[better]
        changed = ~there[better] | (np.abs(raw[better] - self._raw[rows, place]) > _SAME)
        self.near[rows, place] = others[better]
        self._raw[rows, place] = raw[better]
        found: NDArray[np.int64] = rows[changed]
        return found

    def rescale(self, rows: NDArray[np.int64]) -> None:
        """Compute the two scales of some rows again."""
        scales = self._scales
        blocks = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
        found = []
        for some in blocks:
            near, raw, counted = self._counted(some)
            self._crowd[some] = np.where(counted, raw, np.float32(scales.background)).sum(axis=1) / scales.crowd
            raw *= counted
            found.append((near, raw, counted))
        for some, (near, raw, counted) in zip(blocks, found, strict=True):
            raw -= (self._crowd[some, None] + self._crowd.take(near)) / 2
            raw *= counted
            best = np.partition(raw, -scales.nearest, axis=1)[:, -scales.nearest :]
            self._local[some] = np.maximum(0.0, best.mean(axis=1))

    def raw(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The plain similarity of some rows to their nearest (0 where nobody counts)."""
        _, raw, counted = self._counted(rows)
        return np.where(counted, raw, np.float32(0))

    def scaled(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The nearest of some rows, and their similarity by the scales of both (0 where nobody counts)."""
        scales = self._scales
        near, raw, counted = self._counted(rows)
        above = raw - (self._crowd[rows, None] + self._crowd.take(near)) / 2
        local = np.minimum(self._local[rows, None], self._local.take(near))
        value = above / ((1.0 - scales.locality) * scales.typical + scales.locality * local)
        return near, np.where(counted, np.maximum(0.0, value), 0.0).astype(np.float32)

    def _counted(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.bool_]]:
        """The nearest of some rows, how near they are, and which of them count."""
        near = self.near.take(rows, axis=0)
        counted = self.live.take(near)
        counted &= near >= 0
        return near, self._raw.take(rows, axis=0), counted

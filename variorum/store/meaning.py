"""Search by meaning: nearest neighbours over all articles' vectors, kept in memory in 16 bits a number."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from variorum.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from sqlalchemy import Connection

_CHUNK = 8192
_ROWS = 256
_ONE = 2**15


def fractions(rows: NDArray[np.float16]) -> NDArray[np.int16]:
    """Unit rows in steps of 2^-15, to which half precision is hardly finer, and which are widened twice as fast."""
    steps = rows.astype(np.float32)
    steps *= _ONE
    np.rint(steps, out=steps)
    return np.clip(steps, -_ONE, _ONE - 1, out=steps).astype(np.int16)


def products(rows: NDArray[np.int16], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The product of each row of `fractions` with a vector; a few are widened at a time, and stay in the cache."""
    found = np.empty(len(rows), dtype=np.float32)
    wide = np.empty((min(_ROWS, len(rows)), rows.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        np.copyto(wide[: len(some)], some)
        np.matmul(wide[: len(some)], vector, out=found[start : start + _ROWS])
    return found / np.float32(_ONE)


def best(scores: NDArray[np.float32], numbers: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The places of the highest scores, the highest first; of equal ones the latest article first."""
    places = np.arange(len(scores))
    if most < len(scores):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        places = np.flatnonzero(scores >= least)
    return places[np.lexsort((-numbers[places], -scores[places]))][:most]


class Meanings:
    """The vectors of the articles that were made by one encoder; what has come in since is read at each search."""

    def __init__(self, encoder: str) -> None:
        self.encoder = encoder
        self._lock = Lock()
        self._last = 0
        self._numbers = np.zeros(0, dtype=np.int64)
        self._rows: list[NDArray[np.int16]] = []

    def nearest(
        self,
        connection: Connection,
        vector: NDArray[np.float32],
        offset: int,
        limit: int,
        among: Collection[int] | None = None,
    ) -> tuple[list[int], list[float], int]:
        """The numbers of the nearest articles and their cosines, and how many were compared."""
        with self._lock:
            self._read(connection)
            numbers, rows = self._numbers, list(self._rows)
        if not len(numbers):
            return [], [], 0
        scores = np.concatenate([products(chunk, vector) for chunk in rows])
        if among is not None:
            kept = np.isin(numbers, np.fromiter(among, dtype=np.int64, count=len(among)))
            numbers, scores = numbers[kept], scores[kept]
        order = best(scores, numbers, offset + limit)[offset:]
        return numbers[order].tolist(), scores[order].tolist(), len(numbers)

    def _read(self, connection: Connection) -> None:
        """Read the rows of what has come in, and again those of articles that have a new version."""
        a, v = schema.articles, schema.vectors
        # The number of its latest version says of an article when its row was written, and grows with time.
        question = select(a.c.n, a.c.latest, v.c.encoder, v.c.data).join(v, v.c.article == a.c.n)
        question = question.order_by(a.c.latest).limit(_CHUNK)
        while rows := connection.execute(question.where(a.c.latest > self._last)).all():
            self._last = rows[-1].latest
            if own := [row for row in rows if row.encoder == self.encoder]:
                data = np.frombuffer(b"".join(row.data for row in own), dtype="<f2").reshape(len(own), -1)
                self._enter(np.array([row.n for row in own], dtype=np.int64), fractions(data))

    def _enter(self, numbers: NDArray[np.int64], data: NDArray[np.int16]) -> None:
        held = np.isin(numbers, self._numbers)
        if held.any():
            order = np.argsort(self._numbers)
            places = order[np.searchsorted(self._numbers, numbers[held], sorter=order)]
            self._put(places, data[held])
        if not held.all():
            self._append(numbers[~held], data[~held])

    def _put(self, places: NDArray[np.int64], data: NDArray[np.int16]) -> None:
        """Put rows in the place of others; on copies, for a search may be going on over what was there."""
        start = 0
        for i, chunk in enumerate(self._rows):
            inside = (places >= start) & (places < start + len(chunk))
            if inside.any():
                self._rows[i] = chunk.copy()
                self._rows[i][places[inside] - start] = data[inside]
            start += len(chunk)

    def _append(self, numbers: NDArray[np.int64], data: NDArray[np.int16]) -> None:
        self._numbers = np.concatenate([self._numbers, numbers])
        if self._rows and len(self._rows[-1]) + len(data) <= _CHUNK:
            self._rows[-1] = np.concatenate([self._rows[-1], data])
        else:
            self._rows.append(data)

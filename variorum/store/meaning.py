"""Search by meaning: exact nearest neighbours over all articles' vectors, kept in memory as half-precision rows."""

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
# Sign, exponent and fraction of a half-precision number after it was shifted to where they stand in single precision.
_KEPT = np.array(0x8FFFE000, dtype=np.uint32).view(np.int32)


def products(rows: NDArray[np.float16], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The product of each half-precision row with a vector, as if the rows had been widened to single precision.

    Sign and fraction are shifted to their new places a few rows at a time, which stay in the cache, and the exponent's
    other offset is a factor of the result: a third of the time that numpy takes to widen them. Rows are finite.
    """
    found = np.empty(len(rows), dtype=np.float32)
    bits = np.ascontiguousarray(rows).view(np.int16)
    for start in range(0, len(rows), _ROWS):
        wide = bits[start : start + _ROWS].astype(np.int32)
        wide <<= 13
        wide &= _KEPT
        found[start : start + _ROWS] = wide.view(np.float32) @ vector
    return found * np.float32(2.0**112)


class Meanings:
    """The vectors of the articles that were made by one encoder; what has come in since is read at each search."""

    def __init__(self, encoder: str) -> None:
        self.encoder = encoder
        self._lock = Lock()
        self._numbers = np.zeros(0, dtype=np.int64)
        self._rows: list[NDArray[np.float16]] = []

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
        # Equal scores stand in the order of arrival, the latest first.
        order = np.lexsort((-numbers, -scores))[offset : offset + limit]
        return numbers[order].tolist(), scores[order].tolist(), len(numbers)

    def _read(self, connection: Connection) -> None:
        """Add what has come in. A new version of an article keeps the row of the old one until the next start."""
        v = schema.vectors
        last = int(self._numbers[-1]) if len(self._numbers) else 0
        question = select(v.c.article, v.c.data).where(v.c.encoder == self.encoder).order_by(v.c.article).limit(_CHUNK)
        while rows := connection.execute(question.where(v.c.article > last)).all():
            data = np.frombuffer(b"".join(row.data for row in rows), dtype="<f2").reshape(len(rows), -1)
            self._append(np.array([row.article for row in rows], dtype=np.int64), data)
            last = rows[-1].article

    def _append(self, numbers: NDArray[np.int64], data: NDArray[np.float16]) -> None:
        self._numbers = np.concatenate([self._numbers, numbers])
        if self._rows and len(self._rows[-1]) + len(data) <= _CHUNK:
            self._rows[-1] = np.concatenate([self._rows[-1], data])
        else:
            self._rows.append(data)

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
        scores = np.concatenate([chunk.astype(np.float32) @ vector for chunk in rows])
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

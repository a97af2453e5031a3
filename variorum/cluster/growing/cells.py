"""Who is near in meaning, told in another language: rings of latest articles by region of the space of vectors.

Reports in different languages share few words, so that `postings` cannot propose them. The first articles that come
are landmarks; each article is entered at the landmarks nearest to it, by language, and asks there for those of other
languages. Among the many that it finds, the signs of the vectors' numbers tell the nearest (the angle between two
vectors is about the share of signs that differ, Charikar 2002). A part of the signs stands in the rings themselves, so
that all signs are looked up of few, however full the rings are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_LANDMARKS = 1024
_PLACES = 192
# Languages beyond so many share rings.
_TONGUES = 8
_ENTERED, _ASKED = 2, 6
# Numbers of 64 signs that stand in the rings. By these, six times as many as are asked for are taken to be looked at.
_SKETCH, _ROUGHLY = 2, 6
# Rows that are answered in one go: what they find stays in the processor's cache.
_AT_ONCE = 16
_BITS_SET = np.array([bin(each).count("1") for each in range(256)], np.uint8)


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Let products of matrices use one thread: these are small, and waiting for others would take longer."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


def _bits_set(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """How many bits of each number are set."""
    counts: NDArray[np.uint8]
    if hasattr(np, "bitwise_count"):  # since NumPy 2
        counts = np.bitwise_count(words)
    else:
        counts = _BITS_SET[words[..., None].view(np.uint8)].sum(axis=-1, dtype=np.uint8)
    return counts


def _signs(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """The signs of each vector's numbers as bits, 64 a number."""
    packed = np.packbits(vectors > 0, axis=1)
    return np.pad(packed, ((0, 0), (0, -packed.shape[1] % 8))).view(np.uint64)


def _sketches(signs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Some of the signs of each row, from everywhere in it; all where these are few."""
    parts, wanted = signs.view(np.uint8), 8 * _SKETCH
    if parts.shape[1] < wanted:
        parts = np.pad(parts, ((0, 0), (0, wanted - parts.shape[1])))
    some: NDArray[np.uint64] = parts.take(np.arange(wanted) * parts.shape[1] // wanted, axis=1).view(np.uint64)
    return some


class Cells:
    """Rings of rows by landmark and language."""

    def __init__(self) -> None:
        self._landmarks = np.zeros((0, 0), np.float32)
        self._known = 0
        self._rings = np.zeros((_LANDMARKS, _TONGUES, _PLACES), np.int32)
        self._sketches = np.zeros((_LANDMARKS * _TONGUES * _PLACES, _SKETCH), np.uint64)
        self._written = np.zeros((_LANDMARKS, _TONGUES), np.int64)
        self._signs = np.zeros((0, 0), np.uint64)
        self._places = np.zeros((0, _ASKED), np.int16)
        self._tongues: set[int] = set()

    def enter(self, rows: Rows, vectors: NDArray[np.float32], tongues: NDArray[np.int16]) -> None:
        """Enter rows with their vectors and languages; rows without a vector (zeros) are left out."""
        if len(rows):
            self._widen(int(rows.max()) + 1, vectors.shape[1])
        told = np.any(vectors != 0, axis=1)
        rows, vectors, tongues = rows[told], vectors[told], tongues[told].astype(np.int64)
        if not len(rows):
            return
        self._tongues.update(tongues.tolist())
        self._signs[rows] = signs = _signs(vectors)
        self._set_landmarks(vectors)
        places = self._nearest(vectors)
        self._places[rows] = places
        self._write(
            (places[:, :_ENTERED] * _TONGUES + (tongues % _TONGUES)[:, None]).ravel(),
            np.repeat(rows + 1, _ENTERED),
            np.repeat(_sketches(signs), _ENTERED, axis=0),
        )

    def _write(self, rings: Rows, named: Rows, sketches: NDArray[np.uint64]) -> None:
        """Enter each row (counted from 1) into a ring, in order."""
        order = np.argsort(rings, kind="stable")
        unique, starts, times = np.unique(rings[order], return_index=True, return_counts=True)
        rank = np.arange(len(order)) - np.repeat(starts, times)
        written = self._written.reshape(-1)
        at = rings[order] * _PLACES + (written[rings[order]] + rank) % _PLACES
        self._rings.reshape(-1)[at] = named[order]
        self._sketches[at] = sketches[order]
        written[unique] += times

    @property
    def many_tongues(self) -> bool:
        """Whether articles of more than one language came."""
        return len(self._tongues) > 1

    def ask(
        self, rows: Rows, tongues: NDArray[np.int16], stands: NDArray[np.int32], most: int
    ) -> Iterator[tuple[Rows, Rows]]:
        """The rows of other languages, at most so many each, whose vectors seem nearest to those of rows entered.

        Pairs of positions in `rows` and rows found; `stands` is as in `Postings.ask`. A row may be named more than
        once.
        """
        mine = tongues[rows]
        for tongue in np.unique(mine).tolist():
            same = np.flatnonzero(mine == tongue)
            for start in range(0, len(same), _AT_ONCE):
                some = same[start : start + _AT_ONCE]
                askers, found = self._ask(rows[some], tongue, tongues, stands, most)
                yield some[askers], found

    def _ask(
        self, rows: Rows, tongue: int, tongues: NDArray[np.int16], stands: NDArray[np.int32], most: int
    ) -> tuple[Rows, Rows]:
        """The same for rows of one language."""
        askers, at = self._asked(rows, self._foreign(tongue))
        if len(self._tongues) > _TONGUES:
            foreign = tongues.take(self._rings.take(at) - 1) != tongue
            askers, at = askers[foreign], at[foreign]
        near = self._roughly(rows, askers, at, _ROUGHLY * most)
        there = stands.take(self._rings.take(at[near]) - 1)
        kept = (there >= 0) & (tongues.take(there) != tongue)
        askers, found = askers[near][kept], there[kept].astype(np.int64)
        differ = self._signs.take(found, axis=0) ^ self._signs[rows].take(askers, axis=0)
        # A product with ones adds up short rows many times as fast as a sum does.
        differ = (_bits_set(differ).astype(np.float32) @ np.ones(differ.shape[1], np.float32)).astype(np.int64)
        # One number for asker, difference and place: plain sorting is many times as fast as sorting places.
        keys = np.sort((askers << 48) | (differ << 32) | np.arange(len(found)))
        first = np.searchsorted(keys, np.arange(len(rows)) << 48)
        best = keys[np.arange(len(keys)) - first[keys >> 48] < most] & 0xFFFFFFFF
        return askers[best], found[best]

    def _asked(self, rows: Rows, slots: list[int]) -> tuple[Rows, Rows]:
        """The places written in the rings where some rows ask; with the position of the row that asks there."""
        rings = (self._places[rows].astype(np.int64)[:, :, None] * _TONGUES + slots).reshape(len(rows), -1)
        held = np.minimum(self._written.take(rings), _PLACES)
        askers = np.repeat(np.arange(len(rows)), held.sum(axis=1))
        starts = rings.ravel() * _PLACES - np.cumsum(held) + held.ravel()
        return askers, np.arange(len(askers)) + np.repeat(starts, held.ravel())

    def _roughly(self, rows: Rows, askers: Rows, at: Rows, most: int) -> NDArray[np.bool_]:
        """Which of some places in rings seem nearest to each row by their sketches: so many of each, and equals."""
        parts = _bits_set(self._sketches.take(at, axis=0) ^ _sketches(self._signs[rows]).take(askers, axis=0))
        differ = parts[:, 0] + parts[:, 1]
        values = 64 * _SKETCH + 1
        counts = np.bincount(askers * values + differ, minlength=len(rows) * values).reshape(len(rows), values)
        # As far as so many are reached.
        far = (np.cumsum(counts, axis=1) < most).sum(axis=1)
        near: NDArray[np.bool_] = differ <= far.take(askers)
        return near

    def _foreign(self, tongue: int) -> list[int]:
        """The rings of languages other than one; all where languages share rings."""
        if len(self._tongues) > _TONGUES:
            return list(range(_TONGUES))
        return sorted({each % _TONGUES for each in self._tongues if each != tongue})

    def _nearest(self, vectors: NDArray[np.float32]) -> NDArray[np.int64]:
        """The numbers of the landmarks nearest to each vector, the nearest first."""
        scores = vectors @ self._landmarks[: self._known].T
        if self._known > _ASKED:
            some = np.argpartition(-scores, _ASKED - 1, axis=1)[:, :_ASKED]
        else:
            some = np.broadcast_to(np.arange(_ASKED) % self._known, (len(vectors), _ASKED))
        order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
        return np.take_along_axis(some, order, axis=1)

    def _set_landmarks(self, vectors: NDArray[np.float32]) -> None:
        if self._landmarks.shape[1] != vectors.shape[1]:
            self._landmarks = np.zeros((_LANDMARKS, vectors.shape[1]), np.float32)
        new = vectors[: _LANDMARKS - self._known]
        self._landmarks[self._known : self._known + len(new)] = new
        self._known += len(new)

    def _widen(self, rows: int, dimensions: int) -> None:
        """Make place for so many rows."""
        if rows > len(self._signs):
            grown = np.zeros((rows * 3 // 2 + 256, (dimensions + 63) // 64), np.uint64)
            grown[: len(self._signs)] = self._signs if self._signs.size else 0
            self._signs = grown
            self._places.resize((len(grown), _ASKED), refcheck=False)

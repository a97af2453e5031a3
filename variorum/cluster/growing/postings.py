"""Who else holds the same rare word: the latest few articles a word, in one array of fixed size.

A word that more articles hold than a ring has places has stopped being rare; its oldest entries are written over, so
that a question costs the same however many articles there are. Entries may be out of date (the article sleeps, or the
row is another's by now): they only propose, and what they propose is compared.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.growing.table import SPACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACES = 32
# Words of each article that are entered and asked for.
_WORDS = 80
# Askers that are answered in one go: what they find stays in the processor's cache.
_AT_ONCE = 16
# Where the bits of a row and of an asker begin in one number; before them are those of a word of an asker.
_ROW, _ASKER = 16, 47
# Weights are added up as whole numbers of such parts: running totals of these are exact.
_UNIT = 1 << 24


class Proposals(NamedTuple):
    """Rows proposed to askers (positions among those who asked), asker by asker."""

    askers: NDArray[np.int64]
    rows: NDArray[np.int64]


class Postings:
    """Rings of row numbers by column."""

    def __init__(self) -> None:
        # Rows count from 1 here: pages of zeros take no memory before they are written.
        self._rings = np.zeros((SPACE, _PLACES), np.int32)
        self._written = np.zeros(SPACE, np.int64)

    def enter(self, rows: NDArray[np.int64], columns: NDArray[np.int32], weights: NDArray[np.float32]) -> None:
        """Enter each row under its weightiest columns."""
        best, told = _weightiest(columns, weights)
        kept = told > 0
        named = np.repeat(rows + 1, best.shape[1])[kept.ravel()]
        flat = best.ravel()[kept.ravel()]
        order = np.argsort(flat, kind="stable")
        flat, named = flat[order], named[order]
        unique, starts, times = np.unique(flat, return_index=True, return_counts=True)
        rank = np.arange(len(flat)) - np.repeat(starts, times)
        # Articles that come at once, as copies do, must not drive out everybody who was there before.
        first = rank < _PLACES // 2
        self._rings[flat[first], ((self._written[flat] + rank) % _PLACES)[first]] = named[first]
        self._written[unique] += np.minimum(times, _PLACES // 2)

    def ask(
        self, columns: NDArray[np.int32], weights: NDArray[np.float32], stands: NDArray[np.int32], most: int
    ) -> Proposals:
        """For each asker the rows, at most so many, that share the most weight in entered words.

        `stands` names the row that stands for each row that was entered, -1 where there is none any more.
        """
        parts = [
            self._ask(start, columns[start : start + _AT_ONCE], weights[start : start + _AT_ONCE], stands, most)
            for start in range(0, len(columns), _AT_ONCE)
        ]
        return Proposals(
            np.concatenate([np.zeros(0, np.int64), *(part.askers for part in parts)]),
            np.concatenate([np.zeros(0, np.int64), *(part.rows for part in parts)]),
        )

    def _ask(
        self,
        first: int,
        columns: NDArray[np.int32],
        weights: NDArray[np.float32],
        stands: NDArray[np.int32],
        most: int,
    ) -> Proposals:
        """What `ask` tells of few; `first` is the position of the first of them."""
        best, told = _weightiest(columns, weights)
        words = np.flatnonzero(told > 0)
        found = self._rings.take(best.ravel().take(words), axis=0)
        held = np.flatnonzero(found)
        standing = stands.take(found.ravel().take(held) - 1)
        # One number for asker, row and place among the words: plain sorting is many times as fast as sorting places.
        keys = standing.astype(np.int64)
        keys <<= _ROW
        keys |= _asked(best.shape).take(words).take(held // _PLACES)
        keys = np.sort(keys[standing >= 0])
        worth = (told.astype(np.float64) ** 2 * _UNIT).astype(np.int64).ravel()
        total = np.cumsum(worth.take(keys & ((1 << _ROW) - 1)))
        keys >>= _ROW
        last = np.flatnonzero(np.diff(keys, append=-1))
        keys, sums = keys.take(last), np.diff(total.take(last), prepend=0)
        bounds = np.searchsorted(keys, np.arange(len(best) + 1) << (_ASKER - _ROW)).tolist()
        kept = keys[np.concatenate([start + largest(sums[start:end], most) for start, end in pairwise(bounds)])]
        return Proposals((kept >> (_ASKER - _ROW)) + first, kept & ((1 << (_ASKER - _ROW)) - 1))


@lru_cache(maxsize=2)
def _asked(shape: tuple[int, int]) -> NDArray[np.int64]:
    """For so many askers with so many words the bits of both, with place for those of a row."""
    askers, words = shape
    return (np.arange(askers) << _ASKER)[:, None] + np.arange(askers * words).reshape(shape)


def largest(values: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The positions of the largest values, at most so many, of equals the first; in no order."""
    if len(values) <= most:
        return np.arange(len(values))
    least = np.partition(values, len(values) - most)[len(values) - most]
    found = np.flatnonzero(values >= least)
    if len(found) > most:
        above, equal = found[values[found] > least], found[values[found] == least]
        found = np.concatenate([above, equal[: most - len(above)]])
    return found


def _weightiest(
    columns: NDArray[np.int32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The weightiest columns of each row with their weights; those of no weight are column 0."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_WORDS]
    told = np.take_along_axis(weights, order, axis=1)
    return np.where(told > 0, np.take_along_axis(columns, order, axis=1), 0), told

"""Who else holds the same rare word: the latest few articles a word, in one array of fixed size.

A word that more articles hold than a ring has places has stopped being rare; its oldest entries are written over, so
that a question costs the same however many articles there are. Entries may be out of date (the article sleeps, or the
row is another's by now): they only propose, and what they propose is compared.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.growing.table import SPACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACES = 32
# Words of each article that are entered and asked for.
_WORDS = 80


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
        best, told = _weightiest(columns, weights)
        found = self._rings[best]
        found *= (told > 0)[:, :, None]
        held = np.flatnonzero(found)
        standing = stands.take(found.take(held) - 1)
        alive = standing >= 0
        held, rows = held[alive], standing[alive].astype(np.int64)
        words = held // _PLACES
        return strongest(words // best.shape[1], rows, told.take(words).astype(np.float64) ** 2, most)


def strongest(askers: NDArray[np.int64], rows: NDArray[np.int64], scores: NDArray[np.float64], most: int) -> Proposals:
    """Add up the scores of each asker and row; the best for each asker, in no order."""
    keys, where = np.unique((askers << 32) | rows, return_inverse=True)
    sums = np.bincount(where, weights=scores, minlength=len(keys))
    who = keys >> 32
    bounds = np.flatnonzero(np.diff(who, prepend=-1, append=-1))
    best = [
        start + np.argsort(-sums[start:end], kind="stable")[:most] if end - start > most else np.arange(start, end)
        for start, end in pairwise(bounds.tolist())
    ]
    kept = keys[np.concatenate(best)] if best else keys
    return Proposals(kept >> 32, kept & 0xFFFFFFFF)


def _weightiest(
    columns: NDArray[np.int32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The weightiest columns of each row with their weights; those of no weight are column 0."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_WORDS]
    told = np.take_along_axis(weights, order, axis=1)
    return np.where(told > 0, np.take_along_axis(columns, order, axis=1), 0), told

"""The awake articles as rows of arrays: about 1.3 kB each, of which similarities are computed without going back.

Terms are columns of a hashed space. A column's weight comes of how many awake articles hold it and is always up to
date; the lengths of rows, which follow from the weights, are renewed when the collection has grown by a tenth.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.record import term_key
from variorum.cluster.weights import PRIOR
from variorum.lexicon.frequency import RARE
from variorum.lexicon.stems import stem_probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.cluster.grouping import Scales
    from variorum.cluster.record import Record, Terms

_BITS = 20
SPACE = 1 << _BITS
# A word and the same word as a name are columns with different last bits.
_SPREAD = (np.uint32(1), np.uint32(0x9E3779B1), np.uint32(0x85EBCA77))
# Columns kept of each article: its most telling words, names and numbers.
WORDS, NAMES, NUMBERS = 112, 32, 16
_WIDTH = WORDS + NAMES + NUMBERS
_PARTS = ((0, WORDS), (WORDS, WORDS + NAMES), (WORDS + NAMES, _WIDTH))
# Counts are logarithms in steps of a 32nd.
_STEP = 32.0
_NOMINAL_LENGTH = 300.0
_PAD = 3 * SPACE
_SLOT_BITS = 15
_MASK = (1 << _SLOT_BITS) - 1
# Rows that are compared with others in one go: what they look at stays in the processor's cache.
_AT_ONCE = 16
_EVER = np.iinfo(np.int64).max


@cache
def _expected() -> NDArray[np.float32]:
    """For each column of one part the share of texts at large expected to hold it, weighted as prior articles."""
    terms = sorted(stem_probabilities().items())
    keys = np.array([term_key(term) for term, _ in terms], np.uint32)
    known = np.array([probability for _, probability in terms])
    parts = []
    for part in range(3):
        likely = np.full(SPACE, RARE)
        np.add.at(likely, _columns(keys, part) - part * SPACE, known)
        share = -np.expm1(-_NOMINAL_LENGTH * np.minimum(1.0, likely))
        parts.append(PRIOR * share + 0.5)
    return np.concatenate([*parts, [1.0]]).astype(np.float32)


@cache
def _no_logs() -> NDArray[np.float32]:
    logs = np.log(_expected())
    logs[_PAD] = np.inf
    return logs


def _columns(keys: NDArray[np.uint32], part: int) -> NDArray[np.int32]:
    """The columns of terms as words (part 0), names (1) or numbers (2)."""
    columns: NDArray[np.int32] = ((keys * _SPREAD[part]) % np.uint32(SPACE)).astype(np.int32)
    return columns + np.int32(part * SPACE)


class Cosines(NamedTuple):
    """What rows have in common with others, by kind, and which of them can be compared in words."""

    words: NDArray[np.float32]
    names: NDArray[np.float32]
    numbers: NDArray[np.float32]
    meanings: NDArray[np.float32]
    same_language: NDArray[np.bool_]


class Table:
    """Rows of awake articles. A row's number stays its own until `free`, after which another article may get it."""

    def __init__(self, window: int) -> None:
        self._window = window
        self.articles: list[str] = []
        self.row_of: dict[str, int] = {}
        self._free: list[int] = []
        self.size = 0
        self._columns = np.zeros((0, _WIDTH), np.int32)
        self._counts = np.zeros((0, _WIDTH), np.uint8)
        self._norms = np.zeros((0, 3), np.float32)
        self._vectors = np.zeros((0, 0), np.int8)
        self._scales = np.zeros(0, np.float32)
        self.times = np.zeros(0, np.int64)
        self.tongues = np.zeros(0, np.int16)
        self._tongue_of: dict[str, int] = {}
        self._holders = np.zeros(_PAD + 1, np.int32)
        self._logs = _no_logs().copy()
        self._normed_at = 0
        self._flags = np.zeros(_AT_ONCE << _SLOT_BITS, bool)
        self._asked = np.zeros(_AT_ONCE << _SLOT_BITS, np.int32)
        self._worth = np.zeros(_AT_ONCE << _SLOT_BITS, np.float32)

    @property
    def rows(self) -> int:
        """How many rows there are, free ones too."""
        return len(self.articles)

    def add(self, records: Sequence[Record]) -> NDArray[np.int64]:
        """Take records in; the numbers of their rows."""
        rows = np.array([self._place(record) for record in records], dtype=np.int64)
        columns = np.full((len(records), _WIDTH), _PAD, np.int32)
        counts = np.zeros((len(records), _WIDTH), np.uint8)
        for part, (start, end) in enumerate(_PARTS):
            terms = [(record.words, record.names, record.numbers)[part] for record in records]
            _telling(terms, part, columns[:, start:end], counts[:, start:end])
        self._keep_vectors(rows, records)
        self._columns[rows], self._counts[rows] = columns, counts
        self._count(columns, 1)
        self.size += len(records)
        if self.size > 1.1 * self._normed_at:
            self._renew_norms()
        else:
            self._norms[rows] = self._lengths(rows)
        return rows

    def remove(self, rows: NDArray[np.int64]) -> None:
        """Forget articles. Their rows are not used again before `free` says so."""
        for row in rows.tolist():
            del self.row_of[self.articles[row]]
            self.articles[row] = ""
        self._count(self._columns[rows], -1)
        self.size -= len(rows)

    def free(self, rows: NDArray[np.int64]) -> None:
        """Let rows be used again."""
        self._free.extend(rows.tolist())

    def weights(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns of words of each row, and what they weigh in it today (0 where there is none)."""
        columns = self._columns[rows, :WORDS]
        return columns, self._weight(columns) * (self._counts[rows, :WORDS] > 0)

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some rows, to about two digits."""
        found: NDArray[np.float32] = self._vectors[rows].astype(np.float32) * self._scales[rows, None]
        return found

    def cosines(self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64]) -> Cosines:
        """What rows have in common with others; `askers` are positions in `rows`, ascending, one for each other."""
        mine = rows[askers]
        dots = self._dots(rows, askers, others) / _STEP**2
        norms = self._norms[mine] * self._norms[others]
        shared = (dots / np.maximum(norms, 1e-9)).astype(np.float32).T
        meanings = self._products(rows, askers, others) * (self._scales[others] * self._scales[mine])
        return Cosines(shared[0], shared[1], shared[2], meanings, self.tongues[others] == self.tongues[mine])

    def _products(
        self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """The inner products of the vectors as they are kept."""
        found = np.empty(len(others), np.float32)
        bounds = np.searchsorted(askers, np.arange(len(rows) + 1)).tolist()
        vectors = self._vectors[rows].astype(np.float32)
        theirs = self._vectors
        for vector, start, end in zip(vectors, bounds[:-1], bounds[1:], strict=True):
            found[start:end] = theirs.take(others[start:end], axis=0).astype(np.float32) @ vector
        return found

    def _dots(
        self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The inner products of rows with others, a column each for words, names and numbers."""
        counts = self._counts[rows]
        there = counts > 0
        columns = self._columns[rows][there]
        weight = self._weight(columns)
        places = (np.nonzero(there)[0] << _SLOT_BITS) + (columns & _MASK)
        self._flags[places], self._asked[places] = True, columns
        # The other row's weight of a column is the same, so that it is put in here and the other's counts remain.
        self._worth[places] = counts[there] * weight * weight
        # Columns are looked up by their last bits in a table that stays in the processor's cache; few are hits.
        theirs = self._columns.take(others, axis=0)
        slots = theirs & np.int32(_MASK)
        slots += (askers << _SLOT_BITS).astype(np.int32)[:, None]
        hits = np.flatnonzero(self._flags.take(slots))
        found, slots = theirs.ravel().take(hits), slots.ravel().take(hits)
        same = np.flatnonzero(self._asked.take(slots) == found)
        hits, found, slots = hits.take(same), found.take(same), slots.take(same)
        pair = hits.astype(np.int32) // np.int32(_WIDTH)
        products = self._worth.take(slots) * self._counts.take(others, axis=0).ravel().take(hits)
        self._flags[places] = False
        dots = np.bincount(pair * 3 + (found >> _BITS), weights=products, minlength=3 * len(others))
        return dots.astype(np.float64).reshape(-1, 3)

    def similarities(
        self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64], scales: Scales
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The similarities of rows to others, before they are judged against their surroundings; the words' part.

        `askers` are positions in `rows`, ascending, one for each of `others`. Articles further apart in time than the
        window have no similarity.
        """
        bounds = np.searchsorted(askers, np.arange(0, len(rows) + _AT_ONCE, _AT_ONCE)).tolist()
        parts = [
            self._similarities(rows[i * _AT_ONCE : (i + 1) * _AT_ONCE], askers[a:b] - i * _AT_ONCE, others[a:b], scales)
            for i, (a, b) in enumerate(pairwise(bounds))
        ]
        if not parts:
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        return np.concatenate([raw for raw, _ in parts]), np.concatenate([words for _, words in parts])

    def _similarities(
        self, rows: NDArray[np.int64], askers: NDArray[np.int64], others: NDArray[np.int64], scales: Scales
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        mine = rows[askers]
        found = self.cosines(rows, askers, others)
        spoken = found.same_language
        floor = np.where(spoken, np.float32(scales.vector_floor), np.float32(scales.foreign_floor))
        meanings = np.maximum(np.float32(0), found.meanings - floor) / (1 - floor)
        total = spoken * found.words + scales.names * found.names
        total += scales.numbers * found.numbers + scales.vectors * meanings
        named = (self._norms[others, 1] > 0) & (self._norms[mine, 1] > 0)
        unknown = 1.0 - np.minimum(1.0, found.names / scales.acquainted)
        raw = total * (1.0 - scales.strangeness * (spoken & named) * unknown)
        raw /= spoken + scales.names + scales.numbers + scales.vectors
        raw[self._far(mine, others)] = 0.0
        return raw.astype(np.float32), found.words * spoken

    def _far(self, rows: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        mine, theirs = self.times[rows], self.times[others]
        known = (mine != _EVER) & (theirs != _EVER)
        far: NDArray[np.bool_] = known & (np.abs(np.where(known, theirs - mine, 0)) > self._window)
        return far

    def _place(self, record: Record) -> int:
        if self._free:
            row = self._free.pop()
            self.articles[row] = record.article
        else:
            row = len(self.articles)
            self.articles.append(record.article)
            if row >= len(self._columns):
                self._widen(max(256, row + row // 2), len(record.vector))
        self.row_of[record.article] = row
        self.times[row] = _EVER if record.time is None else record.time
        self.tongues[row] = self._tongue_of.setdefault(record.language, len(self._tongue_of) % 32_000)
        return row

    def _widen(self, rows: int, dimensions: int) -> None:
        if not self._vectors.shape[1]:
            self._vectors = np.zeros((0, dimensions), np.int8)
        for array in (self._columns, self._counts, self._norms, self._vectors):
            array.resize((rows, array.shape[1]), refcheck=False)
        for flat in (self._scales, self.times, self.tongues):
            flat.resize(rows, refcheck=False)

    def _keep_vectors(self, rows: NDArray[np.int64], records: Sequence[Record]) -> None:
        for record in records:
            if len(record.vector) != self._vectors.shape[1]:
                raise ValueError(
                    f"{record.article}: a vector of {len(record.vector)} numbers among some of {self._vectors.shape[1]}"
                )
        vectors = np.nan_to_num(np.array([record.vector for record in records], np.float32))
        largest = np.abs(vectors).max(axis=1, initial=0.0)
        factors = np.divide(127.0, largest, out=np.zeros_like(largest), where=largest > 0)
        self._vectors[rows] = np.rint(vectors * factors[:, None])
        self._scales[rows] = largest / 127.0

    def _count(self, columns: NDArray[np.int32], change: int) -> None:
        named, times = np.unique(columns, return_counts=True)
        named, times = named[named < _PAD], times[named < _PAD]
        self._holders[named] += change * times.astype(np.int32)
        self._logs[named] = np.log(_expected()[named] + self._holders[named])

    def _weight(self, columns: NDArray[np.int32]) -> NDArray[np.float32]:
        all_articles = np.float32(np.log(self.size + PRIOR + 1.0))
        weight: NDArray[np.float32] = np.maximum(np.float32(0), all_articles - self._logs.take(columns))
        return weight

    def _lengths(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        squares = (self._weight(self._columns[rows]) * self._counts[rows] / np.float32(_STEP)) ** 2
        sums = np.stack([squares[:, start:end].sum(axis=1) for start, end in _PARTS], axis=1)
        lengths: NDArray[np.float32] = np.sqrt(sums)
        return lengths

    def _renew_norms(self) -> None:
        for start in range(0, self.rows, 4096):
            rows = np.arange(start, min(start + 4096, self.rows))
            self._norms[rows] = self._lengths(rows)
        self._normed_at = self.size


def _telling(terms: Sequence[Terms], part: int, columns: NDArray[np.int32], counts: NDArray[np.uint8]) -> None:
    """Fill the columns and counts of one part of some rows with the terms that tell most by their rarity at large."""
    lengths = np.array([len(each.keys) for each in terms])
    found = _columns(np.concatenate([each.keys for each in terms]), part)
    told: NDArray[np.floating] = np.concatenate([each.counts for each in terms]).astype(np.float32)
    told = np.float32(1.0) + np.log(np.maximum(np.float32(1.0), told))
    owners = np.repeat(np.arange(len(terms)), lengths)
    starts = np.cumsum(lengths) - lengths
    if (lengths > columns.shape[1]).any():
        rarity = np.where(lengths[owners] > columns.shape[1], told * (np.log(PRIOR + 1.0) - _no_logs()[found]), 0.0)
        order = np.lexsort((-rarity, owners))
        found, told = found[order], told[order]
    rank = np.arange(len(found)) - starts[owners]
    kept = rank < columns.shape[1]
    where = owners[kept], rank[kept]
    columns[where] = found[kept]
    counts[where] = np.minimum(255, np.rint(_STEP * told[kept]))

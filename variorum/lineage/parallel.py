"""The same content in the same order: sentences of two articles aligned, whatever words or language they are in.

A rewriter changes words and keeps the plan of the report; two reporters of one event share facts and have a plan each.
So sentences are compared by their rarer words and by their vectors, and the best chain of pairs that keeps the order
is sought (dynamic programming, after Gale and Church 1993; one sentence may stand for two neighbours).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from variorum.lexicon.frequency import RARE
from variorum.lexicon.stems import stem_probabilities
from variorum.sparse import sparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.lineage.view import View

# Two sentences less alike than this are not aligned; pairs of articles whose sentences are less alike on average are
# not looked at further.
_FLOOR = 0.3
_SCREEN = 0.3
_SENTENCE = 25.0
# So many pairs of sentences are compared at once; of longer articles those with one other article.
_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Parallel:
    """The best chain of sentence pairs of the articles at `a` and `b`.

    `pairs` are (sentence of a, sentence of b); `alike` their similarities and `words` the part of their plain
    words they share, in the same order. `share_a` and `share_b` are the parts (0 to 1) of each article's own words
    inside aligned sentences and `order` is the part of the best pairs regardless of order that the chain keeps.
    """

    a: int
    b: int
    pairs: tuple[tuple[int, int], ...]
    alike: tuple[float, ...]
    words: tuple[float, ...]
    share_a: float
    share_b: float
    order: float

    @property
    def strength(self) -> float:
        """The mean similarity of the aligned sentences."""
        return float(np.mean(self.alike)) if self.alike else 0.0

    @property
    def wording(self) -> float:
        """The mean part of plain words (no names, no amounts) that aligned sentences share."""
        return float(np.mean(self.words)) if self.words else 0.0


class Sentences:
    """All sentences of a story as rows: rarer words weighted, and vectors."""

    def __init__(self, views: Sequence[View], vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        counts = [len(each.sentences) for each in views]
        self._first = np.concatenate([[0], np.cumsum(counts)]).astype(int)
        self._known: NDArray[np.bool_] = np.any(vectors != 0, axis=1)
        rows, plain = _weighted_words(views)
        self._all, self._plain = _Overlap(rows), _Overlap(sparse.csr_matrix(rows[:, plain]))
        self._own = np.array([each.own(s) for each in views for s in each.sentences], dtype=float)

        languages = [each.article.language for each in views]
        self._language = np.repeat(np.unique(languages, return_inverse=True)[1], counts) if views else np.zeros(0, int)
        self._told: NDArray[np.bool_] = np.repeat(np.array([bool(each) for each in languages], dtype=bool), counts)

    def stretch(self, article: int) -> slice:
        """The rows of an article's sentences."""
        return slice(self._first[article], self._first[article + 1])

    def count(self, article: int | None = None) -> int:
        """How many sentences an article has, or all of them."""
        return int(self._first[-1]) if article is None else int(self._first[article + 1] - self._first[article])

    def own(self, article: int) -> NDArray[np.float64]:
        """For each sentence of an article the number of the reporter's own words."""
        return self._own[self.stretch(article)]

    def alike(self, article: int, others: Sequence[int] | None = None) -> NDArray[np.float64]:
        """Similarity (0 to 1) of every sentence of `article` with those of `others` in turn, or with all."""
        left, rows = self.stretch(article), self._rows(others)
        meaning = np.maximum(0.0, self._products(left, others)).astype(np.float64)
        words = self._all.of(left, rows)
        told = self._told[left][:, None] & self._told[rows]
        foreign = (self._language[left][:, None] != self._language[rows]) & told
        weight = np.where(foreign, 0.8, 0.5)
        known = self._known[left][:, None] & self._known[rows]
        return np.where(known, weight * meaning + (1.0 - weight) * words, words)

    def wording(self, article: int, others: Sequence[int] | None = None) -> NDArray[np.float64]:
        """The part of plain words (0 to 1) that the same pairs of sentences share."""
        return self._plain.of(self.stretch(article), self._rows(others))

    def _rows(self, articles: Sequence[int] | None) -> slice | NDArray[np.int64]:
        if articles is None:
            return slice(None)
        stretches = [self.stretch(each) for each in articles]
        return np.concatenate([np.arange(each.start, each.stop) for each in stretches])

    def _products(self, left: slice, others: Sequence[int] | None) -> NDArray[np.float32]:
        if others is None:
            return self._vectors[left] @ self._vectors.T
        # One product for each: the last bits of a larger one hang on what else is in it.
        return np.hstack([self._vectors[left] @ self._vectors[self.stretch(each)].T for each in others])


class _Overlap:
    """What rows share of the smaller one's weight."""

    def __init__(self, rows: sparse.csr_matrix) -> None:
        self._mass = np.asarray(rows.sum(axis=1)).ravel()
        self._roots = sparse.csr_matrix(rows.sqrt())

    def of(self, left: slice, right: slice | NDArray[np.int64]) -> NDArray[np.float64]:
        common: NDArray[np.float64] = (self._roots[left] @ self._roots[right].T).toarray()
        smaller = np.minimum(self._mass[left][:, None], self._mass[right][None, :])
        part: NDArray[np.float64] = common / np.maximum(smaller, 1e-9)
        return part


def _weighted_words(views: Sequence[View]) -> tuple[sparse.csr_matrix, list[int]]:
    """A row for each sentence: the weight of each stem it holds, by its rarity in text at large.

    Also the columns of plain words, without names and amounts, which stay when all else is reworded.
    """
    common = stem_probabilities()
    columns: dict[str, int] = {}
    rows, places, values = [], [], []
    row = 0
    for each in views:
        for sentence in each.sentences:
            for form in sorted(each.terms(sentence)):
                weight = -np.log(min(1.0, common.get(form, RARE) * _SENTENCE))
                if weight > 0:
                    rows.append(row)
                    places.append(columns.setdefault(form, len(columns)))
                    values.append(weight)
            row += 1
    matrix = sparse.csr_matrix((values, (rows, places)), shape=(row, max(1, len(columns))), dtype=np.float64)
    return matrix, [column for form, column in columns.items() if form in common]


def parallels(
    views: Sequence[View], vectors: NDArray[np.float32], likely: Mapping[int, Sequence[int]] | None = None
) -> Iterator[Parallel]:
    """The chain of every pair of articles (the lower position first) whose sentences are alike enough.

    `vectors` has one unit row for each sentence of each view, in order; a row of zeros where it is not known. `likely`
    has for each position the later ones that are looked at, if these are not all.
    """
    rows = Sentences(views, vectors)
    for a in range(len(views)):
        others: Sequence[int] = range(a + 1, len(views)) if likely is None else likely.get(a, ())
        for b, alike, words in _beside(a, rows, others, every=likely is None):
            if alike.size and _promising(alike, rows.own(a), rows.own(b)):
                found = _parallel(a, b, alike, words, rows)
                if found:
                    yield found


def _beside(
    a: int, rows: Sentences, others: Sequence[int], *, every: bool
) -> Iterator[tuple[int, NDArray[np.float64], NDArray[np.float64]]]:
    """Each of the other articles with what its sentences (columns) have of those of `a` (rows): likeness, plain words.

    `every` says that these are all that come later.
    """
    if every and rows.count(a) * rows.count() <= _AT_ONCE:
        alike, words = rows.alike(a), rows.wording(a)
        yield from ((b, alike[:, rows.stretch(b)], words[:, rows.stretch(b)]) for b in others)
        return
    for some in _at_once(a, rows, others):
        ends = np.cumsum([rows.count(b) for b in some])[:-1]
        alike, words = rows.alike(a, some), rows.wording(a, some)
        yield from zip(some, np.split(alike, ends, axis=1), np.split(words, ends, axis=1), strict=True)


def _at_once(a: int, rows: Sentences, others: Sequence[int]) -> Iterator[list[int]]:
    """The other articles, as many at a time as may be set beside `a`, and one at least."""
    some: list[int] = []
    size = 0
    for b in others:
        size += rows.count(b)
        if some and rows.count(a) * size > _AT_ONCE:
            yield some
            some, size = [], rows.count(b)
        some.append(b)
    if some:
        yield some


def _promising(alike: NDArray[np.float64], own_a: NDArray[np.float64], own_b: NDArray[np.float64]) -> bool:
    best_a = float(np.average(alike.max(axis=1), weights=own_a + 1))
    best_b = float(np.average(alike.max(axis=0), weights=own_b + 1))
    return max(best_a, best_b) >= _SCREEN


def _parallel(
    a: int, b: int, alike: NDArray[np.float64], words: NDArray[np.float64], rows: Sentences
) -> Parallel | None:
    own_a, own_b = rows.own(a), rows.own(b)
    # What both quote is the speaker's: it neither counts for nor against.
    weight = np.minimum(own_a[:, None], own_b[None, :])
    pairs = _chain(np.where(weight > 0, alike - _FLOOR, -1.0))
    if not pairs:
        return None
    left, right = sorted({i for i, _ in pairs}), sorted({j for _, j in pairs})
    free = np.maximum(0.0, np.where(weight > 0, alike - _FLOOR, 0.0)).max(axis=1).sum()
    kept = sum(alike[i, j] - _FLOOR for i, j in {i: (i, j) for i, j in pairs}.values())
    return Parallel(
        a,
        b,
        tuple(pairs),
        tuple(float(alike[i, j]) for i, j in pairs),
        tuple(float(words[i, j]) for i, j in pairs),
        float(own_a[left].sum() / max(1.0, own_a.sum())),
        float(own_b[right].sum() / max(1.0, own_b.sum())),
        float(min(1.0, kept / max(free, 1e-9))),
    )


def _chain(gain: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The chain of pairs with the highest sum of gains, both sides in order; a sentence may have two."""
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        step = np.maximum(gain[i], 0.0)
        upper = best[i]
        line = best[i + 1]
        running = 0.0
        for j in range(columns):
            value = upper[j + 1] if upper[j + 1] > running else running
            if step[j] > 0:
                met = max(upper[j], best[i + 1, j] if j and gain[i, j - 1] > 0 else 0.0) + step[j]
                stacked = upper[j + 1] + step[j] if i and gain[i - 1, j] > 0 else 0.0
                value = max(value, met, stacked)
            line[j + 1] = running = value
    return _traced(gain, best)


def _traced(gain: NDArray[np.float64], best: NDArray[np.float64]) -> list[tuple[int, int]]:
    i, j = gain.shape
    found = []
    while i and j:
        here = best[i, j]
        if here == best[i - 1, j]:
            i -= 1
        elif here == best[i, j - 1]:
            j -= 1
        else:
            found.append((i - 1, j - 1))
            value = here - gain[i - 1, j - 1]
            options = ((best[i - 1, j - 1], i - 1, j - 1), (best[i - 1, j], i - 1, j), (best[i, j - 1], i, j - 1))
            _, i, j = min(options, key=lambda option: (abs(option[0] - value), -option[1] - option[2]))
    return found[::-1]

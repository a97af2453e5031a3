"""Candidate pairs: which claims are worth comparing, found without comparing all with all in Python.

Two claims stand the higher as candidates the more they share: the direction of their vectors, words by rarity, entities
and values. Each claim keeps its best partners in other articles and a few in its own. Up to some thousand claims the
standing of all pairs comes from products of whole matrices; of more, see `variorum.align.many`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from variorum.align.frames import Frame

# Of so many claims every two are looked at.
EVERY = 2_000
PARTNERS = 24
# In large stories a claim has fewer partners, so that about so many pairs are compared in all; chains join the rest.
_COMPARED = 36_000
FEWEST_PARTNERS = 10
OWN_PARTNERS = 2
_BLOCK = 512
# What each kind of evidence adds to a pair's standing as a candidate, and the least standing that is looked at.
_VECTOR, _WORDS, _ENTITIES, _VALUES = 1.0, 1.0, 0.4, 0.4
LEAST = 0.45


class Evidence:
    """What claims are told alike by, a row for each: unit vectors, and sparse unit rows of words, entities, values."""

    def __init__(self, frames: Sequence[Frame], vectors: NDArray[np.float32], rarity: Mapping[str, float]) -> None:
        self.vectors = vectors
        self.sparse = (
            (_WORDS, _matrix(frames, lambda f: f.words, lambda key: rarity.get(str(key), 0.0))),
            (_ENTITIES, _matrix(frames, lambda f: f.entities, lambda _: 1.0)),
            (_VALUES, _matrix(frames, _values, lambda _: 1.0)),
        )

    def standing(self, rows: slice | NDArray[np.int64], columns: slice | NDArray[np.int64]) -> NDArray[np.float32]:
        """How far each pair of a row and a column stands as a candidate (0 to 2.8)."""
        found = _VECTOR * (self.vectors[rows] @ self.vectors[columns].T)
        for weight, matrix in self.sparse:
            found += weight * (matrix[rows] @ matrix[columns].T).toarray().astype(np.float32)
        rounded: NDArray[np.float32] = np.round(found, 4)
        return rounded


def candidates(
    frames: Sequence[Frame],
    vectors: NDArray[np.float32],
    rarity: Mapping[str, float],
    classes: Sequence[int] | None = None,
) -> list[tuple[int, int]]:
    """Pairs of positions (the first before the second), sorted. `vectors` has a unit row for each frame.

    `classes` has for each frame the position of the first that is the same but for where it stands.
    """
    if len(frames) < 2:
        return []
    if len(frames) > EVERY:
        from variorum.align.many import candidates_of_many

        return candidates_of_many(frames, vectors, rarity, classes or range(len(frames)))
    partners = max(FEWEST_PARTNERS, min(PARTNERS, _COMPARED // len(frames)))
    evidence = Evidence(frames, vectors, rarity)
    articles = np.array([f.ref.article for f in frames])
    found: set[tuple[int, int]] = set()
    for first in range(0, len(frames), _BLOCK):
        rows = slice(first, min(first + _BLOCK, len(frames)))
        standing = evidence.standing(rows, slice(None))
        same = articles[rows, None] == articles[None, :]
        np.put_along_axis(standing, np.arange(rows.start, rows.stop)[:, None], -1.0, axis=1)
        for limit, here in (
            (partners, np.where(same, -1.0, standing)),
            (OWN_PARTNERS, np.where(same, standing, -1.0)),
        ):
            found.update(_best(here, limit, rows.start))
    return sorted(found)


def _best(standing: NDArray[np.float32], limit: int, first: int) -> Iterator[tuple[int, int]]:
    """For each row the columns that stand highest."""
    limit = min(limit, standing.shape[1])
    columns = np.argpartition(-standing, limit - 1, axis=1)[:, :limit]
    kept = np.take_along_axis(standing, columns, axis=1) >= LEAST
    for row, column in zip((np.nonzero(kept)[0] + first).tolist(), columns[kept].tolist(), strict=True):
        yield (row, column) if row < column else (column, row)


def _values(frame: Frame) -> set[object]:
    """Numbers and dates as they are normalised."""
    amounts: set[object] = {(q.amount.low, q.amount.high, q.amount.unit) for q in frame.quantities}
    return amounts | {t.value.value for t in frame.times}


def _matrix(
    frames: Sequence[Frame], keys: Callable[[Frame], Iterable[object]], weight: Callable[[object], float]
) -> csr_matrix:
    """A sparse matrix with a unit row for each frame (empty where it has no key)."""
    from scipy.sparse import csr_matrix

    columns: dict[object, int] = {}
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for frame in frames:
        here = {columns.setdefault(key, len(columns)): weight(key) for key in sorted(keys(frame), key=repr)}
        norm = sum(w * w for w in here.values()) ** 0.5 or 1.0
        indices.extend(here)
        data.extend(w / norm for w in here.values())
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(frames), max(1, len(columns))), dtype=np.float64)

"""Candidate pairs: which claims are worth comparing, found without comparing all with all in Python.

Similarities of whole blocks of claims come from matrix products: the vectors, the words by rarity, the entities, and
the values. Each claim keeps its best partners in other articles and a few in its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from variorum.align.frames import Frame

PARTNERS = 24
# In large stories a claim has fewer partners, so that about so many pairs are compared in all; chains join the rest.
_COMPARED = 36_000
_FEWEST_PARTNERS = 10
_OWN_PARTNERS = 2
_BLOCK = 512
# What each kind of evidence adds to a pair's standing as a candidate, and the least standing that is looked at.
_VECTOR, _WORDS, _ENTITIES, _VALUES = 1.0, 1.0, 0.4, 0.4
_LEAST = 0.45


def candidates(
    frames: Sequence[Frame], vectors: NDArray[np.float32], rarity: Mapping[str, float]
) -> list[tuple[int, int]]:
    """Pairs of positions (the first before the second), sorted. `vectors` has a unit row for each frame."""
    if len(frames) < 2:
        return []
    partners = max(_FEWEST_PARTNERS, min(PARTNERS, _COMPARED // len(frames)))
    articles = np.array([f.ref.article for f in frames])
    words = _matrix(frames, lambda f: f.words, lambda key: rarity.get(str(key), 0.0))
    entities = _matrix(frames, lambda f: f.entities, lambda _: 1.0)
    values = _matrix(frames, _values, lambda _: 1.0)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(frames), _BLOCK):
        rows = slice(first, min(first + _BLOCK, len(frames)))
        standing = _VECTOR * (vectors[rows] @ vectors.T)
        for weight, matrix in ((_WORDS, words), (_ENTITIES, entities), (_VALUES, values)):
            standing += weight * (matrix[rows] @ matrix.T).toarray().astype(np.float32)
        standing = np.round(standing, 4)
        same = articles[rows, None] == articles[None, :]
        np.put_along_axis(standing, np.arange(rows.start, rows.stop)[:, None], -1.0, axis=1)
        for limit, here in (
            (partners, np.where(same, -1.0, standing)),
            (_OWN_PARTNERS, np.where(same, standing, -1.0)),
        ):
            found.update(_best(here, limit, rows.start))
    return sorted(found)


def _best(standing: NDArray[np.float32], limit: int, first: int) -> Iterator[tuple[int, int]]:
    """For each row the columns that stand highest."""
    limit = min(limit, standing.shape[1])
    columns = np.argpartition(-standing, limit - 1, axis=1)[:, :limit]
    kept = np.take_along_axis(standing, columns, axis=1) >= _LEAST
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

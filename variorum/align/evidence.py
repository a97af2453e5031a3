"""What two claims are told alike by, and how far they stand as candidates for a comparison by that.

Two claims stand the higher the more they share: the direction of their vectors, words by rarity, entities and values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from variorum.align.frames import Frame

# Partners of a claim in other articles where claims are many, and in its own article.
FEWEST_PARTNERS = 10
OWN_PARTNERS = 2
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


def _values(frame: Frame) -> set[object]:
    """Numbers and dates as they are normalised."""
    amounts: set[object] = {(q.amount.low, q.amount.high, q.amount.unit) for q in frame.quantities}
    return amounts | {t.value.value for t in frame.times}


def _matrix(
    frames: Sequence[Frame], keys: Callable[[Frame], Iterable[object]], weight: Callable[[object], float]
) -> csr_matrix:
    """A sparse matrix with a unit row for each frame (empty where it has no key)."""
    from variorum.sparse import sparse

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
    return sparse.csr_matrix((data, indices, starts), shape=(len(frames), max(1, len(columns))), dtype=np.float64)

"""For each article the few others that it may share a story with, in time that grows about linearly.

Two articles can only be alike if they share a word that is not common, so the candidates come out of a product of
sparse rows, block by block, from which the commonest words of a large collection are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.sparse import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 512
_CHUNK = 20_000
# A word that more articles hold than this says little and would cost the square of their number.
_MOST_ARTICLES = 1000


class Pairs(NamedTuple):
    """Pairs of positions, `a` before `b`, each once, in order."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]


def candidates(matrix: sparse.csr_matrix, nearest: int) -> Pairs:
    """The pairs in which one is among the `nearest` rows of the other by cosine (rows are unit rows)."""
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    kept = sparse.csr_matrix(matrix[:, np.flatnonzero(holders <= _MOST_ARTICLES)])
    turned = sparse.csr_matrix(kept.T)
    found = [
        _nearest(sparse.csr_matrix(kept[start : start + _BLOCK] @ turned), start, nearest)
        for start in range(0, kept.shape[0], _BLOCK)
    ]
    return distinct(np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64))


def near_vectors(vectors: NDArray[np.float32], nearest: int, others: NDArray[np.int64]) -> Pairs:
    """The pairs of nearest rows among vectors whose group (`others`, one number a row) differs."""
    found = []
    for start in range(0, len(vectors), _BLOCK):
        scores = vectors[start : start + _BLOCK] @ vectors.T
        scores[others[start : start + _BLOCK, None] == others[None, :]] = -1.0
        best = np.argsort(-scores, axis=1, kind="stable")[:, :nearest]
        rows = np.repeat(np.arange(start, start + len(scores)), best.shape[1])
        keep = np.take_along_axis(scores, best, axis=1).ravel() > 0
        found.append(np.stack([rows, best.ravel()], axis=1)[keep])
    return distinct(np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64))


def distinct(pairs: NDArray[np.int64]) -> Pairs:
    """Each unordered pair once, without pairs of one with itself."""
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    ordered = np.unique(np.sort(pairs, axis=1), axis=0)
    return Pairs(ordered[:, 0], ordered[:, 1])


def _nearest(scores: sparse.csr_matrix, start: int, nearest: int) -> NDArray[np.int64]:
    scores.sort_indices()
    found = []
    for row in range(scores.shape[0]):
        columns = scores.indices[scores.indptr[row] : scores.indptr[row + 1]]
        values = scores.data[scores.indptr[row] : scores.indptr[row + 1]]
        best = columns[np.argsort(-values, kind="stable")[: nearest + 1]]
        found.append(np.stack([np.full(len(best), start + row), best], axis=1).astype(np.int64))
    return np.concatenate(found)


def cosines(matrix: sparse.csr_matrix, pairs: Pairs) -> NDArray[np.float64]:
    """The cosine of each pair of unit rows."""
    found = [
        np.asarray(matrix[pairs.a[i : i + _CHUNK]].multiply(matrix[pairs.b[i : i + _CHUNK]]).sum(axis=1)).ravel()
        for i in range(0, len(pairs.a), _CHUNK)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def dense_cosines(vectors: NDArray[np.float32], pairs: Pairs) -> NDArray[np.float64]:
    """The cosine of each pair of unit vectors."""
    found = [
        np.einsum("ij,ij->i", vectors[pairs.a[i : i + _CHUNK]], vectors[pairs.b[i : i + _CHUNK]])
        for i in range(0, len(pairs.a), _CHUNK)
    ]
    return np.concatenate(found).astype(np.float64) if found else np.zeros(0)

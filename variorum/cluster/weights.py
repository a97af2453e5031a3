"""Weights for what articles share: rare in this collection, and rare in text at large.

Two reports in a folder of five share the words of their story, and the collection alone cannot tell that these words
are rare. So a term's document frequency is the collection's own, mixed with the one expected from text at large, which
stands for `PRIOR` further articles on anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.record import Terms, probabilities
from variorum.sparse import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PRIOR = 800.0


def expected_shares(keys: NDArray[np.uint32], length: float) -> NDArray[np.float64]:
    """The share of texts of `length` words that hold each term at least once, were words thrown at random."""
    share: NDArray[np.float64] = -np.expm1(-length * probabilities(keys))
    return share


def rarity(
    own: NDArray[np.integer], expected: NDArray[np.float64], articles: int, prior: float = PRIOR
) -> NDArray[np.float64]:
    """The weight of terms that `own` of so many articles hold and that are `expected` in a share of texts at large."""
    share = (own + prior * expected + 0.5) / (articles + prior + 1.0)
    weight: NDArray[np.float64] = np.maximum(0.0, -np.log(share))
    return weight


def weighted(terms: Sequence[Terms], length: float, *, prior: float = PRIOR) -> sparse.csr_matrix:
    """One unit row of TF-IDF weights for each article (logarithmic term counts), columns in the order of keys."""
    bounds = np.cumsum([0, *(len(each.keys) for each in terms)])
    keys, columns = np.unique(np.concatenate([np.zeros(0, np.uint32), *(t.keys for t in terms)]), return_inverse=True)
    counts = np.concatenate([np.zeros(0, np.float16), *(t.counts for t in terms)]).astype(np.float64)
    shape = (len(terms), max(1, len(keys)))
    matrix = sparse.csr_matrix((1.0 + np.log(counts), columns, bounds), shape=shape)
    own = np.bincount(matrix.indices, minlength=shape[1])
    expected = expected_shares(keys if len(keys) else np.zeros(1, np.uint32), length)
    return unit_rows(sparse.csr_matrix(matrix @ sparse.diags(rarity(own, expected, len(terms), prior))))


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The matrix with its rows scaled to length 1 (rows of zeros stay)."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1.0 / norms) @ matrix)

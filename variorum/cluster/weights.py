"""Weights for what articles share: rare in this collection, and rare in text at large.

Two reports in a folder of five share the words of their story, and the collection alone cannot tell that these words
are rare. So a term's document frequency is the collection's own, mixed with the one expected from text at large, which
stands for `PRIOR` further articles on anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from variorum.lexicon.frequency import RARE
from variorum.lexicon.stems import stem_probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

PRIOR = 800.0


def expected_shares(terms: Sequence[str], length: float) -> NDArray[np.float64]:
    """The share of texts of `length` words that hold each stem at least once, were words thrown at random."""
    known = np.array([stem_probabilities().get(term, RARE) for term in terms] or [RARE])
    share: NDArray[np.float64] = -np.expm1(-length * np.minimum(1.0, known))
    return share


def weighted(counts: Sequence[Mapping[str, float]], length: float, *, prior: float = PRIOR) -> sparse.csr_matrix:
    """One unit row of TF-IDF weights for each article (logarithmic term counts), columns in the order of terms."""
    terms = sorted({term for each in counts for term in each})
    column = {term: i for i, term in enumerate(terms)}
    rows = [i for i, each in enumerate(counts) for _ in each]
    columns = [column[term] for each in counts for term in sorted(each)]
    values = np.array([1.0 + np.log(each[term]) for each in counts for term in sorted(each)])
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(counts), max(1, len(terms))))
    own = np.bincount(matrix.indices, minlength=matrix.shape[1])
    expected = expected_shares(terms, length)
    share = (own + prior * expected + 0.5) / (len(counts) + prior + 1.0)
    matrix = matrix @ sparse.diags(np.maximum(0.0, -np.log(share)))
    return unit_rows(matrix)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The matrix with its rows scaled to length 1 (rows of zeros stay)."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1.0 / norms) @ matrix)

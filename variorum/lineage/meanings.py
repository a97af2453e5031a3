"""Vectors of sentences: out of the claims that alignment has encoded already, or out of the encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.encode import Encoder
    from variorum.lineage.view import View
    from variorum.model import Collation


def encoded(views: Sequence[View], encoder: Encoder) -> NDArray[np.float32]:
    """One unit row for each sentence of each view, in order. Equal sentences are encoded once."""
    texts = [view.text_of(sentence) for view in views for sentence in view.sentences]
    different = sorted(set(texts))
    rows = encoder.encode(different)
    place = {text: i for i, text in enumerate(different)}
    return np.ascontiguousarray(rows[[place[text] for text in texts]])


def from_claims(views: Sequence[View], order: Sequence[int], collation: Collation) -> NDArray[np.float32]:
    """One unit row for each sentence: the mean of its claims' vectors by length; zeros for one without claims.

    `order` gives for each view the position of its article in the collation.
    """
    sums: dict[tuple[int, int], NDArray[np.float32]] = {}
    for ref, vector in zip(collation.claim_refs, collation.vectors, strict=True):
        claim = collation.claim(ref)
        place = ref.article, claim.sentence
        sums[place] = sums.get(place, np.zeros_like(vector)) + vector * (claim.end - claim.start)
    width = collation.vectors.shape[1]
    nothing = np.zeros(width, dtype=np.float32)
    rows = [sums.get((order[i], s.number), nothing) for i, view in enumerate(views) for s in view.sentences]
    matrix = np.array(rows, dtype=np.float32).reshape(len(rows), width)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    np.divide(matrix, norms, out=matrix, where=norms > 0)
    return matrix

"""Candidate pairs: which claims are worth comparing, found without comparing all with all in Python.

Each claim keeps its best partners in other articles and a few in its own, by their standing (`align.evidence`). Up to
some thousand claims the standing of all pairs comes from products of whole matrices; of more, see `align.many`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.align.evidence import FEWEST_PARTNERS, LEAST, OWN_PARTNERS, Evidence
from variorum.align.many import candidates_of_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame

# Of so many claims every two are looked at.
EVERY = 2_000
PARTNERS = 24
# In large stories a claim has fewer partners, so that about so many pairs are compared in all; chains join the rest.
_COMPARED = 36_000
_BLOCK = 512


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

"""Stories so large that they are their own background.

An article on what hundreds report has its whole neighbourhood inside its story: nothing there stands out, and linkage
leaves the story in many small pieces. Two look-alike events are two pieces, though; many pieces that are all about as
alike are one story. So the pieces of a crowd are linked once more, by plain mean similarity, and what comes out is
taken if it is made of many pieces and large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

# Plain similarity from which pieces may be one story; same-event pairs have about .4, one subject about .2.
ALIKE = 0.28
# An article with so many alike stands in a crowd.
CROWDED = 16
_PIECES, _ARTICLES = 4, 20
# Only the nearest of each article are known: so much of the pairs between two pieces at least is taken as compared.
_KNOWN = 0.4


def gathered(
    groups: Sequence[Sequence[int]],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    raw: NDArray[np.floating],
    weight: NDArray[np.int64],
    whole: Callable[[Sequence[int]], bool] = lambda _: False,
) -> list[list[int]]:
    """The groups (of positions, each in one) with the pieces of crowds joined.

    `pairs` are compared positions, each unordered pair once, `raw` their plain similarities, `weight` how many
    articles each position stands for; `whole` tells of some positions that they were one story before, which a crowd
    that has become fewer pieces stays.
    """
    label = np.zeros(len(weight), np.int64)
    for number, group in enumerate(groups):
        label[list(group)] = number
    a, b = pairs
    near = raw >= ALIKE
    alike = np.bincount(np.concatenate([a[near], b[near]]), minlength=len(weight))
    crowded = np.unique(label[alike >= CROWDED])
    found = [list(group) for group in groups]
    if len(crowded) < 2:
        return found
    between = (label[a] != label[b]) & np.isin(label[a], crowded) & np.isin(label[b], crowded)
    at = (np.searchsorted(crowded, label[a[between]]), np.searchsorted(crowded, label[b[between]]))
    sums, counts = np.zeros((len(crowded),) * 2), np.zeros((len(crowded),) * 2)
    np.add.at(sums, at, raw[between])
    np.add.at(counts, at, 1.0)
    sizes = np.array([float(len(found[n])) for n in crowded])
    for cluster in _linked(sums + sums.T, counts + counts.T, sizes):
        pieces = [int(crowded[i]) for i in cluster]
        positions = [position for n in pieces for position in found[n]]
        many = len(pieces) >= _PIECES or (len(pieces) > 1 and whole(positions))
        if many and int(weight[positions].sum()) >= _ARTICLES:
            found[pieces[0]] = sorted(positions)
            for n in pieces[1:]:
                found[n] = []
    return [group for group in found if group]


def _linked(sums: NDArray[np.float64], counts: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[list[int]]:
    """Pieces by average linkage of the pairs that were compared, down to `ALIKE`."""
    clusters = [[i] for i in range(len(sizes))]
    while len(sizes) > 1:
        means = sums / np.maximum(counts, _KNOWN * np.outer(sizes, sizes))
        np.fill_diagonal(means, -1.0)
        i, j = sorted(int(n) for n in np.unravel_index(int(means.argmax()), means.shape))
        if means[i, j] < ALIKE:
            break
        clusters[i] += clusters.pop(j)
        sizes[i] += sizes[j]
        for matrix in (sums, counts):
            matrix[i] += matrix[j]
            matrix[:, i] += matrix[:, j]
        sums, counts = (np.delete(np.delete(matrix, j, 0), j, 1) for matrix in (sums, counts))
        sizes = np.delete(sizes, j)
    return [sorted(cluster) for cluster in clusters]

"""Average linkage within one small dense neighbourhood, with and without decisions to obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.linkage import average_linkage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Up to here the plain way is faster than preparing the compiled one.
_FEW = 10


def linked(similarity: NDArray[np.float32], cut: float) -> list[list[int]]:
    """Groups of positions by average linkage of a symmetric matrix (diagonal 0), stopped at `cut`."""
    count = len(similarity)
    if count <= _FEW:
        a, b = np.nonzero(np.triu(similarity, 1))
        pairs = zip(a.tolist(), b.tolist(), similarity[a, b].tolist(), strict=True)
        return [list(group) for group in average_linkage(count, pairs, cut)]
    from scipy.cluster.hierarchy import linkage

    top = float(similarity.max()) + cut
    condensed = top - similarity[np.triu_indices(count, 1)].astype(np.float64)
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    for step, (a, b, distance, _) in enumerate(linkage(condensed, "average").tolist()):
        if distance > top - cut:
            break
        groups[count + step] = groups.pop(int(a)) + groups.pop(int(b))
    return sorted(sorted(group) for group in groups.values())


def linked_under(
    similarity: NDArray[np.float32], cut: float, together: Sequence[Sequence[int]], apart: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """The same where some positions belong to one group and some pairs never to one.

    `together` covers every position exactly once and holds no pair of `apart`.
    """
    groups = [list(each) for each in together]
    of = {position: number for number, group in enumerate(groups) for position in group}
    member = np.zeros((len(groups), len(similarity)))
    for position, number in of.items():
        member[number, position] = 1.0
    sums = member @ similarity @ member.T
    sizes = member.sum(axis=1)
    barred = np.eye(len(groups), dtype=bool)
    for a, b in apart:
        barred[of[a], of[b]] = barred[of[b], of[a]] = True
    while len(groups) > 1:
        means = np.where(barred, -np.inf, sums / np.outer(sizes, sizes))
        a, b = sorted(int(i) for i in np.unravel_index(int(means.argmax()), means.shape))
        if means[a, b] < cut:
            break
        groups[a] += groups[b]
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sizes[a] += sizes[b]
        barred[a] |= barred[b]
        barred[:, a] |= barred[:, b]
        barred[b] = barred[:, b] = True
        groups[b] = []
    return [sorted(group) for group in groups if group]

"""What pairs join: the connected parts of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def joined(count: int, a: NDArray[np.integer], b: NDArray[np.integer]) -> list[list[int]]:
    """The positions 0 to `count` (exclusive) in groups: those that the pairs `a`, `b` join, directly or through others.

    Each group is in order, and groups are in the order of their first members. Of two joined labels the least wins, and
    labels are followed to their ends, until nothing changes (Shiloach and Vishkin, "An O(log n) parallel connectivity
    algorithm", Journal of Algorithms 3, 1982). scipy does the same, but importing what it does it with takes longer
    than a few articles do.
    """
    labels = np.arange(count)
    while True:
        left, right = labels[a], labels[b]
        least = np.minimum(left, right)
        following = labels.copy()
        np.minimum.at(following, left, least)
        np.minimum.at(following, right, least)
        while not np.array_equal(following, further := following[following]):
            following = further
        if np.array_equal(following, labels):
            break
        labels = following
    groups: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(position)
    return list(groups.values())

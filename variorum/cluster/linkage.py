"""Average linkage over a sparse graph: a pair that is not in it counts with similarity zero.

The method is the unweighted pair group method with arithmetic mean (Sokal and Michener 1958), stopped at a similarity.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def average_linkage(count: int, pairs: Iterable[tuple[int, int, float]], cut: float) -> list[tuple[int, ...]]:
    """Join the two groups with the highest mean similarity until it falls below `cut`; groups in order of members.

    `pairs` are (position, position, similarity), each unordered pair at most once; `cut` must be positive. Ties go to
    the groups that hold the earlier positions.
    """
    if cut <= 0:
        raise ValueError("the cut must be positive")
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for a, b, similarity in pairs:
        if similarity > 0:
            sums[a][b] = sums[b][a] = similarity
    heap = [(-value, a, b) for a in sums for b, value in sums[a].items() if a < b and value >= cut]
    heapq.heapify(heap)
    following = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        members[following] = sorted(members.pop(a) + members.pop(b))
        sums[following] = _joined(sums, a, b)
        for other, total in sums[following].items():
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[other][following] = total
            mean = total / (len(members[following]) * len(members[other]))
            if mean >= cut:
                heapq.heappush(heap, (-mean, other, following))
        following += 1
    return sorted(tuple(each) for each in members.values())


def _joined(sums: dict[int, dict[int, float]], a: int, b: int) -> dict[int, float]:
    left, right = sums.pop(a), sums.pop(b)
    left.pop(b, None)
    right.pop(a, None)
    joined = dict(left)
    for other, total in right.items():
        joined[other] = joined.get(other, 0.0) + total
    return joined

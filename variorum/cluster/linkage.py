"""Average linkage over a sparse graph: a pair that is not in it counts with similarity zero.

The method is the unweighted pair group method with arithmetic mean (Sokal and Michener 1958), stopped at a similarity.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def average_linkage(
    count: int, pairs: Iterable[tuple[int, int, float]], cut: float, copies: Sequence[int] | None = None
) -> list[tuple[int, ...]]:
    """Join the two groups with the highest mean similarity until it falls below `cut`; groups in order of members.

    `pairs` are (position, position, similarity), each unordered pair at most once; `cut` must be positive. Ties go to
    the groups that hold the earlier positions. `copies` tells how many items each position stands for (one where it is
    not given): all of them count in the means.
    """
    if cut <= 0:
        raise ValueError("the cut must be positive")
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    sizes = dict(enumerate(copies or [1] * count))
    sums: dict[int, dict[int, float]] = {i: {} for i in members}
    heap = []
    for a, b, similarity in pairs:
        if similarity > 0:
            sums[a][b] = sums[b][a] = similarity * sizes[a] * sizes[b]
        if similarity >= cut:
            heap.append((-similarity, min(a, b), max(a, b)))
    heapq.heapify(heap)
    following = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        members[following] = sorted(members.pop(a) + members.pop(b))
        sizes[following] = sizes.pop(a) + sizes.pop(b)
        sums[following] = _joined(sums, a, b)
        for other, total in sums[following].items():
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[other][following] = total
            mean = total / (sizes[following] * sizes[other])
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

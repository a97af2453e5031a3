"""Which articles of a large story may be rewrites of which: those whose claims are aligned with each other most."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Collation

# In stories of at most so many articles every two are set side by side; in larger ones each with so many others.
EVERY = 30
PARTNERS = 16
# How sure it has to be that two claims tell the same.
_SAME = 0.4


def likely(order: Sequence[int], collation: Collation) -> dict[int, list[int]] | None:
    """For each position in `order` the later ones to set it beside, sorted; None where all are.

    `order` gives the positions of the articles in the collation. A rewrite tells most of what its source does, so it
    is among those that share the most claims with it.
    """
    if len(order) <= EVERY:
        return None
    place = {article: i for i, article in enumerate(order)}
    shared: list[dict[int, float]] = [defaultdict(float) for _ in order]
    for pair in collation.pairs:
        a, b = place[pair.a.article], place[pair.b.article]
        if a != b and pair.score >= _SAME:
            shared[a][b] += pair.score
            shared[b][a] += pair.score
    found: dict[int, set[int]] = defaultdict(set)
    for a, others in enumerate(shared):
        for b in sorted(others, key=lambda b: (-round(others[b], 6), b))[:PARTNERS]:
            found[min(a, b)].add(max(a, b))
    return {a: sorted(others) for a, others in found.items()}

"""Grouping: pairs of claims that tell the same become statements.

Pairs are joined from the surest downwards. Two groups join only if the claims between them that were compared agree on
average, so that a chain of half-alike claims does not grow into one statement; and a statement holds two claims of
one article only if these repeat each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from variorum.model import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame
    from variorum.model import ClaimPair, Ref

SAME = 0.5
# What a pair of claims that was never compared, or compared badly, counts as when two groups are to be joined.
_UNSEEN = 0.3


def group(frames: Sequence[Frame], vectors: NDArray[np.float32], pairs: Iterable[ClaimPair]) -> tuple[Statement, ...]:
    """Partition all claims into statements, in the order of their first claims."""
    scores = {(p.a, p.b): p.score for p in pairs}
    groups: dict[Ref, list[Ref]] = {f.ref: [f.ref] for f in frames}
    home = {f.ref: f.ref for f in frames}
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < SAME:
            break
        left, right = groups[home[a]], groups[home[b]]
        if left is not right and _may_join(left, right, scores):
            left.extend(right)
            del groups[home[b]]
            for ref in right:
                home[ref] = home[a]
    row = {f.ref: i for i, f in enumerate(frames)}
    found = [Statement(tuple(sorted(g)), _central(g, frames, vectors, row)) for g in groups.values()]
    return tuple(sorted(found, key=lambda s: s.claims))


def _may_join(left: Sequence[Ref], right: Sequence[Ref], scores: Mapping[tuple[Ref, Ref], float]) -> bool:
    total = 0.0
    for a in left:
        for b in right:
            score = scores.get((a, b) if a < b else (b, a))
            if a.article == b.article and (score is None or score < SAME):
                return False
            total += _UNSEEN if score is None else score
    return total >= SAME * len(left) * len(right)


def _central(
    members: Sequence[Ref], frames: Sequence[Frame], vectors: NDArray[np.float32], row: Mapping[Ref, int]
) -> Ref:
    """The claim nearest the centre, rather one that can stand alone: a whole sentence whose agent is no pronoun."""
    centre = np.sum([vectors[row[m]] for m in members], axis=0)

    def standing(ref: Ref) -> tuple[float, str, Ref]:
        frame = frames[row[ref]]
        alone = 0.15 * frame.stands_alone
        return -round(float(vectors[row[ref]] @ centre) / len(members) + alone, 4), frame.text, ref

    return min(members, key=standing)


def by_statement(statements: Sequence[Statement]) -> dict[Ref, int]:
    """The position of the statement each claim belongs to."""
    found: dict[Ref, int] = defaultdict(int)
    found.update({ref: i for i, s in enumerate(statements) for ref in s.claims})
    return dict(found)

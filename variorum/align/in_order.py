"""Where a sentence of one language belongs by its place: between sentences that its neighbours are aligned with.

Reports of one event go through it in much the same order, and of translations nearly so; the alignment of parallel
texts rests on it (Gale and Church 1993). Here it only adds to what vectors, names and values say: a sentence that no
other of the two reports is told like, between neighbours that are aligned, may be aligned for less.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.align.frames import Frame

# How far a neighbour may be, in sentences; each further one says less, and so does another distance over there.
_REACH = 3
_FURTHER = 0.8
# What a pair of sentences has to reach to count as aligned, and a place between neighbours to say anything.
_ALIGNED, _LEAST = 0.5, 0.5


class Place(NamedTuple):
    """A sentence of an article, by the positions of both."""

    article: int
    sentence: int


_Cell = tuple[Place, Place]


def place_of(frame: Frame) -> Place:
    """Where a claim stands."""
    return Place(frame.ref.article, frame.claim.sentence)


def in_order(frames: Sequence[Frame], scored: Iterable[tuple[int, int, float]]) -> dict[_Cell, float]:
    """How well (0.5 to 1) pairs of sentences in two languages that nothing is aligned with stand between neighbours.

    `scored` are positions of frames with the score of the two. Both orders of a pair are given.
    """
    cells = _across(frames, scored)
    best: dict[tuple[Place, int], float] = defaultdict(float)
    for (a, b), score in cells.items():
        best[a, b.article] = max(best[a, b.article], score)
    aligned = {
        (a, b) for (a, b), score in cells.items() if _ALIGNED <= score == best[a, b.article] == best[b, a.article]
    }
    sides: dict[_Cell, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for a, b in aligned:
        for down in range(1, _REACH + 1):
            for across in range(1, _REACH + 1):
                worth = _FURTHER ** (max(down, across) - 1) / (1 + abs(down - across))
                for side, sign in enumerate((1, -1)):
                    there = Place(a.article, a.sentence + sign * down), Place(b.article, b.sentence + sign * across)
                    sides[there][side] = max(sides[there][side], worth)
    there_are = {place_of(frame) for frame in frames}
    return {
        (a, b): sum(both) / 2
        for (a, b), both in sides.items()
        if sum(both) / 2 >= _LEAST
        and a in there_are
        and b in there_are
        and max(best.get((a, b.article), 0.0), best.get((b, a.article), 0.0)) < _ALIGNED
    }


def _across(frames: Sequence[Frame], scored: Iterable[tuple[int, int, float]]) -> Mapping[_Cell, float]:
    """The best score of each pair of sentences in two languages, both ways."""
    found: dict[_Cell, float] = defaultdict(float)
    for i, j, score in scored:
        if frames[i].language != frames[j].language and frames[i].ref.article != frames[j].ref.article:
            a, b = place_of(frames[i]), place_of(frames[j])
            found[a, b] = found[b, a] = max(found[a, b], score)
    return found

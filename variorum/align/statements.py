"""Grouping: pairs of claims that tell the same become statements.

Pairs are joined from the surest downwards. Two groups join only if the claims between them agree on average, so that a
chain of half-alike claims does not grow into one statement; and a statement holds two claims of one article only
if these repeat each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.model import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.align.frames import Frame
    from variorum.model import Ref

SAME = 0.5
# What two claims that were not worth comparing count as when their groups are to be joined.
_UNSEEN = 0.3
# What standing alone is worth to a claim that is to stand for a statement, in cosine to the centre.
_ALONE = 0.15
# So many pairs between two groups are looked at one by one.
_SMALL = 144
_ROUNDING = 1e-9


@dataclass(slots=True)
class _Between:
    """What is known between two groups: scores added up, pairs compared, of these the repetitions in one article."""

    total: float = 0.0
    compared: int = 0
    repeated: int = 0

    def add(self, other: _Between) -> None:
        self.total += other.total
        self.compared += other.compared
        self.repeated += other.repeated


@dataclass(slots=True)
class _Group:
    members: list[int]
    articles: Counter[int]
    links: dict[int, _Between] = field(default_factory=lambda: defaultdict(_Between))


def group(
    frames: Sequence[Frame],
    vectors: NDArray[np.float32],
    pairs: Sequence[tuple[int, int, float]],
    classes: Sequence[int] | None = None,
) -> tuple[Statement, ...]:
    """Partition all claims into statements, in the order of their first claims.

    `pairs` are positions of frames with the score of the two. The order of the frames decides between equals. Where not
    every two claims were looked at, `classes` has for each frame the first that is the same but for its place: these
    are together from the beginning, and a pair of them speaks for all of both classes.
    """
    home = _homes(len(frames), pairs, classes)
    groups: dict[int, _Group] = {}
    for i, f in enumerate(frames):
        unit = groups.setdefault(home[i], _Group([], Counter()))
        unit.members.append(i)
        unit.articles[f.ref.article] += 1
    for i, j, score in pairs:
        if home[i] != home[j]:
            x, y = groups[home[i]], groups[home[j]]
            size = len(x.members) * len(y.members)
            repeated = _meetings(x, y) if score >= SAME else 0
            x.links[home[j]], y.links[home[i]] = (_Between(score * size, size, repeated) for _ in range(2))
    scores = {pair: score for i, j, score in pairs for pair in ((i, j), (j, i))}
    for i, j, score in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if score < SAME:
            break
        a, b = home[i], home[j]
        if a != b and _may_join(groups[a], groups[b], b, scores):
            for member in _join(groups, a, b):
                home[member] = a
    found = [_statement(sorted(g.members), frames, vectors) for g in groups.values()]
    return tuple(sorted(found, key=lambda s: s.claims))


def _homes(count: int, pairs: Sequence[tuple[int, int, float]], classes: Sequence[int] | None) -> list[int]:
    """For each frame the one that names its first group: itself, or the first of a class that tells the same."""
    home = list(range(count))
    if classes is not None:
        sure = {classes[i] for i, j, score in pairs if classes[i] == classes[j] and score >= SAME}
        home = [classes[i] if classes[i] in sure else i for i in home]
    return home


def _meetings(a: _Group, b: _Group) -> int:
    """How many pairs of a claim of one group and a claim of the other are of one article."""
    few, many = sorted((a.articles, b.articles), key=len)
    return sum(count * many[article] for article, count in few.items())


def _may_join(a: _Group, b: _Group, name: int, scores: Mapping[tuple[int, int], float]) -> bool:
    """Whether two groups agree, and their claims of one article repeat each other.

    Groups agree by the mean of two means: of all scores between them, and of each claim's best. A report tells a thing
    twice, once in full and once in three words, and the three words are like few others. In large groups the first is
    enough.
    """
    between = a.links[name]
    if between.repeated < _meetings(a, b):
        return False
    size = len(a.members) * len(b.members)
    mean = (between.total + _UNSEEN * (size - between.compared)) / size
    if mean >= SAME or size > _SMALL:
        best = mean
    else:
        rows = [[scores.get((i, j), _UNSEEN) for j in b.members] for i in a.members]
        highest = [*map(max, rows), *map(max, zip(*rows, strict=True))]
        best = sum(highest) / len(highest)
    return mean + best >= 2 * SAME - _ROUNDING


def _join(groups: dict[int, _Group], a: int, b: int) -> list[int]:
    """Join the second group to the first; return the members that moved."""
    kept, gone = groups[a], groups.pop(b)
    kept.members.extend(gone.members)
    kept.articles.update(gone.articles)
    for other, between in gone.links.items():
        if other != a:
            kept.links[other].add(between)
            mirrored = groups[other].links
            mirrored[a].add(mirrored.pop(b))
    kept.links.pop(b, None)
    return gone.members


def _statement(members: Sequence[int], frames: Sequence[Frame], vectors: NDArray[np.float32]) -> Statement:
    """Its central claim is the one nearest the centre, rather one that can stand alone and is no headline's."""
    centre = vectors[list(members)].mean(axis=0)

    def standing(i: int) -> tuple[float, str, int]:
        standing_well = _ALONE * frames[i].stands_alone - _ALONE * frames[i].headline
        return -round(float(vectors[i] @ centre) + standing_well, 4), frames[i].text, i

    claims: list[Ref] = sorted(frames[i].ref for i in members)
    return Statement(tuple(claims), frames[min(members, key=standing)].ref)

"""Word sequences that two articles have in common, outside quotations.

Shingles of five words index the articles, so only pairs that share some are looked at (text reuse detection after
Lyon, Malcolm and Dickerson 2001; Seo and Croft 2008 for the passages).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.lineage.view import View

SHINGLE = 5
# Words that may differ inside a passage, and the own words of a reporter that make one at least.
_GAP = 4
_SHORTEST = 8
# Where more articles than this have a shingle, each is compared with the first and with its neighbours only.
_CROWD = 30


@dataclass(frozen=True)
class Shared:
    """What the articles at `a` and `b` have in common word for word.

    `in_a` and `in_b` are the passages as ranges of word positions; `share_a` and `share_b` the part (0 to 1) of each
    article's own words that lies in them.
    """

    a: int
    b: int
    in_a: tuple[tuple[int, int], ...]
    in_b: tuple[tuple[int, int], ...]
    share_a: float
    share_b: float

    @cached_property
    def largest(self) -> float:
        """The greater of the two shares."""
        return max(self.share_a, self.share_b)


def shared_passages(views: Sequence[View]) -> dict[tuple[int, int], Shared]:
    """For each pair of positions (the lower first) that shares a passage, what is shared."""
    shingles = [_shingles(each) for each in views]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(shingles):
        for shingle in each:
            holders[shingle].append(i)
    pairs = {pair for who in set(map(tuple, holders.values())) for pair in _compared(who)}
    found = {}
    for a, b in sorted(pairs):
        in_a, in_b = (tuple(_passages(views[i], shingles[i], shingles[j])) for i, j in ((a, b), (b, a)))
        if in_a and in_b:
            found[a, b] = Shared(a, b, in_a, in_b, _share(views[a], in_a), _share(views[b], in_b))
    return found


def _compared(who: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    if len(who) <= _CROWD:
        return combinations(who, 2)
    return {*((who[0], each) for each in who[1:]), *pairwise(who)}


def _shingles(view: View) -> dict[tuple[str, ...], list[int]]:
    """Each sequence of words with the positions at which it begins; those wholly inside quotations are left out."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(view.words) - SHINGLE + 1):
        window = view.words[at : at + SHINGLE]
        if sum(word.free for word in window) > SHINGLE // 2:
            found.setdefault(tuple(word.form for word in window), []).append(at)
    return found


def _passages(
    view: View, own: dict[tuple[str, ...], list[int]], other: dict[tuple[str, ...], list[int]]
) -> Iterator[tuple[int, int]]:
    starts = sorted(at for shingle in own.keys() & other.keys() for at in own[shingle])
    runs: list[tuple[int, int]] = []
    for at in starts:
        if runs and at <= runs[-1][1] + _GAP:
            runs[-1] = (runs[-1][0], at + SHINGLE)
        else:
            runs.append((at, at + SHINGLE))
    for first, last in runs:
        if sum(word.free for word in view.words[first:last]) >= _SHORTEST:
            yield first, last


def _share(view: View, passages: tuple[tuple[int, int], ...]) -> float:
    covered = sum(word.free for first, last in passages for word in view.words[first:last])
    return covered / view.free if view.free else 0.0

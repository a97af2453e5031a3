"""Word sequences that two articles have in common, outside quotations.

Shingles of five words index the articles, so only pairs that share some are looked at (text reuse detection after
Lyon, Malcolm and Dickerson 2001; Seo and Croft 2008 for the passages).
"""

from __future__ import annotations

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
    numbers: dict[tuple[str, ...], int] = {}
    shingles = [_shingles(each, numbers) for each in views]
    holders: list[list[int]] = [[] for _ in numbers]
    for i, each in enumerate(shingles):
        for shingle in each:
            holders[shingle].append(i)
    pairs = {pair for who in set(map(tuple, holders)) for pair in _compared(who)}
    found = {}
    for a, b in sorted(pairs):
        common = shingles[a].keys() & shingles[b].keys()
        in_a, in_b = (tuple(_passages(views[i], shingles[i], common)) for i in (a, b))
        if in_a and in_b:
            found[a, b] = Shared(a, b, in_a, in_b, _share(views[a], in_a), _share(views[b], in_b))
    return found


def _compared(who: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    if len(who) <= _CROWD:
        return combinations(who, 2)
    return {*((who[0], each) for each in who[1:]), *pairwise(who)}


def _shingles(view: View, numbers: dict[tuple[str, ...], int]) -> dict[int, list[int]]:
    """Each sequence of words with the positions at which it begins; those wholly inside quotations are left out.

    A sequence goes by its number in `numbers`, to which new ones are added.
    """
    forms = [word.form for word in view.words]
    found: dict[int, list[int]] = {}
    for at in range(len(forms) - SHINGLE + 1):
        if view.free_in(at, at + SHINGLE) > SHINGLE // 2:
            number = numbers.setdefault(tuple(forms[at : at + SHINGLE]), len(numbers))
            found.setdefault(number, []).append(at)
    return found


def _passages(view: View, own: dict[int, list[int]], common: set[int]) -> Iterator[tuple[int, int]]:
    starts = sorted(at for shingle in common for at in own[shingle])
    runs: list[tuple[int, int]] = []
    for at in starts:
        if runs and at <= runs[-1][1] + _GAP:
            runs[-1] = (runs[-1][0], at + SHINGLE)
        else:
            runs.append((at, at + SHINGLE))
    for first, last in runs:
        if view.free_in(first, last) >= _SHORTEST:
            yield first, last


def _share(view: View, passages: tuple[tuple[int, int], ...]) -> float:
    covered = sum(view.free_in(first, last) for first, last in passages)
    return covered / view.free if view.free else 0.0

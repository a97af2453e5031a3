"""Wordings of one utterance in two languages: no words are shared, so vectors, values and the speaker have to tell.

A pair is taken only if each is the other's best in its article, as in the mining of parallel sentences (Artetxe and
Schwenk 2019, without their margin).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.align.wordings import Wording

# What the cosine of two wordings has to reach: of one speaker, where one is not known, of two.
_SAME, _UNKNOWN, _OTHER = 0.5, 0.68, 0.82
# Less is asked where the same values are said, more where others are.
_VALUES_AGREE, _VALUES_DIFFER = 0.4, 0.2
_LEAST_WEIGHT = 1.0


class _Choice(NamedTuple):
    score: float
    i: int
    j: int


def translations(found: Sequence[Wording], vectors: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Pairs of positions (the first before the second) of wordings that say the same in two languages."""
    languages = {w.language for w in found}
    if len(languages) < 2:
        return
    cosines = np.round(vectors @ vectors.T, 4)
    best: dict[tuple[int, int], _Choice] = {}
    for choice in _choices(found, cosines):
        for one, other in ((choice.i, choice.j), (choice.j, choice.i)):
            key = one, found[other].ref.article
            if key not in best or choice.score > best[key].score:
                best[key] = choice
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for choice in best.values():
        pairs[choice.i, choice.j] += 1
    yield from sorted(pair for pair, count in pairs.items() if count == 2)


def _choices(found: Sequence[Wording], cosines: NDArray[np.float32]) -> Iterator[_Choice]:
    articles = np.array([w.ref.article for w in found])
    for i, wording in enumerate(found):
        near = np.nonzero((cosines[i] >= _SAME - _VALUES_AGREE) & (articles != wording.ref.article))[0]
        for j in near.tolist():
            if j > i and found[j].language != wording.language:
                score = float(cosines[i, j]) - _asked(wording, found[j])
                if score >= 0:
                    yield _Choice(score, i, j)


def _asked(a: Wording, b: Wording) -> float:
    if min(a.weight, b.weight) < _LEAST_WEIGHT:
        return 2.0
    asked = _UNKNOWN if None in (a.speaker, b.speaker) else _SAME if a.speaker == b.speaker else _OTHER
    if a.values and b.values:
        asked += -_VALUES_AGREE if a.values == b.values else _VALUES_DIFFER
    if not (a.marked and b.marked):
        asked += 0.1
    return asked

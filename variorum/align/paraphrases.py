"""One speaker's words told in other words: a paraphrase beside a quotation, or beside another paraphrase.

Few words are shared, so the vectors have to tell, and they tell only by comparison: of all that a speaker says in the
other reports nothing else is as near, in either direction, by a clear margin (Artetxe and Schwenk 2019 mine parallel
sentences so). Trap: a speaker who returns to one subject has several sentences that are about as near.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from variorum.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.align.wordings import Wording

# What the cosine has to reach, and by how much it has to be ahead of the next utterance.
_NEAR = 0.55
_AHEAD = 0.2
_VERBATIM = frozenset({Mode.DIRECT, Mode.UNMARKED})


def paraphrases(
    found: Sequence[Wording], vectors: NDArray[np.float32], group_of: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of positions of wordings that tell one utterance; `group_of` tells which are joined already.

    Two verbatim quotations are never a pair: what differs between them is not a paraphrase.
    """
    by_speaker: dict[int, list[int]] = defaultdict(list)
    for i, wording in enumerate(found):
        if wording.speaker is not None:
            by_speaker[wording.speaker].append(i)
    for _, own in sorted(by_speaker.items()):
        cosines = np.round(vectors[own] @ vectors[own].T, 4)
        articles = np.array([found[i].ref.article for i in own])
        cosines[articles[:, None] == articles[None, :]] = -1.0
        groups = np.array([group_of[i] for i in own])
        for x, i in enumerate(own):
            y = int(np.argmax(cosines[x]))
            if x < y and int(np.argmax(cosines[y])) == x and groups[x] != groups[y]:
                near = float(cosines[x, y])
                others = max(_next(cosines[x], groups, y), _next(cosines[y], groups, x))
                verbatim = found[i].mode in _VERBATIM and found[own[y]].mode in _VERBATIM
                if near >= _NEAR and near - others >= _AHEAD and not verbatim:
                    yield i, own[y]


def _next(row: NDArray[np.float32], groups: NDArray[np.int64], but: int) -> float:
    """The greatest cosine to a wording of another utterance than that of the wording at `but`."""
    others = row[groups != groups[but]]
    return float(others.max(initial=0.0))

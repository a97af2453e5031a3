"""One translator: long quotations that two articles word alike while others word them otherwise.

What was said in another language reaches each outlet through a translator. Where independent reports give a speech in
different words and two of them share long wordings to the letter, those two had it from one hand, such as an agency's.
Quotations that all reports word alike prove nothing and are not counted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.encode import Encoder
    from variorum.lineage.view import View

# A wording is long enough to tell from so many words on; the same if so many of its words agree, another one if fewer
# do while the meaning is this near and each has words of its own.
_LONG = 9
_SAME = 0.9
_OTHER = 0.75
_NEAR = 0.62
_OWN_WORDS = 2
# So many wordings must be shared.
_SHARED = 2


class _Wording(NamedTuple):
    article: int
    start: int
    end: int
    words: tuple[str, ...]


def one_translator(
    views: Sequence[View], source_of: Mapping[int, int], reworded: frozenset[int], encoder: Encoder
) -> dict[tuple[int, int], Evidence]:
    """Pairs of positions (the lower first) that share translated wordings, with the evidence.

    `source_of` maps each position to its independent source as far as that is known already; the articles in `reworded`
    changed the words of another one, quotations perhaps too, and are no witness to a second translation.
    """
    wordings = [each for i, view in enumerate(views) for each in _long_wordings(i, view)]
    if len(wordings) < 2:
        return {}
    vectors = encoder.encode([" ".join(each.words) for each in wordings])
    alike: defaultdict[tuple[int, int], list[tuple[_Wording, _Wording]]] = defaultdict(list)
    differing: list[tuple[_Wording, _Wording]] = []
    for i, j in _near(vectors):
        a, b = wordings[i], wordings[j]
        if source_of[a.article] == source_of[b.article] or {a.article, b.article} & reworded:
            continue
        agreement = _agreement(a.words, b.words)
        if agreement >= _SAME:
            alike[a.article, b.article].append((a, b))
        elif agreement < _OTHER and _both_own(a.words, b.words):
            differing.append((a, b))
    if not differing:
        return {}
    example = max(differing, key=lambda pair: min(len(each.words) for each in pair))
    return {pair: _told(views, found, example) for pair, found in sorted(alike.items()) if len(found) >= _SHARED}


def _long_wordings(article: int, view: View) -> Iterable[_Wording]:
    for start, end in view.quotations:
        words = tuple(word.form for word in view.words if start <= word.start and word.end <= end)
        if len(words) >= _LONG:
            yield _Wording(article, start, end, words)


def _near(vectors: NDArray[np.float32]) -> Iterable[tuple[int, int]]:
    if not len(vectors):
        return
    scores = np.triu(vectors @ vectors.T, 1)
    yield from zip(*(found.tolist() for found in np.nonzero(scores >= _NEAR)), strict=True)


def _agreement(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    left, right = set(a), set(b)
    return len(left & right) / len(left | right)


def _both_own(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return min(len(set(a) - set(b)), len(set(b) - set(a))) >= _OWN_WORDS


def _told(
    views: Sequence[View], alike: list[tuple[_Wording, _Wording]], differing: tuple[_Wording, _Wording]
) -> Evidence:
    first, second = (views[each.article].article.text[each.start : each.end] for each in differing)
    reason = (
        f"{len(alike)} long quotations have the same wording in both, though translations of this speech differ "
        f"elsewhere (as in {_short(first)} and {_short(second)})"
    )
    return Evidence(reason, tuple((w.article, w.start, w.end) for pair in alike for w in pair))


def _short(text: str) -> str:
    words = text.strip("\"“”„«»'‘’ ").split()
    return "“" + " ".join(words[:8]) + ("…" if len(words) > 8 else "") + "”"

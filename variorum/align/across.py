"""A second look at claims in two languages: with what their sentences are alike by, and where these stand.

A clause of the one report is often a whole sentence of the other's, and names and words are seldom shared, so that a
true pair may stand lower than any that is compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.align.in_order import Place, in_order, place_of
from variorum.align.pairs import compare
from variorum.lexicon.gloss import glossed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.frames import Frame
    from variorum.align.pairs import Features, Setting
    from variorum.encode import Encoder
    from variorum.model import Annotated, ClaimPair

_Compared = tuple["ClaimPair", "Features"]
# Sentences less alike than this are not the same, wherever they stand.
_ALIKE = 0.4


def look_again(
    found: Sequence[Frame],
    articles: Sequence[Annotated],
    compared: dict[tuple[int, int], _Compared],
    encoder: Encoder,
    setting: Setting,
) -> dict[tuple[int, int], _Compared]:
    """The comparisons by positions, with those of claims whose sentences belong together by their place made anew."""
    if len({frame.language for frame in found}) < 2:
        return compared
    places = in_order(found, ((i, j, pair.score) for (i, j), (pair, _) in compared.items()))
    standing: dict[Place, list[int]] = defaultdict(list)
    for i, frame in enumerate(found):
        standing[place_of(frame)].append(i)
    cells = [(a, b) for a, b in sorted(places) if a < b]
    alike = _cosines(cells, articles, encoder)
    again = dict(compared)
    for (a, b), cosine in zip(cells, alike, strict=True):
        for i, j in (sorted((i, j)) for i in standing[a] for j in standing[b]) if cosine >= _ALIKE else ():
            before = compared[i, j][1]["vectors"] if (i, j) in compared else 0.0
            again[i, j] = compare(found[i], found[j], max(cosine, before), setting, places[a, b])
    return dict(sorted(again.items()))


def _cosines(cells: Sequence[tuple[Place, Place]], articles: Sequence[Annotated], encoder: Encoder) -> list[float]:
    """How alike the sentences of each pair are."""
    texts = {place: _text(articles[place.article], place.sentence) for cell in cells for place in cell}
    order = sorted(set(texts.values()))
    if not order:
        return []
    rows = encoder.encode(order)
    row = {text: i for i, text in enumerate(order)}
    return [round(float(rows[row[texts[a]]] @ rows[row[texts[b]]]), 4) for a, b in cells]


def _text(article: Annotated, sentence: int) -> str:
    found = article.parse.sentences[sentence]
    return glossed(" ".join(article.article.text[found.start : found.end].split()), article.article.language)

"""From a pile of articles to stories: groups of articles on one event.

What two articles share in rare words, names and numbers, and how near their openings are as vectors, makes one
similarity. It is then judged against its surroundings. First each article's *background*, its mean similarity to its
nearest fifty, is taken off: reports on what everybody writes about are alike without being about one event (the idea
of cross-domain similarity local scaling, Conneau et al. 2018). Then it is divided by how near the nearest articles of
either are, so that a story told in three words and one told in three pages are cut at the same relative depth (local
scaling, Zelnik-Manor and Perona 2004). Average linkage over the sparse graph of neighbours does the rest.

Reprints would be each other's nearest, and everybody else far from them: so one stands for all before anything is
scaled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.crowds import gathered
from variorum.cluster.joined import joined
from variorum.cluster.linkage import average_linkage
from variorum.cluster.neighbours import Pairs, candidates, cosines, dense_cosines, distinct, near_vectors
from variorum.cluster.record import records
from variorum.cluster.weights import weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.cluster.record import Record
    from variorum.encode import Encoder
    from variorum.model import Article

_NEIGHBOURS = 60


class Scales(NamedTuple):
    """The settings of the similarity; one for all collections.

    `names`, `numbers` and `vectors` are weights beside the words' 1. Cosines of vectors below `vector_floor` say
    nothing, between two languages (where no words can confirm them) those below `foreign_floor`. Articles whose names
    agree to less than `acquainted` (cosine) lose up to the part `strangeness`: two accidents of one kind are told in
    the same words about other places and people. `crowd` is how many neighbours make the background and `background`
    the similarity of a pair that has nothing to do with each other, which fills a crowd too small. `nearest`
    neighbours set the local scale, of which `locality` is used and the rest is the constant `typical`. `cut` is where
    joining stops. Articles whose words agree to `reprint` (cosine) are one text.
    """

    names: float = 0.1
    numbers: float = 0.1
    vectors: float = 0.6
    vector_floor: float = 0.2
    foreign_floor: float = 0.4
    acquainted: float = 0.1
    strangeness: float = 0.5
    crowd: int = 50
    background: float = 0.04
    nearest: int = 2
    locality: float = 0.7
    typical: float = 0.35
    cut: float = 0.48
    reprint: float = 0.9


SCALES = Scales()


def stories(articles: Sequence[Article], encoder: Encoder, scales: Scales = SCALES) -> list[tuple[int, ...]]:
    """Group articles by the event they report.

    Returns positions in `articles`, each in exactly one story; the stories and the members of each are ordered by
    content, so that another order of the same articles gives the same stories in the same order.
    """
    order = sorted(range(len(articles)), key=lambda i: _content(articles[i]))
    found = records([articles[i] for i in order], encoder)
    return [tuple(order[i] for i in group) for group in grouped(found, scales)]


def grouped(found: Sequence[Record], scales: Scales = SCALES) -> list[tuple[int, ...]]:
    """Group records by event: positions, each in exactly one group, groups and members in order of position.

    The same records in another order may differ where two similarities are exactly equal; bring them into an order
    of your own first.
    """
    if len(found) < 2:
        return [(i,) for i in range(len(found))]
    compared = _compared(found, scales)
    texts = _reprints(len(found), compared, scales)
    if len(texts) < len(found):
        compared = _compared([found[text[0]] for text in texts], scales)
    groups = _linked(compared, np.array([len(text) for text in texts], np.int64), scales)
    return sorted(tuple(sorted(i for text in group for i in texts[text])) for group in groups)


def _reprints(count: int, compared: _Compared, scales: Scales) -> list[list[int]]:
    """The articles by text, reprints together; texts in the order of their first articles, which stand for them."""
    same = compared.words >= scales.reprint
    return joined(count, compared.pairs.a[same], compared.pairs.b[same])


def _linked(compared: _Compared, copies: NDArray[np.int64], scales: Scales) -> list[list[int]]:
    """Groups of texts, each of which stands for so many articles; every copy counts in the means of linkage."""
    pairs, _, raw = compared
    values = _scaled(len(copies), pairs, raw, scales)
    edges = zip(pairs.a.tolist(), pairs.b.tolist(), values.tolist(), strict=True)
    groups = average_linkage(len(copies), edges, scales.cut, copies.tolist())
    return gathered(groups, (pairs.a, pairs.b), raw, copies)


def _content(article: Article) -> tuple[str, ...]:
    return article.published, article.text, article.title, article.outlet, article.url, article.id


class _Compared(NamedTuple):
    """Pairs of positions, how far their words agree (cosine; 0 across languages), and their plain similarity."""

    pairs: Pairs
    words: NDArray[np.float64]
    raw: NDArray[np.float64]


def _compared(found: Sequence[Record], scales: Scales) -> _Compared:
    length = float(np.mean([each.length for each in found]))
    vectors = np.stack([each.vector for each in found]).astype(np.float32)
    tongues = np.unique([each.language for each in found], return_inverse=True)[1]
    words = weighted([each.words for each in found], length)
    pairs = candidates(words, _NEIGHBOURS)
    if len(set(tongues.tolist())) > 1:
        further = near_vectors(vectors, 10, tongues)
        pairs = distinct(np.concatenate([np.stack(pairs, axis=1), np.stack(further, axis=1)]))
    named = weighted([each.names for each in found], length)
    names = cosines(named, pairs)
    numbers = cosines(weighted([each.numbers for each in found], length), pairs)
    # Across languages words cannot agree, so the others speak for them.
    spoken = (tongues[pairs.a] == tongues[pairs.b]).astype(float)
    floor = np.where(spoken, scales.vector_floor, scales.foreign_floor)
    meanings = np.maximum(0.0, dense_cosines(vectors, pairs) - floor) / (1.0 - floor)
    worded = spoken * cosines(words, pairs)
    total = worded + scales.names * names + scales.numbers * numbers + scales.vectors * meanings
    # Only names in one language, and only where either article has some, can be strangers to each other.
    comparable = spoken * (np.diff(named.indptr)[pairs.a] > 0) * (np.diff(named.indptr)[pairs.b] > 0)
    strange = scales.strangeness * comparable * (1.0 - np.minimum(1.0, names / scales.acquainted))
    weights = spoken + scales.names + scales.numbers + scales.vectors
    return _Compared(pairs, worded, total * (1.0 - strange) / weights)


def _scaled(count: int, pairs: Pairs, raw: NDArray[np.float64], scales: Scales) -> NDArray[np.float64]:
    crowd = _mean_of_best(count, pairs, raw, scales.crowd, scales.background)
    above = raw - (crowd[pairs.a] + crowd[pairs.b]) / 2
    near = np.maximum(0.0, _mean_of_best(count, pairs, above, scales.nearest, 0.0))
    local = np.minimum(near[pairs.a], near[pairs.b])
    return above / ((1.0 - scales.locality) * scales.typical + scales.locality * local)


def _mean_of_best(
    count: int, pairs: Pairs, values: NDArray[np.float64], number: int, missing: float
) -> NDArray[np.float64]:
    """For each article the mean of its `number` highest values, `missing` standing for those it does not have."""
    rows = np.concatenate([pairs.a, pairs.b])
    both = np.concatenate([values, values])
    order = np.lexsort((-both, rows))
    rows, both = rows[order], both[order]
    starts = np.searchsorted(rows, np.arange(count))
    rank = np.arange(len(rows)) - starts[rows]
    best = rank < number
    sums = np.bincount(rows[best], weights=both[best], minlength=count)
    counts = np.bincount(rows[best], minlength=count)
    return (sums + (number - counts) * missing) / number

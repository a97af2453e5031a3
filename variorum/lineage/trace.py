"""Lineage of a story's articles: who reprints, rewrites or translates whom, and who shares an unseen original."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.encode import default_encoder
from variorum.lineage.credits import reports
from variorum.lineage.direction import credit_to
from variorum.lineage.graph import Graph, groups
from variorum.lineage.likely import likely
from variorum.lineage.meanings import encoded, from_claims
from variorum.lineage.pairs import partial_tie, tie, wire_tie
from variorum.lineage.parallel import parallels
from variorum.lineage.passages import shared_passages
from variorum.lineage.view import view
from variorum.lineage.wordings import one_translator
from variorum.model import DerivationKind, Edge, Lineage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.encode import Encoder
    from variorum.lineage.credits import Reports
    from variorum.lineage.pairs import Tie
    from variorum.lineage.parallel import Parallel
    from variorum.lineage.passages import Shared
    from variorum.model import Annotated, Collation

# A passage that so many independent sources have is an official text that each of them was given.
_OFFICIAL = 3
_OVERLAP = 0.6
_REWORDED = (DerivationKind.REWRITE, DerivationKind.TRANSLATION)


def trace(
    articles: Sequence[Annotated],
    collation: Collation | None = None,
    encoder: Encoder | None = None,
) -> Lineage:
    """Trace who derives from whom among the articles of one story.

    Edges and groups name articles by position; every edge carries its evidence. The same articles in another order
    give the same edges between the same articles. A `collation` of these articles, in the same order, lends its vectors
    of claims; without one the sentences are encoded.
    """
    order = sorted(range(len(articles)), key=lambda i: _content(articles[i]))
    views = [view(articles[i]) for i in order]
    story = reports(views)
    shared = shared_passages(views)
    encoder = encoder or default_encoder()
    vectors = from_claims(views, order, collation) if collation else encoded(views, encoder)
    near = likely(order, collation) if collation else None
    aligned = {(p.a, p.b): p for p in parallels(views, vectors, near)}
    pairs = sorted(shared.keys() | aligned.keys())
    ties = [found for pair in pairs if (found := tie(views, shared.get(pair), aligned.get(pair)))]
    ties += _from_one_wire(story, aligned, Graph(story, ties).edges(), encoder)
    edges = Graph(story, ties).edges()
    sources = groups(len(views), edges)
    passages = _partial(story, shared, sources)
    edges += Graph(story, passages).edges()
    return _in_order_given(Lineage(tuple(edges), sources), order)


def _content(annotated: Annotated) -> tuple[str, ...]:
    article = annotated.article
    return article.published, article.text, article.title, article.outlet, article.url, article.id


def _from_one_wire(
    story: Reports,
    aligned: dict[tuple[int, int], Parallel],
    edges: Sequence[Edge],
    encoder: Encoder,
) -> list[Tie]:
    """Ties of articles that had translated speech from one agency, which at least one of them credits."""
    sources = groups(len(story.views), edges)
    source_of = {article: number for number, source in enumerate(sources) for article in source}
    reworded = frozenset(edge.derived for edge in edges if edge.kind in _REWORDED)
    agency = [any(credit.name not in story.present for credit in each) for each in story.credited]
    found = []
    for (a, b), wordings in one_translator(story.views, source_of, reworded, encoder).items():
        if (agency[a] or agency[b]) and (a, b) in aligned:
            found.append(wire_tie(story.views, aligned[a, b], wordings))
    return [each for each in found if each]


def _partial(story: Reports, shared: dict[tuple[int, int], Shared], sources: tuple[tuple[int, ...], ...]) -> list[Tie]:
    """Passages taken over between independent sources, the best one for each pair of them.

    What further sources have too is taken for an official text, unless one article credits the other.
    """
    source_of = {article: number for number, source in enumerate(sources) for article in source}
    best: dict[tuple[int, int], Tie] = {}
    of_article: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in shared.values():
        of_article[each.a].append((each.b, _words(each.in_a)))
        of_article[each.b].append((each.a, _words(each.in_b)))
    for (a, b), each in sorted(shared.items()):
        key = (min(source_of[a], source_of[b]), max(source_of[a], source_of[b]))
        if key[0] == key[1]:
            continue
        named = credit_to(a, b, story) or credit_to(b, a, story)
        if not named and _official(each, of_article[a], source_of):
            continue
        found = partial_tie(story.views, each)
        if found and (key not in best or found.closeness > best[key].closeness + 1e-9):
            best[key] = found
    return list(best.values())


def _words(passages: Sequence[tuple[int, int]]) -> int:
    """The words of passages that do not overlap, as the bits of a number."""
    return sum((1 << last) - (1 << first) for first, last in passages)


def _official(each: Shared, others: Sequence[tuple[int, int]], source_of: dict[int, int]) -> bool:
    """Whether most of what two articles share is also in articles of further independent sources.

    `others` is what the first of the two shares with any article: that article, and the words as bits.
    """
    covered = _words(each.in_a)
    enough = _OVERLAP * covered.bit_count()
    holders = {source_of[each.a], source_of[each.b]}
    for third, words in others:
        if source_of[third] not in holders and (words & covered).bit_count() >= enough:
            holders.add(source_of[third])
            if len(holders) >= _OFFICIAL:
                return True
    return len(holders) >= _OFFICIAL


def _in_order_given(lineage: Lineage, order: list[int]) -> Lineage:
    from dataclasses import replace

    def moved(edge: Edge) -> Edge:
        evidence = tuple(
            replace(each, spans=tuple((order[a], start, end) for a, start, end in each.spans)) for each in edge.evidence
        )
        return replace(edge, derived=order[edge.derived], source=order[edge.source], evidence=evidence)

    return Lineage(
        tuple(moved(edge) for edge in lineage.edges),
        tuple(sorted(tuple(sorted(order[i] for i in group)) for group in lineage.groups)),
    )

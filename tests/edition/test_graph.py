from dataclasses import replace
from itertools import combinations

from edition.many import many

from variorum.edition import Edition
from variorum.edition.data import Edge, Lineage
from variorum.edition.figures import lineage_svg
from variorum.edition.graph import HEIGHT, PAGE, WIDTH, Graph, layout
from variorum.model import DerivationKind


def family(*edges: tuple[int, int, DerivationKind], size: int = 6) -> Edition:
    """An edition in which all articles are one source, with edges as (derived, source, kind)."""
    edition = many(size, 4)
    ids = [a.id for a in edition.articles]
    found = tuple(Edge(ids[d], ids[s], kind, 0.5, directed=True) for d, s, kind in edges)
    return replace(edition, lineage=Lineage(found, (tuple(ids),)))


def apart(graph: Graph) -> None:
    nodes = [n for g in graph.groups for n in g.nodes]
    for a, b in combinations(nodes, 2):
        assert abs(a.x - b.x) >= WIDTH or abs(a.y - b.y) >= HEIGHT
    for a, b in combinations(graph.groups, 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    for g in graph.groups:
        assert all(g.x <= n.x <= g.x + g.width - WIDTH and g.y <= n.y <= g.y + g.height - HEIGHT for n in g.nodes)


def test_single_articles_fill_rows() -> None:
    graph = layout(many(9, 5))
    apart(graph)
    assert graph.width <= PAGE
    assert len(graph.groups) == 9


def test_what_derives_stands_right_of_its_source() -> None:
    rewrite = DerivationKind.REWRITE
    graph = layout(family((1, 0, rewrite), (2, 1, rewrite), (3, 0, rewrite), (2, 0, rewrite)))
    apart(graph)
    x = {n.article: n.x for n in graph.groups[0].nodes}
    assert x[0] < x[1] < x[2]
    assert x[3] == x[1]
    assert len(graph.groups[0].lines) == 4


def test_siblings_hang_on_one_unseen_original() -> None:
    common = DerivationKind.COMMON
    graph = layout(family((1, 0, common), (2, 1, common), (4, 3, common)))
    apart(graph)
    assert [n.article for n in graph.groups[0].nodes].count(-1) == 2
    assert len(graph.groups[0].lines) == 5


def test_a_circle_does_not_hang() -> None:
    rewrite = DerivationKind.REWRITE
    apart(layout(family((1, 0, rewrite), (2, 1, rewrite), (0, 2, rewrite))))


def test_a_hundred_in_a_chain() -> None:
    graph = layout(family(*((i + 1, i, DerivationKind.VERBATIM) for i in range(99)), size=100))
    assert len({n.x for n in graph.groups[0].nodes}) == 100


def test_names_are_escaped(edition: Edition) -> None:
    hostile = replace(edition, articles=tuple(replace(a, outlet='<script>"&') for a in edition.articles))
    assert "<script" not in lineage_svg(hostile)

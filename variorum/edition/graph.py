"""A layered layout for the small graphs of lineage: sources left, what derives from them to the right.

After the scheme of Sugiyama, Tagawa and Toda (1981) with its two cheap steps: layers by the longest path, and one
pass that puts each node beside the middle of those it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model import DerivationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition.data import Edge, Edition

WIDTH, HEIGHT = 164, 46
ACROSS, DOWN = 112, 16
PADDING, LABEL = 14, 22
PAGE = 752


@dataclass(frozen=True, slots=True)
class Node:
    """A box: an article by its position, or (-1) an original that is not among the articles. x, y: its left top."""

    article: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from one box's right side to another's left; no share where it comes from an unseen original."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: DerivationKind
    share: float | None
    directed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """An independent source: a frame around the boxes of its articles."""

    number: int
    x: float
    y: float
    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing, in pixels."""

    width: float
    height: float
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    source: int
    target: int
    kind: DerivationKind
    share: float | None
    directed: bool


def layout(edition: Edition) -> Graph:
    """Place all articles: every independent source in its frame, frames in rows of the page's width."""
    index = {a.id: i for i, a in enumerate(edition.articles)}
    groups = [[index[a] for a in group] for group in edition.lineage.groups]
    # Frames with something to tell come first; single articles fill the rows below.
    ordered = sorted(range(len(groups)), key=lambda g: (-len(groups[g]), g))
    x = y = row = 0.0
    placed: list[Group] = []
    for g in ordered:
        edges = [e for e in edition.lineage.edges if index[e.derived] in groups[g] and index[e.source] in groups[g]]
        group = _frame(g + 1, groups[g], _links(edges, index))
        if x and x + group.width > PAGE:
            x, y, row = 0.0, y + row + PADDING, 0.0
        placed.append(_moved(group, x, y))
        x, row = x + group.width + PADDING, max(row, group.height)
    return Graph(max((g.x + g.width for g in placed), default=0), y + row, tuple(placed))


def _links(edges: Sequence[Edge], index: dict[str, int]) -> list[_Link]:
    """The edges by position; siblings of an unseen original hang on it, one original a family."""
    found = [
        _Link(index[e.source], index[e.derived], e.kind, e.share, e.directed)
        for e in edges
        if e.kind is not DerivationKind.COMMON
    ]
    family: dict[int, int] = {}
    for e in edges:
        if e.kind is DerivationKind.COMMON:
            a, b = index[e.source], index[e.derived]
            old, new = family.get(b, b), family.get(a, a)
            family = {k: new if v == old else v for k, v in family.items()} | {a: new, b: new}
    return found + [
        _Link(-1 - family[article], article, DerivationKind.COMMON, None, directed=True) for article in sorted(family)
    ]


def _frame(number: int, articles: Sequence[int], links: Sequence[_Link]) -> Group:
    layers = _layers(articles, links)
    tallest = max(len(layer) for layer in layers)
    place: dict[int, tuple[float, float]] = {}
    for depth, layer in enumerate(layers):
        x = PADDING + depth * (WIDTH + ACROSS)
        room = (tallest - len(layer)) * (HEIGHT + DOWN) / 2
        for i, node in enumerate(layer):
            place[node] = (x, LABEL + PADDING + room + i * (HEIGHT + DOWN))
    width = 2 * PADDING + len(layers) * WIDTH + (len(layers) - 1) * ACROSS
    height = LABEL + 2 * PADDING + tallest * (HEIGHT + DOWN) - DOWN
    nodes = tuple(Node(max(n, -1), *place[n]) for n in sorted(place))
    return Group(number, 0, 0, width, height, nodes, tuple(_lines(links, place)))


def _layers(articles: Sequence[int], links: Sequence[_Link]) -> list[list[int]]:
    nodes = sorted(set(articles) | {link.source for link in links})
    parents = {n: [link.source for link in links if link.target == n] for n in nodes}
    depth: dict[int, int] = {}

    def deep(node: int, seen: frozenset[int]) -> int:
        if node not in depth:
            known = [deep(p, seen | {node}) + 1 for p in parents[node] if p not in seen]
            depth[node] = max(known, default=0)
        return depth[node]

    for node in nodes:
        deep(node, frozenset({node}))
    layers: list[list[int]] = [[n for n in nodes if depth[n] == d] for d in range(max(depth.values()) + 1)]
    row: dict[int, float] = {}
    for layer in layers:
        layer.sort(key=lambda n: (_middle([row[p] for p in parents[n] if p in row]), n))
        row.update({n: float(i) for i, n in enumerate(layer)})
    return layers


def _middle(rows: list[float]) -> float:
    return sum(rows) / len(rows) if rows else 0.0


def _lines(links: Sequence[_Link], place: dict[int, tuple[float, float]]) -> list[Line]:
    arriving: dict[int, list[_Link]] = {}
    for link in sorted(links, key=lambda k: place[k.source][1]):
        arriving.setdefault(link.target, []).append(link)
    lines = []
    for target, found in sorted(arriving.items()):
        for i, link in enumerate(found):
            x1, y1 = place[link.source]
            x2, y2 = place[target]
            shift = (i - (len(found) - 1) / 2) * 15
            lines.append(
                Line(x1 + WIDTH, y1 + HEIGHT / 2, x2, y2 + HEIGHT / 2 + shift, link.kind, link.share, link.directed)
            )
    return lines


def _moved(group: Group, x: float, y: float) -> Group:
    nodes = tuple(Node(n.article, n.x + x, n.y + y) for n in group.nodes)
    lines = tuple(Line(k.x1 + x, k.y1 + y, k.x2 + x, k.y2 + y, k.kind, k.share, k.directed) for k in group.lines)
    return Group(group.number, x, y, group.width, group.height, nodes, lines)

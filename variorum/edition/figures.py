"""The figure of an edition: its lineage as SVG, made without any other program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from variorum.edition.display import date, shortened
from variorum.edition.graph import ACROSS, HEIGHT, WIDTH, Graph, Group, Line, Node, layout
from variorum.model import DerivationKind, letters, name_in_story

if TYPE_CHECKING:
    from variorum.edition.data import Article, Edition

COLOURS = 12
"""How many colours the style sheet has for articles; letters tell apart those that share one."""


def lineage_svg(edition: Edition) -> Markup:
    """The lineage as one SVG element. Its colours are classes of the page's style sheet (`o1` to `o12`)."""
    graph = layout(edition)
    parts = [_opening(graph)]
    for group in graph.groups:
        parts += _group(edition, group)
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - every text in it went through `escape`


def colour(index: int) -> str:
    """The class that gives an article its colour."""
    return f"o{index % COLOURS + 1}"


def _opening(graph: Graph) -> str:
    width, height = graph.width + 2, graph.height + 2
    return (
        f'<svg class="lineage" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="Lineage of the articles" '
        f'width="{width:g}" height="{height:g}" viewBox="-1 -1 {width:g} {height:g}"><defs>'
        '<marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="tip" d="M0 0.6 8 4 0 7.4Z"/></marker></defs>'
    )


def _group(edition: Edition, group: Group) -> list[str]:
    x, y = group.x, group.y
    frame = f'<rect class="frame" x="{x:g}" y="{y:g}" width="{group.width:g}" height="{group.height:g}" rx="6"/>'
    label = f'<text class="frame-label" x="{x + 14:g}" y="{y + 20:g}">independent source {group.number}</text>'
    lines = [_line(line) for line in group.lines]
    nodes = [_unseen(n) if n.article < 0 else _node(n, edition.articles[n.article]) for n in group.nodes]
    return [frame, label, *lines, *nodes]


def _line(line: Line) -> str:
    bend = max((line.x2 - line.x1) / 2, ACROSS / 2)
    path = (
        f"M{line.x1:g} {line.y1:g}C{line.x1 + bend:g} {line.y1:g} "
        f"{line.x2 - bend:g} {line.y2:g} {line.x2 - 2:g} {line.y2:g}"
    )
    tip = ' marker-end="url(#tip)"' if line.directed else ""
    kind = "unseen" if line.kind is DerivationKind.COMMON else "taken"
    drawn = f'<path class="edge {kind}" d="{path}"{tip}/>'
    if line.share is None:
        return drawn
    label = f"{line.kind} {round(100 * line.share)} %"
    return drawn + f'<text class="edge-label" x="{line.x2 - 12:g}" y="{line.y2 - 7:g}">{label}</text>'


def _node(node: Node, article: Article) -> str:
    name = escape(shortened(name_in_story(article.outlet, node.article), 30))
    when = escape(date(article.published[:10])) if article.published else "date not known"
    x, y, i = node.x, node.y, node.article
    # The inner svg cuts off a name that is too long for its box, whatever the font.
    return (
        f'<a class="node {colour(i)}" href="#a{i + 1}">'
        f'<rect class="box" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
        f'<rect class="badge-box" x="{x + 9:g}" y="{y + 12:g}" width="22" height="22" rx="3"/>'
        f'<text class="badge-letter" x="{x + 20:g}" y="{y + 28:g}">{letters(i)}</text>'
        f'<svg x="{x + 38:g}" y="{y:g}" width="{WIDTH - 42}" height="{HEIGHT}">'
        f'<text class="name" x="1" y="20">{name}</text><text class="when" x="1" y="36">{when}</text></svg></a>'
    )


def _unseen(node: Node) -> str:
    x, y = node.x, node.y
    return (
        f'<rect class="box unseen" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
        f'<text class="name" x="{x + 14:g}" y="{y + 20:g}">a common original</text>'
        f'<text class="when" x="{x + 14:g}" y="{y + 36:g}">not among the articles</text>'
    )

"""The lineage for Graphviz: independent sources are clusters, arrows go from the source to what derives from it.

An edge is labelled with kind and share and has its reason as tooltip; where the direction is not known it has no head.

    "ledger" -> "post" [label="rewrite 42%", tooltip="One sentence stands word for word in both."];
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File
from variorum.interchange.lineage_graph import edges, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `lineage.dot`."""
    yield File("lineage.dot", ("\n".join(_lines(edition)) + "\n").encode("utf-8", "replace"))


def _lines(edition: Edition) -> Iterator[str]:
    found = nodes(edition)
    yield "digraph lineage {"
    yield "  rankdir=LR; node [shape=box, style=rounded, fontname=sans]; edge [fontname=sans, fontsize=10];"
    for number, group in enumerate(edition.lineage.groups, 1):
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={_quoted(f'independent source {number}')}; style=dotted;"
        for article in group:
            attributes = found[article]
            label = "\n".join(str(v) for v in (attributes["label"], attributes["published"]) if v)
            yield f"    {_quoted(article)} [label={_quoted(label)}, tooltip={_quoted(str(attributes['title']))}];"
        yield "  }"
    for edge in edges(edition):
        told = f"{edge.attributes['kind']} {edge.attributes['share']:.0%}"
        arrow = "" if edge.attributes["directed"] else ", dir=none"
        reason = _quoted(str(edge.attributes["reason"]))
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.derived)}"
        yield f"  {ends} [label={_quoted(told)}, tooltip={reason}{arrow}];"
    yield "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\0", "").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'

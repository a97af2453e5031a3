"""Lineage at the scale of an archive: who reprinted whom, inside groups whose texts overlap.

What derives word for word shares shingles, so that the groups of near-duplicates and cuts hold every such pair. Inside
a group lineage is traced as in a story, from common passages outside quotations, credits and times; rewritings and
translations need the parse of a story's articles and are found in the editions of stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.archive.layout import Layout
from variorum.archive.ship import groups_in
from variorum.archive.stages import Outcome
from variorum.archive.tables import write
from variorum.lineage.credits import reports
from variorum.lineage.graph import Graph
from variorum.lineage.pairs import tie
from variorum.lineage.passages import shared_passages
from variorum.lineage.view import view
from variorum.model import Annotated, Parse, sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from variorum.model import Article, Edge

# Articles of one shard.
PARTITION = 5_000
# Of a larger group so many articles at a time are traced, each lot with the group's earliest.
_LOT = 100
_NO_PARSE = Parse((), (), has_syntax=False)


def derive(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """The edges between the articles of each group of a partition, written as a table."""
    rows = [row for group, articles in groups_in(packets) for row in _rows(group, articles)]
    path = Layout(root).table("lineage", f"{number:05}")
    write(path, "lineage", rows)
    directed = sum(row["directed"] for row in rows)
    return Outcome([path], {"edges": len(rows), "directed": directed})


def _rows(group: int, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    for lot in _lots(articles):
        for edge in edges(lot):
            yield {
                "derived": lot[edge.derived].id,
                "source": lot[edge.source].id,
                "kind": edge.kind.value,
                "share": edge.share,
                "directed": edge.directed,
                "partial": edge.partial,
                "group": group,
                "evidence": [sound(each.reason) for each in edge.evidence],
            }


def _lots(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The articles by time, in lots that all begin with the first."""
    ordered = sorted(articles, key=lambda a: (not a.published, a.published, a.id))
    for start in range(1, len(ordered), _LOT - 1):
        yield [ordered[0], *ordered[start : start + _LOT - 1]]


def edges(articles: Sequence[Article]) -> list[Edge]:
    """The edges of word-for-word derivation among some articles, which they name by position."""
    views = [view(Annotated(article, _NO_PARSE)) for article in articles]
    shared = shared_passages(views)
    ties = [found for pair in sorted(shared) if (found := tie(views, shared[pair], None))]
    return Graph(reports(views), ties).edges()

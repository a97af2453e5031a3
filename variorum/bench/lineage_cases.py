"""The `lineage-cases` task: the articles of a story to edges and independent sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.annotate import annotate
from variorum.encode import default_encoder
from variorum.extract.articles import extract
from variorum.lineage import trace
from variorum.model import Article, Metadata, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.encode import Encoder


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> list[dict[str, Any]]:
    """Rows with `id` and `articles` to rows with `id`, `edges` and `groups` (of article ids)."""
    return [_predicted(row, encoder or default_encoder()) for row in rows]


def _predicted(row: dict[str, Any], encoder: Encoder) -> dict[str, Any]:
    articles = [found for each in row["articles"] if isinstance(found := extract(_document(each)), Article)]
    lineage = trace(annotate(articles), encoder=encoder)
    ids = [article.id for article in articles]
    edges = [
        {
            "derived": ids[edge.derived],
            "source": ids[edge.source],
            "kind": edge.kind.value,
            "directed": edge.directed,
            "partial": edge.partial,
            "share": round(edge.share, 4),
        }
        for edge in lineage.edges
    ]
    return {"id": row["id"], "edges": edges, "groups": [[ids[i] for i in group] for group in lineage.groups]}


def _document(article: dict[str, Any]) -> RawDocument:
    given = {key: str(article.get(key) or "") for key in ("id", "outlet", "title", "published", "language")}
    return RawDocument(given["id"], article["text"], "text/plain", Metadata(**given))

"""The `stories` task: articles to stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.cluster import stories
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.encode import Encoder


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> list[dict[str, Any]]:
    """Rows with `id`, `title`, `text` to rows with `id` and `story` (a label)."""
    rows = list(rows)
    found = stories([_article(row) for row in rows], encoder or default_encoder())
    label = {position: number for number, story in enumerate(found) for position in story}
    return [{"id": row["id"], "story": f"story-{label[i]}"} for i, row in enumerate(rows)]


def _article(row: dict[str, Any]) -> Article:
    text = row["text"]
    return Article(
        str(row["id"]),
        text,
        (Block(0, len(text), BlockKind.BODY),),
        title=row.get("title") or "",
        published=row.get("published") or "",
        language=row.get("language") or "",
    )

"""The `reuse` task: whether a text takes over parts of another, judged by what lineage looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.encode import default_encoder
from variorum.lineage.meanings import encoded
from variorum.lineage.pairs import tie
from variorum.lineage.parallel import parallels
from variorum.lineage.passages import shared_passages
from variorum.lineage.view import view
from variorum.model import Annotated, Article, Block, BlockKind, Parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.encode import Encoder


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> list[dict[str, Any]]:
    """Rows with `id`, `source`, `text` to rows with `id` and `reused`: by a shared passage, or sentence by sentence."""
    return [{"id": row["id"], "reused": _reused(row, encoder or default_encoder())} for row in rows]


def _reused(row: dict[str, Any], encoder: Encoder) -> bool:
    views = [view(_plain(row["source"])), view(_plain(row["text"]))]
    if shared_passages(views):
        return True
    return any(tie(views, None, parallel) for parallel in parallels(views, encoded(views, encoder)))


def _plain(text: str) -> Annotated:
    return Annotated(Article("", text, (Block(0, len(text), BlockKind.BODY),)), Parse((), (), has_syntax=False))

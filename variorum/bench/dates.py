"""Time expressions: the annotator on articles with TIMEX3 labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.annotate.parse import parse
from variorum.annotate.times import find_times
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable


def predict(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Find the time expressions of each row's `text`, read against its `published`.

    A prediction row is {id, dates: [{start, end, type, value}]}.
    """
    rows = list(rows)
    articles = [
        Article(str(r["id"]), r["text"], (Block(0, len(r["text"]), BlockKind.BODY),), published=r.get("published", ""))
        for r in rows
    ]
    predictions = []
    for row, article, parsed in zip(rows, articles, parse(articles), strict=True):
        times = find_times(parsed, article.text, article.published, "en")
        dates = [{"start": t.start, "end": t.end, "type": t.value.kind.value, "value": t.value.value} for t in times]
        predictions.append({"id": row["id"], "dates": dates})
    return predictions

"""Hand-made stories with their conflicts: annotate, align and compare, one story at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.bench.scores import Row
    from variorum.encode import Encoder
    from variorum.model import Article, Collation, Discrepancy


def predict(rows: Sequence[Row], encoder: Encoder | None = None) -> Iterator[dict[str, object]]:
    """For each row its `id` and `discrepancies` [{kind, readings: [{article, start, end}]}], conflicts and variants."""
    from variorum.bench.articles import article
    from variorum.compare import compare
    from variorum.encode import default_encoder

    encoder = encoder or default_encoder()
    for row in rows:
        articles = [
            article(a["id"], a["text"], a.get("title", ""), a.get("published", ""), a.get("outlet", ""), "en")
            for a in row["articles"]
        ]
        collation = collate(articles, encoder)
        yield {"id": row["id"], "discrepancies": [shape(d, collation) for d in compare(collation) if counts(d)]}


def collate(articles: Sequence[Article], encoder: Encoder) -> Collation:
    """The stages before comparison."""
    from variorum.align import align
    from variorum.annotate import annotate

    return align(tuple(annotate(articles)), encoder)


def counts(discrepancy: Discrepancy) -> bool:
    """Whether a discrepancy is a difference: compatible ones are kept for readers and not counted."""
    return discrepancy.verdict is not Verdict.COMPATIBLE


def shape(discrepancy: Discrepancy, collation: Collation) -> dict[str, object]:
    """A discrepancy in the shape of the gold data."""
    return {
        "kind": discrepancy.kind.value,
        "verdict": discrepancy.verdict.value,
        "reason": discrepancy.reason,
        "readings": [
            {"article": collation.articles[r.article].article.id, "start": r.start, "end": r.end, "side": r.side}
            for r in discrepancy.readings
        ],
    }

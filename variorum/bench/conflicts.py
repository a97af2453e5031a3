"""Pairs of sentences that contradict or not: two articles of one sentence each, and the rules for stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.bench.scores import Row
    from variorum.encode import Encoder


def predict(rows: Sequence[Row], encoder: Encoder | None = None) -> Iterator[dict[str, object]]:
    """For each row with sentences `a` and `b` its `id` and `conflict`."""
    from variorum.align import align
    from variorum.annotate import annotate
    from variorum.bench.articles import article
    from variorum.bench.conflict_cases import counts
    from variorum.compare import compare
    from variorum.encode import default_encoder

    encoder = encoder or default_encoder()
    sides = [article(f"{row['id']}/{side}", row[side], language="en") for row in rows for side in "ab"]
    annotated = annotate(sides)
    for number, row in enumerate(rows):
        found = compare(align(tuple(annotated[2 * number : 2 * number + 2]), encoder))
        yield {"id": row["id"], "conflict": any(counts(d) for d in found)}

"""Pairs of sentences that contradict or not: two articles of one sentence each, and the rules for stories."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.bench.scores import Row
    from variorum.encode import Encoder
    from variorum.model import Annotated


def predict(rows: Sequence[Row], encoder: Encoder | None = None) -> Iterator[dict[str, object]]:
    """For each row with sentences `a` and `b` its `id` and `conflict`."""
    from variorum.align import align
    from variorum.bench.conflict_cases import counts
    from variorum.compare import compare
    from variorum.encode import default_encoder
    from variorum.encode.encoder import RememberingEncoder

    annotated = _annotated(rows)
    encoder = RememberingEncoder(encoder or default_encoder())
    # All claims at once: alignment then finds nearly every vector ready, and the network's weights are read seldom.
    encoder.encode([" ".join(side.text_of(claim).split()) for side in annotated for claim in side.claims])
    for number, row in enumerate(rows):
        found = compare(align(tuple(annotated[2 * number : 2 * number + 2]), encoder))
        yield {"id": row["id"], "conflict": any(counts(d) for d in found)}


def _annotated(rows: Sequence[Row]) -> list[Annotated]:
    """Both sides of each row, one after the other; a sentence that comes again is annotated once."""
    from variorum.annotate import annotate
    from variorum.bench.articles import article

    sides = [article(f"{row['id']}/{side}", row[side], language="en") for row in rows for side in "ab"]
    first = {side.text: side for side in reversed(sides)}
    done = dict(zip(first, annotate(list(first.values())), strict=True))
    return [replace(done[side.text], article=side) for side in sides]

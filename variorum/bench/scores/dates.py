"""Time expressions after TempEval-3 (UzZaman et al. 2013): relaxed spans, and spans with the right value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf

if TYPE_CHECKING:
    from collections.abc import Sequence


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """`span_f1` counts overlapping spans, `value_f1` those among them with an equal value."""
    spans = values = in_answer = in_truth = 0
    items = []
    for row, answer in zip(gold, predicted, strict=True):
        left = list(answer.get("dates", ()))
        in_answer, in_truth = in_answer + len(left), in_truth + len(row["dates"])
        right, wrong = 0, []
        for truth in row["dates"]:
            hit = next((d for d in left if d["start"] < truth["end"] and truth["start"] < d["end"]), None)
            if hit:
                left.remove(hit)
                spans += 1
            if hit and hit.get("value") == truth["value"]:
                right += 1
            else:
                got = hit.get("value") if hit else "nothing"
                wrong.append(f"{row['text'][truth['start'] : truth['end']]!r}: {truth['value']}, got {got}")
        values += right
        total = len(answer.get("dates", ()))
        extra = [f"false {row['text'][d['start'] : d['end']]!r}" for d in left]
        share = f1_of(right / max(1, total), right / max(1, len(row["dates"])))
        items.append(Item(str(row["id"]), share, "; ".join(wrong + extra)))
    figures = {"span_f1": prf(spans, in_answer, in_truth)["f1"], "value_f1": prf(values, in_answer, in_truth)["f1"]}
    return Scores(figures, tuple(items))

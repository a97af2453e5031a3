"""Pairs of sentences that tell the same, inside each story and across its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, prf

if TYPE_CHECKING:
    from collections.abc import Sequence


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Precision, recall and F1 over the unordered pairs of all stories; pairs inside one article do not count."""
    hits = in_answer = in_truth = 0
    items = []
    for row, answer in zip(gold, predicted, strict=True):
        article = [sentence["article"] for sentence in row["sentences"]]
        truth = {tuple(sorted(pair)) for pair in row["pairs"]}
        found = {tuple(sorted(pair)) for pair in answer.get("pairs", ())}
        found = {(i, j) for i, j in found if article[i] != article[j]}
        both = len(truth & found)
        hits, in_answer, in_truth = hits + both, in_answer + len(found), in_truth + len(truth)
        reason = f"{len(truth) - both} of {len(truth)} missed, {len(found) - both} false"
        items.append(Item(str(row["story"]), prf(both, len(found), len(truth))["f1"], reason))
    return Scores(prf(hits, in_answer, in_truth), tuple(items))

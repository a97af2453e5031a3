"""Texts against reference texts: extraction by 4-grams of words, briefs by ROUGE (Lin 2004)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Lower-cased words, not stemmed."""
    return _WORD.findall(text.lower())


def grams(tokens: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    """Counted runs of `size` words; a shorter text is one run."""
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1)))


def extraction(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Mean precision and recall of 4-grams over pages, and the F1 of the means (as Scrapinghub's benchmark does)."""
    precisions, recalls, items = [], [], []
    for row, answer in zip(gold, predicted, strict=True):
        truth, found = grams(words(row["body"]), 4), grams(words(answer.get("text") or ""), 4)
        figures = prf((truth & found).total(), found.total(), truth.total())
        precisions.append(figures["precision"])
        recalls.append(figures["recall"])
        reason = f"precision {figures['precision']:.2f}, recall {figures['recall']:.2f}: {row.get('url', '')}"
        items.append(Item(str(row["id"]), figures["f1"], reason))
    precision, recall = sum(precisions) / len(gold), sum(recalls) / len(gold)
    return Scores({"precision": precision, "recall": recall, "f1": f1_of(precision, recall)}, tuple(items))


def briefs(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """ROUGE-1, ROUGE-2 and ROUGE-L F1, means over stories."""
    total: Counter[str] = Counter()
    items = []
    for row, answer in zip(gold, predicted, strict=True):
        truth, found = words(row["reference"]), words(answer.get("brief") or "")
        each = {
            f"rouge{n}": prf((grams(truth, n) & grams(found, n)).total(), *_totals(found, truth, n))["f1"]
            for n in (1, 2)
        }
        each["rougeL"] = prf(_longest_common(truth, found), len(found), len(truth))["f1"]
        for name, value in each.items():
            total[name] += value  # type: ignore[assignment]
        items.append(Item(str(row["story"]), each["rouge1"], (answer.get("brief") or "")[:200]))
    return Scores({name: value / len(gold) for name, value in total.items()}, tuple(items))


def _totals(found: list[str], truth: list[str], size: int) -> tuple[int, int]:
    return grams(found, size).total(), grams(truth, size).total()


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence; one row of the table at a time."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]

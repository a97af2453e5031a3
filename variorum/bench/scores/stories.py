"""Groupings of articles: B-cubed (Bagga and Baldwin 1998), pairs, adjusted Rand index (Hubert and Arabie 1985)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Figures over all articles; an article without a prediction is a story of its own."""
    truth = [str(row["story"]) for row in gold]
    answer = [str(row.get("story", f"alone-{i}")) for i, row in enumerate(predicted)]
    of_truth, of_answer, of_both = Counter(truth), Counter(answer), Counter(zip(truth, answer, strict=True))
    n = len(gold)
    each = [(of_both[t, a] / of_answer[a], of_both[t, a] / of_truth[t]) for t, a in zip(truth, answer, strict=True)]
    precision, recall = (sum(values) / n for values in zip(*each, strict=True))
    both, in_truth, in_answer = (_pairs(c.values()) for c in (of_both, of_truth, of_answer))
    expected = in_truth * in_answer / max(1, _pairs([n]))
    mean = (in_truth + in_answer) / 2
    figures = {
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": f1_of(precision, recall),
        "pair_f1": prf(both, in_answer, in_truth)["f1"],
        "ari": (both - expected) / (mean - expected) if mean != expected else 1.0,
        "stories_gold": len(of_truth),
        "stories_predicted": len(of_answer),
    }
    items = tuple(
        Item(str(row["id"]), f1_of(p, r), f"with it, {p:.0%} belong; of its own story, {r:.0%} are here")
        for row, (p, r) in zip(gold, each, strict=True)
    )
    return Scores(figures, items)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)

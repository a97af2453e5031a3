"""Yes-or-no answers: pairs, conflicts, reuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, prf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def score(gold: Sequence[Row], predicted: Sequence[Row], truth: Callable[[Row], bool], field: str) -> Scores:
    """Accuracy, precision, recall and F1 of the answer `field` against `truth` of the gold row."""
    pairs = [(truth(g), bool(p.get(field))) for g, p in zip(gold, predicted, strict=True)]
    hits = sum(t and a for t, a in pairs)
    figures = {"accuracy": sum(t == a for t, a in pairs) / max(1, len(pairs))}
    figures |= prf(hits, sum(a for _, a in pairs), sum(t for t, _ in pairs))
    items = tuple(Item(str(g["id"]), float(t == a), _reason(g, t, a)) for g, (t, a) in zip(gold, pairs, strict=True))
    return Scores(figures, items)


def _reason(row: Row, truth: bool, answer: bool) -> str:
    if truth == answer:
        return ""
    wrong = "missed" if truth else "false alarm"
    texts = " | ".join(" ".join(str(row[name]).split())[:160] for name in ("a", "b", "text") if name in row)
    return f"{wrong}: {texts}"

"""Precision, recall and F1, and the shape of a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a task: its identifier, how good the answer is (0 to 1) and what is wrong with it."""

    id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a task, by name, and its items."""

    figures: dict[str, float]
    items: tuple[Item, ...]

    def worst(self, count: int) -> tuple[Item, ...]:
        """The items with the lowest scores."""
        return tuple(sorted(self.items, key=lambda item: (item.score, item.id))[:count])


def f1_of(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall (van Rijsbergen 1979); 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(hits: float, predicted: float, gold: float, prefix: str = "") -> dict[str, float]:
    """Precision, recall and F1 of counts; what cannot be computed is 0."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return {
        f"{prefix}precision": precision,
        f"{prefix}recall": recall,
        f"{prefix}f1": f1_of(precision, recall),
    }

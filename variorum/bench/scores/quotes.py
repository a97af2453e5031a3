"""Attributions after PolNeAR: contents by characters, attributions by the overlap of their contents, their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKS = frozenset('"“”«»„')
_LOOSE, _TIGHT = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class _Attribution:
    content: frozenset[int]
    source: frozenset[int]


@dataclass
class _Tally:
    shared: int = 0
    in_answer: int = 0
    in_truth: int = 0
    gold: int = 0
    predicted: int = 0
    loose: int = 0
    tight: int = 0
    sourced: int = 0
    sources_right: int = 0

    def figures(self, prefix: str) -> dict[str, float]:
        return {
            f"{prefix}content_f1": prf(self.shared, self.in_answer, self.in_truth)["f1"],
            **prf(self.loose, self.predicted, self.gold, f"{prefix}at03_"),
            f"{prefix}at08_f1": prf(self.tight, self.predicted, self.gold)["f1"],
            f"{prefix}source_accuracy": self.sources_right / self.sourced if self.sourced else 0.0,
        }


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Figures over all attributions and over those whose content touches a quotation mark."""
    every, marked, items = _Tally(), _Tally(), []
    for row, answer in zip(gold, predicted, strict=True):
        truth = _attributions(row["attributions"])
        found = _attributions(answer.get("attributions", ()))
        hits, missed = _count(truth, found, every)
        items.append(
            Item(str(row["id"]), f1_of(hits / max(1, len(found)), hits / max(1, len(truth))), _told(row, missed))
        )
        near = {j for i, c in enumerate(row["text"]) if c in _MARKS for j in (i - 1, i, i + 1)}
        _count([a for a in truth if a.content & near], [a for a in found if a.content & near], marked)
    return Scores(every.figures("") | marked.figures("marked_"), tuple(items))


def _attributions(rows: Iterable[Row]) -> list[_Attribution]:
    return [_Attribution(_characters(row["content"]), _characters(row["source"])) for row in rows]


def _characters(spans: Iterable[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end))


def _count(truth: list[_Attribution], found: list[_Attribution], tally: _Tally) -> tuple[int, list[_Attribution]]:
    in_truth = frozenset().union(*(a.content for a in truth))
    in_answer = frozenset().union(*(a.content for a in found))
    tally.shared += len(in_truth & in_answer)
    tally.in_truth += len(in_truth)
    tally.in_answer += len(in_answer)
    tally.gold += len(truth)
    tally.predicted += len(found)
    hits, matched = 0, set()
    for overlap, i, j in _matches(truth, found):
        tally.tight += overlap >= _TIGHT
        if overlap >= _LOOSE:
            hits += 1
            matched.add(i)
            if truth[i].source:
                tally.sourced += 1
                tally.sources_right += _overlap(truth[i].source, found[j].source) >= _LOOSE
    tally.loose += hits
    return hits, [a for i, a in enumerate(truth) if i not in matched]


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _matches(truth: list[_Attribution], found: list[_Attribution]) -> list[tuple[float, int, int]]:
    """One to one, best overlap first."""
    candidates = sorted(
        ((_overlap(a.content, b.content), i, j) for i, a in enumerate(truth) for j, b in enumerate(found)), reverse=True
    )
    taken_truth: set[int] = set()
    taken_found: set[int] = set()
    chosen = []
    for overlap, i, j in candidates:
        if overlap and i not in taken_truth and j not in taken_found:
            taken_truth.add(i)
            taken_found.add(j)
            chosen.append((overlap, i, j))
    return chosen


def _told(row: Row, missed: list[_Attribution]) -> str:
    shown = [" ".join(row["text"][min(a.content) : max(a.content) + 1].split())[:90] for a in missed[:3] if a.content]
    return f"missed {len(missed)}: " + " | ".join(shown) if missed else ""

"""Discrepancies against hand-made stories: what is found, how tightly, of what kind, and what is wrongly flagged.

A prediction hits a gold entry when in at least two of the entry's articles one of its readings shares 30 % of the
shorter span with a gold reading. A hit is tight at a mean intersection over union of .25.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from variorum.bench.scores.base import Item, Row, Scores, f1_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHARE = 0.30
TIGHT = 0.25

_Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Hit:
    tightness: float
    kind_right: bool
    prediction: int


@dataclass
class _Tally:
    gold: int = 0
    found: int = 0
    tight: int = 0
    kind: int = 0
    predicted: int = 0
    false_alarms: int = 0
    compatible: int = 0
    flagged: int = 0


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Recall, tight recall, precision, accuracy of the kind, and the share of compatible entries that are flagged."""
    tally, items = _Tally(), []
    for case, answer in zip(gold, predicted, strict=True):
        predictions = answer.get("discrepancies") or []
        spans = [_predicted(each) for each in predictions]
        missed, useful = _conflicts(case, predictions, spans, tally)
        alarms = [i for i in range(len(predictions)) if i not in useful]
        tally.predicted += len(predictions)
        tally.false_alarms += len(alarms)
        flagged = _compatible(case, [spans[i] for i in alarms], tally)
        wrong = [f"missed {m}" for m in missed] + [f"false {predictions[i].get('kind')}" for i in alarms] + flagged
        total = len(case["conflicts"]) + len(alarms)
        right = len(case["conflicts"]) - len(missed)
        items.append(Item(str(case["id"]), right / total if total else 1.0, "; ".join(wrong)))
    return Scores(_figures(tally), tuple(items))


def tightness(case: Row, entry: Mapping[str, Any], prediction: Mapping[str, Any]) -> float:
    """How tightly (0 to 1) a prediction hits an entry of a case; 0 where it does not."""
    articles, tight = _match(_gold(case, entry), _predicted(prediction))
    return tight if articles >= 2 else 0.0


def _figures(tally: _Tally) -> dict[str, float]:
    recall = tally.found / max(1, tally.gold)
    precision = (tally.predicted - tally.false_alarms) / max(1, tally.predicted)
    return {
        "recall": recall,
        "recall_tight": tally.tight / max(1, tally.gold),
        "precision": precision,
        "f1": f1_of(precision, recall),
        "kind_accuracy": tally.kind / max(1, tally.found),
        "compatible_flagged_rate": tally.flagged / max(1, tally.compatible),
        "false_alarms": tally.false_alarms,
    }


def _conflicts(
    case: Row, predictions: Sequence[Mapping[str, Any]], spans: list[_Spans], tally: _Tally
) -> tuple[list[str], set[int]]:
    missed: list[str] = []
    useful: set[int] = set()
    for entry in case["conflicts"]:
        tally.gold += 1
        truth = _gold(case, entry)
        hits = []
        for i, found in enumerate(spans):
            articles, tightness = _match(truth, found)
            if articles >= 2:
                hits.append(_Hit(round(tightness, 6), predictions[i].get("kind") == entry["kind"], i))
        if not hits:
            missed.append(f"{entry['kind']} ({entry.get('why', '')})")
            continue
        useful |= {hit.prediction for hit in hits}
        best = max(hits, key=lambda hit: (hit.tightness, hit.kind_right))
        tally.found += 1
        tally.tight += best.tightness >= TIGHT
        tally.kind += best.kind_right
    return missed, useful


def _compatible(case: Row, alarms: list[_Spans], tally: _Tally) -> list[str]:
    flagged = []
    for entry in case.get("compatible", ()):
        tally.compatible += 1
        truth = _gold(case, entry)
        if any(_match(truth, found)[0] >= 2 for found in alarms):
            tally.flagged += 1
            flagged.append(f"flagged compatible {entry.get('type')} ({entry.get('why', '')})")
    return flagged


def _gold(case: Row, entry: Mapping[str, Any]) -> _Spans:
    texts = {article["id"]: article["text"] for article in case["articles"]}
    found: _Spans = {}
    for reading in entry["readings"]:
        start = reading.get("start")
        if start is None:
            start = texts[reading["article"]].index(reading["text"])
        found.setdefault(reading["article"], []).append((start, start + len(reading["text"])))
    return found


def _predicted(discrepancy: Mapping[str, Any]) -> _Spans:
    found: _Spans = {}
    for reading in discrepancy.get("readings", ()):
        found.setdefault(reading["article"], []).append((reading["start"], reading["end"]))
    return found


def _match(truth: _Spans, found: _Spans) -> tuple[int, float]:
    """How many of the gold articles are hit, and the mean over them of the best intersection over union."""
    best = []
    for article, spans in truth.items():
        hits = [_overlap(a, b) for a in spans for b in found.get(article, ()) if _touches(a, b)]
        if hits:
            best.append(max(hits))
    return len(best), sum(best) / len(best) if best else 0.0


def _touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both > 0 and both >= _SHARE * min(a[1] - a[0], b[1] - b[0])


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    return (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))

"""Lineages against hand-made stories: edges as unordered pairs, their direction and kind, and the partition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf


@dataclass
class _Tally:
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    directed: int = 0
    direction_right: int = 0
    kind_right: int = 0
    articles: int = 0
    precision: float = 0.0
    recall: float = 0.0
    counts_right: int = 0


_Edges = dict[frozenset[str], Mapping[str, Any]]


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Edge precision, recall and F1, direction and kind accuracy, B-cubed of the groups."""
    tally, items = _Tally(), []
    for case, answer in zip(gold, predicted, strict=True):
        truth, found = _edges(case["edges"]), _edges(answer.get("edges") or ())
        wrong = _count_edges(truth, found, tally)
        ids = [article["id"] for article in case["articles"]]
        _count_groups(_partition(ids, case["groups"]), _partition(ids, answer.get("groups") or ()), tally)
        hits = len(truth.keys() & found.keys())
        items.append(Item(str(case["id"]), prf(hits, len(found), len(truth))["f1"] if truth or found else 1.0, wrong))
    return Scores(_figures(tally, len(gold)), tuple(items))


def _figures(tally: _Tally, cases: int) -> dict[str, float]:
    precision, recall = tally.precision / max(1, tally.articles), tally.recall / max(1, tally.articles)
    return {
        **prf(tally.matched, tally.predicted, tally.gold, "edge_"),
        "direction_accuracy": tally.direction_right / max(1, tally.directed),
        "kind_accuracy": tally.kind_right / max(1, tally.matched),
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": f1_of(precision, recall),
        "independent_count_right": tally.counts_right / max(1, cases),
    }


def _edges(rows: Iterable[Mapping[str, Any]]) -> _Edges:
    found: _Edges = {}
    for row in rows:
        found.setdefault(frozenset((row["derived"], row["source"])), row)
    return found


def _count_edges(truth: _Edges, found: _Edges, tally: _Tally) -> str:
    tally.gold += len(truth)
    tally.predicted += len(found)
    wrong = [f"false {' - '.join(sorted(pair))}" for pair in found if pair not in truth]
    for pair, edge in truth.items():
        hit = found.get(pair)
        if hit is None:
            wrong.append(f"missed {edge['kind']} {' - '.join(sorted(pair))}")
            continue
        tally.matched += 1
        tally.kind_right += hit.get("kind") == edge["kind"]
        if edge["kind"] != "common":
            right = hit.get("kind") != "common" and hit["derived"] == edge["derived"]
            tally.directed += 1
            tally.direction_right += right
            wrong += [] if right else [f"wrong direction {' - '.join(sorted(pair))}"]
    return "; ".join(sorted(wrong))


def _partition(ids: Sequence[str], groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Each article's group; groups that share an article are one, an article in none stands alone."""
    of = {i: frozenset((i,)) for i in ids}
    for group in groups:
        members = [i for i in group if i in of]
        merged = frozenset().union(*(of[i] for i in members)) if members else frozenset()
        for i in merged:
            of[i] = merged
    return of


def _count_groups(truth: dict[str, frozenset[str]], found: dict[str, frozenset[str]], tally: _Tally) -> None:
    for i, group in truth.items():
        both = len(group & found[i])
        tally.precision += both / len(found[i])
        tally.recall += both / len(group)
    tally.articles += len(truth)
    tally.counts_right += len(set(truth.values())) == len(set(found.values()))

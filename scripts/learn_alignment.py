"""Learn the tables `event` and `company` of variorum/align/weights.json, and cross-validate them.

    python scripts/learn_alignment.py ecbplus_open.jsonl [--write]

The data says which sentences tell of the same event, the tables weigh pairs of claims: a pair of sentences is as
likely as its likeliest pair of claims (multiple-instance learning as in Andrews et al. 2003). Topics are kept whole in
the folds; the second table is learnt on what the first says of topics it has not seen. Learn from data with an open
licence only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from variorum.align import collate, events
from variorum.align.candidates import candidates
from variorum.align.entities import resolve
from variorum.align.frames import frames, rarities
from variorum.align.pairs import Setting, compare
from variorum.annotate import annotate
from variorum.bench.alignment import Report, labels, reports
from variorum.encode import default_encoder

_WEIGHTS = Path(__file__).parent.parent / "variorum" / "align" / "weights.json"
_FOLDS = 5
_RIDGE = 10.0
_ROUNDS = 8


class Story(NamedTuple):
    """The candidate pairs of a story: `bags` name the pair of sentences each belongs to."""

    topic: int
    places: list[int]
    positions: list[tuple[int, int]]
    features: list[dict[str, float]]
    bags: list[tuple[int, int]]
    gold: set[tuple[int, int]]


def read_stories(rows: list[dict]) -> list[Story]:
    """The pairs of all rows, with features."""
    found: list[Story] = []
    for topic, row in enumerate(rows):
        here = reports(row)
        gold = {tuple(sorted(pair)) for pair in row["pairs"]}
        found.append(read_story(topic, here, gold))
        print(f"\r{topic + 1} of {len(rows)} topics read", end="", file=sys.stderr)
    return found


def read_story(topic: int, story: list[Report], gold: set[tuple[int, int]]) -> Story:
    """The pairs of one story as alignment sees them."""
    annotated = tuple(annotate([r.article for r in story]))
    entities, entity_of = resolve(annotated)
    found = frames(annotated, entities, entity_of)
    vectors = collate.encode(found, default_encoder())
    rarity = rarities(found)
    setting = Setting(entities, rarity, collate._entity_rarities(found))
    positions = candidates(found, vectors, rarity)
    facts, bags = [], []
    for i, j in positions:
        a, b = found[i], found[j]
        facts.append(compare(a, b, round(float(vectors[i] @ vectors[j]), 4), setting)[1])
        sentences = sorted(story[f.ref.article].sentence(f.claim) for f in (a, b))
        bags.append((sentences[0], sentences[1]) if a.ref.article != b.ref.article else (-1, -1))
    features = list(events.first_pass(found, vectors, positions, facts, labels(story, default_encoder())))
    return Story(topic, events.sentences(found), positions, features, bags, gold)


def fit(features: list[dict[str, float]], bags: list[object], gold: list[bool]) -> dict[str, float]:
    """Logistic weights; in a bag that is true only the likeliest pair need be."""
    names = sorted({name for each in features for name in each})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(features), len(names)))
    for row, each in enumerate(features):
        for name, value in each.items():
            x[row, column[name]] = value
    order: dict[object, int] = {}
    bag = np.array([order.setdefault(b, len(order)) for b in bags])
    y = np.array(gold, dtype=float)
    share, beta = np.ones(len(y)), np.zeros(len(names))
    for _ in range(_ROUNDS):
        beta = newton(x, y, share)
        best = np.full(len(order), -np.inf)
        np.maximum.at(best, bag, x @ beta)
        share = np.where(y == 1, (x @ beta >= best[bag] - 1e-9).astype(float), 1.0)
    return {name: round(float(value), 3) for name, value in zip(names, beta, strict=True)}


def newton(x: np.ndarray, y: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Logistic regression with a ridge, by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (share * (p - y)) + _RIDGE * beta
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(beta)), gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def apply(table: dict[str, float], features: list[dict[str, float]]) -> list[float]:
    """Probabilities."""
    sums = np.array([sum(table.get(n, 0.0) * v for n, v in each.items()) for each in features])
    return (1 / (1 + np.exp(-np.clip(sums, -30, 30)))).tolist()


def learn(part: list[Story], features: dict[int, list[dict[str, float]]]) -> dict[str, float]:
    """A table from the pairs between articles of some stories; `features` by the story's identity."""
    rows = [
        (each, (id(story), bag), bag in story.gold)
        for story in part
        for each, bag in zip(features[id(story)], story.bags, strict=True)
        if bag[0] >= 0
    ]
    return fit([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def second(story: Story, table: dict[str, float]) -> list[dict[str, float]]:
    """The features of the second pass, given the first table."""
    return list(events.company(story.places, story.positions, apply(table, story.features)))


def learn_both(part: list[Story]) -> tuple[dict[str, float], dict[str, float]]:
    """Both tables."""
    own = {id(s): s.features for s in part}
    unseen: dict[int, list[dict[str, float]]] = {}
    for fold in range(_FOLDS):
        table = learn([s for s in part if s.topic % _FOLDS != fold], own) if part else {}
        unseen |= {id(s): second(s, table) for s in part if s.topic % _FOLDS == fold}
    return learn(part, own), learn(part, unseen)


def best(scored: list[dict[tuple[int, int], float]], stories_: list[Story], total: int) -> tuple[float, float]:
    """The best F1 over the given pairs of sentences and the threshold for it."""
    rows = sorted(
        ((value, bag in s.gold) for each, s in zip(scored, stories_, strict=True) for bag, value in each.items()),
        reverse=True,
    )
    hits, top = 0, (0.0, 1.0)
    for n, (value, right) in enumerate(rows, 1):
        hits += right
        top = max(top, (2 * hits / (n + total), value))
    return top


def of_sentences(story: Story, values: list[float]) -> dict[tuple[int, int], float]:
    """The likeliest pair of claims for each pair of sentences."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for bag, value in zip(story.bags, values, strict=True):
        if bag[0] >= 0:
            found[bag] = max(found[bag], value)
    return found


def validate(found: list[Story], rows: list[dict]) -> None:
    """Print F1 over folds of topics, with thresholds chosen on the other folds."""
    hits = said = 0
    total = sum(len(row["pairs"]) for row in rows)
    for fold in range(_FOLDS):
        train, test = ([s for s in found if (s.topic % _FOLDS == fold) is here] for here in (False, True))
        event, company = learn_both(train)
        scored = [of_sentences(s, apply(company, second(s, event))) for s in train]
        gold = sum(len(row["pairs"]) for i, row in enumerate(rows) if i % _FOLDS != fold)
        f1, threshold = best(scored, train, gold)
        for story in test:
            answer = of_sentences(story, apply(company, second(story, event)))
            said += sum(value >= threshold for value in answer.values())
            hits += sum(value >= threshold and bag in story.gold for bag, value in answer.items())
        print(f"fold {fold}: F1 on the others {f1:.4f} at {threshold:.3f}")
    print(f"cross-validated: P {hits / said:.4f} R {hits / total:.4f} F1 {2 * hits / (said + total):.4f}")


def main() -> None:
    """Read, validate, and write the tables if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write the tables learnt on all topics")
    parser.add_argument("--only-write", action="store_true", help="the same without validation")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = read_stories(rows)
    if not arguments.only_write:
        validate(found, rows)
    event, company = learn_both(found)
    if arguments.write or arguments.only_write:
        tables = json.loads(_WEIGHTS.read_text(encoding="utf-8")) | {"event": event, "company": company}
        _WEIGHTS.write_text(json.dumps(tables, indent=2) + "\n", encoding="utf-8")
    scored = [of_sentences(s, apply(company, second(s, event))) for s in found]
    print("on all topics, seen:", best(scored, found, sum(len(row["pairs"]) for row in rows)))


if __name__ == "__main__":
    main()

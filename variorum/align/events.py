"""Whether two claims tell of one event, though perhaps not the same of it.

Two passes. The first weighs what two claims share, above all words for something that happens. The second looks at the
company they keep: claims of one event are likely to be tied to the same third claims (the idea of shared neighbours,
Jarvis and Patrick 1973). Both weight tables are learnt on open-licensed data by scripts/learn_alignment.py.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from variorum.align.frames import rarity_at_large
from variorum.align.pairs import Features, probability, shared_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame

# A shared entity counts this many times a shared word.
_NAMES = 2.0


def tie_features(a: Frame, b: Frame, fact: Features, central: float, alike: float, one_story: bool) -> dict[str, float]:
    """What speaks for one event in two claims.

    `central` (0 to 1) is how near both are to the middle of the story, `alike` (0 to 1) how alike their articles are,
    and `one_story` whether these were grouped into one story.
    """
    happenings = {word: rarity_at_large(word) for word in (*a.happenings, *b.happenings)}
    shared = shared_words(frozenset(a.happenings), frozenset(b.happenings), happenings)
    words = {word: rarity_at_large(word) for word in a.words | b.words}
    large = shared_words(a.words, b.words, words)
    most = min(sum(words[w] for w in side) for side in (a.words, b.words))
    happened, story = 1.0 - math.exp(-shared), float(one_story)
    return {
        **fact,
        "happenings shared": happened,
        "no happening shared": float(not shared),
        "words at large contained": min(1.0, large / most) if most else 0.0,
        "words at large shared": 1.0 - math.exp(-large / 2),
        "both open": float(a.opens and b.opens),
        "one opens": float(a.opens is not b.opens),
        "central": central,
        "same predicate and agent": float("predicate: agree" in fact and "agent: agree" in fact),
        "articles alike": alike,
        "articles alike, root": math.sqrt(alike),
        "articles alike, happenings shared": alike * happened,
        "one story": story,
        "one story, happenings shared": story * happened,
        "one story, vectors": story * fact["vectors"],
    }


def centrality(vectors: NDArray[np.float32], stories: Sequence[int]) -> list[float]:
    """How near each claim is to the mean of its story's claims, 0 to 1."""
    found, of = np.zeros(len(vectors)), np.array(stories)
    for story in sorted(set(stories)):
        here = of == story
        middle = vectors[here].mean(axis=0)
        found[here] = vectors[here] @ middle / (float(np.linalg.norm(middle)) or 1.0)
    rounded: list[float] = np.round(np.clip(found, 0.0, 1.0), 4).tolist()
    return rounded


def sentences(frames: Sequence[Frame]) -> list[int]:
    """For each frame a number for the sentence it stands in."""
    numbers: dict[tuple[int, int], int] = {}
    return [numbers.setdefault((f.ref.article, f.claim.sentence), len(numbers)) for f in frames]


def company(
    places: Sequence[int], positions: Sequence[tuple[int, int]], first: Sequence[float]
) -> Iterator[dict[str, float]]:
    """The features of the second pass for each pair, from the first pass's probabilities.

    `places` are the sentences the claims stand in, `positions` the pairs of claims. Ties are those of sentences: what a
    report says of an event in one clause bears on the next.
    """
    ties: list[dict[int, float]] = [{} for _ in range(max(places, default=-1) + 1)]
    for (i, j), value in zip(positions, first, strict=True):
        a, b = places[i], places[j]
        if a != b:
            ties[a][b] = ties[b][a] = max(value, ties[a].get(b, 0.0))
    mass = [sum(each.values()) for each in ties]
    norm = [math.sqrt(sum(v * v for v in each.values())) for each in ties]
    for (i, j), value in zip(positions, first, strict=True):
        a, b = places[i], places[j]
        small, large = sorted((ties[a], ties[b]), key=len)
        both = [(v, large[k]) for k, v in small.items() if k in large]
        least = sum(min(x, y) for x, y in both)
        product = sum(x * y for x, y in both)
        yield {
            "bias": 1.0,
            "tie": _logit(value),
            "likely": value,
            "tie of sentences": _logit(ties[a].get(b, value)),
            "same ties": product / (norm[a] * norm[b]) if product else 0.0,
            "ties overlap": least / (mass[a] + mass[b] - least) if least else 0.0,
            "tied by way of others": product / (1.0 + math.sqrt(mass[a] * mass[b])),
            "many ties": math.log1p(mass[a]) + math.log1p(mass[b]),
        }


def _logit(value: float) -> float:
    value = min(max(value, 1e-6), 1 - 1e-6)
    return math.log(value / (1 - value))


def alikeness(frames: Sequence[Frame]) -> dict[tuple[int, int], float]:
    """How alike two articles are in words and entities, each weighted by how few of the articles have it (0 to 1)."""
    profiles: dict[int, set[tuple[str, str | int]]] = defaultdict(set)
    for frame in frames:
        profiles[frame.ref.article] |= {("word", w) for w in frame.words} | {("entity", e) for e in frame.entities}
    numbers = sorted(profiles)
    column: dict[tuple[str, str | int], int] = {}
    for number in numbers:
        for key in sorted(profiles[number], key=repr):
            column.setdefault(key, len(column))
    rows = np.zeros((len(numbers), len(column)), dtype=np.float32)
    for row, number in enumerate(numbers):
        rows[row, [column[key] for key in profiles[number]]] = 1.0
    rarity = np.log(len(numbers) / np.maximum(1.0, rows.sum(axis=0)))
    rows *= rarity * np.sqrt([_NAMES if kind == "entity" else 1.0 for kind, _ in column])
    norms = np.linalg.norm(rows, axis=1)
    alike = np.round(rows @ rows.T / np.maximum(np.outer(norms, norms), 1e-9), 4).tolist()
    return {(a, b): alike[i][j] for i, a in enumerate(numbers) for j, b in enumerate(numbers)}


def events(
    frames: Sequence[Frame],
    vectors: NDArray[np.float32],
    positions: Sequence[tuple[int, int]],
    facts: Sequence[Features],
    stories: Sequence[int],
) -> list[float]:
    """How sure it is (0 to 1) for each pair that both tell of one event. `stories` has a number for each article."""
    first = [probability(each, "event") for each in first_pass(frames, vectors, positions, facts, stories)]
    return [probability(each, "company") for each in company(sentences(frames), positions, first)]


def first_pass(
    frames: Sequence[Frame],
    vectors: NDArray[np.float32],
    positions: Sequence[tuple[int, int]],
    facts: Sequence[Features],
    stories: Sequence[int],
) -> Iterator[dict[str, float]]:
    """The features of the first pass for each pair."""
    middle = centrality(vectors, [stories[f.ref.article] for f in frames]) if positions else []
    alike = alikeness(frames)
    for (i, j), fact in zip(positions, facts, strict=True):
        a, b = frames[i].ref.article, frames[j].ref.article
        one = stories[a] == stories[b]
        yield tie_features(frames[i], frames[j], fact, middle[i] * middle[j], alike[a, b], one)

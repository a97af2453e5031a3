"""Whether two claims tell of one event, though perhaps not the same of it.

Two passes. The first weighs what two claims share, above all words for something that happens. The second looks at the
company they keep: claims of one event are likely to be tied to the same third claims (the idea of shared neighbours,
Jarvis and Patrick 1973). Both weight tables are learnt on open-licensed data by scripts/learn_alignment.py.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from variorum.align.frames import rarity_at_large
from variorum.align.pairs import Features, probability, shared_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame


def tie_features(a: Frame, b: Frame, fact: Features, central: float) -> dict[str, float]:
    """What speaks for one event in two claims. `central` is how near both are to the middle of the story, 0 to 1."""
    happenings = {word: rarity_at_large(word) for word in (*a.happenings, *b.happenings)}
    shared = shared_words(frozenset(a.happenings), frozenset(b.happenings), happenings)
    words = {word: rarity_at_large(word) for word in a.words | b.words}
    large = shared_words(a.words, b.words, words)
    most = min(sum(words[w] for w in side) for side in (a.words, b.words))
    return {
        **fact,
        "happenings shared": 1.0 - math.exp(-shared),
        "no happening shared": float(not shared),
        "words at large contained": min(1.0, large / most) if most else 0.0,
        "words at large shared": 1.0 - math.exp(-large / 2),
        "both open": float(a.opens and b.opens),
        "one opens": float(a.opens is not b.opens),
        "central": central,
        "same predicate and agent": float("predicate: agree" in fact and "agent: agree" in fact),
    }


def centrality(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near each claim is to the mean of all, 0 to 1."""
    middle = vectors.mean(axis=0)
    norm = float(np.linalg.norm(middle)) or 1.0
    found: NDArray[np.float32] = np.clip(vectors @ (middle / norm), 0.0, 1.0)
    return found


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


def events(
    frames: Sequence[Frame],
    vectors: NDArray[np.float32],
    positions: Sequence[tuple[int, int]],
    facts: Sequence[Features],
) -> list[float]:
    """For each pair (0 to 1) how sure it is that both claims tell of one event."""
    middle = centrality(vectors).tolist() if positions else []
    first = [
        probability(tie_features(frames[i], frames[j], fact, middle[i] * middle[j]), "event")
        for (i, j), fact in zip(positions, facts, strict=True)
    ]
    return [probability(features, "company") for features in company(sentences(frames), positions, first)]

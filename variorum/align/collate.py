"""All of the alignment of one story, in order."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from variorum.align.candidates import candidates
from variorum.align.events import events
from variorum.align.frames import frames, rarities
from variorum.align.pairs import Setting, compare
from variorum.align.statements import group
from variorum.model import Collation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame
    from variorum.encode import Encoder
    from variorum.model import Annotated, ClaimPair, Entity

# Pairs less alike than this in all that matters are of no use to any rule.
_LEAST = 0.2


def align(articles: tuple[Annotated, ...], encoder: Encoder) -> Collation:
    """Align the annotated articles of one story: entities, claims compared in pairs, statements, utterances."""
    from variorum.align.entities import resolve
    from variorum.align.quotations import align_quotations

    entities, entity_of = resolve(articles)
    found = frames(articles, entities, entity_of)
    vectors = encode(found, encoder)
    pairs = compare_all(found, vectors, entities)
    return Collation(
        articles=articles,
        entities=entities,
        entity_of=entity_of,
        pairs=tuple(p for p in pairs if max(p.topical, p.event) >= _LEAST),
        statements=group(found, vectors, pairs),
        utterances=align_quotations(articles, entity_of, encoder),
        claim_refs=tuple(f.ref for f in found),
        vectors=vectors,
    )


def encode(found: Sequence[Frame], encoder: Encoder) -> NDArray[np.float32]:
    """A unit row for each frame. Texts are encoded once, sorted: a batch must not depend on the order of articles."""
    texts = sorted({f.plain for f in found})
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    rows = encoder.encode(texts)
    place = {text: i for i, text in enumerate(texts)}
    return np.ascontiguousarray(rows[[place[f.plain] for f in found]])


def compare_all(found: Sequence[Frame], vectors: NDArray[np.float32], entities: Sequence[Entity]) -> list[ClaimPair]:
    """The candidate pairs of claims, compared and scored."""
    rarity = rarities(found)
    setting = Setting(entities, rarity, _entity_rarities(found))
    positions = candidates(found, vectors, rarity)
    pairs, features = [], []
    for i, j in positions:
        pair, measured = compare(found[i], found[j], round(float(vectors[i] @ vectors[j]), 4), setting)
        pairs.append(pair)
        features.append(measured)
    sure = events(found, vectors, positions, features)
    return [replace(pair, event=round(value, 4)) for pair, value in zip(pairs, sure, strict=True)]


def _entity_rarities(found: Sequence[Frame]) -> dict[int, float]:
    counts = Counter(e for f in found for e in f.entities)
    most = math.log(1 + len(found)) or 1.0
    return {e: math.log(1 + len(found) / count) / most for e, count in counts.items()}

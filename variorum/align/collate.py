"""All of the alignment of one story, in order."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.align.across import look_again
from variorum.align.candidates import EVERY, candidates
from variorum.align.classes import Comparisons, classes_of
from variorum.align.entities import resolve
from variorum.align.events import events
from variorum.align.frames import frames, rarities
from variorum.align.pairs import Setting
from variorum.align.quotations import align_quotations
from variorum.align.same_claims import join_by_claims
from variorum.align.statements import group
from variorum.lexicon.gloss import glossed
from variorum.model import Collation, Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.align.frames import Frame
    from variorum.encode import Encoder
    from variorum.model import Annotated, ClaimPair, Entity

# Pairs less alike than this in all that matters are of no use to any rule.
_LEAST = 0.2


class Prepared(NamedTuple):
    """Articles with all that is known of them before two claims are compared."""

    ground: Ground
    frames: tuple[Frame, ...]
    """The claims, in an order that does not depend on that of the articles."""
    vectors: NDArray[np.float32]
    """A unit row for each frame."""


def align(articles: tuple[Annotated, ...], encoder: Encoder, stories: Sequence[int] | None = None) -> Collation:
    """Align the annotated articles of one story: entities, claims compared in pairs, statements, utterances.

    Where it is in doubt that all are of one story, `stories` has a number for each article, the same for those that
    were grouped together. The same articles in another order give the same alignment.
    """
    return align_prepared(prepare(articles, encoder), encoder, stories)


def prepare(articles: tuple[Annotated, ...], encoder: Encoder) -> Prepared:
    """What alignment begins with: the story's entities, and its claims with their vectors."""
    entities, entity_of = resolve(articles)
    found = frames(articles, entities, entity_of)
    found.sort(key=lambda f: (_content(articles[f.ref.article]), f.ref.item))
    vectors = encode(found, encoder)
    order = sorted(range(len(found)), key=lambda i: found[i].ref)
    ground = Ground(articles, entities, entity_of, tuple(found[i].ref for i in order), vectors[order])
    return Prepared(ground, tuple(found), vectors)


def align_prepared(prepared: Prepared, encoder: Encoder, stories: Sequence[int] | None = None) -> Collation:
    """Align articles as `align` does, once they are prepared."""
    ground, found, vectors = prepared
    articles, entities, entity_of = ground.articles, ground.entities, ground.entity_of
    classes = classes_of(found)
    positions, pairs = compare_all(
        found, vectors, entities, stories or [0] * len(articles), classes, (articles, encoder)
    )
    scored = [(i, j, pair.score) for (i, j), pair in zip(positions, pairs, strict=True)]
    kept = [pair if pair.a < pair.b else _turned(pair) for pair in pairs if max(pair.topical, pair.event) >= _LEAST]
    statements = group(found, vectors, scored, classes if len(found) > EVERY else None)
    utterances = align_quotations(articles, entity_of, encoder)
    return Collation(
        articles=articles,
        entities=entities,
        entity_of=entity_of,
        pairs=tuple(sorted(kept, key=lambda p: (p.a, p.b))),
        statements=statements,
        utterances=join_by_claims(utterances, kept, statements, articles, entity_of),
        claim_refs=ground.claim_refs,
        vectors=ground.vectors,
    )


def _content(annotated: Annotated) -> tuple[str, ...]:
    article = annotated.article
    return article.text, article.published, article.outlet, article.title, article.url, article.id


def _turned(pair: ClaimPair) -> ClaimPair:
    """The same pair with its claims in the other order."""
    return replace(pair, a=pair.b, b=pair.a, slots=tuple(replace(s, a=s.b, b=s.a) for s in pair.slots))


def encode(found: Sequence[Frame], encoder: Encoder) -> NDArray[np.float32]:
    """A unit row for each frame. Texts are encoded once, sorted: a batch must not depend on the order of articles."""
    plain = [glossed(f.plain, f.language) for f in found]
    texts = sorted(set(plain))
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    rows = encoder.encode(texts)
    place = {text: i for i, text in enumerate(texts)}
    return np.ascontiguousarray(rows[[place[text] for text in plain]])


def compare_all(
    found: Sequence[Frame],
    vectors: NDArray[np.float32],
    entities: Sequence[Entity],
    stories: Sequence[int],
    classes: Sequence[int],
    read: tuple[Sequence[Annotated], Encoder] | None = None,
) -> tuple[list[tuple[int, int]], list[ClaimPair]]:
    """The candidate pairs of claims, as positions and compared and scored.

    With the articles and an encoder to read them by, claims in two languages are looked at again by their sentences.
    """
    rarity = rarities(found)
    setting = Setting(entities, rarity, _entity_rarities(found))
    positions = candidates(found, vectors, rarity, classes)
    comparisons = Comparisons(found, classes, vectors, setting)
    compared = {(i, j): comparisons.of(i, j) for i, j in positions}
    if read is not None:
        articles, encoder = read
        compared = look_again(found, articles, compared, encoder, setting)
    positions = list(compared)
    sure = events(found, vectors, positions, [features for _, features in compared.values()], stories)
    return positions, [replace(pair, event=round(e, 4)) for (pair, _), e in zip(compared.values(), sure, strict=True)]


def _entity_rarities(found: Sequence[Frame]) -> dict[int, float]:
    counts = Counter(e for f in found for e in f.entities)
    most = math.log(1 + len(found)) or 1.0
    return {e: math.log(1 + len(found) / count) / most for e, count in counts.items()}

"""Sentences of two reports read together: what the pair reader adds to the evidence, and what it alone proposes.

Reading takes some milliseconds a pair, so that only the nearest sentences are read, and of a story no more than what
grows with its articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence, telling
from variorum.compare.candidates.pairings import Spot
from variorum.compare.readings import outlet
from variorum.compare.syntax import extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.encode import PairReader, Together

Key = tuple[int, int, int, int]
"""Two sentences: article and number of the one, article and number of the other."""
# So many pairs are read for each article, the nearest first.
_FOR_EACH_ARTICLE = 20
# Sentences less near than this are only read where something in them looks like a conflict.
_NEAR = 0.45
# What the reader says is capped: beyond this it is as sure as it can be.
_SURE = 5.0


def key(a: Told, b: Told) -> Key:
    """The key of two sentences, the earlier article first."""
    one, other = sorted(((a.article, a.index), (b.article, b.index)))
    return (*one, *other)


def read_together(
    story: Story, pairings: Sequence[Pairing], candidates: Iterable[Candidate], reader: PairReader
) -> Mapping[Key, Together]:
    """What the reader says of the sentences of candidates and of those that are near, the nearest first."""
    near = {key(p.a, p.b): p.near for p in pairings}
    looked_at = {key(c.x.told, c.y.told) for c in candidates}
    wanted = sorted(
        looked_at | {k for k, v in near.items() if v >= _NEAR}, key=lambda k: (k not in looked_at, -near.get(k, 0.0), k)
    )
    chosen = wanted[: _FOR_EACH_ARTICLE * len(story.articles)]
    texts = {k: _ordered(_text(story, *k[:2]), _text(story, *k[2:])) for k in chosen}
    # Agencies' sentences come in many reports: each pair of texts is read once.
    distinct = sorted(set(texts.values()))
    said = dict(zip(distinct, reader.read(distinct), strict=True))
    return {k: said[pair] for k, pair in texts.items()}


def _text(story: Story, article: int, sentence: int) -> str:
    report = story.articles[article]
    span = report.parse.sentences[sentence]
    return " ".join(report.article.text[span.start : span.end].split())


def _ordered(a: str, b: str) -> tuple[str, str]:
    """The two texts so that it does not matter whose report comes first."""
    return (a, b) if a <= b else (b, a)


def with_reading(candidate: Candidate, said: Mapping[Key, Together]) -> Candidate:
    """A candidate with what the reader says of its sentences among its evidence."""
    together = said.get(key(candidate.x.told, candidate.y.told))
    if together is None:
        return candidate._replace(features={**candidate.features, "unread": 1.0})
    own = {
        "read differ": max(-_SURE, min(_SURE, together.differ)) / 2,
        "read same": max(-_SURE, min(_SURE, together.same)) / 2,
        "read kind": float(together.kind is candidate.kind),
    }
    return candidate._replace(features={**candidate.features, **own})


def proposed(pairings: Iterable[Pairing], said: Mapping[Key, Together]) -> Iterator[Candidate]:
    """Sentences that the reader finds to differ, as candidates of the kind that it names."""
    for pair in pairings:
        together = said.get(key(pair.a, pair.b))
        if together is not None and together.differ > 0:
            yield _whole(pair, together)


def _whole(pair: Pairing, together: Together) -> Candidate:
    x, y = _spot(pair.a), _spot(pair.b)
    a, b = (outlet(s.told.story, s.told.article) for s in (x, y))
    reason = f"{a} has “{x.value}”, {b} “{y.value}”: read together, the two sentences differ."
    return Candidate(together.kind, "together", x, y, reason, evidence(pair, x, y))


def _spot(told: Told) -> Spot:
    """A whole sentence as a reading, without the words that only say who tells it."""
    own = telling(told)
    start, end = extent(told.parse, [t.i for t in told.tokens if t.i not in own] or [t.i for t in told.tokens])
    fact = max(told.facts, key=lambda f: (len(f.claim.tokens), -f.claim.start), default=None)
    value = " ".join(told.report.article.text[start:end].split())
    return Spot(told, fact, frozenset(), value, start, end, (start, end))

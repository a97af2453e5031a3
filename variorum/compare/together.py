"""Sentences of two reports read together: what the pair reader adds to the evidence, and what it alone proposes.

Reading takes some milliseconds a pair. So only sentences in which something looks like a conflict and the nearest ones
are read, and of a story no more than what grows with its articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence, telling
from variorum.compare.candidates.pairings import Spot
from variorum.compare.readings import outlet
from variorum.compare.syntax import extent
from variorum.compare.wordings import printed_as_speech
from variorum.model import DiscrepancyKind, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.encode import PairReader, Together
    from variorum.model import Quotation

Key = tuple[int, int, int, int]
"""Two sentences: article and number of the one, article and number of the other."""
# So many pairs are read for each article, the nearest first, and no more than that in a story of hundreds.
_FOR_EACH_ARTICLE = 20
_MOST = 2000
# Sentences less near than this are only read where something in them looks like a conflict.
_NEAR = 0.45
_WORD = re.compile(r"\w+")
# What the reader says is capped: beyond this it is as sure as it can be.
_SURE = 5.0


def key(a: Told, b: Told) -> Key:
    """The key of two sentences, the earlier article first."""
    one, other = sorted(((a.article, a.index), (b.article, b.index)))
    return (*one, *other)


class Reads:
    """What a reader says of the sentences of a story; each pair of texts is read once."""

    def __init__(self, story: Story, reader: PairReader) -> None:
        self._story, self._reader = story, reader
        self._texts: dict[Key, tuple[str, str]] = {}
        self._said: dict[tuple[str, str], Together] = {}

    def add(self, keys: Iterable[Key]) -> None:
        """Read some sentences; those in a language that the reader does not know are passed over."""
        for k in keys:
            if k not in self._texts and self._readable(k):
                self._texts[k] = self.texts(k)
        new = sorted(set(self._texts.values()) - self._said.keys())
        self._said.update(zip(new, self._reader.read(new), strict=True))

    def texts(self, sentences: Key) -> tuple[str, str]:
        """Two sentences as they are read, in the order of their words: it does not matter whose report comes first."""
        one, other = sorted((self._text(*sentences[:2]), self._text(*sentences[2:])))
        return one, other

    def of(self, sentences: Key) -> Together | None:
        """What was said of two sentences; None if they were not read."""
        texts = self._texts.get(sentences)
        return self._said[texts] if texts else None

    def _readable(self, sentences: Key) -> bool:
        return all(self._story.articles[a].article.language in self._reader.languages for a in sentences[::2])

    def _text(self, article: int, sentence: int) -> str:
        report = self._story.articles[article]
        span = report.parse.sentences[sentence]
        return " ".join(report.article.text[span.start : span.end].split())


def nearest(story: Story, pairings: Sequence[Pairing], candidates: Iterable[Candidate]) -> list[Key]:
    """The sentences to read: those of candidates and then those that are near, the nearest first, and not too many."""
    near = {key(p.a, p.b): p.near for p in pairings}
    looked_at = {key(c.x.told, c.y.told) for c in candidates}
    wanted = looked_at | {k for k, v in near.items() if v >= _NEAR}
    ordered = sorted(wanted, key=lambda k: (k not in looked_at, -near.get(k, 0.0), k))
    return ordered[: min(_MOST, _FOR_EACH_ARTICLE * len(story.articles))]


def with_reading(candidate: Candidate, reads: Reads) -> Candidate:
    """A candidate with what the reader says of its sentences among its evidence."""
    together = reads.of(key(candidate.x.told, candidate.y.told))
    if together is None:
        return candidate._replace(features={**candidate.features, "unread": 1.0})
    own = {
        "read differ": _capped(together.differ),
        "read same": _capped(together.same),
        "read kind": float(together.kind is candidate.kind),
    }
    return candidate._replace(features={**candidate.features, **own})


def _capped(odds: float) -> float:
    """Log-odds of the reader as evidence."""
    return max(-_SURE, min(_SURE, odds)) / 2


def proposed(pairings: Iterable[Pairing], reads: Reads) -> Iterator[Candidate]:
    """Sentences that the reader finds to differ, as candidates of the kind that it names.

    Two that differ in who tells it alone are none.
    """
    for pair in pairings:
        together = reads.of(key(pair.a, pair.b))
        if together is not None and together.differ > 0:
            found = _whole(pair, together)
            if _words(found.x) != _words(found.y) and _can_be(found.kind, pair):
                yield found


def _can_be(kind: DiscrepancyKind, pair: Pairing) -> bool:
    """Whether two sentences can differ in a kind: one wording is not two, and one speaker not another."""
    if kind is DiscrepancyKind.WORDING:
        return all(any(map(printed_as_speech, _quoted(t))) for t in (pair.a, pair.b))
    return kind is not DiscrepancyKind.SPEAKER or not _speakers(pair.a) & _speakers(pair.b)


def _quoted(told: Told) -> list[Quotation]:
    """What a sentence quotes, directly or not."""
    return [q for q in told.report.quotations if q.start < told.sentence.end and told.sentence.start < q.end]


def _speakers(told: Told) -> frozenset[int]:
    """The story's entities whose words a sentence quotes."""
    spoken = (Ref(told.article, q.speaker) for q in _quoted(told) if q.speaker is not None)
    return frozenset(told.story.collation.entity_of[ref] for ref in spoken if ref in told.story.collation.entity_of)


def _words(spot: Spot) -> list[str]:
    return _WORD.findall(spot.value.lower())


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

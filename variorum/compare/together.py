"""Sentences of two reports read together: what the pair reader adds to the evidence, and what it alone proposes.

Reading takes some milliseconds a pair. So only sentences in which something looks like a conflict and the nearest ones
are read, and of a story no more than what grows with its articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import Spot
from variorum.compare.readings import outlet
from variorum.compare.wordings import printed_as_speech
from variorum.model import DiscrepancyKind, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.weighing import Proposed
    from variorum.encode import PairReader, Together
    from variorum.model import Quotation

TOGETHER = "together"
"""The slot of what the reader alone proposes."""
Texts = tuple[str, str]
"""Two sentences as they are read, in the order of their words: it does not matter whose report comes first."""
# So much is read for each article, the nearest first: candidates with their readings marked, and whole sentences.
_CANDIDATES_FOR_EACH = 14
_SENTENCES_FOR_EACH = 8
# In a story of hundreds no more is read than in one of so many.
_MOST_ARTICLES = 100
NEAR = 0.45
"""Sentences less near than this are only read where something in them looks like a conflict."""
_WORD = re.compile(r"\w+")
# What the reader says is capped: beyond this it is as sure as it can be.
_SURE = 5.0


class Reads:
    """What a reader says of two sentences; each pair of texts is read once."""

    def __init__(self, reader: PairReader) -> None:
        self._reader = reader
        self._said: dict[Texts, Together] = {}

    def add(self, texts: Iterable[Texts]) -> None:
        """Read some pairs."""
        new = sorted(set(texts) - self._said.keys())
        self._said.update(zip(new, self._reader.read(new), strict=True))

    def of(self, texts: Texts) -> Together | None:
        """What was said of two sentences; None if they were not read."""
        return self._said.get(texts)


def to_read(found: Proposed, languages: frozenset[str]) -> list[Texts]:
    """What to read: candidates, each with its two readings marked, and sentences that are near, not too many of either.

    Sentences in a language other than those given are passed over.
    """
    return [*candidates_to_read(found, languages), *sentences_to_read(found, languages)]


def candidates_to_read(found: Proposed, languages: frozenset[str]) -> list[Texts]:
    """The candidates to read, those in the nearest sentences first."""
    near = {(p.a.article, p.a.index, p.b.article, p.b.index): p.near for p in found.pairings}
    wanted = [c for c in found.candidates if readable(c.x.told, c.y.told, languages)]
    wanted.sort(key=lambda c: (-near.get(_sentences(c), 0.0), _sentences(c)))
    return _first(map(marked, wanted), _CANDIDATES_FOR_EACH * min(_MOST_ARTICLES, found.articles))


def sentences_to_read(found: Proposed, languages: frozenset[str]) -> list[Texts]:
    """The whole sentences to read, the nearest first, whatever is proposed in them."""
    pairings = [p for p in found.pairings if p.near >= NEAR and readable(p.a, p.b, languages)]
    pairings.sort(key=lambda p: (-p.near, p.a.article, p.a.index, p.b.article, p.b.index))
    plain = (whole(p.a, p.b) for p in pairings)
    return _first(plain, _SENTENCES_FOR_EACH * min(_MOST_ARTICLES, found.articles))


def _first(texts: Iterable[Texts], most: int) -> list[Texts]:
    """The first different ones."""
    found: dict[Texts, None] = {}
    for each in texts:
        if len(found) >= most:
            break
        found[each] = None
    return list(found)


def readable(a: Told, b: Told, languages: frozenset[str]) -> bool:
    """Whether two sentences are in languages that a reader knows."""
    return all(t.report.article.language in languages for t in (a, b))


def _sentences(candidate: Candidate) -> tuple[int, int, int, int]:
    x, y = candidate.x.told, candidate.y.told
    one, other = sorted(((x.article, x.index), (y.article, y.index)))
    return (*one, *other)


def whole(a: Told, b: Told) -> Texts:
    """Two sentences as they stand."""
    one, other = sorted((_text(a, a.sentence.start, a.sentence.start), _text(b, b.sentence.start, b.sentence.start)))
    return one, other


def marked(candidate: Candidate) -> Texts:
    """The sentences of a candidate with its two readings in braces, so that the reader knows what it is asked for."""
    one, other = sorted(_text(s.told, s.start, s.end) for s in (candidate.x, candidate.y))
    return one, other


def asked(candidate: Candidate) -> Texts:
    """What the reader is asked of a candidate: the whole sentences of what it proposed itself, else what is marked."""
    return whole(candidate.x.told, candidate.y.told) if candidate.slot == TOGETHER else marked(candidate)


def _text(told: Told, start: int, end: int) -> str:
    """A sentence with single spaces; what stands from `start` to `end` of its report is in braces, if anything does."""
    text, first, last = told.report.article.text, told.sentence.start, told.sentence.end
    start, end = min(max(start, first), last), min(max(end, first), last)
    if start < end:
        return " ".join(f"{text[first:start]}{{ {text[start:end]} }}{text[end:last]}".split())
    return " ".join(text[first:last].split())


def with_reading(candidate: Candidate, reads: Reads) -> Candidate:
    """A candidate with what the reader says of it among its evidence: of what it proposed, of the whole sentences."""
    together = reads.of(asked(candidate))
    if together is None:
        return candidate._replace(features={**candidate.features, "unread": 1.0})
    own = {
        "read differ": _capped(together.differ),
        "read same": _capped(together.same),
        "read kind": _capped(together.odds(candidate.kind)),
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
        together = reads.of(whole(pair.a, pair.b))
        if together is not None and together.differ > 0:
            found = _whole(pair, together)
            if _words(found.x) != _words(found.y) and _can_be(found.kind, pair):
                yield found


def _can_be(kind: DiscrepancyKind, pair: Pairing) -> bool:
    """Whether two sentences can differ in a kind: one wording is not two, and one speaker, or none, not another."""
    if kind is DiscrepancyKind.WORDING:
        return all(any(map(printed_as_speech, _quoted(t))) for t in (pair.a, pair.b))
    if kind is DiscrepancyKind.SPEAKER:
        return all(map(_says_who, (pair.a, pair.b))) and not _speakers(pair.a) & _speakers(pair.b)
    return True


def _quoted(told: Told) -> list[Quotation]:
    """What a sentence quotes, directly or not."""
    return [q for q in told.report.quotations if q.start < told.sentence.end and told.sentence.start < q.end]


def _says_who(told: Told) -> bool:
    """Whether a sentence names, itself, the one whose words it quotes."""
    first, last = told.sentence.start, told.sentence.end
    return any(q.source_start is not None and first <= q.source_start < last for q in _quoted(told))


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
    return Candidate(together.kind, TOGETHER, x, y, reason, evidence(pair, x, y))


def _spot(told: Told) -> Spot:
    """A whole sentence as a reading, without the words that only say who tells it."""
    start, end = told.own
    fact = max(told.facts, key=lambda f: (len(f.claim.tokens), -f.claim.start), default=None)
    value = " ".join(told.report.article.text[start:end].split())
    return Spot(told, fact, frozenset(), value, start, end, (start, end))

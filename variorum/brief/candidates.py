"""Sentences that could stand in a brief: whole, understandable alone, shortened at clause boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from variorum.brief.alone import stands_alone
from variorum.brief.cuts import shortened, told_in, without
from variorum.brief.people import people
from variorum.brief.sides import against
from variorum.brief.told import AlsoTold, acts, told
from variorum.model import BlockKind, Mode, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.brief.cuts import Pieces
    from variorum.brief.people import People
    from variorum.brief.sides import Sided, Sides
    from variorum.brief.told import Act, Told
    from variorum.model import Annotated, Collation, Lineage, Quotation, Ref, Sentence

# A clause has a subject and a verb; whether so short a sentence is told depends on what else there is.
_SHORTEST = 2
_LONGEST = 60
_BULLET = re.compile(r"[\s–—•*-]+(?=\w)")
_BROKEN = re.compile(r"[^\W\d_]{4,}\.\s+[^\W\d_A-Z]", re.ASCII)
_MARKS = ("“", "”"), ("«", "»"), ("„", "“"), ("(", ")")


@dataclass(frozen=True)
class Candidate:
    """A sentence that could be chosen: its pieces of text, the statements it makes and its figures.

    `tells` are its statements, with all wordings of one utterance as one, `acts` what parties do in them; `vector` is
    the mean of its claims' vectors, `support` the independent sources of its best statement or utterance, `place`
    (0 to 1) how far down in its article it stands, `sided` the sides of discrepancies that it is on, `said` the
    utterances whose words it gives as speech.
    """

    article: int
    pieces: Pieces
    text: str
    statements: frozenset[int]
    tells: frozenset[Told]
    acts: tuple[Act, ...]
    vector: NDArray[np.float32]
    support: int
    shared: float
    place: float
    sided: Sided
    said: tuple[int, ...]
    stands_alone: bool
    people: People


def candidates(collation: Collation, lineage: Lineage, sides: Sides) -> Iterator[Candidate]:
    """All sentences of all articles that could stand in a brief, in order."""
    rows = {ref: row for row, ref in enumerate(collation.claim_refs)}
    statement_of = {ref: s for s, statement in enumerate(collation.statements) for ref in statement.claims}
    support = _Support(collation, lineage, sides)
    tells = told(collation)
    acted = [acts(collation, statement.claims) for statement in collation.statements]
    also = AlsoTold(collation, acted)
    spoken = _spoken(collation)
    for number, annotated in enumerate(collation.articles):
        there = _Places(annotated)
        for sentence, claims in _by_sentence(annotated, number).items():
            found = _candidate(collation, there, annotated.parse.sentences[sentence], claims, rows, sides)
            if found:
                pieces, text, vector, claims = found
                further = {s for ref in claims for s in also.by(ref)}
                statements = frozenset(statement_of[ref] for ref in claims if ref in statement_of) | further
                sided = sides.of(number, pieces)
                facts = sides.other_facts(sided)
                supports = [support.of(s, facts) for s in sorted(statements)]
                said = tuple(dict.fromkeys(u for u, *words in spoken.get(number, ()) if _meet(words, pieces)))
                supports += [
                    lineage.independent({number, *(a for a, _, _ in others(collation, sides, sided, number, u))})
                    for u in said
                ]
                yield Candidate(
                    article=number,
                    pieces=pieces,
                    text=text,
                    statements=statements,
                    tells=frozenset(tells[ref] for ref in claims if ref in tells) | {("statement", s) for s in further},
                    acts=tuple(dict.fromkeys(act for s in sorted(statements) for act in acted[s])),
                    vector=vector,
                    support=max(supports, default=0),
                    shared=float(np.mean(supports)) if supports else 0.0,
                    place=pieces[0][0] / max(1, len(annotated.article.text)),
                    sided=sided,
                    said=said,
                    stands_alone=there.alone(annotated.parse.sentences[sentence], text),
                    people=people(collation, number, _told_of(there, annotated.parse.sentences[sentence], pieces)),
                )


def _meet(words: Sequence[int], pieces: Pieces) -> bool:
    start, end = words
    return any(a < end and start < b for a, b in pieces)


def _told_of(there: _Places, sentence: Sentence, pieces: Pieces) -> Iterator[int]:
    """The mentions in what is told of a sentence."""
    mentions = there.annotated.mentions
    return (i for i in there.mentions(sentence) if _meet((mentions[i].start, mentions[i].end), pieces))


def _spoken(collation: Collation) -> dict[int, list[tuple[int, int, int]]]:
    """By article the utterances whose words it prints as speech, and where."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for position, utterance in enumerate(collation.utterances):
        for ref in utterance.wordings:
            quotation = collation.quotation(ref)
            if quotation.mode is not Mode.INDIRECT:
                found.setdefault(ref.article, []).append((position, quotation.start, quotation.end))
    return found


def others(
    collation: Collation, sides: Sides, sided: Sided, article: int, utterance: int
) -> Iterator[tuple[int, int, int]]:
    """Where other articles have an utterance, and are not against the sides of a sentence of this article."""
    for ref in collation.utterances[utterance].wordings:
        quotation = collation.quotation(ref)
        if ref.article != article and not against(sided, sides.of(ref.article, [(quotation.start, quotation.end)])):
            yield ref.article, quotation.start, quotation.end


class _Support:
    """How many independent sources state something; found once for what many sentences of a large story state."""

    def __init__(self, collation: Collation, lineage: Lineage, sides: Sides) -> None:
        self._collation, self._lineage, self._sides = collation, lineage, sides
        self._found: dict[tuple[int, Sided], int] = {}

    def of(self, statement: int, facts: Sided) -> int:
        """The independent sources of a statement that tell no other fact than a sentence on these sides."""
        if (statement, facts) not in self._found:
            claims = [(ref.article, self._collation.claim(ref)) for ref in self._collation.statements[statement].claims]
            agreeing = {a for a, c in claims if not against(facts, self._sides.of(a, [(c.start, c.end)]))}
            self._found[statement, facts] = self._lineage.independent(agreeing)
        return self._found[statement, facts]


class _Places:
    """The quotations and the mentions of an article by where they begin."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self._quotations = sorted((q.start, i) for i, q in enumerate(annotated.quotations))
        self._longest = max((q.end - q.start for q in annotated.quotations), default=0)
        self._mentions = sorted((m.start, i) for i, m in enumerate(annotated.mentions))

    def quotations(self, sentence: Sentence) -> Iterator[Quotation]:
        """The quotations that may touch a sentence, indirect ones among them."""
        first = bisect_left(self._quotations, (sentence.start - self._longest, 0))
        last = bisect_left(self._quotations, (sentence.end, 0))
        return (self.annotated.quotations[i] for _, i in self._quotations[first:last])

    def mentions(self, sentence: Sentence) -> list[int]:
        """The positions of the mentions that begin in a sentence."""
        first = bisect_left(self._mentions, (sentence.start, 0))
        last = bisect_left(self._mentions, (sentence.end, 0))
        return sorted(i for _, i in self._mentions[first:last])

    def alone(self, sentence: Sentence, text: str) -> bool:
        """Whether what is told of a sentence can be understood without those around it."""
        mentions = [self.annotated.mentions[i] for i in self.mentions(sentence)]
        return stands_alone(self.annotated, sentence, text, mentions, tuple(self.quotations(sentence)))


def _by_sentence(annotated: Annotated, number: int) -> dict[int, list[Ref]]:
    from variorum.model import Ref

    found: dict[int, list[Ref]] = {}
    for item, claim in enumerate(annotated.claims):
        found.setdefault(claim.sentence, []).append(Ref(number, item))
    return found


def _candidate(
    collation: Collation,
    there: _Places,
    sentence: Sentence,
    claims: list[Ref],
    rows: Mapping[Ref, int],
    sides: Sides,
) -> tuple[Pieces, str, NDArray[np.float32], list[Ref]] | None:
    """The pieces of a sentence, their text, their claims and the mean of these claims' vectors."""
    annotated = there.annotated
    if sentence.block is BlockKind.HEADLINE or _unattributed(there, sentence):
        return None
    pieces = _pieces(annotated, sentence, claims, sides)
    text = joined(annotated.article.text, pieces)
    if not _SHORTEST <= len(text.split()) <= _LONGEST or not _well_formed(text):
        return None
    left = [ref for ref in claims if told_in(annotated, pieces, collation.claim(ref))]
    if not left:
        return None
    return pieces, text, np.mean(collation.vectors[[rows[ref] for ref in left]], axis=0), left


def _pieces(annotated: Annotated, sentence: Sentence, refs: list[Ref], sides: Sides) -> Pieces:
    """The sentence, shortened; a side of a conflict is left out where the clause that tells it can be spared."""
    claims = [annotated.claims[ref.item] for ref in refs]
    article = refs[0].article
    if bullet := _BULLET.match(annotated.article.text, sentence.start, sentence.end):
        sentence = replace(sentence, start=bullet.end())
    pieces = shortened(annotated, sentence, claims)
    if not sides.contested(sides.of(article, pieces)):
        return pieces
    disputed = [c for c in claims if sides.contested(sides.of(article, [(c.start, c.end)]))]
    return without(annotated, sentence, claims, disputed)


def _unattributed(there: _Places, sentence: Sentence) -> bool:
    """Whether the sentence is somebody's words, and says not whose: what is told as a fact has to be the outlet's."""
    return any(
        shared(quotation, sentence) > (sentence.end - sentence.start) / 2
        and not (quotation.source_start is not None and sentence.start <= quotation.source_start < sentence.end)
        for quotation in there.quotations(sentence)
    )


def joined(text: str, pieces: Pieces) -> str:
    """The pieces of a text as one sentence: white space folded, closed by a full stop."""
    told = " ".join(" ".join(text[start:end].split()) for start, end in pieces)
    return told if re.search(r"[.!?…。؟][”\"'»)]*$", told) else f"{told}."


def _well_formed(text: str) -> bool:
    """Whether the text reads as one sentence: closed, no question, and no stop in its middle."""
    return _balanced(text) and not text.rstrip("”\"'»)").endswith(("?", ":", ",", ";")) and not _BROKEN.search(text)


def _balanced(text: str) -> bool:
    """Whether no quotation mark or bracket is left open."""
    if text.count('"') % 2:
        return False
    return all(text.count(a) == text.count(b) for a, b in _MARKS if a != "„")

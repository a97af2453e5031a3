"""Whether a sentence that a model wrote is supported by the statements it names.

The sentence is annotated and aligned with the reports as if it were one more of them, and judged by the product's
own means. It stays only if each of its claims stands beside a claim that it names, with no slot in which the two
differ, no discrepancy with any report, and with every name, number, date, quotation and word of content found in the
sentences it names. In doubt it is dropped: a brief that says less is no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import (
    Article,
    Block,
    BlockKind,
    Certainty,
    Mode,
    Ref,
    Role,
    Slot,
    SlotRelation,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.assist.request import Line
    from variorum.edition import Edition
    from variorum.encode import Encoder
    from variorum.model import Annotated, Claim, ClaimPair, Collation, Sentence, Token

_LEAST = 0.5
"""The score from which on two claims make one statement (`align.statements`)."""
_EXACT = (Slot.AGENT, Slot.PATIENT, Slot.RECIPIENT, Slot.ATTRIBUTE, Slot.PLACE, Slot.TIME, Slot.QUANTITY, Slot.POLARITY)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SURENESS = {
    Certainty.CERTAIN: 3,
    Certainty.PROBABLE: 2,
    Certainty.PLANNED: 1,
    Certainty.POSSIBLE: 1,
    Certainty.CONDITIONAL: 0,
}
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]+)[\"”“»]")
_WORD = re.compile(r"\w+")
# Verbs of reporting tell that somebody said so, which is checked as an attribution.
_REPORTING = frozenset({"say", "tell", "state", "report", "accord", "add", "announce"})


class Reason(StrEnum):
    """Why a sentence was dropped."""

    NO_CLAIM = "states nothing that can be checked"
    NOT_ALIGNED = "is not what the statements it names say"
    DIFFERS = "differs from a report"
    NAME = "has a name that its statements lack"
    NUMBER = "has a number that its statements lack"
    DATE = "has a date that its statements lack"
    WORDS = "has words of content that its statements lack"
    QUOTATION = "quotes words that its statements lack"
    POLARITY = "denies what its statements affirm, or the reverse"
    CERTAINTY = "is surer than its statements"
    ATTRIBUTION = "tells somebody's words as a fact, or gives them to another"


class Verdicts(NamedTuple):
    """For each sentence why it is dropped, or None, and the claims that support it (article id, start, end)."""

    reasons: tuple[Reason | None, ...]
    support: tuple[tuple[tuple[str, int, int], ...], ...]


def check(lines: Sequence[Line], edition: Edition, annotated: Sequence[Annotated], encoder: Encoder) -> Verdicts:
    """Check sentences against the statements they name, in the articles of the edition, annotated."""
    from variorum.align import align
    from variorum.annotate import annotate
    from variorum.compare import compare

    if not lines:
        return Verdicts((), ())
    written = annotate([_article(line, i, edition) for i, line in enumerate(lines)])
    together = (*annotated, *written)
    collation = align(together, encoder)
    against = _in_dispute(collation, len(annotated), compare)
    found = [
        _Sentence(collation, len(annotated) + i, _cited(line, edition, collation, len(annotated))).judged(
            against[len(annotated) + i]
        )
        for i, line in enumerate(lines)
    ]
    return Verdicts(tuple(reason for reason, _ in found), tuple(support for _, support in found))


def _article(line: Line, number: int, edition: Edition) -> Article:
    """The sentence as an article of the day of the first report, so that dates are read as the reports' are."""
    block = Block(0, len(line.text), BlockKind.BODY)
    identifier = f"\x00written-{number}"
    return Article(identifier, line.text, (block,), published=edition.story.first, language="en")


def _in_dispute(collation: Collation, reports: int, compare: object) -> dict[int, bool]:
    """For each written article whether a discrepancy sets it against a report."""
    found = dict.fromkeys(range(reports, len(collation.articles)), False)
    for d in compare(collation):  # type: ignore[operator]
        if d.verdict is Verdict.COMPATIBLE:
            continue
        sides = {(r.article, r.side) for r in d.readings}
        for article in found:
            own = {side for a, side in sides if a == article}
            if own and any(a < reports and side not in own for a, side in sides):
                found[article] = True
    return found


def _cited(line: Line, edition: Edition, collation: Collation, reports: int) -> frozenset[Ref]:
    """The claims of the reports that the named statements are made of."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for s in edition.statements:
        if s.id in line.statements:
            for c in s.claims:
                spans.setdefault(c.article, []).append((c.start, c.end))
    return frozenset(
        Ref(i, j)
        for i, article in enumerate(collation.articles[:reports])
        for j, claim in enumerate(article.claims)
        if (claim.start, claim.end) in spans.get(article.article.id, ())
    )


@dataclass(frozen=True)
class _Sentence:
    """A written sentence (article `place` of the collation) beside the claims it names."""

    collation: Collation
    place: int
    cited: frozenset[Ref]

    def judged(self, disputed: bool) -> tuple[Reason | None, tuple[tuple[str, int, int], ...]]:
        written = self.collation.articles[self.place]
        if not written.claims or not self.cited:
            return Reason.NO_CLAIM, ()
        lacks = self._lacks(written)
        if lacks is not None:
            return lacks, ()
        support: list[Ref] = []
        for number, claim in enumerate(written.claims):
            reason, beside = self._supported(Ref(self.place, number), claim)
            if reason is not None:
                return reason, ()
            support += beside
        if disputed:
            return Reason.DIFFERS, ()
        places = dict.fromkeys(
            (self.collation.articles[r.article].article.id, self.collation.claim(r).start, self.collation.claim(r).end)
            for r in sorted(set(support))
        )
        return None, tuple(places)

    def _supported(self, ref: Ref, claim: Claim) -> tuple[Reason | None, list[Ref]]:
        """The named claims beside which a claim stands, or the reason that comes nearest to one."""
        reason: Reason = Reason.NOT_ALIGNED
        beside: list[Ref] = []
        for pair in self._pairs(ref):
            other = pair.b if pair.a == ref else pair.a
            wrong = self._wrong(claim, other, pair)
            if wrong is None:
                beside.append(other)
            elif reason is Reason.NOT_ALIGNED:
                reason = wrong
        return (None, beside) if beside else (reason, [])

    def _pairs(self, ref: Ref) -> list[ClaimPair]:
        """The pairs of a claim with named ones, the likest first."""
        found = [
            pair
            for pair in self.collation.pairs
            if (pair.a == ref and pair.b in self.cited) or (pair.b == ref and pair.a in self.cited)
        ]
        return sorted(found, key=lambda pair: (-pair.score, pair.a, pair.b))

    def _wrong(self, claim: Claim, other: Ref, pair: ClaimPair) -> Reason | None:
        told = self.collation.claim(other)
        if pair.at(Slot.POLARITY) is SlotRelation.DIFFER or claim.polarity is not told.polarity:
            return Reason.POLARITY
        if any(pair.at(slot) in (SlotRelation.DIFFER, SlotRelation.SWAPPED) for slot in _EXACT):
            return Reason.DIFFERS
        if not self._same_parts(claim, other, told):
            return Reason.DIFFERS
        if _SURENESS[claim.certainty] > _SURENESS[told.certainty]:
            return Reason.CERTAINTY
        if not self._attributed(claim, other, told):
            return Reason.ATTRIBUTION
        return None if pair.score >= _LEAST else Reason.NOT_ALIGNED

    def _same_parts(self, claim: Claim, other: Ref, told: Claim) -> bool:
        """Who does it to whom is the same in both, named or not: a part that both fill has a filler in common."""
        for role in (Role.AGENT, Role.PATIENT, Role.RECIPIENT):
            own, theirs = self._fillers(self.place, claim, role), self._fillers(other.article, told, role)
            if own and theirs and not own & theirs:
                return False
        return True

    def _fillers(self, article: int, claim: Claim, role: Role) -> set[object]:
        """Those who play a part: the nouns of their phrases, and their entities."""
        tokens = self.collation.articles[article].parse.tokens
        found: set[object] = set()
        for filler in claim.fillers(role):
            entity = self._speaker(article, filler.mention)
            found |= {filler.lemma.casefold()} if entity is None else {filler.lemma.casefold(), entity}
            found |= {
                t.lemma.casefold()
                for t in tokens
                if filler.start <= t.start < filler.end and t.pos in ("NOUN", "PROPN", "PRON")
            }
        return found

    def _attributed(self, claim: Claim, other: Ref, told: Claim) -> bool:
        """What somebody said is told as said by the same, and what a report says in its own voice by nobody else."""
        if told.mode is Mode.STATED and not told.attribution:
            return not claim.attribution
        speakers = {self._speaker(other.article, a.source) for a in told.attribution} - {None}
        own = {self._speaker(self.place, a.source) for a in claim.attribution} - {None}
        return bool(own) and own <= speakers

    def _speaker(self, article: int, mention: int | None) -> int | None:
        return None if mention is None else self.collation.entity_of.get(Ref(article, mention))

    def _lacks(self, written: Annotated) -> Reason | None:
        """What the sentence has and the sentences of the named claims lack."""
        sentences = list(self._sentences())
        texts = [a.article.text[s.start : s.end] for a, s in sentences]
        if not _quotes_held(written.article.text, texts):
            return Reason.QUOTATION
        if not self._numbers_held(written, sentences):
            return Reason.NUMBER
        if not _dates_held(written, sentences):
            return Reason.DATE
        if not self._names_held(written, texts):
            return Reason.NAME
        return None if self._words_held(written, sentences) else Reason.WORDS

    def _sentences(self) -> Iterator[tuple[Annotated, Sentence]]:
        for article, index in sorted({(r.article, self.collation.claim(r).sentence) for r in self.cited}):
            found = self.collation.articles[article]
            yield found, found.parse.sentences[index]

    def _numbers_held(self, written: Annotated, sentences: Sequence[tuple[Annotated, Sentence]]) -> bool:
        """Every quantity has an equal one that counts the same; every digit of the sentence is one of theirs."""
        held = {
            (q.amount, q.counted.casefold()) for a, s in sentences for q in a.quantities if s.start <= q.start < s.end
        }
        amounts = {amount for amount, _ in held}
        for q in written.quantities:
            if q.amount not in amounts:
                return False
            if q.counted and (q.amount, q.counted.casefold()) not in held and (q.amount, "") not in held:
                return False
        digits = set(re.findall(r"\d+", " ".join(a.article.text[s.start : s.end] for a, s in sentences)))
        dated = {d for t in written.times for d in re.findall(r"\d+", written.text_of(t))}
        return set(re.findall(r"\d+", written.article.text)) <= digits | dated

    def _names_held(self, written: Annotated, texts: Sequence[str]) -> bool:
        """Every name stands in the named sentences, or names somebody who does."""
        words = {word.casefold() for text in texts for word in _WORD.findall(text)}
        known = {self.collation.entity_of.get(Ref(r.article, m)) for r in self.cited for m in self._mentioned(r)}
        known.discard(None)
        for number, mention in enumerate(written.mentions):
            entity = self.collation.entity_of.get(Ref(self.place, number))
            if entity not in known and not {w.casefold() for w in _WORD.findall(mention.name)} <= words:
                return False
        return True

    def _mentioned(self, ref: Ref) -> Iterable[int]:
        """The mentions of a claim and of those who are said to make it."""
        claim = self.collation.claim(ref)
        return (*claim.mentions, *(a.source for a in claim.attribution if a.source is not None))

    def _words_held(self, written: Annotated, sentences: Sequence[tuple[Annotated, Sentence]]) -> bool:
        """Every word of content is one of theirs, a synonym, or made from one."""
        tokens = [t for a, s in sentences for t in a.parse.tokens[s.first : s.last]]
        lemmas = {t.lemma.casefold() for t in tokens} | {t.text.casefold() for t in tokens}
        attributed = any(claim.attribution for claim in written.claims)
        named = {i for m in written.mentions for i in range(m.start, m.end)}
        for token in written.parse.tokens:
            if token.pos not in _CONTENT or token.start in named or not token.text[0].isalnum():
                continue
            if attributed and token.lemma in _REPORTING:
                continue
            if token.lemma.casefold() not in lemmas and not _meant(token, tokens):
                return False
        return True


def _quotes_held(text: str, texts: Sequence[str]) -> bool:
    """Every stretch in quotation marks stands word for word in a named sentence."""
    told = [" ".join(_WORD.findall(each)).casefold() for each in texts]
    for quoted in _QUOTED.findall(text):
        words = " ".join(_WORD.findall(quoted)).casefold()
        if not any(f" {words} " in f" {each} " for each in told):
            return False
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _dates_held(written: Annotated, sentences: Sequence[tuple[Annotated, Sentence]]) -> bool:
    """Every date is one of theirs, or wider than one of theirs."""
    held = [t for a, s in sentences for t in a.times if s.start <= t.start < s.end]
    values = {t.value.value for t in held}
    for t in written.times:
        bounds = [(h.value.earliest, h.value.latest) for h in held if h.value.earliest]
        within = t.value.earliest and any(t.value.earliest <= a and b <= t.value.latest for a, b in bounds)
        if t.value.value not in values and not within:
            return False
    return True


def _meant(token: Token, tokens: Iterable[Token]) -> bool:
    from variorum.lexicon.words import meanings, related

    own = meanings(token.lemma)
    for other in tokens:
        if other.pos in _CONTENT and own & meanings(other.lemma) and related(token.lemma, other.lemma).score >= 0.85:
            return True
    return False

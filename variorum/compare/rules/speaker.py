"""Speaker: the same words given to different people.

Persons are told apart by their names, or, where a report has none, by what they are ("the mayor", "a survivor of the
collapse"). Traps: a name here and an office there, words for people that fit anybody ("an official", "a spokesman"),
one who speaks for another, and one who repeats what another said.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship
from variorum.compare.quoted_words import words_of
from variorum.compare.wordings import compare_words, outlet, printed_as_speech, quotation_span
from variorum.lexicon.words import related
from variorum.model import Discrepancy, DiscrepancyKind, EntityType, MentionForm, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Collation, Parse, Ref, Utterance

_EQUAL = 0.75
# Told apart by what they are, speakers need words that are surely the same.
_SURELY_EQUAL = 0.9
_AKIN = 0.5
# Words for people that fit most others, and heads that mean nothing without what they are the head of.
_ANYBODY = frozenset(
    {"official", "source", "spokesman", "spokeswoman", "spokesperson", "man", "woman", "person", "one", "resident"}
    | {"representative", "politician", "figure", "insider", "people", "expert", "speaker", "somebody", "someone"}
    | {
        "colleague",
        "other",
        "family",
        "relative",
        "child",
        "parent",
        "sibling",
        "team",
        "lawyer",
        "attorney",
        "participant",
        "guest",
        "local",
        "citizen",
        "statement",
        "press",
        "office",
        "group",
    }
)
_HEADS = frozenset({"head", "leader", "chief", "boss", "member", "president", "chairman", "chairwoman", "director"})
_LEAST_WORDS = 4
_VOICES = ("spokes", "press service", "press office", "office", "ministry", "statement", "aide", "lawyer", "behalf")

# Who agrees with a sentence, or cites it, does not claim to have said it first.
_AFTER = frozenset({"agree", "echo", "repeat", "quote", "cite", "concur", "endorse", "second", "recall", "paraphrase"})


class _Said(NamedTuple):
    ref: Ref
    entity: int
    source: str


class _Described(NamedTuple):
    """A wording, the nouns that say what its speaker is, all content words of the source, and the source itself."""

    ref: Ref
    nouns: frozenset[str]
    own: frozenset[str]
    source: str


def find(collation: Collation) -> Iterator[Discrepancy]:
    """One discrepancy for each utterance that reports give to persons who are not the same."""
    for position, utterance in enumerate(collation.utterances):
        said = list(_said(collation, utterance))
        speakers = sorted({s.entity for s in said}, key=lambda e: min(s.ref for s in said if s.entity == e))
        others = [e for e in speakers[1:] if _another(collation, said, speakers[0], e)]
        kept = [s for s in said if s.entity == speakers[0] or s.entity in others] if others else []
        if len({s.ref.article for s in kept}) > 1:
            yield _told(collation, kept, [speakers[0], *others], position)
            continue
        described = list(_described(collation, utterance))
        pair = next((p for p in combinations(described, 2) if _two_roles(collation, *p)), None)
        if pair is not None:
            yield _by_description(collation, pair, position)


def _described(collation: Collation, utterance: Utterance) -> Iterator[_Described]:
    """The wordings with nearly the same words as the first, whose speaker is told by what he is."""
    first = None
    for ref in utterance.wordings if len(utterance.wordings) > 1 else ():
        article, quotation = collation.articles[ref.article], collation.quotation(ref)
        if not printed_as_speech(quotation) or quotation.cue.split(" ")[0] in _AFTER:
            continue
        words = words_of(article, quotation)
        first = words if first is None else first
        alike = compare_words(first, words)
        if alike.shared < _SURELY_EQUAL or alike.alike < _SURELY_EQUAL or len(words) < _LEAST_WORDS:
            continue
        start, end = quotation.source_start, quotation.source_end
        if start is not None and end is not None:
            nouns, own = _what_he_is(article.parse, start, end)
            yield _Described(ref, nouns, own, " ".join(article.article.text[start:end].split()))


def _what_he_is(parse: Parse, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that say what a source is, with what they are set beside; and all its content words."""
    inside = [t for t in parse.tokens if start <= t.start < end]
    heads = {t.i for t in inside if not (start <= parse.tokens[t.head].start < end) or t.head == t.i}
    for _ in range(3):
        heads |= {t.i for t in inside if t.dep in ("appos", "conj", "compound") and t.head in heads and t.pos == "NOUN"}
        heads |= {t.head for t in inside if t.dep in ("appos", "compound") and t.i in heads}
        heads |= {t.i for t in inside if t.dep == "appos" and t.head in heads}
    nouns = frozenset(t.lemma.lower() for t in inside if t.i in heads and t.pos == "NOUN" and t.text.islower())
    return nouns, frozenset(t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN", "ADJ"))


def _two_roles(collation: Collation, a: _Described, b: _Described) -> bool:
    """Whether two descriptions cannot be of one person."""
    if a.ref.article == b.ref.article or not a.nouns or not b.nouns or (a.nouns | b.nouns) & _ANYBODY:
        return False
    entities = [collation.entity_of.get(_mention(d.ref, collation.quotation(d.ref).speaker or 0)) for d in (a, b)]
    if all(collation.quotation(d.ref).speaker is not None for d in (a, b)) and entities[0] == entities[1]:
        return False
    if a.own & b.own & (a.nouns | b.nouns) or any(v in d.source.casefold() for d in (a, b) for v in _VOICES):
        return False
    weak = (a.nouns | b.nouns) & _HEADS
    pairs = [(p, q) for p in (a.own if weak else a.nouns) for q in (b.own if weak else b.nouns)]
    return not any(kinship(p, q) >= _AKIN or related(p, q).score >= _AKIN for p, q in pairs)


def _by_description(collation: Collation, pair: tuple[_Described, _Described], position: int) -> Discrepancy:
    readings = []
    for side, each in enumerate(pair, 1):
        start, end = quotation_span(collation.articles[each.ref.article], collation.quotation(each.ref))
        readings.append(Reading(each.source, each.ref.article, start, end, side))
    a, b = pair
    reason = (
        f"The same words are given to {a.source} in {outlet(collation, a.ref)} and to {b.source} in "
        f"{outlet(collation, b.ref)}."
    )
    ordered = tuple(sorted(readings, key=lambda r: (r.article, r.start, r.end)))
    return Discrepancy(DiscrepancyKind.SPEAKER, Verdict.CONFLICT, reason, ordered, 0.7, (), position)


def _said(collation: Collation, utterance: Utterance) -> Iterator[_Said]:
    """The wordings with nearly the same words as the first, whose speaker is a known person.

    Nobody speaks of himself in the third person: where the words name their speaker, who said them is in doubt.
    """
    first = None
    for ref in utterance.wordings if len(utterance.wordings) > 1 else ():
        quotation = collation.quotation(ref)
        entity = None if quotation.speaker is None else collation.entity_of.get(_mention(ref, quotation.speaker))
        if entity is None or not printed_as_speech(quotation) or not _is_person(collation, entity):
            continue
        if quotation.cue.split(" ")[0] in _AFTER or _speaks_of(collation, ref, entity):
            continue
        words = words_of(collation.articles[ref.article], quotation)
        if first is None:
            first = words
        if compare_words(first, words).shared < _EQUAL or min(len(words), len(first)) < 2:
            continue
        text = collation.articles[ref.article].article.text
        yield _Said(ref, entity, text[quotation.source_start or 0 : quotation.source_end or 0])


def _mention(ref: Ref, mention: int) -> Ref:
    return type(ref)(ref.article, mention)


def _is_person(collation: Collation, entity: int) -> bool:
    """Whether an entity is a person that somewhere has a name: a bare role may be anybody."""
    found = collation.entities[entity]
    named = any(collation.mention(m).form is MentionForm.NAME for m in found.mentions)
    return found.type is EntityType.PERSON and named


def _another(collation: Collation, said: Sequence[_Said], a: int, b: int) -> bool:
    """Whether two speakers are two persons, and neither speaks for the other nor together with them."""
    if b in collation.entities[a].kin or a in collation.entities[b].kin:
        return False
    if any(_may_be(collation, s, other) for s in said for other in (a, b) if s.entity in (a, b) and s.entity != other):
        return False
    for one, other in ((a, b), (b, a)):
        names = [n.split()[-1].casefold() for n in collation.entities[other].names if n.split()]
        sources = [s.source.casefold() for s in said if s.entity == one]
        if any(name in source for name in names for source in sources):
            return False
        if any(voice in source and " for " in source for voice in _VOICES for source in sources):
            return False
    return True


def _may_be(collation: Collation, said: _Said, other: int) -> bool:
    """Whether the speaker is a pronoun, and the sentence before the words names the other speaker, too."""
    article, quotation = collation.articles[said.ref.article], collation.quotation(said.ref)
    if quotation.speaker is None or article.mentions[quotation.speaker].form is not MentionForm.PRONOUN:
        return False
    first = next((i for i, s in enumerate(article.parse.sentences) if s.end > quotation.start), 0)
    begin = article.parse.sentences[max(0, first - 1)].start if article.parse.sentences else 0
    before = article.article.text[begin : quotation.start].casefold().replace("’s", " ").replace("'s", " ").split()
    return any(name.split()[-1].casefold() in before for name in collation.entities[other].names if name.split())


def _told(collation: Collation, said: Sequence[_Said], order: Sequence[int], position: int) -> Discrepancy:
    side = {entity: number for number, entity in enumerate(order, 1)}
    readings = []
    for each in said:
        article, quotation = collation.articles[each.ref.article], collation.quotation(each.ref)
        start, end = quotation_span(article, quotation)
        focus = (quotation.source_start, quotation.source_end)
        if focus[0] is None or focus[1] is None or focus[0] < start or focus[1] > end:
            focus = (None, None)
        name = collation.entities[each.entity].name
        readings.append(Reading(name, each.ref.article, start, end, side[each.entity], *focus))
    a, b = (next(s for s in said if s.entity == e) for e in order[:2])
    if _speaks_of(collation, a.ref, b.entity) and _speaks_of(collation, b.ref, a.entity):
        one, other = collation.entities[a.entity].name, collation.entities[b.entity].name
        kind, reason = (
            DiscrepancyKind.ROLE,
            (
                f"Who says it of whom is reversed: {one} of {other} in {outlet(collation, a.ref)}, "
                f"{other} of {one} in {outlet(collation, b.ref)}."
            ),
        )
    else:
        kind, reason = (
            DiscrepancyKind.SPEAKER,
            (
                f"The same words are given to {collation.entities[a.entity].name} in {outlet(collation, a.ref)} and to "
                f"{collation.entities[b.entity].name} in {outlet(collation, b.ref)}."
            ),
        )
    ordered = tuple(sorted(readings, key=lambda r: (r.article, r.start, r.end)))
    return Discrepancy(kind, Verdict.CONFLICT, reason, ordered, 0.9, (), position)


def _speaks_of(collation: Collation, ref: Ref, entity: int) -> bool:
    """Whether a wording mentions an entity."""
    quotation = collation.quotation(ref)
    inside = (
        i
        for i, m in enumerate(collation.articles[ref.article].mentions)
        if any(start <= m.start and m.end <= end for start, end in quotation.pieces)
    )
    return any(collation.entity_of.get(_mention(ref, i)) == entity for i in inside)

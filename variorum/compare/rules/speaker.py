"""Speaker: the same words given to different people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.quoted_words import words_of
from variorum.compare.wordings import compare_words, outlet, printed_as_speech, quotation_span
from variorum.model import Discrepancy, DiscrepancyKind, EntityType, MentionForm, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Collation, Ref, Utterance

_EQUAL = 0.75
_LEAST_WORDS = 4
_VOICES = ("spokes", "press service", "press office", "office", "ministry", "statement", "aide", "lawyer", "behalf")

# Who agrees with a sentence, or cites it, does not claim to have said it first.
_AFTER = frozenset({"agree", "echo", "repeat", "quote", "cite", "concur", "endorse", "second", "recall", "paraphrase"})


class _Said(NamedTuple):
    ref: Ref
    entity: int
    source: str


def find(collation: Collation) -> Iterator[Discrepancy]:
    """One discrepancy for each utterance that reports give to persons who are not the same."""
    for position, utterance in enumerate(collation.utterances):
        said = list(_said(collation, utterance))
        speakers = sorted({s.entity for s in said}, key=lambda e: min(s.ref for s in said if s.entity == e))
        others = [e for e in speakers[1:] if _another(collation, said, speakers[0], e)]
        if not others or len({s.ref.article for s in said}) < 2:
            continue
        kept = [s for s in said if s.entity == speakers[0] or s.entity in others]
        if len({s.ref.article for s in kept}) > 1:
            yield _told(collation, kept, [speakers[0], *others], position)


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

"""What a dispute is on: its kind in words, or an act that is told with its parties swapped, or what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.quote_marks import marked_parts
from variorum.brief import grammar
from variorum.model import DiscrepancyKind, Polarity

if TYPE_CHECKING:
    from variorum.model import Annotated, Collation, Discrepancy, Quantity, Reading, Token


class _Act(NamedTuple):
    """A verb as it is printed, and the words in marks that it brings."""

    verb: str
    words: str


def topic(collation: Collation, discrepancy: Discrepancy) -> str:
    """What the reports differ on: "who called whom ‘old friend’", "the number of boats" if all say so, else by kind."""
    if discrepancy.kind is DiscrepancyKind.ROLE:
        acts = [_act(collation.articles[r.article], r) for r in discrepancy.readings]
        told = [act for act in acts if act is not None]
        if len(told) == len(acts) and len({act.verb for act in told}) == 1:
            return grammar.who_whom(told[0].verb, _common([act.words for act in told]))
    if discrepancy.kind is DiscrepancyKind.NUMBER and (noun := _counted_by_all(collation, discrepancy)):
        return f"{grammar.NUMBER_OF} {noun}"
    return grammar.OUTRIGHT if is_of_sentences(discrepancy) else grammar.TOPICS[discrepancy.kind]


def _counted_by_all(collation: Collation, discrepancy: Discrepancy) -> str:
    """What all readings count, as the English report prints it that counts most; empty if it is not one thing."""
    counted = [_counted(collation.articles[r.article], r) for r in discrepancy.readings]
    known = [each for each in counted if each is not None]
    if len(known) < len(counted) or len({q.counted for q, _ in known}) > 1:
        return ""
    english = [
        each
        for each, reading in zip(known, discrepancy.readings, strict=True)
        if collation.articles[reading.article].article.language == "en"
    ]
    return max(english, key=lambda each: each[0].amount.high)[1] if english else ""


def _counted(annotated: Annotated, reading: Reading) -> tuple[Quantity, str] | None:
    """The count that a reading is about, and what it counts as it is printed; a measure or a sum counts nothing."""
    for q in annotated.quantities:
        if q.start == reading.focus_start and q.counted and q.counted_start is not None and not q.amount.unit:
            return q, annotated.article.text[q.counted_start : q.counted_end]
    return None


def is_of_sentences(discrepancy: Discrepancy) -> bool:
    """Whether it is one of mode between sentences that tell the same, not between wordings of an utterance."""
    return discrepancy.kind is DiscrepancyKind.MODE and discrepancy.utterance is None


def _act(annotated: Annotated, reading: Reading) -> _Act | None:
    """The act of a reading's clause, if it is in the past tense and whom it is done to is named right behind it."""
    tokens = annotated.parse.tokens
    for claim in annotated.claims:
        if (claim.start, claim.end) != (reading.start, reading.end) or claim.predicate_token is None:
            continue
        verb = tokens[claim.predicate_token]
        behind = tokens[verb.i + 1].start if verb.i + 1 < len(tokens) else None
        named = any(annotated.mentions[m].start == behind for m in claim.mentions)
        if verb.tag == "VBD" and named and claim.polarity is Polarity.AFFIRMED:
            return _Act(verb.text, _said(annotated, verb))
    return None


def _said(annotated: Annotated, verb: Token) -> str:
    """The words in marks whose cue a verb is, where they stand in one piece."""
    text = annotated.article.text
    spans = [span for q in annotated.quotations if q.cue_start == verb.start for span in marked_parts(text, q)]
    return " ".join(text[slice(*spans[0])].split()) if len(spans) == 1 else ""


def _common(words: list[str]) -> str:
    """The shortest of the words, if all others have them."""
    shortest = min(words, key=len)
    return shortest if all(shortest in each for each in words) else ""

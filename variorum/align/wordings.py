"""Quotations made ready for comparison: their words with weights, their marked parts, their speaker."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.frames import language_of
from variorum.annotate.cues import QUOTE, frames
from variorum.annotate.quote_marks import marked_parts
from variorum.lexicon.frequency import frequency
from variorum.model import Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model import Annotated, Quotation, Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
# What such verbs and adverbs add to a sentence is too little to tell sentences apart by.
_LIGHT = frozenset(
    {
        "be",
        "have",
        "do",
        "get",
        "go",
        "make",
        "take",
        "say",
        "tell",
        "think",
        "also",
        "very",
        "so",
        "now",
        "then",
        "more",
    }
)
_NAME_WEIGHT = 0.6
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """One quotation as it is compared: `words` are its content lemmas with their weights (0 to 1), in order.

    `marked` tells whether (part of) it stands between quotation marks or is printed as speech, `core` are the content
    lemmas between its marks, `forms` all words there as written; `speaker` and `addressee` are entities of the story;
    `values` are the amounts in it (lowest, highest, unit).
    """

    ref: Ref
    text: str
    mode: Mode
    cue: str
    words: tuple[tuple[str, str, float], ...]
    weight: float
    marked: bool
    speaker: int | None
    addressee: int | None
    start: int
    end: int
    core: tuple[str, ...]
    forms: tuple[str, ...]
    language: str = "en"
    values: frozenset[tuple[float, float, str]] = frozenset()

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of its content words."""
        return frozenset(lemma for lemma, _, _ in self.words)


def wordings(articles: Sequence[Annotated], entity_of: Mapping[Ref, int]) -> Iterator[Wording]:
    """The quotations of all articles that have words to compare, in the order of articles and quotations."""
    for a, article in enumerate(articles):
        starts = [t.start for t in article.parse.tokens]
        for i, quotation in enumerate(article.quotations):
            tokens = tokens_of(article, quotation, starts)
            words = tuple(_weighted(tokens))
            if not words or not is_speech(quotation, tokens):
                continue
            spoken = _between_marks(article, quotation, tokens)
            text = " ".join(article.article.text[s:e] for s, e in quotation.pieces)
            yield Wording(
                ref=Ref(a, i),
                text=" ".join(text.split()),
                mode=quotation.mode,
                cue=quotation.cue,
                words=words,
                weight=sum(w for _, _, w in words),
                marked=quotation.mode is not Mode.INDIRECT,
                speaker=_entity(entity_of, a, quotation.speaker),
                addressee=_entity(entity_of, a, quotation.addressee),
                start=quotation.start,
                end=quotation.end,
                core=tuple(lemma for lemma, _, _ in _weighted(spoken)),
                forms=tuple(t.text.casefold() for t in spoken if any(c.isalnum() for c in t.text))[:_LONGEST],
                language=language_of(article),
                values=frozenset(_values(article, quotation)),
            )


def _values(article: Annotated, quotation: Quotation) -> Iterator[tuple[float, float, str]]:
    for quantity in article.quantities:
        if any(start <= quantity.start and quantity.end <= end for start, end in quotation.pieces):
            yield quantity.amount.low, quantity.amount.high, quantity.amount.unit


def is_speech(quotation: Quotation, tokens: Sequence[Token]) -> bool:
    """Whether a quotation gives words or a thought, and not only a theme ("criticised the plan") or an aim."""
    if quotation.mode is not Mode.INDIRECT:
        return True
    if quotation.source_start is None or not any(t.pos in ("VERB", "AUX", "") for t in tokens):
        return False
    return tokens[0].tag != "TO" or QUOTE in frames(quotation.cue)


def _between_marks(article: Annotated, quotation: Quotation, tokens: Sequence[Token]) -> list[Token]:
    """The tokens that are printed as the speaker's own words: all in direct speech, none in indirect."""
    spans = marked_parts(article.article.text, quotation)
    return [t for t in tokens if any(s <= t.start and t.end <= e for s, e in spans)]


def tokens_of(article: Annotated, quotation: Quotation, starts: Sequence[int] | None = None) -> tuple[Token, ...]:
    """The tokens of a quotation's pieces, in order. `starts` are the starts of all tokens, if they are at hand."""
    starts = [t.start for t in article.parse.tokens] if starts is None else starts
    return tuple(
        article.parse.tokens[i]
        for start, end in quotation.pieces
        for i in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _weighted(tokens: Sequence[Token]) -> Iterator[tuple[str, str, float]]:
    for token in tokens:
        lemma = token.lemma.lower() or token.text.lower()
        if not any(c.isalnum() for c in lemma) or lemma in _LIGHT:
            continue
        if token.pos and token.pos not in _CONTENT:
            continue
        if not token.pos and len(lemma) < 4 and lemma.isascii():
            continue
        weight = min(1.0, max(0.1, (-math.log(frequency(lemma)) - 5.0) / 7.0))
        yield lemma, token.pos, weight * (_NAME_WEIGHT if token.pos == "PROPN" else 1.0)


def _entity(entity_of: Mapping[Ref, int], article: int, mention: int | None) -> int | None:
    return None if mention is None else entity_of.get(Ref(article, mention))

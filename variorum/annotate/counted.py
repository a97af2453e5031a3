"""What a number counts: the noun it modifies, the one after "of", or the one that is understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from variorum.model import Parse, Sentence, Token


class Noun(NamedTuple):
    """The lemma of a counted noun (lower case) and its span."""

    lemma: str
    start: int
    end: int


_MEASURES = frozenset(
    {"number", "total", "sum", "majority", "group", "pair", "part", "portion", "share", "lot", "amount", "few"}
)
_SKIPPED = frozenset({"more", "other", "others", "new", "different", "additional"})


class NumberPlace(NamedTuple):
    """Where a number stands: its span, where its unit (or it) ends, and whether it has one."""

    start: int
    end: int
    after: int
    measured: bool


def counted_noun(parse: Parse, sentence: Sentence, text: str, place: NumberPlace, context: Noun | None) -> Noun | None:
    """The noun that a number counts.

    `context` is the last noun counted before, taken where the noun is left out ("Of the 214 workers, 190 agreed").
    None where nothing is counted.
    """
    if not parse.has_syntax:
        return _next_word(text, place.after, sentence.end)
    token = _token_at(parse, sentence, max(place.end, place.after) - 1)
    if token is None:
        return None
    return _by_syntax(parse, sentence, token, place=place, context=context)


def _token_at(parse: Parse, sentence: Sentence, place: int) -> Token | None:
    tokens = parse.inside(sentence)
    at = bisect_right([t.start for t in tokens], place) - 1
    return tokens[at] if 0 <= at < len(tokens) else None


def _noun(token: Token) -> Noun:
    return Noun(token.lemma.lower(), token.start, token.end)


def _next_word(text: str, after: int, end: int) -> Noun | None:
    found = re.compile(
        r"[\s\u00a0]+(?:(?:of|de|des|d['’]|von|der|av)\s?(?:the|les|la|los|las)?\s*)?([^\W\d_]{2,})"
    ).match(text, after, end)
    return Noun(found[1].lower(), found.start(1), found.end(1)) if found else None


def _of(parse: Parse, token: Token) -> Noun | None:
    """The noun of an "of" phrase that hangs on a token: "11 of the workers", "200 tonnes of grain"."""
    for child in parse.children[token.i]:
        if parse.tokens[child].lemma.lower() == "of" and child > token.i:
            for below in parse.children[child]:
                noun = parse.tokens[below]
                if noun.dep == "pobj" and noun.pos in ("NOUN", "PROPN"):
                    return _of(parse, noun) if noun.lemma.lower() in _MEASURES and _of(parse, noun) else _noun(noun)
    return None


def _by_syntax(
    parse: Parse, sentence: Sentence, token: Token, *, place: NumberPlace, context: Noun | None
) -> Noun | None:
    steps = 0
    while steps < 6:
        found = _of(parse, token)
        if found:
            return found
        head = parse.tokens[token.head]
        if (
            token.dep
            in ("nummod", "amod", "compound", "nmod", "quantmod", "poss", "advmod", "npadvmod", "det", "predet")
            and head.i != token.i
        ):
            if head.pos in ("NOUN", "PROPN") and head.i > token.i and token.dep != "npadvmod":
                return _of(parse, head) or _noun(head) if head.lemma.lower() in _MEASURES else _noun(head)
            if head.pos in ("NUM", "NOUN", "SYM", "ADJ") and head.sentence == token.sentence:
                token, steps = head, steps + 1
                continue
        break
    if place.measured:
        return None
    return _understood(parse, sentence, token, context, place.start)


def _understood(parse: Parse, sentence: Sentence, token: Token, context: Noun | None, place: int) -> Noun | None:
    """A number that stands alone: of what the sentence opens with, of its subject, or of what was counted before."""
    first = parse.tokens[sentence.first]
    if first.lemma.lower() == "of" and first.start < place:
        opening = [parse.tokens[c] for c in parse.children[first.i] if parse.tokens[c].pos in ("NOUN", "PROPN")]
        if opening and opening[0].start < place:
            return _noun(opening[0])
    subject = _subject(parse, token)
    if subject and token.dep in ("pobj", "attr", "dobj", "acomp", "npadvmod", "oprd"):
        return subject
    if token.pos == "NUM" and token.dep in ("nsubj", "nsubjpass", "dobj", "conj", "appos"):
        return context
    return None


def _subject(parse: Parse, token: Token) -> Noun | None:
    """The subject of the verb that a number completes: "the toll rose to 12", "the toll is 12"."""
    verb, steps = parse.tokens[token.head], 0
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.i and steps < 4:
        if verb.pos != "ADP" or verb.lemma.lower() not in ("to", "at", "by", "from"):
            return None
        verb, steps = parse.tokens[verb.head], steps + 1
    for child in parse.children[verb.i]:
        subject = parse.tokens[child]
        if subject.dep in ("nsubj", "nsubjpass") and subject.pos == "NOUN":
            return _noun(subject)
    return None

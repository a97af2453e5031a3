"""What a number counts: the noun it modifies, the one after "of", or the one that is understood."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.plain_counted import plain_noun

if TYPE_CHECKING:
    from variorum.model import Parse, Sentence, Token


class Noun(NamedTuple):
    """The lemma of a counted noun (lower case) and its span."""

    lemma: str
    start: int
    end: int


class Counted(NamedTuple):
    """What was counted last: the noun, how many, in which sentence."""

    noun: Noun
    number: float
    sentence: int


class NumberPlace(NamedTuple):
    """Where a number stands: its span, where its unit (or it) ends; whether it has a unit, is an ordinal; its value."""

    start: int
    end: int
    after: int
    measured: bool
    ordinal: bool
    value: float


_MEASURES = frozenset(
    {"number", "total", "sum", "majority", "group", "pair", "part", "portion", "share", "lot", "amount", "few", "other"}
)
_INSIDE_PHRASE = frozenset(
    {"nummod", "amod", "compound", "nmod", "quantmod", "poss", "advmod", "npadvmod", "det", "predet"}
)
_REACHING = frozenset({"reach", "hit", "total", "number", "exceed", "top", "pass", "surpass", "become", "approach"})
_PRICED = frozenset({"cost", "price", "sell", "pay", "charge", "value", "insure"})


def counted_noun(
    parse: Parse, sentence: Sentence, text: str, place: NumberPlace, context: Counted | None, language: str = "en"
) -> Noun | None:
    """The noun that a number counts; without a parser a listed noun near it, in English, or the next word.

    `context` is what was counted before, taken where the noun is left out and the number is no larger ("Seven
    people were hurt, two of them badly"). None where nothing is counted.
    """
    if not parse.has_syntax:
        found = plain_noun(text, place.after, sentence.end, language, measured=place.measured)
        return Noun(*found) if found else None
    token = _token_at(parse, sentence, max(place.end, place.after) - 1)
    if token is None or (place.ordinal and not _is_attribute(parse, token)):
        return None
    last = token
    found_noun, token = _modified(parse, token)
    if found_noun or place.measured:
        return found_noun
    beside = _beside(parse, sentence, last)
    if beside:
        return beside
    if place.ordinal:
        return None
    return _understood(parse, sentence, token, place, context)


def _token_at(parse: Parse, sentence: Sentence, place: int) -> Token | None:
    at = bisect_right(parse.tokens, place, sentence.first, sentence.last, key=lambda t: t.start) - 1
    return parse.tokens[at] if sentence.first <= at < sentence.last else None


def _is_attribute(parse: Parse, token: Token) -> bool:
    """An ordinal that stands with its noun, and is no adverb ("First, a pump failed")."""
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return token.dep != "advmod" and following is not None and following.pos not in ("DET", "PUNCT", "PRON")


def _noun(token: Token) -> Noun:
    return Noun(token.lemma.lower(), token.start, token.end)


def _of(parse: Parse, token: Token) -> Noun | None:
    """The noun of an "of" phrase that hangs on a token: "11 of the workers", "200 tonnes of grain"."""
    for child in parse.children[token.i]:
        if parse.tokens[child].lemma.lower() != "of" or child < token.i:
            continue
        for below in parse.children[child]:
            noun = parse.tokens[below]
            if noun.dep == "pobj" and noun.pos in ("NOUN", "PROPN"):
                return (noun.lemma.lower() in _MEASURES and _of(parse, noun)) or _noun(noun)
    return None


def _modified(parse: Parse, token: Token) -> tuple[Noun | None, Token]:
    """The noun that a number stands with; failing that, the topmost token of the number's own phrase."""
    for _ in range(6):
        found = _of(parse, token)
        if found:
            return found, token
        head = parse.tokens[token.head]
        if token.dep == "conj" and head.pos == "NUM":
            token = head
            continue
        if token.dep not in _INSIDE_PHRASE or head.i == token.i:
            break
        if head.pos in ("NOUN", "PROPN") and head.i > token.i and token.dep != "npadvmod":
            return (head.lemma.lower() in _MEASURES and _of(parse, head)) or _noun(head), token
        if head.pos not in ("NUM", "NOUN", "SYM", "ADJ") or head.sentence != token.sentence:
            break
        token = head
    return None, token


def _beside(parse: Parse, sentence: Sentence, token: Token) -> Noun | None:
    """The noun right behind a number, adjectives apart: for where the parse misses it ("30-40 people")."""
    for following in parse.tokens[token.i + 1 : min(token.i + 4, sentence.last)]:
        if following.pos == "NOUN":
            return _noun(following)
        if following.pos != "ADJ":
            return None
    return None


def _understood(
    parse: Parse, sentence: Sentence, token: Token, place: NumberPlace, context: Counted | None
) -> Noun | None:
    """A number that stands alone: of what the sentence opens with, of its subject, or of what was counted before."""
    first = parse.tokens[sentence.first]
    if first.lemma.lower() == "of" and first.start < place.start:
        opening = [parse.tokens[c] for c in parse.children[first.i] if parse.tokens[c].pos in ("NOUN", "PROPN")]
        if opening and opening[0].start < place.start:
            return _noun(opening[0])
    head = parse.tokens[token.head]
    of_them = any(parse.tokens[c].lemma.lower() == "of" for c in parse.children[token.i])
    if token.dep == "appos" and of_them and head.pos == "NOUN" and head.i < token.i:
        return _noun(head)
    completes = token.dep == "dobj" and head.lemma.lower() in _REACHING
    if completes or token.dep in ("pobj", "attr", "acomp", "npadvmod", "oprd"):
        subject = _subject(parse, token)
        if subject:
            return subject
    near = context is not None and sentence.index - context.sentence <= 1 and place.value <= context.number
    if context is not None and near and token.dep in ("nsubj", "nsubjpass", "dobj", "conj", "appos", "pobj", "attr"):
        return context.noun
    return None


def _subject(parse: Parse, token: Token) -> Noun | None:
    """What a number that completes a verb tells of: "the toll rose to 12", "they put the losses at 200"."""
    verb = parse.tokens[token.head]
    for _ in range(4):
        if verb.pos in ("VERB", "AUX") or verb.head == verb.i:
            break
        if verb.pos != "ADP" or verb.lemma.lower() not in ("to", "at", "by", "from"):
            return None
        verb = parse.tokens[verb.head]
    if verb.lemma.lower() in _PRICED:
        return None
    around = [parse.tokens[c] for c in parse.children[verb.i]]
    objects = [t for t in around if t.dep == "dobj" and t.i < token.i and t.pos == "NOUN"]
    subjects = [t for t in around if t.dep in ("nsubj", "nsubjpass")]
    if not objects and subjects and subjects[0].tag in ("WDT", "WP") and verb.dep == "relcl":
        objects = [parse.tokens[verb.head]]
    named = objects or subjects
    return _noun(named[0]) if named and named[0].pos == "NOUN" else None

"""Names in a text: their stretches and types, from spaCy's entities mended by general rules, or from capitals."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.vocabulary import (
    EVENT_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    TITLES,
    given_names,
    role_classes,
    words,
)
from variorum.model import EntityType, Parse, Sentence, Token
from variorum.values.name import name_words
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "PRODUCT": EntityType.OTHER,
    "WORK_OF_ART": EntityType.OTHER,
    "LAW": EntityType.OTHER,
}
_NO_NAME = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"})
_INSIDE = frozenset(
    {"of", "the", "and", "for", "de", "la", "al", "el", "bin", "van", "von", "der", "'s", "’s", "-", "&"}
)
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue tues wed thu thur thurs fri sat sun gmt utc est bst cet am pm"
)


class NameSpan(NamedTuple):
    """A name: its tokens `first` to `last` (exclusive), without titles, and its type."""

    first: int
    last: int
    type: EntityType


def find_names(parse: Parse) -> list[NameSpan]:
    """All names, in order, without overlap; one type for one name in the whole article."""
    spans = [span for sentence in parse.sentences for span in _in_sentence(parse, sentence)]
    return _settle_types(parse, spans)


def bare(token: Token) -> str:
    """The token in lower case without a closing full stop."""
    return token.text.casefold().removesuffix(".")


def is_role(token: Token) -> bool:
    """Tell whether the token is a noun that names an office or a kind of person."""
    return bare(token) in role_classes() or token.lemma.casefold() in role_classes()


def _in_sentence(parse: Parse, sentence: Sentence) -> Iterator[NameSpan]:
    tokens = parse.inside(sentence)
    taken = [_wants(tokens, k, parse) for k in range(len(tokens))]
    k = 0
    while k < len(tokens):
        if not taken[k]:
            k += 1
            continue
        stop = k + 1
        while stop < len(tokens) and taken[stop] and _goes_on(tokens[stop - 1], tokens[stop]):
            stop += 1
        yield from _trim(tokens[k:stop])
        k = stop


def _wants(tokens: Sequence[Token], k: int, parse: Parse) -> bool:
    token = tokens[k]
    if token.entity in _TYPES:
        return True
    if token.entity in _NO_NAME or bare(token) in _CALENDAR or not token.text[:1].isupper():
        return False
    return token.pos == "PROPN" if parse.has_syntax else k > 0


def _goes_on(before: Token, token: Token) -> bool:
    if before.entity != token.entity and "NORP" in (before.entity, token.entity):
        return False
    if before.entity and token.entity and before.entity != token.entity:
        return token.start == before.end or "PERSON" not in (before.entity, token.entity)
    return token.text not in {",", ";", "(", ")"} and before.text not in {",", ";", "(", ")"}


def _trim(tokens: Sequence[Token]) -> Iterator[NameSpan]:
    """Cut a run at coordinations of persons and drop what is no name at either end."""
    first, last = 0, len(tokens)
    while first < last and not _can_start(tokens[first], alone=last - first == 1):
        first += 1
    while last > first and not _can_end(tokens[last - 1]):
        last -= 1
    run = tokens[first:last]
    if not run:
        return
    person = any(t.entity == "PERSON" for t in run)
    for k, token in enumerate(run):
        if token.text.casefold() == "and" and (person or all(len(part) == 1 for part in (run[:k], run[k + 1 :]))):
            yield from _trim(run[:k])
            yield from _trim(run[k + 1 :])
            return
    start = _after_titles(run)
    if start < len(run):
        yield NameSpan(run[start].i, run[-1].i + 1, _guess(run[start:]))


def _after_titles(run: Sequence[Token]) -> int:
    """The position after titles and role nouns before a person's name ("President Vladimir Putin")."""
    start = 0
    for k, token in enumerate(run[:-1]):
        if (is_role(token) or bare(token) in TITLES) and run[k + 1].text[:1].isupper() and not _body(run):
            start = k + 1
    return start


def _body(run: Sequence[Token]) -> bool:
    return bare(run[-1]) in ORGANISATION_WORDS | PLACE_WORDS | EVENT_WORDS or any(t.text in {"of", "for"} for t in run)


def _can_start(token: Token, *, alone: bool) -> bool:
    if token.pos in {"DET", "PUNCT", "ADP", "NUM", "SYM", "PART", "PRON", "CCONJ"}:
        return False
    if alone and (is_role(token) or bare(token) in TITLES):
        return False
    return token.text[:1].isupper() or token.entity == "NORP" or not token.text.isascii()


def _can_end(token: Token) -> bool:
    return token.text not in _INSIDE and token.pos not in {"PUNCT", "PART", "DET", "ADP", "CCONJ", "SYM"}


def _guess(run: Sequence[Token]) -> EntityType:
    name = " ".join(t.text for t in run)
    known = naming(name)
    if known:
        return EntityType.GROUP if known.kind == "demonym" else EntityType.PLACE
    last = bare(run[-1])
    for listed, kind in (
        (ORGANISATION_WORDS, EntityType.ORGANISATION),
        (PLACE_WORDS, EntityType.PLACE),
        (EVENT_WORDS, EntityType.EVENT),
    ):
        if len(run) > 1 and (last in listed or (any(t.text == "of" for t in run) and bare(run[0]) in listed)):
            return kind
    votes = Counter(t.entity for t in run if t.entity)
    if len(run) > 1 and bare(run[0]) in given_names() and "ORG" not in votes:
        return EntityType.PERSON
    return _TYPES.get(votes.most_common(1)[0][0], EntityType.OTHER) if votes else EntityType.OTHER


def _settle_types(parse: Parse, spans: list[NameSpan]) -> list[NameSpan]:
    """Give each name the type most of its uses have; a surname follows the full names that end in it."""
    words = [name_words(" ".join(t.text for t in parse.tokens[s.first : s.last])) for s in spans]
    votes: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    persons: set[str] = set()
    for span, name in zip(spans, words, strict=True):
        votes[name][span.type] += 1 if span.type is not EntityType.OTHER else 0
    for name, counts in votes.items():
        if len(name) > 1 and counts.most_common(1)[0][0] is EntityType.PERSON:
            persons.update((name[-1], name[0]))
    settled = []
    for span, name in zip(spans, words, strict=True):
        counts = votes[name]
        kind = max(counts, key=lambda t: (counts[t], t is span.type, t)) if counts else span.type
        if len(name) == 1 and name[0] in persons and not naming(name[0]):
            kind = EntityType.PERSON
        settled.append(span._replace(type=kind))
    return settled

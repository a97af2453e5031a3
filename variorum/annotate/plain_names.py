"""Names without a parser: by capitals where a script has them, and by the territories of the language everywhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.annotate.timex.foreign_words import time_words
from variorum.annotate.vocabulary import BODY_WORDS, given_names, words
from variorum.model import EntityType
from variorum.values.name import name_words, skeleton
from variorum.values.numerals import FOREIGN_SCALES
from variorum.values.place import foreign_names, naming
from variorum.values.unit import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.annotate.names import NameSpan
    from variorum.model import Parse, Token

_NOUN_CAPITALS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there a single capital says nothing."""
_JOINING = words("de la del di da do dos du des von van der den zu al el bin ibn of le les - d l d' d’ l' l’")
_OPENING = frozenset({":", '"', "“", "„", "«", "‘", "–", "—", "¿", "¡"})
_OPENING_IN = {"sv": frozenset({"”"}), "fi": frozenset({"”"})}
"""Marks after which a capital says no more than at the beginning of a sentence."""
_LONGEST_PLACE = 12
_READ = {"PERSON": EntityType.PERSON, "GPE": EntityType.PLACE, "ORG": EntityType.ORGANISATION}
"""What a pipeline of the language takes a name for, where the user has one."""


def find_plain_names(parse: Parse, text: str, language: str) -> list[NameSpan]:
    """Names of an article in a language without a parser, in order, without overlap."""
    from variorum.annotate.names import NameSpan

    code = language.partition("-")[0].casefold()
    inside = _capitals_inside(parse, code)
    found = []
    for sentence in parse.sentences:
        tokens = parse.inside(sentence)
        for first, last in (part for run in _runs(tokens, code, inside) for part in _cut(parse, *run, code)):
            name = text[parse.tokens[first].start : parse.tokens[last - 1].end]
            found.append(NameSpan(first, last, _type(name, tokens, first, last, code)))
        if not any(t.text[:1].isupper() or t.text[:1].islower() for t in tokens):
            found += [NameSpan(a, b, EntityType.PLACE) for a, b in _listed_places(tokens, text, code)]
    return sorted(_with_surnames(parse, found))


def _cut(parse: Parse, first: int, last: int, language: str) -> Iterator[tuple[int, int]]:
    """A run without a territory at its head, and in German without the title before two last words."""
    if last - first > 1 and naming(parse.tokens[first].text, language):
        yield first, first + 1
        first += 1
    given = next((k for k in range(first, last - 1) if _is_given(parse.tokens[k].text)), None)
    if given is not None:
        yield given, last
    elif language in _NOUN_CAPITALS and _measures(parse, first, last, language):
        return
    elif language in _NOUN_CAPITALS and last - first > 2:
        if parse.tokens[last - 2].text not in _JOINING:
            yield last - 2, last
    else:
        yield first, last


def _measures(parse: Parse, first: int, last: int, language: str) -> bool:
    """Whether two nouns side by side are an amount or a time: "Millionen Euro", "Kubikmeter Wasser", "Mitte Mai"."""
    times = time_words(language)
    known = units(language).keys() | FOREIGN_SCALES.get(language, {}).keys()
    known |= (times.months.keys() | times.weekdays.keys()) if times else set()
    return any(parse.tokens[k].text.casefold() in known for k in range(first, last))


def _is_given(word: str) -> bool:
    return any(skeleton(w) in _given_skeletons() for w in name_words(word))


@cache
def _given_skeletons() -> frozenset[str]:
    return frozenset(skeleton(name) for name in given_names() if len(name) > 3)


def _with_surnames(parse: Parse, found: Sequence[NameSpan]) -> list[NameSpan]:
    """The names with all uses of a person's last name alone, which capitals may not have told from a noun."""
    from variorum.annotate.names import NameSpan

    last = {
        parse.tokens[s.last - 1].text: s.type for s in found if s.type is EntityType.PERSON and s.last - s.first > 1
    }
    taken = {k for s in found for k in range(s.first, s.last)}
    more = [NameSpan(t.i, t.i + 1, last[t.text]) for t in parse.tokens if t.i not in taken and t.text in last]
    single = [
        s._replace(type=last.get(parse.tokens[s.first].text, s.type)) if s.last - s.first == 1 else s for s in found
    ]
    return [*single, *more]


def _capitals_inside(parse: Parse, language: str) -> frozenset[str]:
    """Words that have a capital inside a sentence, where it is not the sentence that gives it."""
    return frozenset(
        token.text
        for sentence in parse.sentences
        for token in parse.tokens[sentence.first + 1 : sentence.last]
        if token.text[:1].isupper()
        and parse.tokens[token.i - 1].text not in {*_OPENING, "»", "("}
        and parse.tokens[token.i - 1].text not in _OPENING_IN.get(language, ())
    )


def _runs(tokens: Sequence[Token], language: str, inside: frozenset[str]) -> Iterator[tuple[int, int]]:
    k = 0
    while k < len(tokens):
        if not tokens[k].text[:1].isupper():
            k += 1
            continue
        stop = k + 1
        while stop < len(tokens) and (
            tokens[stop].text[:1].isupper()
            or (tokens[stop].text in _JOINING and stop + 1 < len(tokens) and tokens[stop + 1].text[:1].isupper())
        ):
            stop += 1
        opens = k > 0 and tokens[k - 1].text in {*_OPENING, *_OPENING_IN.get(language, ())}
        opens = opens or not any(t.text[0].isalnum() for t in tokens[:k])
        begins = opens and tokens[k].text not in inside
        drop = begins and stop - k > 1 and not _is_given(tokens[k].text)
        first = k + 1 if drop else k
        while first < stop and tokens[first].text in _JOINING:
            first += 1
        if first < stop and _is_name(tokens[first:stop], language, begins=begins and not drop):
            yield tokens[first].i, tokens[stop - 1].i + 1
        k = stop


def _is_name(run: Sequence[Token], language: str, *, begins: bool) -> bool:
    written = " ".join(t.text for t in run)
    if written.casefold() in _JOINING:
        return False
    if naming(written, language) or (written.isupper() and 2 <= len(written) <= 6):
        return True
    if language in _NOUN_CAPITALS:
        return len(run) > 1
    return (not begins or len(run) > 1) and len(written) > 1


def _type(name: str, tokens: Sequence[Token], first: int, last: int, language: str) -> EntityType:
    if naming(name, language):
        return EntityType.PLACE
    read = {t.entity for t in tokens[first - tokens[0].i : last - tokens[0].i]}
    if len(read) == 1 and (known := _READ.get(next(iter(read)))):
        return known
    parts = name.split()
    if any(part.casefold() in BODY_WORDS for part in parts) or (name.isupper() and len(name) <= 6):
        return EntityType.ORGANISATION
    if len(parts) > 1 and _is_given(parts[0]):
        return EntityType.PERSON
    before = tokens[first - tokens[0].i - 1].text.casefold() if first > tokens[0].i else ""
    if before in {"in", "en", "i", "à", "в", "nach", "aus", "till", "från", "на"} and last - first == 1:
        return EntityType.PLACE
    return EntityType.PERSON if len(parts) in (2, 3) else EntityType.OTHER


def _listed_places(tokens: Sequence[Token], text: str, language: str) -> Iterator[tuple[int, int]]:
    """Territories in a script without capitals: the longest stretches of tokens that the table has."""
    listed = foreign_names(language)
    longest = max((len(name) for name in listed), default=0)
    k = 0
    while k < len(tokens) and listed:
        for stop in range(min(len(tokens), k + _LONGEST_PLACE), k, -1):
            start, end = tokens[k].start, tokens[stop - 1].end
            whole = tokens[k].text[0].isalnum() and tokens[stop - 1].text[-1].isalnum()
            if whole and end - start <= longest + 2 and naming(text[start:end], language):
                yield tokens[k].i, tokens[stop - 1].i + 1
                k = stop - 1
                break
        k += 1

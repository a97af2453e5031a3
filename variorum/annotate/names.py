"""Names in a text: their stretches, from spaCy's entities mended by general rules, or from capitals alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.name_types import settled
from variorum.annotate.roles import is_role
from variorum.annotate.vocabulary import (
    BODY_WORDS,
    TITLES,
    given_names,
    is_common_word,
    is_person_noun,
    role_classes,
    words,
)
from variorum.model import BlockKind
from variorum.values.name import name_words
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import EntityType, Parse, Sentence, Token

_NAMING = words("PERSON ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART LAW")
_NO_NAME = words("DATE TIME CARDINAL ORDINAL PERCENT MONEY QUANTITY LANGUAGE")
_INSIDE = words("of the and for de la al el bin van von der 's ’s - – &")
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue tues wed thu thur thurs fri sat sun gmt utc est bst cet am pm"
)
_TITLE_CASE = 0.75


class NameSpan(NamedTuple):
    """A name: its tokens `first` to `last` (exclusive), without titles, and its type."""

    first: int
    last: int
    type: EntityType


def find_names(parse: Parse) -> list[NameSpan]:
    """All names, in order, without overlap; one type for one name in the whole article."""
    plain: list[Sentence] = []
    shouted: list[Sentence] = []
    for sentence in parse.sentences:
        (shouted if _in_title_case(parse, sentence) else plain).append(sentence)
    runs = [run for sentence in plain for run in _in_sentence(parse, sentence)]
    inside = _written_inside(parse, runs)
    runs = [run for run in runs if not _only_begins(parse, run, inside)]
    runs += _overlooked(parse, runs)
    known = {name_words(_written(parse, run)) for run in runs}
    known |= {name[-1:] for name in known if len(name) > 1}
    runs += [run for sentence in shouted for run in _known_in(parse, sentence, known)]
    runs.sort()
    types = settled(parse, runs)
    return [NameSpan(first, last, kind) for (first, last), kind in zip(runs, types, strict=True)]


def _written(parse: Parse, run: tuple[int, int]) -> str:
    return " ".join(t.text for t in parse.tokens[run[0] : run[1]])


def _in_title_case(parse: Parse, sentence: Sentence) -> bool:
    """Tell whether a sentence is set like a title, so that capitals say nothing."""
    if parse.tokens[sentence.last - 1].text in {".", "”", '"'}:
        return False
    letters = [t.text for t in parse.inside(sentence) if len(t.text) > 3 and t.text[0].isalpha()]
    upper = sum(1 for word in letters if word[0].isupper())
    least = 2 if sentence.block in (BlockKind.HEADLINE, BlockKind.SUBHEAD) else 4
    return len(letters) >= least and upper >= _TITLE_CASE * len(letters)


def _known_in(parse: Parse, sentence: Sentence, known: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The longest stretches of a title that are names elsewhere in the article or territories."""
    first = sentence.first
    while first < sentence.last:
        for last in range(min(first + 6, sentence.last), first, -1):
            written = _written(parse, (first, last))
            found = name_words(written)
            if (
                found
                and parse.tokens[first].text[0].isupper()
                and parse.tokens[last - 1].text[-1].isalnum()
                and (found in known or naming(written))
            ):
                yield first, last
                first = last - 1
                break
        first += 1


def _overlooked(parse: Parse, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Last words of longer names that stand alone and that the tagger took for something else."""
    last = {parse.tokens[b - 1].text for a, b in runs if b - a > 1}
    last = {word for word in last if word[0].isupper() and not is_common_word(word.casefold())}
    taken = {k for run in runs for k in range(*run)}
    return [(t.i, t.i + 1) for t in parse.tokens if t.text in last and t.i not in taken]


def _written_inside(parse: Parse, runs: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Words of names that stand elsewhere than at the beginning of a sentence."""
    begins = {sentence.first for sentence in parse.sentences}
    return frozenset(parse.tokens[k].text for run in runs for k in range(*run) if k not in begins)


def _only_begins(parse: Parse, run: tuple[int, int], inside: frozenset[str]) -> bool:
    """Tell whether one capitalised word is a name only because it begins its sentence."""
    first, last = run
    token = parse.tokens[first]
    if last - first > 1 or first != parse.sentences[token.sentence].first or naming(token.text):
        return False
    if token.entity in {"PERSON", "GPE", "NORP"} or (token.text.isupper() and len(token.text) > 1):
        return False
    if token.tag == "NNP" and not is_common_word(token.text.casefold()):
        return False
    return token.text not in inside


def _in_sentence(parse: Parse, sentence: Sentence) -> Iterator[tuple[int, int]]:
    tokens = parse.inside(sentence)
    taken = [(token.entity != "" or token.text[:1].isupper()) and _wants(token) for token in tokens]
    if True not in taken:
        return
    k = 0
    while k < len(tokens):
        if not taken[k]:
            k += 1
            continue
        stop = k + 1
        while stop < len(tokens) and taken[stop] and _goes_on(tokens[stop - 1], tokens[stop]):
            stop += 1
        yield from _trimmed(tokens[k:stop])
        k = stop


def _wants(token: Token) -> bool:
    if token.entity in _NAMING:
        return True
    if token.entity in _NO_NAME or not token.text[:1].isupper() or token.text.casefold() in _CALENDAR:
        return False
    return token.pos == "PROPN"


def _goes_on(before: Token, token: Token) -> bool:
    if token.text in {",", ";", "(", ")", "/", ":", "“", '"'} or before.text in {
        ",",
        ";",
        "(",
        ")",
        "/",
        ":",
        "”",
        '"',
    }:
        return False
    if before.entity != token.entity and "NORP" in (before.entity, token.entity):
        return token.start == before.end
    if before.entity and token.entity and before.entity != token.entity:
        return token.start == before.end or "PERSON" not in (before.entity, token.entity)
    return True


def _trimmed(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Cut a run at coordinations and hyphens between names, and drop what is no name at either end."""
    first, last = 0, len(tokens)
    while first < last and not _can_start(tokens[first], alone=last - first == 1):
        first += 1
    while last > first and not _can_end(tokens[last - 1]):
        last -= 1
    run = tokens[first:last]
    if not run or (len(run) == 1 and len(run[0].text) == 1):
        return
    for k, token in enumerate(run):
        cut = _territories_at(run, k) if token.text in {"-", "–"} else _coordinates(run, k)
        if cut is not None:
            for part in cut:
                yield from _trimmed(part)
            return
    start = _after_titles(run)
    if start < len(run):
        yield run[start].i, run[-1].i + 1


def _territories_at(run: Sequence[Token], k: int) -> tuple[Sequence[Token], ...] | None:
    """ "Russia-China ties": two territories that a hyphen joins."""
    if 0 < k < len(run) - 1:
        one, two = naming(run[k - 1].text), naming(run[k + 1].text)
        if one and two and "demonym" not in (one.kind, two.kind):
            return run[: k - 1], run[k - 1 : k], run[k + 1 : k + 2], run[k + 2 :]
    return None


def _coordinates(run: Sequence[Token], k: int) -> tuple[Sequence[Token], ...] | None:
    """ "Putin and Xi", "France and Spain" are two names; "Ministry of Trade and Industry" and "Belt and Road" one."""
    if run[k].text.casefold() not in {"and", "&"} or not 0 < k < len(run) - 1:
        return None
    one, two = run[:k], run[k + 1 :]
    persons = any(t.entity == "PERSON" for t in run)
    places = naming(" ".join(t.text for t in one)) and naming(" ".join(t.text for t in two))
    apart = run[k].entity == "" and any(t.entity for t in one) and any(t.entity for t in two)
    return (one, two) if persons or places or apart else None


def _after_titles(run: Sequence[Token]) -> int:
    """The position after titles and role nouns before a person's name ("President Vladimir Putin")."""
    if run[-1].text.casefold() in BODY_WORDS or any(t.text in {"of", "for"} for t in run):
        return 0
    start = 0
    for k, token in enumerate(run[:-1]):
        title = token.text.casefold().removesuffix(".") in TITLES
        known = is_person_noun(token.text.casefold()) and k == 0 and len(run) == 3 and not _is_given(token)
        if (is_role(token) or title or known) and run[k + 1].text[:1].isupper():
            start = k + 1
    return start


def _is_given(token: Token) -> bool:
    return token.text.casefold() in given_names()


def _can_start(token: Token, *, alone: bool) -> bool:
    word = token.text.casefold()
    if token.pos in {"DET", "PUNCT", "ADP", "NUM", "SYM", "PART", "PRON", "CCONJ"} or word in {"the", "a", "an"}:
        return False
    if alone and (word in role_classes() or word.removesuffix(".") in TITLES):
        return False
    return token.text[:1].isupper() or (token.entity == "NORP" and any(c.isupper() for c in token.text))


def _can_end(token: Token) -> bool:
    return token.text not in _INSIDE and token.pos not in {"PUNCT", "PART", "DET", "ADP", "CCONJ", "SYM"}

"""What a name names: evidence from gazetteer, head words, given names, spaCy and context, summed over the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from variorum.annotate.roles import is_role, is_title
from variorum.annotate.vocabulary import (
    EVENT_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    TITLES,
    given_names,
    role_kinds,
    words,
)
from variorum.model import EntityType, Parse, Token
from variorum.values.name import name_words
from variorum.values.place import is_demonym_of, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    _Votes = defaultdict[tuple[str, ...], defaultdict[EntityType, float]]

_LABELS = {
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
_STATE_NOUNS = words(
    "government ministry minister ambassador parliament capital president army embassy border economy coast mayor "
    "police premier chancellor king queen suburb harbour harbor outskirts airport streets residents"
)
_WHERE = {
    "in": 1.0,
    "into": 0.8,
    "near": 0.8,
    "from": 0.4,
    "to": 0.3,
    "at": 0.2,
    "towards": 0.5,
    "outside": 0.8,
    "across": 0.6,
}
_PERSON_VERBS = words("say tell add ask reply recall argue insist explain write laugh smile resign die speak think")
_MOTION = words(
    "travel go fly return arrive drive sail head move march walk come flee tow bring take send ship evacuate reach "
    "leave carry visit transfer fall retreat advance"
)
_PLACE_ENDINGS = tuple(
    sorted(
        words(
            "mouth ton ville burg heim holm stad port ford bridge field haven wick dorf grad stan land shire borough "
            "bury burgh polis ingen hausen hafen furt dal fjord sund vik"
        )
    )
)
_LEFT_KINDS = frozenset({EntityType.ORGANISATION, EntityType.OTHER, EntityType.PLACE, EntityType.EVENT})


def settled(parse: Parse, runs: Sequence[tuple[int, int]]) -> list[EntityType]:
    """A type for each name (tokens `first` to `last`), the same for the same name; a surname is a person's."""
    names = [name_words(" ".join(t.text for t in parse.tokens[first:last])) for first, last in runs]
    votes: _Votes = defaultdict(lambda: defaultdict(float))
    for (first, last), name in zip(runs, names, strict=True):
        for kind, weight in _evidence(parse, first, last):
            votes[name][kind] += weight
    _adjectives(votes)
    best = {name: _best(counts) for name, counts in votes.items()}
    persons = {
        name[place] for name, kind in best.items() if kind is EntityType.PERSON and len(name) > 1 for place in (0, -1)
    }
    return [
        EntityType.PERSON
        if len(name) == 1 and name[0] in persons and not naming(name[0])
        else best.get(name, EntityType.OTHER)
        for name in names
    ]


def _best(counts: Mapping[EntityType, float]) -> EntityType:
    strongest = max(counts, key=lambda kind: (counts[kind], kind), default=EntityType.OTHER)
    least = 0.5 if strongest is EntityType.GROUP else 0.0
    return strongest if counts and counts[strongest] > least else EntityType.OTHER


def _adjectives(votes: _Votes) -> None:
    """ "Torvanian" beside "Torvania" is a people, and "Torvania" a place."""
    single = sorted(name[0] for name in votes if len(name) == 1)
    for adjective in single:
        for place in single:
            if place[:3] == adjective[:3] and is_demonym_of(adjective, place):
                votes[(adjective,)][EntityType.GROUP] += 4
                votes[(place,)][EntityType.PLACE] += 1


def _evidence(parse: Parse, first: int, last: int) -> Iterator[tuple[EntityType, float]]:
    run = parse.tokens[first:last]
    known = naming(" ".join(t.text for t in run))
    if known:
        yield (EntityType.GROUP if known.kind == "demonym" else EntityType.PLACE), 6
    yield from _of_words(run)
    for label, count in Counter(t.entity for t in run if t.entity).items():
        adjectival = label != "NORP" or run[-1].pos == "ADJ" or run[-1].tag in {"NNS", "NNPS"}
        yield _LABELS.get(label, EntityType.OTHER), (1.0 if adjectival else 0.2) * count / len(run)
    yield from _of_context(parse, run)


def _of_words(run: Sequence[Token]) -> Iterator[tuple[EntityType, float]]:
    first, last = run[0].text.casefold(), run[-1].text.casefold()
    compound = len(run) > 1
    headed = any(t.text == "of" for t in run)
    for listed, kind in (
        (ORGANISATION_WORDS, EntityType.ORGANISATION),
        (PLACE_WORDS, EntityType.PLACE),
        (EVENT_WORDS, EntityType.EVENT),
    ):
        if compound and ((last in listed and not headed) or (headed and _before_of(run) in listed)):
            yield kind, 4
    if compound and not headed and len(run) <= 4 and first in given_names():
        yield EntityType.PERSON, 3
    if not compound and run[0].text.isupper() and 1 < len(last) < 7:
        yield EntityType.ORGANISATION, 1
    if not compound and last.endswith(_PLACE_ENDINGS) and len(last) > 5:
        yield EntityType.PLACE, 0.7


def _before_of(run: Sequence[Token]) -> str:
    at = next(k for k, t in enumerate(run) if t.text == "of")
    return run[at - 1].text.casefold() if at else ""


def _of_word_before(before: Token, run: Sequence[Token]) -> Iterator[tuple[EntityType, float]]:
    """What the article, title or office right before a name says of it."""
    word = before.text.casefold()
    if word == "the":
        yield EntityType.PERSON, -1.5
    if is_role(before) or word.removesuffix(".") in TITLES:
        yield EntityType.PERSON, 2
    elif role_kinds().get(before.text) in _LEFT_KINDS and before.pos == "NOUN":
        yield role_kinds()[before.text], 2
    elif before.pos == "NOUN" and len(run) > 1 and is_title(before):
        yield EntityType.PERSON, 1.5


def _of_context(parse: Parse, run: Sequence[Token]) -> Iterator[tuple[EntityType, float]]:
    sentence = parse.sentences[run[0].sentence]
    before = parse.tokens[run[0].i - 1] if run[0].i > sentence.first else None
    after = parse.tokens[run[-1].i + 1 : min(run[-1].i + 4, sentence.last)]
    head = run[-1]
    if before is not None:
        word = before.text.casefold()
        yield from _of_word_before(before, run)
        if head.dep == "pobj":
            moves = parse.tokens[before.head].lemma in _MOTION and word in {"to", "from", "into"}
            yield EntityType.PLACE, _WHERE.get(word, 0.0) + (1.0 if moves else 0.0)
        if word == "and" and before.i > sentence.first:
            yield _LABELS.get(parse.tokens[before.i - 1].entity, EntityType.OTHER), 1.2
    if head.dep == "dobj" and parse.tokens[head.head].lemma in {"reach", "leave", "visit"}:
        yield EntityType.PLACE, 0.5
    if after and after[0].text in {"'s", "’s"} and any(t.text in _STATE_NOUNS for t in after[1:]):
        yield EntityType.PLACE, 1
    if head.dep in {"nsubj", "nsubjpass"} and parse.tokens[head.head].lemma in _PERSON_VERBS:
        yield EntityType.PERSON, 0.4
        yield EntityType.ORGANISATION, 0.2
    if head.dep == "appos":
        noun = parse.tokens[head.head].lemma.casefold()
        if is_role(parse.tokens[head.head]):
            yield EntityType.PERSON, 2
        elif role_kinds().get(noun) in _LEFT_KINDS:
            yield role_kinds()[noun], 2.5
    if any(parse.tokens[c].dep == "appos" and is_role(parse.tokens[c]) for c in parse.children[head.i]):
        yield EntityType.PERSON, 1.5

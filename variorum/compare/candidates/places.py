"""Places of one thing that exclude each other, whether names or common nouns ("in the cellar", "in the attic")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import root
from variorum.compare.readings import outlet
from variorum.compare.syntax import below
from variorum.lexicon.words import classes
from variorum.model import DiscrepancyKind, EntityType
from variorum.values.comparison import Relation
from variorum.values.place import compare_places, naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story

_AT = frozenset(
    {"in", "at", "on", "near", "off", "outside", "beneath", "under", "above", "below", "inside", "aboard", "beside"}
    | {"into", "to", "from", "behind", "along", "between", "around", "through", "across", "within", "towards"}
)
_WAYS = frozenset({"to", "from", "into", "towards", "through", "across"})
_PLACES = frozenset({"noun.location", "noun.artifact", "noun.object"})
_NO_PLACES = frozenset({"noun.time", "noun.person", "noun.cognition", "noun.communication", "noun.act", "noun.state"})
_LEAST = 0.2
# A place is told in no more words than this.
_LONGEST = 4


class Place(NamedTuple):
    """Where something is: the head of the phrase, its words, and the roots of the names among them."""

    told: Told
    head: int
    tokens: frozenset[int]
    roots: frozenset[str]
    text: str
    preposition: str
    by_verb: bool


class Places:
    """The places of a story's reports, and the pairs of them that exclude each other."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._roots: dict[int, frozenset[str]] = {}

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of places in two sentences, of which neither report has the other's."""
        for x in _places(pair.a):
            for y in _places(pair.b):
                if (
                    (not x.roots and not y.roots)
                    or not (_typed(x) or _typed(y))
                    or max(len(x.tokens), len(y.tokens)) > _LONGEST
                ):
                    continue
                if self._here(x, pair.b) and self._here(y, pair.a):
                    continue
                if self._apart(x, y):
                    yield self._candidate(pair, x, y)

    @staticmethod
    def _here(x: Place, other: Told) -> bool:
        """Whether the other sentence names the place, too."""
        if x.roots:
            return bool(x.roots & {root(t.text) for t in other.tokens if t.text[:1].isupper()})
        return x.told.parse.tokens[x.head].lemma.lower() in other.lemmas

    def _apart(self, x: Place, y: Place) -> bool:
        if bool(x.roots) != bool(y.roots):
            return True
        if x.roots:
            return not x.roots & y.roots and compare_places(x.text, y.text).relation not in (
                Relation.SAME,
                Relation.COMPATIBLE,
            )
        one, other = (p.told.parse.tokens[p.head].lemma.lower() for p in (x, y))
        return not kinship(one, other, "NOUN", "NOUN") or self._modified_otherwise(x, y)

    @staticmethod
    def _modified_otherwise(x: Place, y: Place) -> bool:
        words = [{p.told.parse.tokens[i].lemma.lower() for i in p.tokens - {p.head}} for p in (x, y)]
        heavy = [{w for w in each if weight_of(w) >= _LEAST} for each in words]
        return bool(heavy[0] and heavy[1]) and not any(kinship(p, q) for p in heavy[0] for q in heavy[1])

    def _candidate(self, pair: Pairing, x: Place, y: Place) -> Candidate:
        one, other = pair.a.spot(x.tokens, x.text), pair.b.spot(y.tokens, y.text)
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"{a} puts it {x.preposition} {x.text}, {b} {y.preposition} {y.text}."
        own = self._features(x, y)
        own["told here"] = float(self._here(x, pair.b) or self._here(y, pair.a))
        return Candidate(DiscrepancyKind.PLACE, "place", one, other, reason, {**evidence(pair, one, other), **own})

    def _features(self, x: Place, y: Place) -> dict[str, float]:
        both_named, known = bool(x.roots and y.roots), [naming(p.text) is not None for p in (x, y)]
        return {
            "names both": float(both_named),
            "territories": float(all(known)),
            "exclude": float(both_named and compare_places(x.text, y.text).relation is Relation.DIFFERENT),
            "one preposition": float(x.preposition == y.preposition),
            "way": float(bool({x.preposition, y.preposition} & _WAYS)),
            "by verbs": float(x.by_verb and y.by_verb),
            "of type place": float(sum(_typed(p) for p in (x, y))) / 2,
            "told too": (float(self._told(x, y.told.article)) + float(self._told(y, x.told.article))) / 2,
            "untold and named": float(
                both_named and not self._told(x, y.told.article) and not self._told(y, x.told.article)
            ),
            "only one": float(len(_places(x.told)) == 1 and len(_places(y.told)) == 1),
        }

    def _told(self, x: Place, article: int) -> bool:
        """Whether the other report names the place, too."""
        if x.roots:
            return bool(x.roots & self._roots_of(article))
        return x.told.parse.tokens[x.head].lemma.lower() in self._story.lemmas[article]

    def _roots_of(self, article: int) -> frozenset[str]:
        if article not in self._roots:
            tokens = self._story.articles[article].parse.tokens
            self._roots[article] = frozenset(root(t.text) for t in tokens if t.text[:1].isupper())
        return self._roots[article]


def _typed(place: Place) -> bool:
    start = place.told.parse.tokens[place.head].start
    return any(m.type is EntityType.PLACE and m.start <= start < m.end for m in place.told.report.mentions)


def _person(told: Told, start: int) -> bool:
    return any(m.type is EntityType.PERSON and m.start <= start < m.end for m in told.report.mentions)


@once_a_sentence
def _places(told: Told) -> tuple[Place, ...]:
    return tuple(_found(told))


def _found(told: Told) -> Iterator[Place]:
    parse, silent = told.parse, told.story.telling[told.article]
    for token in told.tokens:
        preposition = parse.tokens[token.head]
        if token.dep != "pobj" or preposition.lemma.lower() not in _AT or token.i in silent:
            continue
        inside = [parse.tokens[i] for i in below(parse, token.i)]
        own = [t for t in inside if t.pos in ("NOUN", "PROPN", "ADJ") and t.sentence == told.index]
        names = [t for t in own if t.pos == "PROPN" and t.text[:1].isupper()]
        common = classes(token.lemma.lower(), "n")
        if not (token.pos == "PROPN" or names) and (not common & _PLACES or _mostly_other(token.lemma.lower())):
            continue
        if any(_person(told, t.start) for t in own):
            continue
        if any(t.start <= token.start < t.end for t in told.times) or token.pos not in ("NOUN", "PROPN"):
            continue
        tokens = frozenset(t.i for t in own) | {token.i}
        text = " ".join(parse.tokens[i].text for i in sorted(tokens))
        by_verb = parse.tokens[preposition.head].pos in ("VERB", "AUX")
        yield Place(
            told, token.i, tokens, frozenset(root(t.text) for t in names), text, preposition.lemma.lower(), by_verb
        )


def _mostly_other(noun: str) -> bool:
    return len(classes(noun, "n") & _NO_PLACES) >= len(classes(noun, "n") & _PLACES)

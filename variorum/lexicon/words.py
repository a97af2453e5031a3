"""Relations between words, out of WordNet 3.1 (Fellbaum 1998; Princeton University).

The table is built by scripts/build_wordnet.py and read at first use. Words are lemmas, lower case; a part of speech is
`n`, `v`, `a`, `r`, a universal tag ("NOUN", "VERB", "ADJ", "ADV", "PROPN"), or empty for any. An unknown word has no
relations; nothing here raises for odd input.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_POS = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "r"}
# Senses looked at for each word: the rarer ones tie words that no reader would tie.
_SENSES = 4
# The names of the lexicographers' files, see lexnames(5WN); 0 to 2 are adjectives and adverbs.
_KINDS = [
    "adj.all",
    "adj.pert",
    "adv.all",
    "noun.tops",
    "noun.act",
    "noun.animal",
    "noun.artifact",
    "noun.attribute",
    "noun.body",
    "noun.cognition",
    "noun.communication",
    "noun.event",
    "noun.feeling",
    "noun.food",
    "noun.group",
    "noun.location",
    "noun.motive",
    "noun.object",
    "noun.person",
    "noun.phenomenon",
    "noun.plant",
    "noun.possession",
    "noun.process",
    "noun.quantity",
    "noun.relation",
    "noun.shape",
    "noun.state",
    "noun.substance",
    "noun.time",
    "verb.body",
    "verb.change",
    "verb.cognition",
    "verb.communication",
    "verb.competition",
    "verb.consumption",
    "verb.contact",
    "verb.creation",
    "verb.emotion",
    "verb.motion",
    "verb.perception",
    "verb.possession",
    "verb.social",
    "verb.stative",
    "verb.weather",
    "adj.ppl",
]


class Relation(StrEnum):
    """How two words stand to each other. `broader`: the first is a kind of the second; `narrower`: the reverse."""

    SAME = "same"
    SYNONYM = "synonym"
    DERIVATION = "derivation"
    BROADER = "broader"
    NARROWER = "narrower"
    ENTAILED = "entailed"
    SIBLING = "sibling"
    ANTONYM = "antonym"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relatedness:
    """The closest relation of two words and how near it brings them (0 to 1)."""

    score: float
    kind: Relation


class _Links(NamedTuple):
    """The goals of all items, one item after the other: those of `item` are at `first[item]` to `first[item + 1]`."""

    first: NDArray[np.int64]
    goal: NDArray[np.int32]

    @classmethod
    def made(cls, source: NDArray[np.int32], goal: NDArray[np.int32]) -> _Links:
        """From pairs in the order of their sources."""
        return cls(np.searchsorted(source, np.arange(int(source[-1]) + 2)), goal)

    def of(self, item: int) -> list[int]:
        if item + 1 >= len(self.first):
            return []
        found: list[int] = self.goal[self.first[item] : self.first[item + 1]].tolist()
        return found


class _Table(NamedTuple):
    words: list[str]
    kind: NDArray[np.uint8]
    first: NDArray[np.int64]
    senses: NDArray[np.int32]
    tagged: NDArray[np.uint16]
    above: _Links
    beside: _Links
    entails: _Links
    antonym: _Links
    derived: _Links

    def entry(self, word: str, pos: str) -> int | None:
        key = f"{word}/{pos}"
        at = bisect_left(self.words, key)
        return at if at < len(self.words) and self.words[at] == key else None


@cache
def _table() -> _Table:
    with files("variorum.lexicon").joinpath("wordnet.npz").open("rb") as source, np.load(source) as stored:
        links = (
            _Links.made(stored[f"{n}_of"], stored[n]) for n in ("above", "beside", "entails", "antonym", "derived")
        )
        return _Table(
            stored["words"].tobytes().decode().split("\n"),
            stored["kind"],
            np.concatenate(([0], np.cumsum(stored["senses_length"], dtype=np.int64))),
            stored["senses"],
            stored["tagged"],
            *links,
        )


def _entries(word: str, pos: str) -> Iterator[int]:
    table = _table()
    for letter in (_POS.get(pos, pos),) if pos else "nvar":
        found = table.entry(word, letter)
        if found is not None:
            yield found


@lru_cache(maxsize=65536)
def _synsets(word: str, pos: str) -> tuple[int, ...]:
    """The commonest senses of a word: those tagged at least a twentieth as often as the first, four at most."""
    table, found = _table(), []
    for entry in _entries(word, pos):
        first, last = int(table.first[entry]), int(table.first[entry + 1])
        counts = table.tagged[first:last].tolist()
        for sense, count in list(zip(table.senses[first:last].tolist(), counts, strict=True))[:_SENSES]:
            if count * 20 >= counts[0]:
                found.append(sense)
    return tuple(found)


@lru_cache(maxsize=65536)
def _above(synset: int) -> frozenset[int]:
    return frozenset(_table().above.of(synset))


@lru_cache(maxsize=65536)
def _entailed(synset: int) -> frozenset[int]:
    return frozenset(_table().entails.of(synset))


@lru_cache(maxsize=65536)
def _beside(synset: int) -> frozenset[int]:
    return frozenset((synset, *_table().beside.of(synset)))


@lru_cache(maxsize=65536)
def _two_above(synset: int) -> frozenset[int]:
    """Two steps up, but not to what is so general that nothing is above its own kind ("thing", "act")."""
    above = frozenset(further for each in _above(synset) for further in _above(each))
    return frozenset(each for each in above if any(_above(top) for top in _above(each)))


def known(word: str, pos: str = "") -> bool:
    """Tell whether WordNet has the word."""
    return any(True for _ in _entries(word.lower(), pos))


@lru_cache(maxsize=65536)
def classes(word: str, pos: str = "") -> frozenset[str]:
    """The lexicographers' classes of the word's common senses: "verb.motion", "noun.person" and so on."""
    return frozenset(_KINDS[_table().kind[s]] for s in _synsets(word.lower(), pos))


@lru_cache(maxsize=65536)
def meanings(word: str) -> frozenset[int]:
    """Keys of what the word and its derivations commonly mean: words that share one are synonyms or of one stem.

    A cheap test for many words at once; `related` says more of two.
    """
    word = word.lower()
    near = frozenset(s for each in _synsets(word, "") for s in _beside(each))
    return near | frozenset(s for made in derivations(word) for s in _synsets(made, ""))


def _linked(word: str, pos: str, links: _Links) -> frozenset[str]:
    words = _table().words
    return frozenset(words[goal][:-2] for entry in _entries(word, pos) for goal in links.of(entry))


@lru_cache(maxsize=65536)
def antonyms(word: str, pos: str = "") -> frozenset[str]:
    """The opposites WordNet names for the word itself ("rise": "fall")."""
    return _linked(word.lower(), pos, _table().antonym)


@lru_cache(maxsize=65536)
def derivations(word: str, pos: str = "") -> frozenset[str]:
    """Words of any part of speech made from the word or it from them ("resign": "resignation")."""
    return _linked(word.lower(), pos, _table().derived)


@lru_cache(maxsize=65536)
def nearby(word: str, pos: str = "") -> frozenset[int]:
    """Keys of all senses that any relation but antonymy can lead to: words without a common one are not related.

    Cheaper than `related`, to leave out pairs of words before it.
    """
    word = word.lower()
    own = _synsets(word, pos)
    found = set(own)
    for sense in own:
        found |= _beside(sense) | _above(sense) | _two_above(sense) | _entailed(sense)
    for made in derivations(word, pos):
        found.update(_synsets(made, ""))
    return frozenset(found)


@lru_cache(maxsize=262144)
def related(a: str, b: str, pos: str = "", pos_b: str | None = None) -> Relatedness:
    """The closest relation of two lemmas; `pos_b` is the second's part of speech where it is another one."""
    a, b, other = a.lower(), b.lower(), pos if pos_b is None else pos_b
    if a == b:
        return Relatedness(1.0, Relation.SAME)
    if b in antonyms(a, pos) or a in antonyms(b, other):
        return Relatedness(0.2, Relation.ANTONYM)
    left, right = _synsets(a, pos), _synsets(b, other)
    if not left or not right:
        return Relatedness(0.0, Relation.NONE)
    if set(left) & set(right):
        return Relatedness(0.9, Relation.SYNONYM)
    made_of_a, made_of_b = derivations(a, pos), derivations(b, other)
    if b in made_of_a or a in made_of_b:
        return Relatedness(0.85, Relation.DERIVATION)
    close = _by_kind(left, right)
    if close.score < 0.65 and _by_derivation((a, made_of_a, left), (b, made_of_b, right)):
        return Relatedness(0.65, Relation.DERIVATION)
    return close


_Derived = tuple[str, frozenset[str], tuple[int, ...]]


def _by_derivation(a: _Derived, b: _Derived) -> bool:
    """Whether a word made from one is a synonym of the other ("win", "victory"), or both are made from a third."""
    if a[1] & b[1]:
        return True
    return any(
        not side.isdisjoint(_synsets(word, ""))
        for made, side in ((a[1], set(b[2])), (b[1], set(a[2])))
        for word in made
    )


_NO_SENSES: frozenset[int] = frozenset()


class _Around(NamedTuple):
    """What can be reached from some senses: beside them, one and two steps above, and what they entail."""

    beside: frozenset[int]
    above: frozenset[int]
    two_above: frozenset[int]
    entailed: frozenset[int]


@lru_cache(maxsize=65536)
def _around(senses: tuple[int, ...]) -> _Around:
    reached = (_beside, _above, _two_above, _entailed)
    return _Around(*(_NO_SENSES.union(*map(step, senses)) for step in reached))


def _by_kind(left: tuple[int, ...], right: tuple[int, ...]) -> Relatedness:
    """Relations between synsets: beside (verb groups, similar adjectives), above, entailed, under the same one."""
    a, b = _around(left), _around(right)
    if not a.beside.isdisjoint(b.beside):
        return Relatedness(0.8, Relation.SYNONYM)
    if not a.above.isdisjoint(right):
        return Relatedness(0.7, Relation.BROADER)
    if not b.above.isdisjoint(left):
        return Relatedness(0.7, Relation.NARROWER)
    if not a.two_above.isdisjoint(right):
        return Relatedness(0.55, Relation.BROADER)
    if not b.two_above.isdisjoint(left):
        return Relatedness(0.55, Relation.NARROWER)
    if not a.entailed.isdisjoint(right) or not b.entailed.isdisjoint(left):
        return Relatedness(0.6, Relation.ENTAILED)
    if not a.above.isdisjoint(b.above):
        return Relatedness(0.4, Relation.SIBLING)
    return Relatedness(0.0, Relation.NONE)

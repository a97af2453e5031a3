"""How much two facts speak of the same thing, when what they differ in is left out.

Words are matched one to one by their nearness in WordNet and weighed by rarity, names by the story's entities: a soft
cosine after Sidorov et al. (2014), kept readable by returning the words that matched.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import Word, kin_keys, kinship

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from variorum.compare.context import Fact, Story

# Below this two words are not taken for a match.
_MATCH = 0.54
_NAME = 0.9


Kind = tuple[str, str]
"""A lemma and its part of speech."""


class Match(NamedTuple):
    """Two words that answer to each other, and what that is worth (0 to 1)."""

    a: Word
    b: Word
    worth: float


class Affinity(NamedTuple):
    """`score` (0 to 1): the share of both facts that is matched; `worth`: the sum of what matches; and the matches."""

    score: float
    worth: float
    words: tuple[Match, ...]
    entities: frozenset[int]


NONE = Affinity(0.0, 0.0, (), frozenset())


def match_words(a: Collection[Word], b: Collection[Word], kinds: frozenset[Kind] | None = None) -> tuple[Match, ...]:
    """The best one-to-one matches of content words, the nearest first; `kinds` are those of `b`, if they are known."""
    found = []
    kinds = kinds_of(b) if kinds is None else kinds
    for x in a:
        near = _near(x.lemma, x.pos, kinds)
        if near.keys().isdisjoint(kinds):
            continue
        for y in b:
            nearness = near.get((y.lemma, y.pos))
            if nearness is not None:
                found.append(Match(x, y, nearness * (x.weight * y.weight) ** 0.5))
    found.sort(key=lambda m: (-m.worth, m.a.i, m.b.i))
    used_a: set[int] = set()
    used_b: set[int] = set()
    kept = []
    for match in found:
        if match.a.i not in used_a and match.b.i not in used_b:
            used_a.add(match.a.i)
            used_b.add(match.b.i)
            kept.append(match)
    return tuple(kept)


def kinds_of(words: Iterable[Word]) -> frozenset[Kind]:
    """The kinds of some words."""
    return frozenset((word.lemma, word.pos) for word in words)


def _near(lemma: str, pos: str, kinds: frozenset[Kind]) -> dict[Kind, float]:
    """The kinds of words that are known to match one, with their nearness; those in `kinds` are asked about first."""
    row = _row(lemma, pos)
    if not kinds <= row.asked:
        new = kinds - row.asked
        row.asked.update(new)
        own = kin_keys(lemma, pos)
        for other, tag in new:
            near = 0.0 if own.isdisjoint(kin_keys(other, tag)) else kinship(lemma, other, pos, tag)
            if near >= _MATCH:
                row.near[other, tag] = near
    return row.near


class _Row(NamedTuple):
    """For one kind of word the kinds it was compared with, and those that match it."""

    asked: set[Kind]
    near: dict[Kind, float]


@lru_cache(maxsize=1 << 12)
def _row(lemma: str, pos: str) -> _Row:
    del lemma, pos
    return _Row(set(), {})


def affinity(story: Story, a: Fact, b: Fact, skip_a: Collection[int] = (), skip_b: Collection[int] = ()) -> Affinity:
    """Compare two facts, leaving out the tokens in `skip_a` and `skip_b`."""
    left = [w for w in a.words if w.i not in skip_a and w.pos != "PROPN"]
    right = [w for w in b.words if w.i not in skip_b and w.pos != "PROPN"]
    words = match_words(left, right)
    common = a.entities & b.entities
    names = {e: _NAME * (1 - 0.7 * min(1.0, 2 * story.spread.get(e, 0.0))) for e in a.entities | b.entities}
    worth = sum(m.worth for m in words) + sum(names[e] for e in common)
    size_a = sum(w.weight for w in left) + sum(names[e] for e in a.entities)
    size_b = sum(w.weight for w in right) + sum(names[e] for e in b.entities)
    if not worth or not size_a or not size_b:
        return NONE
    return Affinity(min(1.0, worth / (size_a * size_b) ** 0.5), worth, words, common)

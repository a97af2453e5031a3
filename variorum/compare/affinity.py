"""How much two facts speak of the same thing, when what they differ in is left out.

Words are matched one to one by their nearness in WordNet and weighed by rarity, names by the story's entities: a soft
cosine after Sidorov et al. (2014), kept readable by returning the words that matched.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import Word, kin_keys, kinship

if TYPE_CHECKING:
    from collections.abc import Collection

    from variorum.compare.context import Fact, Story

# Below this two words are not taken for a match.
_MATCH = 0.54
_NAME = 0.9


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


def match_words(a: Collection[Word], b: Collection[Word]) -> tuple[Match, ...]:
    """The best one-to-one matches of content words, the nearest first."""
    found = []
    keys = _keys(tuple(b))
    for x in a:
        own = kin_keys(x.lemma, x.pos)
        if keys.isdisjoint(own):
            continue
        for y in [y for y in b if not own.isdisjoint(kin_keys(y.lemma, y.pos))]:
            near = kinship(x.lemma, y.lemma, x.pos, y.pos)
            if near >= _MATCH:
                found.append(Match(x, y, near * (x.weight * y.weight) ** 0.5))
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


@lru_cache(maxsize=256)
def _keys(words: tuple[Word, ...]) -> frozenset[str | int]:
    return frozenset().union(*(kin_keys(word.lemma, word.pos) for word in words))


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

"""The choice of sentences: one by one, each by what it is worth and by what those before it have not told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from variorum.brief.told import same_act
from variorum.brief.words import SharedWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.brief.candidates import Candidate
    from variorum.brief.told import Told
    from variorum.model import Collation, Lineage

LEAST = 5
"""So many sentences a brief has where there are as many, be it that one source alone has what they tell."""

SHARED = 2
"""So many independent sources share what they have."""

# What is taken off a sentence's worth if all of its statements are told already, and if an act of the same parties is.
_SAME_STATEMENT = 0.5
_SAME_ACT = 0.5
# What is taken off where a sentence cannot be understood without those around it.
_LEANS = 2.0
# The same where it names a person whom nothing before it introduces.
_UNKNOWN = 0.3
# What words are worth that other sources have and the brief has not, beside the rest.
_WORDS = 2.0
# A quotation is not given again, in whatever words, by a sentence of which it is such a share.
_QUOTED_AGAIN = 0.5
# Sentences of fewer words are told where there are not enough others.
_SHORT = 6
_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"\w+")


def chosen(collation: Collation, lineage: Lineage, pool: list[Candidate], most: int) -> list[Candidate]:
    """At most so many sentences of the pool, in the order of their choice.

    They are chosen greedily by maximal marginal relevance (Carbonell and Goldstein 1998): how many independent sources
    have what they state, how near they are to the centre of all claims, and how many of the words that several sources
    have they bring (Gillick and Favre, "A scalable global model for summarization", 2009), less what is already told.
    What one source has, or what needs its neighbours, is told as far as a brief of the least length asks for it.
    """
    pool = _enough(pool, most)
    if not pool:
        return []
    rows = _rows(collation)
    centre = np.mean([np.mean(collation.vectors[each], axis=0) for each in rows.values()], axis=0)
    worth = [_worth(candidate, centre, len(lineage.groups)) for candidate in pool]
    shared = SharedWords(collation, lineage)
    return [pool[i] for i in _greedy(pool, worth, [shared.of(c.text) for c in pool], most)]


def _enough(pool: list[Candidate], most: int) -> list[Candidate]:
    """The sentences of some length; where they are too few the short ones, too, that have a word no other has."""
    long = [c for c in pool if len(c.text.split()) >= _SHORT]
    if len(long) >= most:
        return long
    words = [frozenset(_WORD.findall(c.text.lower())) - _ARTICLES for c in pool]
    return [c for i, c in enumerate(pool) if c in long or not any(words[i] < other for other in words)]


def _rows(collation: Collation) -> dict[int, list[int]]:
    """The rows of the claims of each article that has any."""
    found: dict[int, list[int]] = {}
    for row, ref in enumerate(collation.claim_refs):
        found.setdefault(ref.article, []).append(row)
    return dict(sorted(found.items()))


def _worth(candidate: Candidate, centre: np.ndarray, sources: int) -> float:
    central = float(candidate.vector @ centre) / (
        float(np.linalg.norm(candidate.vector)) * float(np.linalg.norm(centre)) or 1.0
    )
    support = (candidate.support + candidate.shared) / (2 * sources)
    return 1.5 * central + 0.8 * support - 0.4 * candidate.place - (0.0 if candidate.stands_alone else _LEANS)


def _greedy(pool: list[Candidate], worth: list[float], words: list[Mapping[str, float]], most: int) -> list[int]:
    found: list[int] = []
    units = np.array([c.vector / (np.linalg.norm(c.vector) or 1.0) for c in pool])
    alike = np.zeros(len(pool))
    acted = np.zeros(len(pool), dtype=bool)
    told: set[Told] = set()
    said: set[str] = set()
    known: set[int] = set()
    while len(found) < most and len(found) < len(pool):
        gains = [
            -np.inf
            if i in found or _is_told(c, told) or (len(found) >= LEAST and not (c.stands_alone and c.support >= SHARED))
            else round(
                worth[i]
                + _WORDS * _new(words[i], said, len(c.text.split()))
                - float(alike[i])
                - _SAME_STATEMENT * _repeated(c, told)
                - _SAME_ACT * acted[i]
                - _UNKNOWN * bool(c.people.presumed - known),
                6,
            )
            for i, c in enumerate(pool)
        ]
        best = max(range(len(pool)), key=lambda i: (gains[i], -pool[i].article, -pool[i].pieces[0][0]))
        if gains[best] == -np.inf:
            break
        found.append(best)
        alike = np.maximum(alike, units @ units[best])
        acted |= [same_act(pool[best].acts, c.acts) for c in pool]
        told |= pool[best].tells
        said |= words[best].keys()
        known |= pool[best].people.introduced
    return found


def _new(words: Mapping[str, float], said: set[str], length: int) -> float:
    """The weight of the words that are not yet told, by the root of the sentence's length.

    By the length itself the shortest would win, and by nothing the longest.
    """
    return float(sum(weight for word, weight in words.items() if word not in said) / length**0.5)


def _is_told(candidate: Candidate, told: set[Told]) -> bool:
    """Whether nothing of a sentence is new, or no more than half of one that gives words again that were given."""
    again = candidate.tells & told
    quoted = any(kind == "utterance" for kind, _ in again)
    return bool(again) and len(again) >= len(candidate.tells) * (_QUOTED_AGAIN if quoted else 1)


def _repeated(candidate: Candidate, told: set[Told]) -> float:
    """The share of what a sentence tells that is told already."""
    return len(candidate.tells & told) / len(candidate.tells) if candidate.tells else 0.0

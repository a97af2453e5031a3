"""Whether two clauses come together for a reason: in long reports some pair always looks alike.

Rules compare every clause of one report with every one of another. Among a hundred pairs what a rule asks for is
enough; among ten thousand a few accidents pass. So the evidence asked for grows with the logarithm of the number of
pairs (as a correction for multiple comparisons does), and each clause has to be among the nearest to the other.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import sentences_in_common
from variorum.model import DiscrepancyKind, Ref, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Reading

_Places = dict[tuple[int, int, int], "Fact | None"]
"""Facts by the article, start and end of a reading."""
# Up to so many pairs of clauses the rules' own evidence is enough.
_FEW = 400
# The evidence asked for at that number of pairs, and for each e-fold of it.
_LEAST = 0.5
_STEP = 0.2
# What words in common count beside the nearness of vectors, and how much of them counts at most.
_WORDS = 0.25
_MOST_WORDS = 3.0
_NAME = 0.3
# So many clauses of the other report may be nearer.
_NEARER = 2
# What a rule's own certainty counts, above or below the usual one.
_SURE = 0.5
_USUAL = 0.8
# Verbs that weigh no more than this do not say what is done.
_LIGHT = 0.1
# Kinds that are about who acts or speaks: other actors are what they tell.
_OF_ACTORS = frozenset(
    {
        DiscrepancyKind.PERSON,
        DiscrepancyKind.ROLE,
        DiscrepancyKind.ATTRIBUTION,
        DiscrepancyKind.MEMBERSHIP,
        DiscrepancyKind.CAUSE,
        DiscrepancyKind.NAMING,
        DiscrepancyKind.NAMING,
    }
)


def no_accidents(story: Story, found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Keep the discrepancies of claims with a pair of opposed readings that are together by more than chance."""
    kept: _Places = {}
    for each in found:
        # Names are choices of words about what the whole report is on, not of one clause.
        pairs = [] if each.kind is DiscrepancyKind.NAMING else list(_opposed(story, each.readings, kept))
        if not pairs or any(_credible(story, each, x, y) for x, y in pairs):
            yield each


def _credible(story: Story, found: Discrepancy, x: Fact, y: Fact) -> bool:
    if not together(story, x, y, _SURE * (found.weight - _USUAL)):
        return False
    if not _long(story, x, y):
        return True
    if found.kind is DiscrepancyKind.NUMBER and _other_acts(x, y, found.readings):
        return False
    return found.kind in _OF_ACTORS or not _other_actors(story, x, y)


def together(story: Story, x: Fact, y: Fact, more: float = 0.0) -> bool:
    """Whether two facts share more than the best of that many pairs would by accident.

    `more` is what a rule knows beyond what their words and vectors share.
    """
    if not _long(story, x, y):
        return True
    pairs = len(story.facts[x.article]) * len(story.facts[y.article])
    near = story.cosine(x, y)
    if evidence(story, x, y) + more < _LEAST + _STEP * math.log(pairs / _FEW):
        return False
    return story.nearer(x, y.article, near) <= _NEARER and story.nearer(y, x.article, near) <= _NEARER


def _long(story: Story, x: Fact, y: Fact) -> bool:
    """Whether two reports of one language have many pairs of clauses."""
    if story.articles[x.article].article.language != story.articles[y.article].article.language:
        return False
    return len(story.facts[x.article]) * len(story.facts[y.article]) > _FEW


def _other_actors(story: Story, x: Fact, y: Fact) -> bool:
    """Whether both have somebody or something with a name as their subject, and not the same."""
    one, other = _actors(story, x), _actors(story, y)
    kin = {k for e in one for k in story.collation.entities[e].kin}
    return bool(one and other) and (one | kin).isdisjoint(other)


def _other_acts(x: Fact, y: Fact, readings: Iterable[Reading]) -> bool:
    """Whether two amounts are the objects of acts that have nothing in common ("claimed 90,000", "repay 45,000")."""
    if not all(_is_object(f, r) for f in (x, y) for r in readings if r.article == f.article):
        return False
    verbs = [f.claim.predicate.split(" ")[0] for f in (x, y)]
    return min(map(weight_of, verbs)) > _LIGHT and not kinship(verbs[0], verbs[1], "VERB", "VERB")


def _is_object(fact: Fact, reading: Reading) -> bool:
    at = reading.focus_start
    return at is not None and any(a.start <= at < a.end for a in fact.claim.fillers(Role.PATIENT))


def _actors(story: Story, fact: Fact) -> set[int]:
    places = (Ref(fact.article, a.mention) for a in fact.claim.fillers(Role.AGENT) if a.mention is not None)
    found = {story.collation.entity_of[ref] for ref in places if ref in story.collation.entity_of}
    return {e for e in found if any(_is_name(name) for name in story.collation.entities[e].names)}


def _is_name(name: str) -> bool:
    return name.split()[-1][:1].isupper()


def evidence(story: Story, x: Fact, y: Fact) -> float:
    """What speaks for two facts telling of one thing: the nearness of their vectors, and what their sentences share."""
    one, other = ((f.article, f.claim.sentence) for f in (x, y))
    words = sentences_in_common(story, one, other, _NAME)
    return max(0.0, story.cosine(x, y)) + _WORDS * min(words, _MOST_WORDS)


def _opposed(story: Story, readings: Iterable[Reading], kept: _Places) -> Iterator[tuple[Fact, Fact]]:
    facts = [(r, fact) for r in readings if (fact := _fact(story, r, kept)) is not None]
    for i, (r, x) in enumerate(facts):
        for s, y in facts[i + 1 :]:
            if r.side != s.side and r.article != s.article:
                yield x, y


def _fact(story: Story, reading: Reading, kept: _Places) -> Fact | None:
    """The fact that most of a reading is of. What was found is kept, since many discrepancies share a reading."""

    def common(fact: Fact) -> int:
        return min(fact.claim.end, reading.end) - max(fact.claim.start, reading.start)

    place = reading.article, reading.start, reading.end
    if place not in kept:
        facts = story.facts[reading.article]
        best = max(facts, key=lambda f: (common(f), -(f.claim.end - f.claim.start)), default=None)
        kept[place] = best if best is not None and common(best) > 0 else None
    return kept[place]

"""Amounts of one thing that exclude each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from variorum.compare.amounts import same_hour, told_as
from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.context import kinship
from variorum.compare.counts import counts, is_people, other_sorts, told_alone
from variorum.compare.excuses import excused
from variorum.compare.readings import outlet
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind, Role
from variorum.values.comparison import Relation
from variorum.values.quantity import Bound, compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing
    from variorum.compare.context import Story
    from variorum.compare.counts import Count

_MOST = 50.0


class Numbers:
    """The amounts of a story's reports, and the pairs of them that exclude each other."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._counts = [told_alone(list(counts(story, a, quoted=True))) for a in range(len(story.articles))]
        self._by_sentence: list[dict[int, list[Count]]] = []
        for own in self._counts:
            found: dict[int, list[Count]] = {}
            for count in own:
                found.setdefault(count.fact.claim.sentence, []).append(count)
            self._by_sentence.append(found)

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of amounts in two sentences that exclude each other if they are of one thing."""
        left = self._by_sentence[pair.a.article].get(pair.a.index, [])
        right = self._by_sentence[pair.b.article].get(pair.b.index, [])
        for x in left:
            for y in right:
                one, other = x.quantity.amount, y.quantity.amount
                if one.unit != other.unit or compare_amounts(one, other).relation is not Relation.DIFFERENT:
                    continue
                features = self._features(pair, x, y, left, right)
                if features is not None:
                    yield self._candidate(pair, x, y, features)

    def _features(
        self, pair: Pairing, x: Count, y: Count, left: list[Count], right: list[Count]
    ) -> dict[str, float] | None:
        one, other = x.quantity.amount, y.quantity.amount
        nouns = [x.noun, y.noun]
        kin = kinship(*nouns, "NOUN", "NOUN") if all(nouns) else 0.0
        people = all(is_people(n) for n in nouns) and all(nouns)
        if not one.unit and all(nouns) and not kin and not people:
            return None
        a, b = (self._counts[t.article] for t in (pair.a, pair.b))
        if excused(self._story, x, y, a, b):
            return None
        low, high = sorted((max(one.high, 1e-9), max(other.high, 1e-9)))
        bounds = {one.bound, other.bound}
        return {
            "noun": kin,
            "people": float(people and kin < 1),
            "no noun": float(not all(nouns)),
            "measure": float(bool(one.unit)),
            "noun of measure": kin * bool(one.unit),
            "one rate": float(bool(x.rate)),
            "money": float(len(one.unit) == 3 and one.unit.isupper()),
            "duration": float(one.unit == "second"),
            "percent": float(one.unit == "percent"),
            "other sorts": float(other_sorts(x.sorts, y.sorts)),
            "alone": float(x.alone and y.alone),
            "alone of its noun": kin * (x.alone and y.alone),
            "alone of its measure": float(bool(one.unit) and x.alone and y.alone),
            "only one": float(len(left) == 1 and len(right) == 1),
            "acted on": float(_acted_on(x) and _acted_on(y)),
            "one verb": float(_verb(x) == _verb(y)),
            "offset": float(x.offset and y.offset),
            "open bound": float(bool(bounds & {Bound.AT_LEAST, Bound.OVER, Bound.AT_MOST, Bound.UNDER})),
            "ratio": min(math.log(high / low), math.log(_MOST)),
            "one hour": same_hour(self._story, x, y),
            "toll": float(bool(pair.a.lemmas & signals("toll") and pair.b.lemmas & signals("toll"))),
        }

    def _candidate(self, pair: Pairing, x: Count, y: Count, own: dict[str, float]) -> Candidate:
        one, other = (t.spot(c.tokens, shown(c.quantity.amount)) for t, c in ((pair.a, x), (pair.b, y)))
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        why = compare_amounts(x.quantity.amount, y.quantity.amount).reason
        reason = f"{a} has {told_as(self._story, x)}, {b} {told_as(self._story, y)}: {why}."
        return Candidate(DiscrepancyKind.NUMBER, "number", one, other, reason, {**evidence(pair, one, other), **own})


def _acted_on(count: Count) -> bool:
    """Whether the amount is in what the verb acts on."""
    return any(a.start <= count.quantity.start < a.end for a in count.fact.claim.fillers(Role.PATIENT))


def _verb(count: Count) -> str:
    return count.fact.claim.predicate.split(" ")[0].lower()

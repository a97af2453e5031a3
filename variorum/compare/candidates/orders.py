"""Two events in one order here and in the other there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.phrases import likeness
from variorum.compare.readings import outlet
from variorum.compare.rules import sequence as rule
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.compare.rules.sequence import Order

_CROSSED = 0.1


class Orders:
    """The orders of events that a story's reports tell, and the pairs that are told the other way round."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._all: dict[int, list[Order]] = {}

    def _in(self, told: Told) -> list[Order]:
        if told.article not in self._all:
            self._all[told.article] = list(rule.orders_of(self._story, told.article))
        return [o for o in self._all[told.article] if told.sentence.start <= o.end <= told.sentence.end]

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pair of orders that answer to each other crosswise best."""
        found = []
        for x in self._in(pair.a):
            for y in self._in(pair.b):
                own = self._features(x, y)
                if own["crossed, weaker"] >= _CROSSED or own["crossed"] > own["straight"] or max(pair.ahead) == 0:
                    found.append((own["crossed"] - own["straight"], x, y, own))
        if found:
            _, x, y, own = max(found, key=lambda f: (f[0], -f[1].start, -f[2].start))
            yield self._candidate(pair, x, y, own)

    @staticmethod
    def _features(x: Order, y: Order) -> dict[str, float]:
        crossed = [likeness(x.first, y.second).worth, likeness(x.second, y.first).worth]
        straight = likeness(x.first, y.first).worth + likeness(x.second, y.second).worth
        return {
            "crossed": min(2.0, sum(crossed)),
            "crossed, weaker": min(1.0, *crossed),
            "straight": min(2.0, straight),
            "more crossed": float(sum(crossed) > straight),
        }

    def _candidate(self, pair: Pairing, x: Order, y: Order, own: dict[str, float]) -> Candidate:
        spots = []
        for told, order in ((pair.a, x), (pair.b, y)):
            tokens = [t for p in (order.first, order.second) for t in p.tokens]
            inside = [t for t in tokens if told.sentence.first <= t < told.sentence.last]
            spot = told.spot(inside or [told.sentence.first], rule.shown(self._story, order))
            spots.append(spot._replace(start=order.start, end=order.end))
        one, other = spots
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"{a} has {one.value}, {b} has {other.value}: the order is the other way round."
        return Candidate(
            DiscrepancyKind.SEQUENCE, "sequence", one, other, reason, {**evidence(pair, one, other), **own}
        )

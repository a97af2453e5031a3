"""From ties between pairs to edges: each article keeps the source it took from, not that source's other takers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.lineage.direction import Direction, common_credits, credit_to, direction
from variorum.lineage.pairs import MOSTLY_OWN, contains
from variorum.model import DerivationKind, Edge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.lineage.credits import Reports
    from variorum.lineage.pairs import Tie

# Sources whose closeness differs by less are equally near: then a credit, and then the one further up, decides.
_EQUALLY_NEAR = 0.015


@dataclass(frozen=True, slots=True)
class _Directed:
    tie: Tie
    derived: int
    source: int
    found: Direction


class Graph:
    """The ties of a story, directed and reduced."""

    def __init__(self, reports: Reports, ties: Iterable[Tie]) -> None:
        self.reports = reports
        self._siblings: list[Tie] = []
        self._directed: list[_Directed] = []
        self._tied: set[tuple[int, int]] = set()
        for each in _consistent(list(ties)):
            self._tied.add((each.a, each.b))
            siblings = self._as_siblings(each)
            if siblings:
                self._siblings.append(siblings)
            else:
                found = direction(each, reports)
                self._directed.append(_Directed(each, found.derived, each.other(found.derived), found))

    def _as_siblings(self, tie: Tie) -> Tie | None:
        """The tie as one between siblings of an unseen original, if that is what it is."""
        if tie.kind is DerivationKind.COMMON:
            return tie
        if any(credit_to(i, tie.other(i), self.reports) for i in (tie.a, tie.b)):
            return None
        agency = common_credits(tie, self.reports)
        apart = (
            not tie.partial
            and tie.kind is DerivationKind.VERBATIM
            and not (contains(tie, tie.a) or contains(tie, tie.b))
        )
        if not agency and not apart:
            return None
        return replace(tie, kind=DerivationKind.COMMON, evidence=(*agency, *tie.evidence))

    def edges(self) -> list[Edge]:
        """The edges that remain, ordered by the articles they join."""
        parents = self._parents()
        kept = [self._edge(each) for chosen in parents.values() for each in chosen]
        kept += [self._sibling_edge(each) for each in self._siblings if not self._explained(each, parents)]
        return sorted(kept, key=lambda edge: (edge.derived, edge.source))

    def _parents(self) -> dict[int, list[_Directed]]:
        """For each article the sources it took from: the nearest one, and any that it does not explain."""
        candidates: defaultdict[int, list[_Directed]] = defaultdict(list)
        for each in self._directed:
            candidates[each.derived].append(each)
        sources = {derived: {each.source for each in found} for derived, found in candidates.items()}
        chosen: dict[int, list[_Directed]] = {}
        for derived in sorted(candidates):
            waiting = self._ranked(candidates[derived], sources)
            chosen[derived] = []
            for each in waiting:
                if not any(self._related(each.source, taken.source) for taken in chosen[derived]):
                    chosen[derived].append(each)
        return chosen

    def _ranked(self, found: list[_Directed], sources: dict[int, set[int]]) -> list[_Directed]:
        nearest = max(each.tie.closeness for each in found)
        others = {each.source for each in found}

        def rank(each: _Directed) -> tuple[bool, int, bool, int, float, str]:
            near = nearest - each.tie.closeness <= _EQUALLY_NEAR
            readings = sum(self._readings(each.derived, each.source, other) for other in others) if near else 0
            credit = credit_to(each.derived, each.source, self.reports) is not None
            further_up = len(sources.get(each.source, set()) & others) if near else 0
            article = self.reports.views[each.source].article
            return not near, -readings, not credit, further_up, -each.tie.closeness, article.text

        return sorted(found, key=rank)

    def _readings(self, derived: int, source: int, other: int) -> int:
        """1 if the article has figures or rare words that only `source` has and none that only `other` has; -1; 0."""
        here, left, right = (self.reports.views[i].telling for i in (derived, source, other))
        ours, theirs = len(here & (left - right)), len(here & (right - left))
        return (ours > theirs) - (ours < theirs)

    def _related(self, a: int, b: int) -> bool:
        return (min(a, b), max(a, b)) in self._tied

    def _explained(self, tie: Tie, parents: dict[int, list[_Directed]]) -> bool:
        """Whether siblings are alike because the source of one is tied to the other."""
        for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
            for each in parents.get(one, []):
                if each.source == other or self._related(each.source, other):
                    return True
        return False

    @staticmethod
    def _sibling_edge(tie: Tie) -> Edge:
        share = max(tie.share_a, tie.share_b)
        return Edge(tie.b, tie.a, tie.kind, share, directed=False, partial=tie.partial, evidence=tie.evidence)

    @staticmethod
    def _edge(found: _Directed) -> Edge:
        share = found.tie.share(found.derived)
        return Edge(
            found.derived,
            found.source,
            found.tie.kind,
            share,
            directed=found.found.known,
            partial=found.tie.partial or share < MOSTLY_OWN,
            evidence=(*found.tie.evidence, *found.found.evidence),
        )


def _consistent(ties: list[Tie]) -> list[Tie]:
    """The ties without those that word-for-word ones contradict.

    A short report is easily covered by a long one on the same event. If it has its words from another, which is not
    tied to the long one, it is no rewrite of that.
    """
    tied = {(each.a, each.b) for each in ties}
    worded: defaultdict[int, set[int]] = defaultdict(set)
    for each in ties:
        if each.kind is DerivationKind.VERBATIM and not each.partial:
            worded[each.a].add(each.b)
            worded[each.b].add(each.a)

    def contradicted(tie: Tie) -> bool:
        return min(tie.share_a, tie.share_b) < MOSTLY_OWN and any(
            twin != tie.other(one) and (min(twin, tie.other(one)), max(twin, tie.other(one))) not in tied
            for one in (tie.a, tie.b)
            for twin in worded[one]
        )

    return [each for each in ties if each.kind is DerivationKind.VERBATIM or not contradicted(each)]


def groups(count: int, edges: Iterable[Edge]) -> tuple[tuple[int, ...], ...]:
    """The partition into independent sources: articles joined by edges that are not partial."""
    root = list(range(count))

    def top(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for edge in edges:
        if not edge.partial:
            a, b = sorted((top(edge.derived), top(edge.source)))
            root[b] = a
    found: defaultdict[int, list[int]] = defaultdict(list)
    for item in range(count):
        found[top(item)].append(item)
    return tuple(tuple(each) for each in found.values())

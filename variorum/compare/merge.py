"""One list out of what the rules found: the same place told once, with all its readings and their sides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model import Discrepancy, DiscrepancyKind, Reading, Verdict, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Kinds that may see one and the same contradiction from different angles; only the surest of them is told.
_ANGLES = frozenset(
    {
        DiscrepancyKind.POLARITY,
        DiscrepancyKind.CERTAINTY,
        DiscrepancyKind.ATTRIBUTION,
        DiscrepancyKind.MEMBERSHIP,
        DiscrepancyKind.SCOPE,
        DiscrepancyKind.CAUSE,
        DiscrepancyKind.ROLE,
        DiscrepancyKind.PERSON,
        DiscrepancyKind.SEQUENCE,
    }
)
_QUOTED = frozenset({DiscrepancyKind.WORDING, DiscrepancyKind.MODE, DiscrepancyKind.SPEAKER})
_ORDER = {Verdict.CONFLICT: 0, Verdict.VARIANT: 1, Verdict.COMPATIBLE: 2}


def merge(found: Sequence[Discrepancy], *, sparse: bool = False) -> tuple[Discrepancy, ...]:
    """Merge discrepancies of one kind that share a reading, drop other angles on the same, and put them in order.

    `sparse` tells that not every two articles were compared: then readings of equal value stand on one side, and
    what two of them say against each other holds for all.
    """
    groups: dict[tuple[DiscrepancyKind, Verdict], list[Discrepancy]] = defaultdict(list)
    for each in found:
        groups[each.kind, each.verdict].append(each)
    merged = [d for (kind, _), ds in groups.items() for d in (ds if kind in _QUOTED else _joined(ds, sparse=sparse))]
    kept: list[Discrepancy] = []
    for each in in_order(merged):
        if not any(_same_place(each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def in_order(found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Conflicts first, then variants, then compatible ones, the surest first."""
    return tuple(sorted(found, key=_rank))


def _rank(d: Discrepancy) -> tuple[object, ...]:
    places = tuple((r.article, r.start, r.end) for r in d.readings)
    return _ORDER[d.verdict], d.may_be_silence, -round(d.weight, 6), d.kind.value, places, d.reason


def _same_place(a: Discrepancy, b: Discrepancy) -> bool:
    """Whether two discrepancies of different angles have the same clauses in at least two articles."""
    if a.kind is b.kind or not {a.kind, b.kind} <= _ANGLES:
        return False
    return len({r.article for r in a.readings for s in b.readings if _touch(r, s)}) > 1


def _touch(a: Reading, b: Reading) -> bool:
    if a.article != b.article:
        return False
    return shared(a, b) * 2 >= min(a.end - a.start, b.end - b.start)


def _same_reading(a: Reading, b: Reading) -> bool:
    """One article's same words; two values in one clause are two readings."""
    if a.article != b.article:
        return False
    if a.focus_start is not None and b.focus_start is not None:
        return a.focus_start == b.focus_start and a.focus_end == b.focus_end
    return _touch(a, b)


def _joined(found: Sequence[Discrepancy], *, sparse: bool) -> Iterable[Discrepancy]:
    """Discrepancies of one kind and verdict, those that share a reading put together."""
    ordered = sorted(found, key=_rank)
    nodes: list[Reading] = []
    by_article: dict[int, list[int]] = defaultdict(list)
    placed = [[_node(reading, nodes, by_article) for reading in each.readings] for each in ordered]
    return [
        _one([ordered[i] for i in group], [placed[i] for i in group], nodes, sparse=sparse)
        for group in _connected(placed)
    ]


def _node(reading: Reading, nodes: list[Reading], by_article: dict[int, list[int]]) -> int:
    for known in by_article[reading.article]:
        if _same_reading(nodes[known], reading):
            return known
    nodes.append(reading)
    by_article[reading.article].append(len(nodes) - 1)
    return len(nodes) - 1


def _connected(placed: Sequence[Sequence[int]]) -> list[list[int]]:
    """Positions of discrepancies that hang together by shared nodes, each group in order."""
    parent: dict[int, int] = {}

    def root(x: int) -> int:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for nodes in placed:
        for node in nodes[1:]:
            one, other = sorted((root(nodes[0]), root(node)))
            parent[other] = one
    groups: dict[int, list[int]] = defaultdict(list)
    for i, nodes in enumerate(placed):
        groups[root(nodes[0])].append(i)
    return list(groups.values())


def _one(members: list[Discrepancy], placed: list[list[int]], nodes: list[Reading], *, sparse: bool) -> Discrepancy:
    """One discrepancy out of those that share readings; readings that no rule set against each other share a side."""
    if len(members) == 1:
        return members[0]
    against: dict[int, set[int]] = defaultdict(set)
    for each, at in zip(members, placed, strict=True):
        for reading, node in zip(each.readings, at, strict=True):
            against[node].update(n for r, n in zip(each.readings, at, strict=True) if r.side != reading.side)
    in_order = list(dict.fromkeys(n for at in placed for n in at))
    sides = _sides(in_order, against, _alike(against, nodes) if sparse else {})
    told: dict[tuple[int, int, int, int], Reading] = {}
    for node, side in sides.items():
        told.setdefault(
            (nodes[node].article, nodes[node].start, nodes[node].end, side), replace(nodes[node], side=side)
        )
    readings = sorted(told.values(), key=lambda r: (r.article, r.start, r.end, r.side))
    best = members[0]
    claims = tuple(sorted({c for m in members for c in m.claims}))
    return replace(best, readings=tuple(readings), claims=claims)


def _sides(order: Sequence[int], against: Mapping[int, set[int]], alike: Mapping[int, int]) -> dict[int, int]:
    """A side for each node, none of which has one that speaks against it; those that are `alike` have one side."""
    opposed: dict[int, set[int]] = defaultdict(set)
    for node in order:
        opposed[alike.get(node, node)].update(alike.get(other, other) for other in against[node])
    sides: dict[int, int] = {}
    for node in order:
        name = alike.get(node, node)
        if name not in sides:
            taken = {sides[other] for other in opposed[name] if other in sides}
            sides[name] = next(s for s in range(1, len(order) + 2) if s not in taken)
    return {node: sides[alike.get(node, node)] for node in order}


def _alike(against: Mapping[int, set[int]], nodes: Sequence[Reading]) -> dict[int, int]:
    """For each node the first one of its value; a value that speaks against itself says nothing."""
    torn = {nodes[n].value for n, others in against.items() if any(nodes[o].value == nodes[n].value for o in others)}
    first: dict[str, int] = {}
    return {n: first.setdefault(nodes[n].value, n) for n in sorted(against) if nodes[n].value not in torn}

"""The graph of awake articles: who is proposed to whom, how alike they are, and what hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.crowds import ALIKE, CROWDED, gathered
from variorum.cluster.growing.cells import Cells
from variorum.cluster.growing.linkage import linked, linked_under
from variorum.cluster.growing.postings import Postings
from variorum.cluster.growing.surroundings import Surroundings
from variorum.cluster.growing.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.cluster.grouping import Scales
    from variorum.cluster.record import Record

    Rows = NDArray[np.int64]
    Edges = tuple[Rows, Rows, NDArray[np.float32], NDArray[np.float32]]

# Articles compared with a new one. More than make its background, since proposals are rough.
_COMPARED = 64
# And so many that are told in another language.
_FOREIGN = 16
# A neighbourhood that reaches further is linked as far as it was seen.
_REACH = 1500
_HOPS = 8


class Graph:
    """Rows of articles with their nearest others; `live` rows take part, the rest are only kept."""

    def __init__(self, scales: Scales, window: int) -> None:
        self.scales = scales
        self.table = Table(window)
        self.around = Surroundings(scales)
        self._postings = Postings()
        self._cells = Cells()

    def add(self, records: Sequence[Record]) -> Rows:
        """Take articles in, not live yet."""
        rows = self.table.add(records)
        self.around.widen(self.table.rows)
        self.around.clear(rows)
        return rows

    def put_in(self, rows: Rows) -> None:
        """Let rows take part: they can be found from now on."""
        self.around.live[rows] = True
        self.around.stands[rows] = rows
        columns, weights = self.table.weights(rows)
        self._postings.enter(rows, columns, weights)
        self._cells.enter(rows, self.table.vectors(rows), self.table.tongues[rows])

    def take_out(self, rows: Iterable[int], leader: int) -> None:
        """Let rows take part no more but through another; they can be put in again."""
        self.around.live[list(rows)] = False
        self.around.stands[list(rows)] = leader

    def remove(self, rows: Rows) -> None:
        """Forget the articles of some rows."""
        self.around.clear(rows)
        self.table.remove(rows)

    def look_around(self, rows: Rows) -> list[tuple[int, int]]:
        """Find the nearest others of some rows, and tell those; pairs (row, other) in which the row is a reprint."""
        columns, weights = self.table.weights(rows)
        proposals = self._postings.ask(columns, weights, self.around.stands, _COMPARED)
        askers, others = [proposals.askers], [proposals.rows]
        for where, known in self._known(rows):
            askers.append(where)
            others.append(known)
        keys = np.sort((np.concatenate(askers) << 32) | np.concatenate(others))
        keys = keys[np.diff(keys, prepend=-1) != 0]
        asker, other = keys >> 32, keys & 0xFFFFFFFF
        kept = (other != rows[asker]) & self.around.live[other]
        asker, other = asker[kept], other[kept]
        raw, words = self.table.similarities(rows, asker, other, self.scales)
        self.around.set(rows, asker, other, raw)
        told = self.around.tell(rows[asker], other, raw)
        self.around.rescale(np.union1d(rows, told))
        copies = words >= self.scales.reprint
        return list(zip(rows[asker[copies]].tolist(), other[copies].tolist(), strict=True))

    def _known(self, rows: Rows) -> Iterator[tuple[Rows, Rows]]:
        """Further pairs (position of an asker, row) to be compared: those known, and those of other languages."""
        near = self.around.near[rows]
        askers, places = np.nonzero(near >= 0)
        yield askers, near[askers, places].astype(np.int64)
        if self._cells.many_tongues:
            yield from self._cells.ask(rows, self.table.tongues, self.around.stands, _FOREIGN)

    def nearest_of(self, rows: Sequence[int], groups: Sequence[Sequence[int]]) -> list[int]:
        """For each row the one of a group of others, never empty, that is most like it."""
        bounds = np.cumsum([0, *map(len, groups)])
        others = np.array([other for group in groups for other in group], dtype=np.int64)
        askers = np.repeat(np.arange(len(rows)), np.diff(bounds))
        raw, _ = self.table.similarities(np.array(rows, dtype=np.int64), askers, others, self.scales)
        return [
            group[int(raw[start : start + len(group)].argmax())]
            for group, start in zip(groups, bounds.tolist(), strict=False)
        ]

    def copied_by(self, row: int, others: Sequence[int]) -> int | None:
        """The first of some rows that a row is a reprint of."""
        theirs = np.array(others, dtype=np.int64)
        _, words = self.table.similarities(np.array([row]), np.zeros(len(theirs), np.int64), theirs, self.scales)
        same = (words >= self.scales.reprint).tolist()
        return next((other for other, copied in zip(others, same, strict=True) if copied), None)

    def neighbourhood(self, seeds: Iterable[int], mates: Callable[[int], Iterable[int]]) -> Neighbourhood:
        """All that hangs together with the seeds by pairs as similar as the cut, or by being mates."""
        seen: dict[int, None] = {}
        edges: list[Edges] = []
        frontier = _closed(seeds, seen, mates)
        for hop in range(_HOPS):
            if not frontier:
                break
            reached = self._reached(np.array(frontier), edges)
            if hop == _HOPS - 1 or len(seen) >= _REACH:
                break
            frontier = _closed(reached, seen, mates)
        return Neighbourhood(list(seen), edges, self.scales.cut)

    def _reached(self, frontier: Rows, edges: list[Edges]) -> list[int]:
        """Note the edges of some rows; the rows that their strong ones lead to."""
        unknown = frontier[~self.around.listed[frontier]]
        if len(unknown):
            self.look_around(unknown)
        near, value = self.around.scaled(frontier)
        strange = np.unique(near[value >= self.scales.cut])
        strange = strange[~self.around.listed[strange]]
        if len(strange):
            self.look_around(strange.astype(np.int64))
            near, value = self.around.scaled(frontier)
        raw = self.around.raw(frontier)
        alike = raw >= ALIKE
        there = (value > 0) | alike
        owners = np.broadcast_to(frontier[:, None], near.shape)[there]
        edges.append((owners, near[there].astype(np.int64), value[there], raw[there]))
        alike &= (alike.sum(axis=1) >= CROWDED)[:, None]
        return sorted(set(near[(value >= self.scales.cut) | alike].tolist()))


def _closed(rows: Iterable[int], seen: dict[int, None], mates: Callable[[int], Iterable[int]]) -> list[int]:
    """Note rows that were not seen yet with their mates, and theirs; those that are new."""
    waiting = [row for row in rows if row not in seen]
    found: list[int] = []
    while waiting:
        row = waiting.pop()
        if row not in seen:
            seen[row] = None
            found.append(row)
            waiting.extend(mate for mate in mates(row) if mate not in seen)
    return found


class Neighbourhood:
    """Rows with their edges, to be linked."""

    def __init__(self, rows: Sequence[int], edges: Sequence[Edges], cut: float) -> None:
        self.rows = list(rows)
        self._cut = cut
        owners, near, value, raw = (np.concatenate(column) for column in zip(*edges, strict=True))
        order = np.argsort(np.array(self.rows))
        ordered = np.array(self.rows)[order]
        at = np.minimum(np.searchsorted(ordered, near), len(ordered) - 1)
        inside = ordered[at] == near
        self._a = order[np.searchsorted(ordered, owners[inside])]
        self._b = order[at[inside]]
        self._value, self._raw = value[inside], raw[inside]

    def groups(self, mates: Mapping[int, Sequence[int]], strangers: Mapping[int, Sequence[int]]) -> list[list[int]]:
        """The rows in groups by average linkage, decisions obeyed: `mates` together (all are here), `strangers` not."""
        from scipy.sparse import coo_matrix
        from scipy.sparse.csgraph import connected_components

        position = {row: i for i, row in enumerate(self.rows)}
        bonds = [(position[row], position[mate]) for row, bound in mates.items() for mate in bound if mate in position]
        strong = self._value >= self._cut
        a = np.concatenate([self._a[strong], np.array([i for i, _ in bonds], dtype=int)])
        b = np.concatenate([self._b[strong], np.array([j for _, j in bonds], dtype=int)])
        shape = (len(self.rows), len(self.rows))
        count, part = connected_components(coo_matrix((np.ones(len(a)), (a, b)), shape), directed=False)
        members = np.split(np.argsort(part, kind="stable"), np.cumsum(np.bincount(part, minlength=count))[:-1])
        order = np.argsort(part[self._a], kind="stable")
        bounds = np.searchsorted(part[self._a][order], np.arange(count + 1))
        found: list[list[int]] = []
        for number, within in enumerate(members):
            if len(within) == 1:
                found.append([self.rows[within[0]]])
                continue
            chosen = order[bounds[number] : bounds[number + 1]]
            found += self._linked(within, chosen, mates, strangers)
        return found

    def gathered(
        self, groups: Sequence[Sequence[int]], weight: Callable[[int], int], whole: Callable[[Iterable[int]], bool]
    ) -> list[list[int]]:
        """The groups with the pieces of crowds joined; `weight` is how many articles a row stands for."""
        place = {row: i for i, row in enumerate(self.rows)}
        keys = np.minimum(self._a, self._b) * len(self.rows) + np.maximum(self._a, self._b)
        keys, first = np.unique(keys, return_index=True)
        found = gathered(
            [[place[row] for row in group] for group in groups],
            (keys // len(self.rows), keys % len(self.rows)),
            self._raw[first],
            np.array([weight(row) for row in self.rows]),
            lambda positions: whole([self.rows[i] for i in positions]),
        )
        return [[self.rows[i] for i in group] for group in found]

    def _linked(
        self,
        within: Rows,
        chosen: Rows,
        mates: Mapping[int, Sequence[int]],
        strangers: Mapping[int, Sequence[int]],
    ) -> list[list[int]]:
        """The groups of one component; `chosen` are its edges."""
        rows = [self.rows[i] for i in within.tolist()]
        decided = any(row in mates or row in strangers for row in rows)
        if len(rows) == 2 and not decided:
            # The two hang together by a pair as similar as the cut.
            return [rows]
        local = np.full(len(self.rows), -1)
        local[within] = np.arange(len(within))
        a, b = local[self._a[chosen]], local[self._b[chosen]]
        kept = b >= 0
        matrix = np.zeros((len(within), len(within)), np.float32)
        matrix[a[kept], b[kept]] = self._value[chosen][kept]
        matrix = np.maximum(matrix, matrix.T)
        if not decided:
            groups = linked(matrix, self._cut)
        else:
            at = {row: i for i, row in enumerate(rows)}
            together = _united([[at[m] for m in (row, *mates.get(row, ())) if m in at] for row in rows])
            apart = [(at[row], at[s]) for row in rows for s in strangers.get(row, ()) if s in at]
            groups = linked_under(matrix, self._cut, together, apart)
        return [[rows[i] for i in group] for group in groups]


def _united(sets: Sequence[Sequence[int]]) -> list[list[int]]:
    """Disjoint sets, given as one set for each of their members."""
    return [list(each) for each in sorted({tuple(sorted(set(each))) for each in sets})]

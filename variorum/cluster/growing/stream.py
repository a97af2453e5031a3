"""Stories that grow as articles arrive.

The stories are those of `cluster.grouping`: average linkage of similarities that are judged against their
surroundings. Two things make that possible article by article. Groups whose mean similarity reaches the cut hold a
pair that reaches it, so that linkage never crosses the border of a connected component of such pairs: when an article
comes, only the components it touches are linked again, and merges, splits and moves come out by themselves, whatever
the order of arrival. And a story needs few to stand for it: of a large one a dozen articles stand in the graph, the
others follow the nearest of them. Which ones is a lottery by identifier that favours the recent (exponentially
decayed weighted sampling, after Efraimidis and Spirakis 2006), and so no matter of who came first either. Reprints
follow what they reprint.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.grouping import SCALES, Scales
from variorum.cluster.growing.calendar import Calendar
from variorum.cluster.growing.cells import one_thread
from variorum.cluster.growing.changes import Change, Joined
from variorum.cluster.growing.constraints import Constraint, Constraints
from variorum.cluster.growing.graph import Graph
from variorum.cluster.growing.membership import CORE, Membership
from variorum.cluster.growing.naming import Regrouping, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.cluster.record import Record

# Articles that are taken in at once.
_BATCH = 256
# So many articles for each new one are looked at again, in turn: while there are few, what is rare still changes much.
_AGAIN, _AGAIN_WHEN_FEW, _FEW = 0.2, 2.0, 2000


class Growing:
    """The stories of a stream, article by article.

    An article sleeps when it is older than `window` beside what arrives, or when there are more than `capacity` and
    it came first; a story sleeps with its last article. What is asleep stays where it is. Each awake article takes
    about 2.5 kB. The same records in the same order give the same stories.
    """

    def __init__(
        self,
        window: timedelta = timedelta(days=14),
        capacity: int = 1_000_000,
        first_story: int = 1,
        scales: Scales = SCALES,
    ) -> None:
        if capacity < 1 or window <= timedelta(0):
            raise ValueError("the window and the capacity must be positive")
        self._window = int(window.total_seconds())
        self._graph = Graph(scales, self._window)
        self._members = Membership()
        self._constraints = Constraints()
        self._next = first_story
        self._calendar = Calendar(self._window, capacity)
        self._resting: list[int] = []
        self._turn = 0
        self._due = 0.0

    @property
    def next_story(self) -> int:
        """The identifier that the next new story will get."""
        return self._next

    def story_of(self, article: str) -> int | None:
        """The story of an awake article."""
        row = self._graph.table.row_of.get(article)
        return None if row is None else self._members.story[row]

    def stories(self) -> dict[int, tuple[str, ...]]:
        """The awake articles of each story, in order of identifiers."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row, story in self._members.story.items():
            found[story].append(self._graph.table.articles[row])
        return {story: tuple(sorted(found[story])) for story in sorted(found)}

    def add(self, record: Record) -> tuple[Change, ...]:
        """Take one article in; what has changed by it. A known article is replaced by its new version."""
        return self.extend([record])

    def extend(self, records: Iterable[Record]) -> tuple[Change, ...]:
        """Take articles in, in the order of their arrival; many at once are faster than one by one."""
        changes: list[Change] = []
        arriving = iter(records)
        with one_thread():
            while latest := {record.article: record for record in islice(arriving, _BATCH)}:
                changes += self._take(list(latest.values()))
        return tuple(changes)

    def survey(self) -> None:
        """Find the neighbours of all articles now that wait for it since `restored`.

        Otherwise they are found when something new comes near, which makes the first hours after a restart slower.
        """
        around = self._graph.around
        waiting = np.flatnonzero(around.live & ~around.listed)
        with one_thread():
            for start in range(0, len(waiting), _BATCH):
                self._graph.look_around(waiting[start : start + _BATCH])

    def constrain(self, constraint: Constraint, asleep: Iterable[tuple[Record, int]] = ()) -> tuple[Change, ...]:
        """Put a decision into force for ever; `Contradiction` if it cannot hold beside the others.

        `asleep` are the records of named articles that sleep, each with its story; they stay awake from now on.
        """
        self._constraints.add(constraint)
        return self._reconsider(constraint, asleep)

    def release(self, constraint: Constraint, asleep: Iterable[tuple[Record, int]] = ()) -> tuple[Change, ...]:
        """Undo a decision; `KeyError` if it is not in force."""
        self._constraints.remove(constraint)
        return self._reconsider(constraint, asleep)

    @classmethod
    def restored(
        cls,
        records: Iterable[Record],
        stories: Mapping[str, int],
        constraints: Iterable[Constraint] = (),
        sizes: Mapping[int, int] | None = None,
        *,
        next_story: int,
        window: timedelta = timedelta(days=14),
        capacity: int = 1_000_000,
    ) -> Growing:
        """Go on where an earlier run stopped.

        `records` are those awake, in the order of their arrival, and always those of articles that a constraint
        names; `stories` their stories, `sizes` how many articles, those asleep included, each story has.
        """
        growing = cls(window, capacity, next_story)
        for constraint in constraints:
            growing._constraints.add(constraint)
        batch: list[Record] = []
        for record in records:
            batch.append(record)
            if len(batch) == 4 * _BATCH:
                growing._wake(batch, stories)
                batch = []
        growing._wake(batch, stories)
        growing._settle()
        growing._members.size.update({s: n - growing._members.size[s] for s, n in (sizes or {}).items()})
        growing._members.tidy(list(sizes or ()))
        return growing

    def _take(self, records: Sequence[Record]) -> list[Change]:
        row_of = self._graph.table.row_of
        known = {r.article: self._members.story[row_of[r.article]] for r in records if r.article in row_of}
        sizes = {story: self._members.size[story] for story in known.values()}
        self._forget([row_of[article] for article in known])
        rows = self._enter(records).tolist()
        for row in rows:
            if (story := known.get(self._graph.table.articles[row])) is not None:
                self._members.assign(row, story)
        self._members.size.update({story: n - self._members.size[story] for story, n in sizes.items()})
        self._graph.put_in(np.array(rows))
        copies = self._graph.look_around(np.array(rows))
        changes = [*self._follow_copies(rows, copies), *self._follow_crowds(rows)]
        seeds = {self._members.top(row) for row in rows if row not in self._members.story}
        seeds |= {row for row in rows if row not in self._members.leader}
        changes += self._relink(seeds | set(self._again(len(rows))))
        self._members.tidy(known.values())
        self._forget(self._calendar.overdue(self._pinned()))
        return changes

    def _enter(self, records: Sequence[Record]) -> NDArray[np.int64]:
        rows = self._graph.add(records)
        seen = self._calendar.note(rows, records)
        for row, record, seconds in zip(rows.tolist(), records, seen, strict=True):
            self._members.draw(row, record.article, seconds)
        return rows

    def _pinned(self) -> list[int]:
        row_of = self._graph.table.row_of
        return [row_of[article] for article in self._constraints.named() if article in row_of]

    def _join(self, row: int, story: int) -> Change:
        change = Joined(story, self._graph.table.articles[row])
        self._members.count([change])
        self._members.assign(row, story)
        return change

    def _free_to_follow(self, row: int) -> bool:
        fixed = row in self._members.leader or row in self._members.story
        return not fixed and self._graph.table.articles[row] not in self._constraints

    def _follow(self, row: int, leader: int) -> None:
        rows = self._members.with_followers([row])
        self._members.follow(row, leader)
        self._graph.take_out(rows, leader)

    def _follow_copies(self, rows: Sequence[int], copies: Iterable[tuple[int, int]]) -> list[Change]:
        """Let new articles that reprint each other or one before follow the first of them."""
        changes = []
        place = {row: i for i, row in enumerate(rows)}
        alike: dict[int, set[int]] = {}
        for row, other in copies:
            joined = alike.get(row, {row}) | alike.get(other, {other})
            alike.update(dict.fromkeys(joined, joined))
        for row in rows:
            leader = min(alike.get(row, (row,)), key=lambda r: (place.get(r, -1), r))
            if leader != row and self._free_to_follow(row):
                self._follow(row, self._members.top(leader))
                if (story := self._members.story.get(self._members.top(leader))) is not None:
                    changes.append(self._join(row, story))
        return changes

    def _follow_crowds(self, rows: Sequence[int]) -> list[Change]:
        """Let new articles that clearly belong to a story with a full core follow the nearest there."""
        free = [row for row in rows if self._free_to_follow(row)]
        if not free:
            return []
        changes = []
        near, value = self._graph.around.scaled(np.array(free))
        # Whose similarities do not add up to a whole core's follows nobody.
        some = np.flatnonzero(value.sum(axis=1) >= CORE * self._graph.scales.cut)
        free, near, value = [free[i] for i in some], near[some], value[some]
        there = value > 0
        likely = zip(value[there].tolist(), near[there].tolist(), strict=True)
        for row, number in zip(free, there.sum(axis=1).tolist(), strict=True):
            leader = self._leader_in_a_crowd(row, list(islice(likely, number)))
            if leader is not None:
                self._follow(row, leader)
                changes.append(self._join(row, self._members.story[leader]))
        return changes

    def _leader_in_a_crowd(self, row: int, likely: Sequence[tuple[float, int]]) -> int | None:
        members = self._members
        sums: defaultdict[int, float] = defaultdict(float)
        for value, other in likely:
            sums[members.story.get(other, 0)] += value
        means = [(total / max(1, len(members.cores[s])), -s) for s, total in sums.items() if s]
        if not means or max(means)[0] < self._graph.scales.cut:
            return None
        story = -max(means)[1]
        core = members.cores[story]
        if len(core) < CORE or members.lots[row] < max(members.lots[each] for each in core):
            return None
        return max((value, -other) for value, other in likely if other in core)[1] * -1

    def _again(self, arrived: int) -> list[int]:
        """Look again at some rows, in turn."""
        total = self._graph.table.rows
        self._due += arrived * (_AGAIN_WHEN_FEW if self._graph.table.size < _FEW else _AGAIN)
        number = min(int(self._due), total)
        self._due -= int(self._due)
        rows = (self._turn + np.arange(number)) % max(1, total)
        self._turn = (self._turn + number) % max(1, total)
        rows = np.unique(rows[self._graph.around.live[rows]])
        if len(rows):
            self._graph.look_around(rows)
        return [int(row) for row in rows]

    def _mates(self) -> Callable[[int], list[int]]:
        """What tells who belongs to a row; those of one story it tells once, since all of them belong together."""
        told: set[int] = set()

        def mates(row: int) -> list[int]:
            story = self._members.story.get(row)
            core: Collection[int] = ()
            if story is not None and story not in told:
                told.add(story)
                core = self._members.cores.get(story, ())
            same = sorted(core) if len(core) > 1 else []
            return [*same, *self._bonds(row)] if self._constraints else same

        return mates

    def _bonds(self, row: int) -> list[int]:
        return self._rows(self._constraints.mates(self._graph.table.articles[row])) if self._constraints else []

    def _strangers(self, row: int) -> list[int]:
        return self._rows(self._constraints.strangers(self._graph.table.articles[row])) if self._constraints else []

    def _rows(self, articles: Iterable[str]) -> list[int]:
        return [self._graph.table.row_of[a] for a in sorted(articles) if a in self._graph.table.row_of]

    def _relink(self, seeds: Collection[int]) -> list[Change]:
        """Link what hangs together with some rows, and name the groups."""
        members, articles = self._members, self._graph.table.articles
        if not seeds:
            return []
        hood = self._graph.neighbourhood(sorted(seeds), self._mates())
        decided = [row for row in hood.rows if articles[row] in self._constraints]
        bonds, strangers = ({row: those(row) for row in decided} for those in (self._bonds, self._strangers))
        found = hood.groups(bonds, strangers)
        crowds = hood.gathered(found, lambda row: 1 + len(members.followers.get(row, ())), self._were_one)
        if not any(s in group for group in map(set, crowds) for row in group for s in strangers.get(row, ())):
            found = crowds
        groups = [members.with_followers(group) for group in found]
        before = {articles[row]: members.story.get(row) for group in groups for row in group}
        asleep = {s: members.size[s] - members.awake[s] for s in {*before.values()} if s is not None}
        names, changes = named(Regrouping([[articles[r] for r in g] for g in groups], before, asleep), self._next)
        self._next = max([self._next, *(name + 1 for name in names)])
        members.count(changes)
        for name, group in zip(names, groups, strict=True):
            for row in group:
                members.assign(row, name)
        members.tidy(asleep)
        self._thin([name for name in sorted(set(names)) if len(members.cores[name]) > CORE])
        return changes

    def _were_one(self, rows: Iterable[int]) -> bool:
        """Whether nine in ten of some rows are of one story, those that are new left aside."""
        stories = Counter(self._members.story.get(row, 0) for row in rows)
        del stories[0]
        return bool(stories) and max(stories.values()) >= 0.9 * sum(stories.values())

    def _thin(self, stories: Iterable[int]) -> None:
        """Let those of some stories who have drawn the higher lots follow the others."""
        surplus: list[int] = []
        cores: list[list[int]] = []
        for story in stories:
            rows = self._members.cores[story]
            pinned = [row for row in rows if self._graph.table.articles[row] in self._constraints]
            some = self._members.surplus(story, pinned)
            surplus += some
            cores += [sorted(rows - set(some))] * len(some)
        for row, leader in zip(surplus, self._graph.nearest_of(surplus, cores), strict=True):
            self._follow(row, leader)

    def _stand(self, rows: Sequence[int]) -> None:
        """Bring rows into the graph."""
        for row in rows:
            self._members.stand(row)
        if rows:
            self._graph.put_in(np.array(rows))
            self._graph.look_around(np.array(rows))

    def _forget(self, rows: Sequence[int]) -> None:
        """Put articles to sleep; who followed them follows others of the story or stands for it."""
        if not rows:
            return
        stories = [self._members.story[row] for row in rows]
        left = sorted({each for row in rows for each in self._members.forget(row)} - set(rows))
        self._graph.remove(np.array(rows))
        self._calendar.forget(rows)
        cores = self._members.cores
        stranded = [row for row in left if not cores[self._members.story[row]]]
        first = {self._members.story[row]: row for row in reversed(stranded)}
        self._stand(sorted(first.values()))
        rest = [row for row in left if first.get(self._members.story[row]) != row]
        leaders = self._graph.nearest_of(rest, [sorted(cores[self._members.story[row]]) for row in rest])
        for row, leader in zip(rest, leaders, strict=True):
            self._follow(row, leader)
        self._stand([row for story in sorted(set(stories)) for row in self._members.successors(story)])
        self._resting += rows
        if len(self._resting) > max(500, self._graph.table.rows // 20):
            self._graph.around.purge()
            self._graph.table.free(np.array(self._resting))
            self._resting = []

    def _reconsider(self, constraint: Constraint, asleep: Iterable[tuple[Record, int]]) -> tuple[Change, ...]:
        row_of = self._graph.table.row_of
        back = [(record, story) for record, story in asleep if record.article not in row_of]
        if back:
            self._wake([record for record, _ in back], {record.article: story for record, story in back})
        rows = self._rows({*constraint.left, *constraint.right})
        self._stand([row for row in rows if not self._graph.around.live[row]])
        return tuple(self._relink(rows)) if rows else ()

    def _wake(self, records: Sequence[Record], stories: Mapping[str, int]) -> None:
        """Take articles in whose stories are known; they are not in the graph yet."""
        if missing := [record.article for record in records if record.article not in stories]:
            raise ValueError(f"{missing[0]}: its story is not given")
        if records:
            for row, record in zip(self._enter(records).tolist(), records, strict=True):
                self._members.assign(row, stories[record.article])
                self._members.size[stories[record.article]] += 1

    def _settle(self) -> None:
        """Choose who stands for each story, as a run from the beginning would have."""
        members, constraints = self._members, self._constraints
        for story in sorted(members.cores):
            pinned = {r for r in members.cores[story] if self._graph.table.articles[r] in constraints}
            core: list[int] = sorted(pinned)
            for row in sorted(members.cores[story] - pinned, key=lambda r: (members.lots[r], r)):
                leader = self._graph.copied_by(row, core) if core else None
                if leader is None and len(core) >= CORE:
                    leader = self._graph.nearest_of([row], [core])[0]
                if leader is None:
                    core.append(row)
                else:
                    self._follow(row, leader)
        rows = np.array(sorted(row for core in members.cores.values() for row in core), dtype=np.int64)
        for start in range(0, len(rows), 4 * _BATCH):
            self._graph.put_in(rows[start : start + 4 * _BATCH])

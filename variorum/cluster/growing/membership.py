"""Which article is in which story, and who of a large story stands for it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from variorum.cluster.growing.changes import Change, Joined, Merged, Moved, Split, Started
from variorum.cluster.record import term_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# Articles of one story that stand in the graph.
CORE = 16
# Seconds in which an article's chance to stand for its story falls to the e-th part beside new ones.
_FADING = 2 * 24 * 3600.0


class Membership:
    """Awake articles by row: their story, and whom they follow if they do not stand in the graph themselves.

    `size` counts all articles of a story that has awake ones, those asleep too; `cores` holds the rows that stand for
    a story.
    """

    def __init__(self) -> None:
        self.story: dict[int, int] = {}
        self.leader: dict[int, int] = {}
        self.cores: defaultdict[int, set[int]] = defaultdict(set)
        self.followers: defaultdict[int, set[int]] = defaultdict(set)
        self.lots: dict[int, float] = {}
        self.awake: Counter[int] = Counter()
        self.size: Counter[int] = Counter()

    def draw(self, row: int, article: str, seconds: float) -> None:
        """Draw the lot of an article; the lowest lots of a story stand for it."""
        share = (term_key(article) + 0.5) / 2**32
        self.lots[row] = math.log(-math.log(share)) - seconds / _FADING

    def top(self, row: int) -> int:
        """The row that stands in the graph for this one."""
        while row in self.leader:
            row = self.leader[row]
        return row

    def with_followers(self, rows: Iterable[int]) -> list[int]:
        """Rows and all that follow them."""
        return [each for row in rows for each in (row, *sorted(self.followers.get(row, ())))]

    def follow(self, row: int, leader: int) -> None:
        """Let a row follow another of the graph, and with it its own followers."""
        for each in (row, *self.followers.pop(row, ())):
            self.leader[each] = leader
            self.followers[leader].add(each)
        if row in self.story:
            self.cores[self.story[row]].discard(row)

    def stand(self, row: int) -> None:
        """Let a row stand for itself."""
        leader = self.leader.pop(row, None)
        if leader is not None:
            self.followers[leader].discard(row)
        if row in self.story:
            self.cores[self.story[row]].add(row)

    def assign(self, row: int, story: int) -> None:
        """Put a row into a story; sizes are the caller's to keep."""
        before = self.story.get(row)
        if before == story:
            return
        if before is not None:
            self.cores[before].discard(row)
            self.awake[before] -= 1
        self.story[row] = story
        self.awake[story] += 1
        if row not in self.leader:
            self.cores[story].add(row)

    def forget(self, row: int) -> list[int]:
        """Take a row out; the followers that it leaves without a leader."""
        story = self.story.pop(row)
        self.lots.pop(row, None)
        self.awake[story] -= 1
        self.cores[story].discard(row)
        leader = self.leader.pop(row, None)
        if leader is not None:
            self.followers[leader].discard(row)
        left = sorted(self.followers.pop(row, ()))
        for each in left:
            del self.leader[each]
        self.tidy([story])
        return left

    def surplus(self, story: int, pinned: Iterable[int]) -> list[int]:
        """The rows of a story's core that have to make place; those pinned may stay."""
        rows = self.cores.get(story, set())
        if len(rows) <= CORE:
            return []
        fixed = set(pinned)
        return [row for row in sorted(rows, key=lambda r: (self.lots[r], r))[CORE:] if row not in fixed]

    def successors(self, story: int) -> list[int]:
        """The followers who should stand for a story that has lost half of its core, lowest lots first."""
        core = self.cores.get(story, set())
        wanted = CORE // 2 - len(core)
        if wanted <= 0:
            return []
        waiting = [each for row in core for each in self.followers.get(row, ())]
        return sorted(waiting, key=lambda row: (self.lots[row], row))[:wanted]

    def count(self, changes: Iterable[Change]) -> None:
        """Keep the sizes of stories up to date."""
        for change in changes:
            match change:
                case Started(story, _) | Joined(story, _):
                    self.size[story] += 1
                case Moved(_, source, target):
                    self.size[source] -= 1
                    self.size[target] += 1
                case Split(source, new, articles):
                    self.size[source] -= len(articles)
                    self.size[new] += len(articles)
                case Merged(kept, gone):
                    self.size[kept] += self.size.pop(gone)

    def tidy(self, stories: Iterable[int]) -> None:
        """Forget those stories of which nobody is awake."""
        for story in stories:
            if not self.awake[story]:
                del self.awake[story]
                self.cores.pop(story, None)
                self.size.pop(story, None)

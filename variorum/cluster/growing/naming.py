"""Which new group is which old story: identifiers stay where most of a story stays.

Of the parts of a story that split the largest keeps its identifier, with all articles that sleep. Of stories that
merge the one with the most articles keeps it, of equals the older one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.cluster.growing.changes import Change, Joined, Merged, Moved, Split, Started

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Groups of articles, with the story that each article was in (None: it is new) and how many of each sleep.

    All awake articles of every story that occurs are in some group.
    """

    groups: Sequence[Sequence[str]]
    before: Mapping[str, int | None]
    asleep: Mapping[int, int]


def named(regrouping: Regrouping, first: int) -> tuple[list[int], list[Change]]:
    """The identifier of each group, new ones counted up from `first`, and what has changed."""
    groups = [sorted(group) for group in regrouping.groups]
    shares = [Counter(s for a in group if (s := regrouping.before[a]) is not None) for group in groups]
    names = _kept(groups, shares, regrouping.asleep)
    new = iter(range(first, first + len(groups)))
    for number in sorted(set(range(len(groups))) - names.keys(), key=lambda n: groups[n]):
        names[number] = next(new)
    order = sorted(range(len(groups)), key=lambda n: groups[n])
    told = _Telling(regrouping, [(names[n], groups[n]) for n in order], [shares[n] for n in order])
    return [names[n] for n in range(len(groups))], [*told.departures(), *told.merges(), *told.arrivals()]


def _kept(groups: Sequence[Sequence[str]], shares: Sequence[Counter[int]], asleep: Mapping[int, int]) -> dict[int, int]:
    """The old identifiers that groups keep, by position of the group."""
    parts = _parts(shares)
    largest = {s: min(where, key=lambda n: (-shares[n][s], groups[n])) for s, where in parts.items()}
    claims = sorted(
        (-(share[story] + (asleep.get(story, 0) if largest[story] == n else 0)), story, groups[n], n)
        for n, share in enumerate(shares)
        for story in share
    )
    names: dict[int, int] = {}
    taken: set[int] = set()
    for _, story, _, n in claims:
        if n not in names and story not in taken:
            names[n] = story
            taken.add(story)
    return names


def _parts(shares: Sequence[Counter[int]]) -> dict[int, list[int]]:
    """The groups that hold something of each story, by position."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for n, share in enumerate(shares):
        for story in share:
            found[story].append(n)
    return found


class _Telling:
    """The changes that lead from the stories before to the groups with their names."""

    def __init__(
        self, regrouping: Regrouping, groups: Sequence[tuple[int, Sequence[str]]], shares: Sequence[Counter[int]]
    ) -> None:
        self._before = regrouping.before
        self._groups = groups
        parts = _parts(shares)
        old = set(parts)
        kept = {name for name, _ in groups}
        self._old = old
        # A story whose name nobody keeps goes to where most of it went.
        self._gone: dict[int, int] = {}
        for story in sorted(old - kept):
            best = min(parts[story], key=lambda n: (-shares[n][story], groups[n][0]))
            self._gone[story] = groups[best][0]

    def departures(self) -> Iterator[Change]:
        """Articles that left their story for another, or for one of their own."""
        for name, articles in self._groups:
            by_source: defaultdict[int, list[str]] = defaultdict(list)
            for article in articles:
                source = self._before[article]
                if source is not None and source != name and self._gone.get(source) != name:
                    by_source[source].append(article)
            new = name not in self._old
            for source in sorted(by_source, key=lambda s: (-len(by_source[s]), s)):
                if new:
                    yield Split(source, name, tuple(by_source[source]))
                    new = False
                else:
                    yield from (Moved(article, source, name) for article in by_source[source])

    def merges(self) -> Iterator[Change]:
        """Stories that came into others as a whole, or as far as anything is left of them."""
        for story in sorted(self._gone):
            yield Merged(self._gone[story], story)

    def arrivals(self) -> Iterator[Change]:
        """Articles that were in no story before."""
        for name, articles in self._groups:
            started = name in self._old or any(self._before[article] is not None for article in articles)
            for article in articles:
                if self._before[article] is None:
                    yield Joined(name, article) if started else Started(name, article)
                    started = True

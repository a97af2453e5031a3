"""Stories of a long archive: overlapping windows of time, grouped one by one and joined by the articles they share.

Every dated article lies in two windows, each of which begins in the middle of the one before. A story that goes on
from one window into the next is seen in both, so that each window can be grouped by itself, anywhere and in any
order, and the work grows with the number of articles. Undated articles are a window of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.cluster.record import Record

DAYS = 8.0
UNDATED = -(1 << 40)
# Larger windows are grouped as a stream, whose cost an article does not grow.
_AT_ONCE = 4000


class WindowStory(NamedTuple):
    """A story as one window sees it: the window's number and the identifiers of its articles, sorted."""

    window: int
    articles: tuple[str, ...]


def windows_of(record: Record, days: float = DAYS) -> tuple[int, ...]:
    """The windows that an article lies in: two that follow each other, or `UNDATED` alone."""
    if days <= 0:
        raise ValueError(f"a window cannot be {days} days long")
    if record.time is None:
        return (UNDATED,)
    number = int(record.time // (days * 43_200))
    return number - 1, number


def stories_of(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """The stories of one window: identifiers of articles, each in exactly one story, all sorted.

    The order of the records does not matter; no two may have the same identifier.
    """
    ordered = sorted(records, key=lambda r: (r.time is None, r.time or 0, r.article))
    return stories_in_order(ordered, len(ordered))


def stories_in_order(ordered: Iterable[Record], count: int) -> list[tuple[str, ...]]:
    """As `stories_of` does it, of so many records that come by time and identifier, those without a time last.

    The records of a large window are taken one after the other and not kept.
    """
    if count <= _AT_ONCE:
        from variorum.cluster.grouping import grouped

        held = list(ordered)
        found = [tuple(sorted(held[i].article for i in group)) for group in grouped(held)]
    else:
        from datetime import timedelta

        from variorum.cluster.growing import Growing

        growing = Growing(window=timedelta(days=36_500), capacity=count)
        growing.extend(ordered)
        found = list(growing.stories().values())
    return sorted(found)


def links(stories: Sequence[WindowStory]) -> list[tuple[int, int]]:
    """The pairs of stories (positions, sorted) of neighbouring windows that are one story.

    Each must share at least half of what either could share: its articles that lie in both windows. One article that
    the windows see in different company joins nothing then.
    """
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        for article in story.articles:
            seen[article].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    able: Counter[tuple[int, int]] = Counter()
    for numbers in seen.values():
        windows = {stories[n].window for n in numbers}
        for n in numbers:
            able.update((n, window) for window in windows if abs(window - stories[n].window) == 1)
        shared.update((a, b) for a in numbers for b in numbers if stories[b].window - stories[a].window == 1)
    return sorted(
        (a, b)
        for (a, b), count in shared.items()
        if 2 * count >= min(able[a, stories[b].window], able[b, stories[a].window])
    )


def joined(stories: Iterable[WindowStory]) -> list[tuple[str, ...]]:
    """The stories of all windows as one: every article in exactly one story, all sorted.

    An article whose two windows see it in stories that were not joined goes with the larger, of equals the earlier.
    """
    ordered = sorted(stories)
    root = list(range(len(ordered)))
    for a, b in links(ordered):
        low, high = sorted((_top(root, a), _top(root, b)))
        root[high] = low
    whole: defaultdict[int, set[str]] = defaultdict(set)
    for number, story in enumerate(ordered):
        whole[_top(root, number)].update(story.articles)
    best: dict[str, tuple[int, int]] = {}
    for number, articles in whole.items():
        for article in articles:
            best[article] = min(best.get(article, (0, 0)), (-len(articles), number))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article, (_, number) in best.items():
        found[number].append(article)
    return sorted(tuple(sorted(articles)) for articles in found.values())


def windows(records: Iterable[Record], days: float = DAYS) -> list[tuple[str, ...]]:
    """The stories of a long archive: every article in exactly one, all sorted; the same in any order of records."""
    shards: defaultdict[int, list[Record]] = defaultdict(list)
    for record in records:
        for number in windows_of(record, days):
            shards[number].append(record)
    return joined(WindowStory(number, story) for number in sorted(shards) for story in stories_of(shards[number]))


def _top(root: list[int], item: int) -> int:
    while root[item] != item:
        root[item] = root[root[item]]
        item = root[item]
    return item

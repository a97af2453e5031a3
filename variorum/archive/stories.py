"""Stories of an archive: grouped in overlapping windows of time, each by itself, and joined where windows overlap.

What `cluster.windows` does with all records at hand is done here over files: articles grouped by window, stories
grouped by pairs of neighbouring windows, and the joining with a few numbers an article.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.archive.filed import Filed, bundled, windows_in
from variorum.archive.layout import Layout, write_array
from variorum.archive.stages import Outcome
from variorum.archive.tables import read, write
from variorum.engines.packets import by_partition, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from variorum.archive.groups import Grouped
    from variorum.archive.pages import Run
    from variorum.cluster.record import Record
    from variorum.engines import Engine

_MOST_PARTITIONS = 512
_STEP = 4 * 86_400


class Seen(NamedTuple):
    """A story of a window, and the numbers of its articles in order."""

    window: int
    story: int
    articles: NDArray[np.int64]


def partitions_for(first: int, last: int) -> int:
    """As many partitions as there are windows between two times, so that one holds about a window."""
    return max(1, min(_MOST_PARTITIONS, (last - first) // _STEP + 2))


def split_windows(partitions: int, run: Run) -> list[bytes]:
    """The records of a run by the partition of the windows they lie in."""
    from variorum.cluster.windows import windows_of

    found: list[list[Filed]] = [[] for _ in range(partitions)]
    for wanted, frame in run.rows("annotations", np.arange(run.first, run.end), ["record", "vector"]):
        for number, record in zip(wanted.tolist(), _records(frame), strict=True):
            # The number is what the record is known by from here on; with its zeros it sorts as a number does.
            data = replace(record, article=f"{number:015}").to_bytes()
            for window in windows_of(record):
                found[window % partitions].append(Filed(window, record.time or 0, number, data))
    return [bundled(each) for each in found]


def cluster(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """The stories of the windows of a partition, in order: rows of window, story in the window, article."""
    from variorum.cluster.windows import stories_in_order

    path = Layout(root).kept("windows", f"{number:05}", "npy")
    found: list[NDArray[np.int64]] = [np.zeros((0, 3), np.int64)]
    for window, count, records in windows_in(packets):
        stories = stories_in_order(records, count)
        members = np.array([int(article) for story in stories for article in story], np.int64)
        place = np.repeat(np.arange(len(stories)), [len(story) for story in stories])
        found.append(np.column_stack([np.full(count, window), place, members]))
    rows = np.concatenate(found)
    write_array(path, rows)
    return Outcome([path], {"in windows": len(rows)})


def split_neighbours(partitions: int, path: Path) -> list[bytes]:
    """The rows of a partition of windows, each to its own window and the one before, by the earlier of the two.

    A row gets that key in front.
    """
    rows = np.load(path)
    keys = np.concatenate([rows[:, 0], rows[:, 0] - 1])
    twice = np.column_stack([keys, np.concatenate([rows, rows])])
    return by_partition(twice, keys % partitions, partitions)


def link(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """The stories of neighbouring windows that are one: rows of window, story, window, story."""
    from variorum.cluster.windows import WindowStory, links

    path = Layout(root).kept("links", f"{number:05}", "npy")
    rows = np.concatenate([unpack(each) for each in packets] or [np.zeros((0, 4), np.int64)])
    rows = rows[np.lexsort(rows.T[::-1])]
    found: list[tuple[int, int, int, int]] = []
    for pair in np.split(rows, np.flatnonzero(np.diff(rows[:, 0])) + 1):
        seen = list(_seen(pair[:, 1:]))
        told = [WindowStory(each.window, tuple(f"{a:015}" for a in each.articles.tolist())) for each in seen]
        found += [(*seen[a][:2], *seen[b][:2]) for a, b in links(told)]
    write_array(path, np.array(found, np.int64).reshape(-1, 4))
    return Outcome([path], {"links": len(found)})


def join(engine: Engine, grouped: Grouped, windows: Sequence[Path], linked: Sequence[Path], count: int) -> Outcome:
    """Join what is linked; write the story of every article, known by its first one, and the size of every story.

    An article whose two windows see it in stories that were not joined goes with the larger, of equals the earlier.
    """
    bases = _bases(windows)
    edges = _Edges(bases)
    total = sum(number for _, number in bases.values())
    whole = np.concatenate([np.zeros(0, np.int64), *engine.components(edges, linked, total)])
    seen = np.full((2, count), -1, np.int64)
    for path in windows:
        for window, rows in _by_window(np.load(path)):
            stories = whole[bases[window][0] + rows[:, 1]]
            again = seen[0, rows[:, 2]] >= 0
            seen[0, rows[~again, 2]] = stories[~again]
            seen[1, rows[again, 2]] = stories[again]
    seen[1] = np.where(seen[1] < 0, seen[0], seen[1])
    sizes = np.bincount(seen[0], minlength=total)
    sizes += np.bincount(seen[1][seen[1] != seen[0]], minlength=total)
    first, second = sizes[seen[0]], sizes[seen[1]]
    chosen = np.where((second > first) | ((second == first) & (seen[1] < seen[0])), seen[1], seen[0])
    least = np.full(total, count, np.int64)
    np.minimum.at(least, chosen, np.arange(count))
    labels = least[chosen]
    members = np.bincount(labels, minlength=count).astype(np.int32)
    write_array(grouped.labels, labels)
    write_array(grouped.sizes, members)
    several = members > 1
    counts = {"groups": int((members > 0).sum()), "shared": int(several.sum()), "members": int(members[several].sum())}
    return Outcome([grouped.labels, grouped.sizes], counts)


class _Edges:
    """Reads the links of a partition as pairs of stories numbered through all windows."""

    def __init__(self, bases: Mapping[int, tuple[int, int]]) -> None:
        self._bases = bases

    def __call__(self, path: Path) -> NDArray[np.int64]:
        rows = np.load(path)
        found = [
            np.array([self._bases[window][0] for window in rows[:, side].tolist()], np.int64) + rows[:, side + 1]
            for side in (0, 2)
        ]
        return np.stack(found, axis=1)


def _bases(windows: Sequence[Path]) -> dict[int, tuple[int, int]]:
    """For each window, in order, the number of its first story among all, and how many it has."""
    counts = {window: int(rows[-1, 1]) + 1 for path in windows for window, rows in _by_window(np.load(path))}
    bases = {}
    number = 0
    for window in sorted(counts):
        bases[window] = number, counts[window]
        number += counts[window]
    return bases


def _by_window(rows: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    if len(rows):
        for each in np.split(rows, np.flatnonzero(np.diff(rows[:, 0])) + 1):
            yield int(each[0, 0]), each


def _seen(rows: NDArray[np.int64]) -> Iterator[Seen]:
    """The stories in sorted rows of window, story, article."""
    if len(rows):
        for each in np.split(rows, np.flatnonzero(np.any(np.diff(rows[:, :2], axis=0), axis=1)) + 1):
            yield Seen(int(each[0, 0]), int(each[0, 1]), each[:, 2])


def write_stories(grouped: Grouped, run: Run) -> Outcome:
    """The table of a run's articles with their stories; a story is known by the number of its first article."""
    labels, sizes = grouped.of(run)
    rows: list[dict[str, Any]] = []
    for page in run.pages:
        begin = page.first - run.first
        frame = read(Layout(run.root).table("annotations", page.part), ["article", "time"])
        rows += [
            {"article": key, "story": int(labels[i]), "size": int(sizes[i]), "time": time}
            for i, (key, time) in enumerate(frame.iter_rows(), start=begin)
        ]
    path = Layout(run.root).table("stories", run.name)
    write(path, "stories", rows)
    return Outcome([path], {"rows": len(rows)})


def _records(frame: Any) -> list[Record]:
    from variorum.cluster.record import Record

    return [
        replace(Record.from_bytes(record), vector=np.frombuffer(vector, "<f2")) for record, vector in frame.iter_rows()
    ]

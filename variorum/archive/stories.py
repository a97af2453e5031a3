"""Stories of an archive: clustered in overlapping windows of time, and joined where windows overlap."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.archive.layout import Layout, write_array
from variorum.archive.stages import Outcome
from variorum.archive.tables import read, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from variorum.archive.groups import Grouped
    from variorum.archive.pages import Run
    from variorum.cluster.record import Record

_MOST_PARTITIONS = 512
_STEP = 4 * 86_400


def partitions_for(first: int, last: int) -> int:
    """As many partitions as there are windows between two times, so that one holds about a window."""
    return max(1, min(_MOST_PARTITIONS, (last - first) // _STEP + 2))


def split_windows(partitions: int, run: Run) -> list[bytes]:
    """The records of a run by the partition of the windows they lie in."""
    import polars as pl

    from variorum.archive.interim import windows_of

    keys: list[int] = []
    numbers: list[int] = []
    blobs: list[bytes] = []
    for wanted, frame in run.rows("annotations", np.arange(run.first, run.end), ["record", "vector"]):
        for number, record in zip(wanted.tolist(), _records(frame), strict=True):
            # The number is what the record is known by from here on.
            blob = replace(record, article=f"{number:012}").to_bytes()
            for key in windows_of(record):
                keys.append(key)
                numbers.append(number)
                blobs.append(blob)
    rows = pl.DataFrame({"window": keys, "number": numbers, "record": blobs}, schema=_WINDOW_ROWS())
    home = np.array(keys, np.int64) % partitions
    return [_packed(rows.filter(home == each)) for each in range(partitions)]


def _WINDOW_ROWS() -> dict[str, Any]:  # noqa: N802
    import polars as pl

    return {"window": pl.Int64, "number": pl.Int64, "record": pl.Binary}


def cluster(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """The stories of the windows of a partition: rows of window, story in the window, article."""
    import polars as pl

    from variorum.archive.interim import stories_of
    from variorum.cluster.record import Record

    path = Layout(root).kept("windows", f"{number:05}", "npy")
    found: list[tuple[int, int, int]] = []
    if packets:
        rows = pl.concat([pl.read_ipc(io.BytesIO(packet)) for packet in packets]).sort("window", "number")
        for (window,), members in rows.group_by("window", maintain_order=True):
            records = [Record.from_bytes(each) for each in members["record"]]
            for story, articles in enumerate(stories_of(records)):
                found += [(int(window), story, int(each)) for each in articles]
    write_array(path, np.array(found, np.int64).reshape(-1, 3))
    stories = len({each[:2] for each in found})
    return Outcome([path], {"articles": len(found), "stories in windows": stories})


def story_edges(path: Path) -> NDArray[np.int64]:
    """What holds the stories of the windows of a partition together."""
    rows = np.load(path)
    new = np.any(rows[1:, :2] != rows[:-1, :2], axis=1)
    first = np.concatenate([[0], np.flatnonzero(new) + 1]) if len(rows) else np.zeros(0, np.int64)
    lengths = np.diff(np.append(first, len(rows)))
    found = np.column_stack([np.repeat(rows[first, 2], lengths), rows[:, 2]])
    kept: NDArray[np.int64] = found[found[:, 0] != found[:, 1]]
    return kept


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


def _packed(rows: Any) -> bytes:
    if not len(rows):
        return b""
    held = io.BytesIO()
    rows.rechunk().write_ipc(held, compression="zstd")
    return held.getvalue()

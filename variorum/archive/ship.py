"""Bringing the articles of one group together, wherever in the archive they lie."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.archive.groups import Grouped
    from variorum.archive.pages import Run
    from variorum.model import Article

_MOST_PARTITIONS = 4_096


def partitions_for(articles: int, each: int) -> int:
    """How many partitions of about `each` articles there are; beyond some thousands they get larger instead."""
    return max(1, min(_MOST_PARTITIONS, -(-articles // each)))


def split_groups(grouped: Grouped, least: int, partitions: int, run: Run) -> list[bytes]:
    """The articles of a run that are in groups of at least so many, with their groups, by the group's partition."""
    import polars as pl

    labels, sizes = grouped.of(run)
    numbers = np.flatnonzero(sizes >= least) + run.first
    frames = [
        frame.with_columns(pl.Series("number", wanted), pl.Series("group", labels[wanted - run.first]))
        for wanted, frame in run.rows("articles", numbers)
    ]
    if not frames:
        return [b""] * partitions
    rows = pl.concat(frames)
    home = rows["group"].to_numpy() % partitions
    return [packed(rows.filter(home == number)) for number in range(partitions)]


def groups_in(packets: Sequence[bytes]) -> Iterator[tuple[int, list[Article]]]:
    """Each group of a partition with its articles, both in the order of the archive."""
    import polars as pl

    from variorum.archive.tables import article_of

    if not packets:
        return
    rows = pl.concat([pl.read_ipc(io.BytesIO(packet)) for packet in packets]).sort("group", "number")
    for (group,), members in rows.group_by("group", maintain_order=True):
        yield int(group), [article_of(row) for row in members.iter_rows(named=True)]


def packed(rows: Any) -> bytes:
    """A frame as bytes; none for no rows."""
    if not len(rows):
        return b""
    held = io.BytesIO()
    rows.rechunk().write_ipc(held, compression="zstd")
    return held.getvalue()

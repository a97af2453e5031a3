"""Groups of articles: connected components as files that stages read a stretch of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.archive.layout import Layout, in_place, write_array
from variorum.archive.stages import Outcome
from variorum.archive.tables import read, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from functools import partial
    from pathlib import Path

    from numpy.typing import NDArray

    from variorum.archive.pages import Run
    from variorum.engines import Engine


class Grouped(NamedTuple):
    """The files that hold, for each article, the least number in its group, and the size of that group."""

    labels: Path
    sizes: Path

    @classmethod
    def at(cls, root: Path, stage: str) -> Grouped:
        """Where a stage keeps them."""
        return cls(Layout(root).kept(stage, "labels", "npy"), Layout(root).kept(stage, "sizes", "npy"))

    def of(self, run: Run) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The labels of a run's articles and the sizes of their groups."""
        labels: NDArray[np.int64] = np.array(np.load(self.labels, mmap_mode="r")[run.first : run.end])
        sizes: NDArray[np.int32] = np.load(self.sizes, mmap_mode="r")[labels]
        return labels, sizes


def near_edges(path: Path) -> NDArray[np.int64]:
    """The pairs of a run that are near-duplicates."""
    near: NDArray[np.bool_] = np.load(path)["near"]
    edges = family_edges(path)
    kept: NDArray[np.int64] = edges[near]
    return kept


def family_edges(path: Path) -> NDArray[np.int64]:
    """The pairs of a run of which one may derive from the other word for word: near-duplicates and cuts."""
    rows = np.load(path)
    found: NDArray[np.int64] = np.column_stack([rows["a"], rows["b"]])
    return found


def connect(
    engine: Engine, grouped: Grouped, edges: partial[NDArray[np.int64]] | object, sources: Sequence[Path], count: int
) -> Outcome:
    """Find the components, and write the label of every article and the size of every group."""
    with in_place(grouped.labels) as beside:
        held = np.lib.format.open_memmap(beside, mode="w+", dtype=np.int64, shape=(count,))
        at = 0
        for labels in engine.components(edges, sources, count):  # type: ignore[arg-type]
            held[at : at + len(labels)] = labels
            at += len(labels)
        sizes = np.bincount(held, minlength=count).astype(np.int32)
        held.flush()
        del held
    write_array(grouped.sizes, sizes)
    several = sizes > 1
    return Outcome(
        [grouped.labels, grouped.sizes],
        {"groups": int(np.count_nonzero(sizes)), "shared": int(several.sum()), "members": int(sizes[several].sum())},
    )


def write_duplicates(grouped: Grouped, run: Run) -> Outcome:
    """The table of a run's articles that have near-duplicates."""
    labels, sizes = grouped.of(run)
    rows = []
    for page in run.pages:
        keys = read(Layout(run.root).table("articles", page.part), ["article"])["article"].to_list()
        begin = page.first - run.first
        rows += [
            {"article": key, "group": int(labels[i]), "size": int(sizes[i])}
            for i, key in enumerate(keys, start=begin)
            if sizes[i] > 1
        ]
    path = Layout(run.root).table("duplicates", run.name)
    write(path, "duplicates", rows)
    return Outcome([path], {"rows": len(rows)})

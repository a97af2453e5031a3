"""Stories of a window until cluster.windows is there: nearest vectors of neighbouring days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.cluster.record import Record


def windows_of(record: Record) -> tuple[int, ...]:
    """The windows that an article lies in."""
    return (-1,) if record.time is None else (record.time // 345_600, record.time // 345_600 + 1)


def stories_of(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """The stories of one window."""
    from scipy.sparse.csgraph import connected_components

    vectors = np.stack([each.vector for each in records]).astype(np.float32)
    found = connected_components(vectors @ vectors.T > 0.8, directed=False)[1]
    groups: dict[int, list[str]] = {}
    for record, label in zip(records, found.tolist(), strict=True):
        groups.setdefault(label, []).append(record.article)
    return sorted(tuple(sorted(each)) for each in groups.values())

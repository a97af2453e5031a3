"""The rows of an archive counted through: which shard holds the article of a number, and reading some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.archive.layout import Layout
from variorum.archive.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Articles are handled so many at a time in the stages after reading.
BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Page:
    """The articles of one part: `first` is the number of the first in the archive, `count` how many there are."""

    part: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring pages that are handled together; `first` to `end` (exclusive) are the numbers of their articles."""

    number: int
    root: Path
    pages: tuple[Page, ...]

    @property
    def name(self) -> str:
        """The name of the shard that handles it."""
        return f"{self.number:05}"

    @property
    def first(self) -> int:
        """The number of the first article."""
        return self.pages[0].first

    @property
    def end(self) -> int:
        """The number after that of the last article."""
        return self.pages[-1].first + self.pages[-1].count

    def rows(self, table: str, numbers: NDArray[np.int64], columns: Sequence[str] | None = None) -> Iterator[Any]:
        """For each page that has some, the numbers (sorted, without repeats) and the rows of a table, as frames."""
        for page in self.pages:
            first, last = np.searchsorted(numbers, [page.first, page.first + page.count])
            if last > first:
                wanted = numbers[first:last]
                frame = read(Layout(self.root).table(table, page.part), columns)
                yield wanted, frame[(wanted - page.first).tolist()]


def runs(counts: Sequence[tuple[str, int]], root: Path, block: int = BLOCK) -> list[Run]:
    """Number the articles of the parts, given with how many each has, and gather the parts into runs."""
    found: list[Run] = []
    pages: list[Page] = []
    number = held = 0
    for part, count in counts:
        if pages and held + count > block:
            found.append(Run(len(found), root, tuple(pages)))
            pages, held = [], 0
        pages.append(Page(part, number, count))
        number += count
        held += count
    if pages:
        found.append(Run(len(found), root, tuple(pages)))
    return found

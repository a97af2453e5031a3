"""Who reports a statement, of hundreds of articles: a strip with a mark for each, in the place of so many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.edition.display import count

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is drawn, in the order in which it is told.
_DRAWN = ("states", "quotes", "omits")
_TOLD = {"states": "{} state it", "quotes": "{} quote it", "omits": "{} leave it out"}


class Strip(NamedTuple):
    """The cells of a row as one drawing: of each stance the path of its marks, one unit a column, and a caption."""

    paths: tuple[tuple[str, str], ...]
    caption: str


def strip(stances: Sequence[str]) -> Strip:
    """Draw the stances of a row, in the order of the columns; silence is left blank."""
    paths, told = [], []
    for stance in _DRAWN:
        columns = [column for column, each in enumerate(stances) if each == stance]
        if columns:
            paths.append((stance, "".join(f"M{first} 5h{length}" for first, length in runs(columns))))
            told.append(_TOLD[stance].format(len(columns)))
    return Strip(tuple(paths), f"{', '.join(told)}, of {count(len(stances), 'article')}")


def runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Columns in order as runs of neighbours: the first of each and how many there are."""
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and sum(found[-1]) == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((column, 1))
    return found

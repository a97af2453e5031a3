"""The wordings of a quotation aligned word by word in one table, as critical apparatuses need it.

The table is built one wording at a time, the base first: each next one is aligned with the columns so far by
dynamic programming (Needleman and Wunsch 1970), as CollateX's progressive mode does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from variorum.edition.wordings import base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.edition import Edition
    from variorum.edition.data import Quotation, Wording

# A word or a mark, with the white space after it; scripts without spaces are cut by character.
_TOKEN = re.compile(
    r"(?:[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w[\w'’\-]*|[^\w\s])[^\S]*"
)
_LONGEST = 400


class Token(NamedTuple):
    """A word of a wording: with the white space after it, as it is compared, and where it stands."""

    text: str
    key: str
    start: int
    end: int


class Witness(NamedTuple):
    """One wording with its sign, `W1` ... in the order of the quotation's wordings."""

    sign: str
    wording: Wording
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The aligned wordings: `columns[i][j]` is the word of witness `j` at place `i`, or None where it has none."""

    quotation: Quotation
    witnesses: tuple[Witness, ...]
    columns: tuple[tuple[Token | None, ...], ...]


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Cut a text into words; joined they give the text without the white space before the first word."""
    return tuple(
        Token(
            m[0], m[0].strip().casefold().replace("’", "'"), offset + m.start(), offset + m.start() + len(m[0].rstrip())
        )
        for m in _TOKEN.finditer(text)
    )


def tables(edition: Edition) -> Iterator[Table]:
    """A table for each quotation with two wordings or more, none longer than 400 words."""
    for quotation in edition.quotations:
        if len(quotation.wordings) < 2:
            continue
        table = aligned(quotation)
        if table is not None:
            yield table


def aligned(quotation: Quotation) -> Table | None:
    """Align the wordings of a quotation; None where one has more than 400 words."""
    witnesses = tuple(
        Witness(f"W{i}", wording, tokens(wording.text, wording.start))
        for i, wording in enumerate(quotation.wordings, 1)
    )
    if any(len(w.tokens) > _LONGEST for w in witnesses):
        return None
    first = quotation.wordings.index(base(quotation))
    order = [first, *(i for i in range(len(witnesses)) if i != first)]
    columns: list[dict[int, Token]] = []
    for i in order:
        columns = _joined(columns, i, witnesses[i].tokens)
    return Table(quotation, witnesses, tuple(tuple(c.get(i) for i in range(len(witnesses))) for c in columns))


def _joined(columns: Sequence[dict[int, Token]], number: int, words: Sequence[Token]) -> list[dict[int, Token]]:
    """The columns with one more witness; where it has words of its own, with new columns."""
    keys = [{token.key for token in column.values()} for column in columns]
    found: list[dict[int, Token]] = []
    for i, j in _path(keys, words):
        column = dict(columns[i]) if i is not None else {}
        if j is not None:
            column[number] = words[j]
        found.append(column)
    return found


def _path(keys: Sequence[set[str]], words: Sequence[Token]) -> list[tuple[int | None, int | None]]:
    """Pairs of column and word that go together, with None for a gap.

    A word in place of another costs less than leaving out one and adding the other, so that variants stand face
    to face.
    """
    same, other, gap = 4, -1, -1
    width = len(words) + 1
    best = [[gap * j for j in range(width)]]
    for i, column in enumerate(keys):
        row = [gap * (i + 1)]
        above = best[-1]
        for j, word in enumerate(words):
            diagonal = above[j] + (same if word.key in column else other)
            row.append(max(diagonal, above[j + 1] + gap, row[j] + gap))
        best.append(row)
    return _back(best, keys, words, (same, other, gap))


def _back(
    best: Sequence[Sequence[int]], keys: Sequence[set[str]], words: Sequence[Token], costs: tuple[int, int, int]
) -> list[tuple[int | None, int | None]]:
    same, other, gap = costs
    i, j = len(keys), len(words)
    path: list[tuple[int | None, int | None]] = []
    while i or j:
        if i and j and best[i][j] == best[i - 1][j - 1] + (same if words[j - 1].key in keys[i - 1] else other):
            i, j = i - 1, j - 1
            path.append((i, j))
        elif i and best[i][j] == best[i - 1][j] + gap:
            i -= 1
            path.append((i, None))
        else:
            j -= 1
            path.append((None, j))
    return path[::-1]

"""The tables of an edition as comma-separated values (RFC 4180, UTF-8).

`statements.csv` has a row a statement and a column an article with its stance (states, quotes, silent);
`quotations.csv` a row a wording; `discrepancies.csv` a row a reading, those of one `side` saying the same. `start` and
`end` are code points of the article's text. A text that a spreadsheet would take for a formula gets an apostrophe.

    q1,radio,Ilse Maren,indirect,water was being released slowly and under control,Dam director Ilse Maren,said,242,291
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition

# A cell that begins so is run as a formula by spreadsheets, and article text is not ours (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(edition: Edition) -> Iterator[File]:
    """Write `statements.csv`, `quotations.csv` and `discrepancies.csv`.

    A text cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    frames = edition.to_polars()
    for name, frame in frames._asdict().items():
        buffer = io.BytesIO()
        _harmless(frame).write_csv(buffer, line_terminator="\r\n")
        yield File(f"{name}.csv", buffer.getvalue())


def _harmless(frame: Any) -> Any:
    import polars as pl

    def guarded(name: str) -> Any:
        cell = pl.col(name)
        return pl.when(cell.str.slice(0, 1).is_in(_FORMULA)).then("'" + cell).otherwise(cell).alias(name)

    return frame.with_columns(guarded(name) for name, kind in frame.schema.items() if kind == pl.String)

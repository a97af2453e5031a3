"""The tables of an edition as Parquet files.

The same three tables and columns as `csv`, with numbers as numbers; texts are as they stand, without apostrophes.

    polars.read_parquet("discrepancies.parquet").filter(polars.col("verdict") == "conflict")
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `statements.parquet`, `quotations.parquet` and `discrepancies.parquet`."""
    for name, frame in edition.to_polars()._asdict().items():
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression="zstd")
        yield File(f"{name}.parquet", buffer.getvalue())

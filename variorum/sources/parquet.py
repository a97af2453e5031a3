"""Parquet files: a row a document, with the fields that JSON lines have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, RawDocument
from variorum.sources.records import Fault, Found, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from variorum.sources.records import Record

_FIELDS = ("id", "url", "outlet", "title", "published", "language")
_CONTENT = (("text", "text/plain"), ("html", "text/html"))
_BATCH = 500


class ParquetError(Exception):
    """The file is no Parquet, is damaged, or has no column with documents; the message is the reason."""


def count(path: Path) -> int:
    """The number of rows. Raises `ParquetError`."""
    import polars as pl

    names = _columns(path)
    if not any(name in names for name, _ in _CONTENT):
        raise ParquetError(f"it has no column `text` or `html` but {', '.join(names[:10]) or 'none'}")
    return int(_collected(pl.scan_parquet(path).select(pl.len())).item())


def documents(path: Path, origin: str, start: int, end: int, limit: int) -> Iterator[Record]:
    """The rows from `start` to `end` (exclusive), in order. `limit` is in characters. Raises `ParquetError`."""
    import polars as pl

    wanted = [name for name in _columns(path) if name in _FIELDS or name in ("text", "html", "crawled")]
    for at in range(start, end, _BATCH):
        rows = _collected(pl.scan_parquet(path).select(wanted).slice(at, min(_BATCH, end - at)))
        for number, row in enumerate(rows.iter_rows(named=True), start=at):
            yield _document(row, f"{origin}:{number}", limit)


def _document(row: dict[str, Any], place: str, limit: int) -> Record:
    metadata = Metadata(**{name: _told(row.get(name)) for name in _FIELDS})
    for name, media_type in _CONTENT:
        content = row.get(name)
        if isinstance(content, bytes):
            content = content.decode("utf-8", "replace")
        if isinstance(content, str) and content.strip():
            if len(content) > limit:
                return Rejected(place, Fault.TOO_LARGE, f"it has {len(content):,} characters, above {limit:,}")
            return Found(RawDocument(place, content, media_type, metadata), _told(row.get("crawled")))
    return Rejected(place, Fault.NO_DOCUMENT, "neither `text` nor `html` holds anything")


def _told(value: object) -> str:
    """A field in words: times as ISO 8601, what is missing as nothing."""
    from datetime import date, datetime

    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value).strip()


def _columns(path: Path) -> list[str]:
    import polars as pl

    try:
        return list(pl.read_parquet_schema(path))
    except BaseException as wrong:
        raise _as_error(wrong) from wrong


def _collected(frame: Any) -> Any:
    try:
        return frame.collect()
    except BaseException as wrong:
        raise _as_error(wrong) from wrong


def _as_error(wrong: BaseException) -> BaseException:
    """Polars tells of a damaged file by its own errors, and of some damage by a panic, which is no `Exception`."""
    import polars as pl

    if isinstance(wrong, pl.exceptions.PolarsError | pl.exceptions.PanicException | OSError | ValueError):
        return ParquetError(f"it is no sound Parquet file ({str(wrong).splitlines()[0] if str(wrong) else wrong!r})")
    return wrong

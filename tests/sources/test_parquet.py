from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from variorum.sources.parquet import ParquetError, count, documents
from variorum.sources.records import Fault, Found


def read(path, start=0, end=100, limit=1000):
    return list(documents(path, "x.parquet", start, min(end, count(path)), limit))


def test_rows_are_documents_with_their_fields(tmp_path):
    path = tmp_path / "x.parquet"
    rows = {
        "html": [None, "<p>One.</p>", ""],
        "text": ["A report.", None, " "],
        "outlet": ["Herald", None, "Herald"],
        "published": [datetime(2024, 7, 3, 14, 5), None, None],
        "other": [1, 2, 3],
    }
    pl.DataFrame(rows).write_parquet(path)
    first, second, third = read(path)
    assert (first.document.content, first.document.media_type) == ("A report.", "text/plain")
    assert first.document.metadata.outlet == "Herald"
    assert first.document.metadata.published == "2024-07-03T14:05:00"
    assert (second.document.media_type, second.document.origin) == ("text/html", "x.parquet:1")
    assert third.fault is Fault.NO_DOCUMENT


def test_a_stretch_of_rows_and_a_row_that_is_too_large(tmp_path):
    path = tmp_path / "x.parquet"
    pl.DataFrame({"text": [f"Report {i}." + "x" * (2000 if i == 3 else 0) for i in range(6)]}).write_parquet(path)
    found = read(path, 2, 5)
    assert [isinstance(each, Found) for each in found] == [True, False, True]
    assert found[1].fault is Fault.TOO_LARGE
    assert found[2].document.origin == "x.parquet:4"


def test_files_that_are_none_say_why(tmp_path):
    path = tmp_path / "x.parquet"
    pl.DataFrame({"body": ["A report."]}).write_parquet(path)
    with pytest.raises(ParquetError, match="no column `text` or `html` but body"):
        count(path)
    path.write_bytes(b"PAR1 this is none PAR1")
    with pytest.raises(ParquetError, match="no sound Parquet"):
        count(path)
    path.write_bytes(b"")
    with pytest.raises(ParquetError, match="no sound Parquet"):
        count(path)

from __future__ import annotations

import io
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.archive.inputs import _lines, find


@given(st.lists(st.text(alphabet="ab", max_size=9), max_size=30), st.integers(1, 40), st.booleans())
def test_stretches_of_lines_begin_with_a_line_and_know_its_number(lines, step, ended):
    data = ("\n".join(lines) + ("\n" if ended else "")).encode()
    starts = list(_lines(io.BufferedReader(io.BytesIO(data)), step)) if data else []
    for offset, number in starts:
        assert data[:offset].count(b"\n") == number - 1
        assert offset == 0 or data[offset - 1 : offset] == b"\n"
    assert all(b - a >= step for (a, _), (b, _) in pairwise(starts))


def test_folders_are_searched_and_what_is_no_container_is_named(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.warc.gz", "a.jsonl", "deep/c.parquet", ".hidden.jsonl", "notes.txt"):
        (tmp_path / name).touch()
    inputs, problems = find([str(tmp_path), str(tmp_path / "a.jsonl")])
    assert [each.path for each in inputs] == [
        f"{tmp_path}/{name}" for name in ("a.jsonl", "b.warc.gz", "deep/c.parquet")
    ]
    assert [each.place for each in problems] == [f"{tmp_path}/notes.txt"]

"""Articles that are handled in many small runs give the tables that one run gives."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl
from archive.conftest import rows

from variorum.archive import Options, archive
from variorum.archive.near import proposals
from variorum.archive.pages import runs
from variorum.cluster.minhash import overlap, shingles
from variorum.engines import start


def test_small_runs_change_nothing(source, whole, tmp_path):
    engine = start("local", jobs=2)
    try:
        options = Options(encoder="ngrams", statements_from=0, claims_from=0, block=5)
        report = archive([str(source)], tmp_path / "out", engine, options)
    finally:
        engine.close()
    assert len(list((tmp_path / "out" / "duplicates").glob("*.parquet"))) == 3
    for table, columns in (("duplicates", 3), ("stories", 4), ("lineage", 8)):
        found, expected = (rows(each, table).sort(pl.all().exclude("evidence")) for each in (tmp_path / "out", whole))
        assert found.width == columns
        assert found.equals(expected)
    assert report.precision == (report.near_duplicates + report.cuts) / report.candidates


def test_runs_number_all_articles():
    found = runs([("a", 3), ("b", 4), ("c", 9), ("d", 1)], None, block=7)  # type: ignore[arg-type]
    assert [(run.first, run.end) for run in found] == [(0, 7), (7, 16), (16, 17)]
    assert [page.first for run in found for page in run.pages] == [0, 3, 7, 16]


def test_a_crowd_makes_few_proposals():
    keys, members = np.zeros(1000, np.uint64), np.arange(1000)
    pairs = proposals(keys, members)
    assert len(pairs) < 2000
    assert set(pairs.ravel().tolist()) == set(range(1000))


def test_shares_are_those_of_plain_sets():
    words = [f"w{i}" for i in range(60)]
    a, b = " ".join(words[:50]), " ".join(words[20:])
    plain = [{tuple(each[i : i + 5]) for i in range(len(each) - 4)} for each in (words[:50], words[20:])]
    both = len(plain[0] & plain[1])
    found = overlap(*map(partial(_of, shingles([a, b])), (0, 1)))
    assert found.share_a == both / len(plain[0])
    assert found.share_b == both / len(plain[1])
    assert found.jaccard == both / len(plain[0] | plain[1])


def _of(shingled, text):
    return shingled.of(text)

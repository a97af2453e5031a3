"""What the command makes of an archive."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from archive.conftest import OUTLETS, STORIES, command, make, rows, tables

from variorum.archive.tables import SCHEMAS, schema
from variorum.cluster import near_duplicates
from variorum.cluster.record import Record
from variorum.cluster.windows import windows
from variorum.model import Article, Block, BlockKind


def test_every_document_is_an_article(whole):
    articles = rows(whole, "articles")
    assert len(articles) == 4 * len(STORIES)
    assert set(articles["outlet"]) == set(OUTLETS[:4])
    assert articles["article"].n_unique() == len(articles)
    for row in articles.iter_rows(named=True):
        ends = [0, *(end for block in row["blocks"] for end in (block["start"], block["end"]))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(row["text"])


@pytest.mark.parametrize("table", SCHEMAS)
def test_the_tables_have_their_columns(whole, table):
    for path in (whole / table).glob("*.parquet"):
        assert pl.read_parquet_schema(path) == schema(table)


def test_the_report_accounts_for_every_record(whole):
    report = json.loads((whole / "report.json").read_text())
    assert report["files"] == 3
    assert report["skipped"] == {"bad JSON": 1, "no document": 1, "truncated": 2}
    assert report["passed_over"] == {"request": 5, "warcinfo": 1}
    assert report["records"] == report["articles"] + 4 + 6
    assert {each["stage"] for each in report["stages"]} >= {
        "read",
        "near",
        "lineage",
        "annotate",
        "stories",
        "claims",
        "statements",
    }


def test_what_was_skipped_is_named(whole, source):
    sample = [json.loads(line) for line in (whole / "skipped.jsonl").read_text().splitlines()]
    assert {each["reason"] for each in sample} == {"bad JSON", "no document", "truncated"}
    assert any(each["place"] == f"{source}/a.jsonl:4" for each in sample)
    assert all(each["told"] for each in sample)


def test_near_duplicates_are_those_of_the_plain_function(whole):
    articles = rows(whole, "articles").sort("article")
    plain = [Article("", text, (Block(0, len(text), BlockKind.BODY),)) for text in articles["text"]]
    expected = {frozenset(articles["article"][i] for i in group) for group in near_duplicates(plain) if len(group) > 1}
    found = rows(whole, "duplicates").group_by("group").agg("article")["article"]
    assert {frozenset(each) for each in found} == expected
    assert expected


def test_lineage_goes_from_the_later_to_the_earlier(whole):
    articles = {row["article"]: row for row in rows(whole, "articles").iter_rows(named=True)}
    edges = list(rows(whole, "lineage").iter_rows(named=True))
    reprints = [each for each in edges if articles[each["derived"]]["outlet"] == OUTLETS[1]]
    assert len(reprints) == len(STORIES)
    for each in reprints:
        assert articles[each["source"]]["outlet"] == OUTLETS[0]
        assert (each["kind"], each["directed"]) == ("verbatim", True)
        assert each["share"] > 0.8


def test_stories_are_those_of_the_windows(whole):
    kept = rows(whole, "annotations")
    records = [
        replace(Record.from_bytes(row["record"]), vector=np.frombuffer(row["vector"], "<f2"))
        for row in kept.iter_rows(named=True)
    ]
    stories = rows(whole, "stories")
    found = stories.group_by("story").agg("article", pl.col("size").first())
    assert {frozenset(each) for each in found["article"]} == {frozenset(each) for each in windows(records)}
    assert all(len(each["article"]) == each["size"] for each in found.iter_rows(named=True))
    assert max(found["size"]) >= 3


def test_what_shares_its_story_is_annotated_and_nothing_else(whole):
    articles = {row["article"]: row for row in rows(whole, "articles").iter_rows(named=True)}
    told = rows(whole, "stories").filter(pl.col("size") > 1)
    claims, quotations = rows(whole, "claims"), rows(whole, "quotations")
    assert set(claims["article"]) == set(told["article"])
    tonnes = 0
    for row in claims.iter_rows(named=True):
        text = articles[row["article"]]["text"]
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert all(text[a["start"] : a["end"]].strip() for a in row["arguments"])
        tonnes += any((q["low"], q["unit"]) == (900_000.0, "kilogram") for q in row["quantities"])
    assert tonnes >= 3
    said = next(row for row in quotations.iter_rows(named=True) if row["speaker"] == "Lea Brunner")
    text = articles[said["article"]]["text"]
    assert text[said["start"] : said["end"]].startswith("It will")
    report = json.loads((whole / "report.json").read_text())
    assert (report["articles_annotated"], report["claims"]) == (len(told), len(claims))


def test_another_choice_of_articles_parses_only_what_it_changes(whole, source, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    again = command(source, out, "--statements-from", "4", "--claims-from", "1", "--jobs", "1")
    assert subprocess.run(again, capture_output=True, text=True).returncode == 3
    assert set(rows(out, "claims")["article"]) == set(rows(out, "articles")["article"])
    assert subprocess.run(command(source, out), capture_output=True, text=True).returncode == 3


def test_statements_cite_characters_of_articles(whole):
    texts = dict(rows(whole, "articles").select("article", "text").iter_rows())
    statements = rows(whole, "statements")
    assert len(statements) > 10
    for row in statements.iter_rows(named=True):
        assert row["text"] in {texts[c["article"]][c["start"] : c["end"]] for c in row["claims"]}
        assert 1 <= row["independent_sources"] <= row["articles"] <= 4


def test_the_order_of_inputs_and_the_number_of_processes_change_nothing(whole, source, tmp_path):
    names = [str(source / name) for name in ("c.parquet", "a.jsonl", "b.warc.gz", "a.jsonl")]
    line = command(source, tmp_path / "out", "--statements-from", "4", "--jobs", "1")
    at = line.index(str(source))
    done = subprocess.run([*line[:at], *names, *line[at + 1 :]], capture_output=True, text=True)
    assert done.returncode == 3
    assert tables(tmp_path / "out") == tables(whole)


def test_a_second_run_does_nothing_and_a_changed_input_is_read_again(source, tmp_path):
    copy, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source, copy)
    subprocess.run(command(copy, out), check=False)
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")}
    subprocess.run(command(copy, out), check=False)
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")} == before
    lines = (copy / "a.jsonl").read_text().splitlines()
    (copy / "a.jsonl").write_text("\n".join(lines[:2]) + "\n")
    assert subprocess.run(command(copy, out), check=False).returncode == 3
    assert len(rows(out, "articles")) == 2 + 2 * len(STORIES)
    unchanged = [path for path in out.glob("articles/*.parquet") if before.get(path) == path.stat().st_mtime_ns]
    assert len(unchanged) == 2
    fresh = tmp_path / "fresh"
    subprocess.run(command(copy, fresh), check=False)
    assert tables(out) == tables(fresh)


def run(*line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, capture_output=True, text=True)


def test_inputs_that_cannot_be_read_are_named_and_the_rest_is_done(source, tmp_path):
    line = command(source / "c.parquet", tmp_path / "out")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no PAR1")
    (tmp_path / "empty.warc").touch()
    (tmp_path / "notes.txt").write_text("x")
    bad = [str(tmp_path / name) for name in ("bad.parquet", "empty.warc", "notes.txt", "missing.jsonl")]
    done = run(*line[:4], *bad, *line[4:])
    assert done.returncode == 3
    for name, reason in (
        ("bad.parquet", "no sound Parquet"),
        ("empty.warc", "empty"),
        ("notes.txt", "no container"),
        ("missing.jsonl", "no such file"),
    ):
        assert any(name in line and reason in line for line in done.stderr.splitlines()), done.stderr
    assert len(rows(tmp_path / "out", "articles")) == len(STORIES)


def test_nothing_to_read_is_an_error(tmp_path):
    done = run(*command(tmp_path / "nothing", tmp_path / "out"))
    assert done.returncode == 1
    assert "no article could be read" in done.stderr


def test_a_folder_that_cannot_be_written(source, tmp_path):
    (tmp_path / "file").touch()
    done = run(*command(source, tmp_path / "file" / "out"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr


def test_a_master_needs_spark(source, tmp_path):
    done = run(*command(source, tmp_path / "out"), "--master", "local[2]")
    assert done.returncode == 1
    assert "--engine spark" in done.stderr


def test_the_same_file_under_two_names_is_read_once(source, tmp_path):
    make(tmp_path)
    shutil.copy(tmp_path / "c.parquet", tmp_path / "d.parquet")
    done = run(*command(tmp_path / "c.parquet", tmp_path / "out"), str(tmp_path / "d.parquet"))
    assert done.returncode == 0
    assert "is a copy of" in done.stderr
    assert len(rows(tmp_path / "out", "articles")) == len(STORIES)

"""Stores of older versions are brought up to date, with all that is in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import papers
import pytest
from sqlalchemy import inspect, text

from variorum.store import StoreError, View, Writer
from variorum.store.database import place, writing
from variorum.store.schema import SCHEMA_VERSION, metadata


def test_a_file_of_version_1_is_brought_up_to_date_by_the_first_writer(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with sqlite3.connect(old) as connection:
        connection.executescript((Path(__file__).parent / "version1.sql").read_text("utf-8"))
    with pytest.raises(StoreError, match=r"older version of variorum \(schema 1.*brings it up to date"):
        View(old)
    with Writer(old) as writer:
        papers.put(writer, papers.FERRY)
    with View(old) as view:
        assert view.story("story-0123").title == "An old story"
        assert view.search("ferry").total == 1
        assert view.status().schema == SCHEMA_VERSION


def test_an_older_store_comes_to_the_same_tables_as_a_new_one(db: str) -> None:
    with Writer(db) as writer:
        story, _ = papers.story_of(writer, papers.FERRY)
    engine = writing(place(db))
    with engine.begin() as connection:
        for table in ("annotations", "text_vectors"):
            connection.execute(text(f"DROP INDEX {table}_kept"))
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN kept"))
        for table in ("documents", "annotations", "text_vectors", "story_events"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN run"))
        connection.execute(text("DROP INDEX stories_waiting"))
        connection.execute(text("ALTER TABLE stories DROP COLUMN stale_since"))
        connection.execute(text("CREATE INDEX stories_stale ON stories (articles DESC)"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE name = 'schema'"))
    with Writer(db) as writer:
        assert writer.stale() == [story]
        writer.articles.keep_annotation("basis", "annotator", b"data")
        assert writer.articles.annotation("basis", "annotator") == b"data"
        writer.articles.forget("9999", "9999")
        assert writer.articles.annotation("basis", "annotator") is None
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM stories WHERE stale_since = created")).scalar() == 1
    found = inspect(engine)
    for table in metadata.sorted_tables:
        assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}
        assert {i["name"] for i in found.get_indexes(table.name)} >= {i.name for i in table.indexes}
    engine.dispose()

"""Articles: the same twice is one, a changed one is a new version."""

from __future__ import annotations

import papers
import pytest

from variorum.store import UnknownError, View, Writer
from variorum.store.records import Outcome


def test_the_same_document_twice_is_one(db: str) -> None:
    with Writer(db, clock=papers.Clock()) as writer:
        first = papers.put(writer, papers.FERRY)
        again = papers.put(writer, papers.FERRY)
        assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.KNOWN)
        assert first.id == again.id
    with View(db) as view:
        record = view.article(first.id)
        assert len(record.versions) == 1
        assert record.row.first_seen < record.row.last_seen
        assert view.status().documents == 1


def test_a_changed_page_at_the_same_address_is_a_new_version_and_the_old_one_stays(db: str) -> None:
    with Writer(db) as writer:
        first = papers.put(writer, papers.FERRY)
        second = papers.put(writer, papers.LATER)
    assert (second.outcome, second.version, second.id) == (Outcome.REVISED, 2, first.id)
    with View(db) as view:
        record = view.article(first.id)
        assert [v.text for v in record.versions] == [papers.FERRY, papers.LATER]
        assert view.document(record.versions[0].document) == ("text/plain", papers.FERRY.encode())


def test_a_page_whose_report_stays_is_no_new_version_though_what_stands_around_it_changes(db: str) -> None:
    from dataclasses import replace

    from variorum.model import Block, BlockKind

    plain = papers.article(papers.FERRY)
    text = f"{papers.FERRY}\nMost read: ten hats for spring"
    around = replace(
        plain, text=text, blocks=(*plain.blocks, Block(len(papers.FERRY) + 1, len(text), BlockKind.RELATED))
    )
    with Writer(db) as writer:
        first = writer.articles.put(papers.arrival(plain))
        assert writer.articles.put(papers.arrival(around)).outcome is Outcome.KNOWN
    with View(db) as view:
        # The page that was read first is the version's; what only stands around a report is not kept again.
        (version,) = view.article(first.id).versions
        assert view.document(version.document) == ("text/plain", papers.FERRY.encode())


def test_a_changed_headline_is_a_new_version(db: str) -> None:
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY, title="Ferry aground")
        assert papers.put(writer, papers.FERRY, title="Ferry sinks").outcome is Outcome.REVISED


def test_the_same_text_of_the_same_outlet_at_another_address_is_the_same_article(db: str) -> None:
    with Writer(db) as writer:
        first = papers.put(writer, papers.FERRY, name="a")
        assert papers.put(writer, papers.FERRY, name="b").id == first.id
        # Both addresses now lead to it.
        assert papers.put(writer, papers.LATER, name="b").id == first.id


def test_the_same_text_of_another_outlet_is_a_reprint_and_another_article(db: str) -> None:
    with Writer(db) as writer:
        first = papers.put(writer, papers.FERRY)
        assert papers.put(writer, papers.FERRY, outlet="Delta Post").id != first.id


def test_what_has_nothing_of_the_article_that_stood_there_is_another_one(db: str) -> None:
    long = " ".join(f"harbour{i} vessel{i}" for i in range(20))
    other = " ".join(f"market{i} roof{i}" for i in range(20))
    with Writer(db) as writer:
        first = papers.put(writer, long)
        second = papers.put(writer, other)
        assert second.outcome is Outcome.NEW
        assert second.id != first.id
        assert papers.put(writer, other).outcome is Outcome.KNOWN


def test_texts_that_no_database_likes_come_back_as_they_were(db: str) -> None:
    odd = "Null \x00, half a pair \ud83d, a flag \U0001f1e9\U0001f1ea and ‘marks’."
    with Writer(db) as writer:
        stored = papers.put(writer, odd, title="Half \udc80 and \x00", outlet="O\ud800")
    with View(db) as view:
        record = view.article(stored.id)
        assert record.versions[0].text == odd
        assert "\x00" not in record.row.title
        assert view.search("flag").total == 1


def test_an_unknown_article_is_an_error_that_names_it(db: str) -> None:
    with Writer(db):
        pass
    with View(db) as view, pytest.raises(UnknownError, match="nobody"):
        view.article("nobody")


def test_what_fails_in_a_transaction_leaves_nothing(db: str) -> None:
    with Writer(db) as writer:
        with pytest.raises(RuntimeError), writer.transaction():
            papers.put(writer, papers.FERRY)
            raise RuntimeError
        assert papers.put(writer, papers.FERRY).outcome is Outcome.NEW
    with View(db) as view:
        assert view.status().articles == 1

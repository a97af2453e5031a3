"""Search: the same words find the same articles in either database, and no query is ever wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from variorum.store import View, Writer, schema
from variorum.store.meaning import best, fractions, products
from variorum.store.records import Query
from variorum.store.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {
    "ferry": papers.FERRY,
    "market": papers.MARKET,
    "accents": "Élodie Müller über die Straße: Der Vertrag wurde in Zürich unterschrieben.",
    "chinese": "东京都知事周三宣布辞职。",
    "hindi": "प्रधानमंत्री ने कहा कि पुल बंद रहेगा।",
    "code": "The court heard case C-131/12, it's said; the mayor's son paid 3.5 million.",
}


@pytest.fixture(scope="module")
def view(module_db: str) -> Iterator[View]:
    """The store of those texts, which the tests only read."""
    with Writer(module_db) as writer:
        for name, text in TEXTS.items():
            papers.put(writer, text, name=name, outlet=f"The {name}", title=f"About {name}")
    with View(module_db) as opened:
        yield opened


def found(view: View, words: str) -> set[str]:
    return {hit.article.id.rsplit("-", 1)[0] for hit in view.search(words).hits}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ferries", {"ferry"}),
        ("FERRY aground", {"ferry"}),
        ("ferry market", set()),
        ('"ran aground"', {"ferry"}),
        ('"aground ran"', set()),
        ("mark*", {"market"}),
        ("Brannock -fire", set()),
        ("spring -ferry", {"market"}),
        ("elodie muller", {"accents"}),
        ("strasse", {"accents"}),
        ("zurich", {"accents"}),
        ("知事", {"chinese"}),
        ("都知事周三", {"chinese"}),
        ("事知", set()),
        ("पुल", {"hindi"}),
        ("C-131/12", {"code"}),
        ("mayor", {"code"}),
        ("About", set(TEXTS)),
    ],
)
def test_words_find(view: View, words: str, names: set[str]) -> None:
    assert found(view, words) == names


@pytest.mark.parametrize(
    "words", ['"', "(", "a AND", "NEAR(", "ferry:*", "title:ferry", "-", "*", "'; DROP", "\x00", "{", "^a", "&|!", "\\"]
)
def test_no_query_is_wrong(view: View, words: str) -> None:
    view.search(words)
    view.search(Query(words, outlet=words, story=words, language=words))


@settings(max_examples=25, deadline=None)
@given(words=st.text(max_size=40))
def test_no_text_is_a_wrong_query(view: View, words: str) -> None:
    for hit in view.search(words).hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


def test_marks_are_the_words(view: View) -> None:
    hit = view.search("aground passengers").hits[0]
    assert hit.snippet == papers.FERRY[hit.start : hit.end]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["aground", "passengers"]
    chinese = view.search("都知事").hits[0]
    assert [chinese.snippet[start:end] for start, end in chinese.marks] == ["都知事"]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("the ferry from", ["ferry"]),
        ("the", ["The"]),
        ('"the ferry"', ["The", "ferry"]),
        ("of pass*", ["passengers"]),
        ("a boat", []),
    ],
)
def test_little_words_are_marked_only_where_nothing_else_was_asked_for(words: str, marked: list[str]) -> None:
    start, _, marks = snippet(papers.FERRY, words)
    assert [papers.FERRY[start + a : start + b] for a, b in marks] == marked


def test_filters_narrow(view: View) -> None:
    assert view.search(Query("About", outlet="The ferry")).total == 1
    assert view.search(Query("About", since="2025-03-02")).total == 0
    assert view.search(Query("About", until="2025-03-01")).total == len(TEXTS)
    assert view.search(Query("", language="en")).total == len(TEXTS)
    page = view.search(Query("About", offset=4, limit=10))
    assert (len(page.hits), page.total) == (2, 6)


@pytest.mark.parametrize("meaning", [False, True], ids=["words", "meaning"])
def test_filters_by_story_and_by_speaker(db: str, meaning: bool) -> None:
    said = {"ferry": "lena brandt", "again": "brandt", "market": "oda brandtner", "code": "elodie muller"}
    with Writer(db) as writer:
        stored = {
            name: papers.put(writer, f"{papers.FERRY} Told by {name}.", name=name, title=name, outlet=name).id
            for name in (*said, "silent")
        }
        story = writer.stories.start([stored["ferry"]])
        writer.stories.join(story, stored["silent"])
        with writer.transaction() as connection:
            for name, key in said.items():
                connection.execute(insert(schema.speakers).values(key=key, name=key, utterances=1, stories=1, last=""))
                row = {"story": story, "speaker": key, "quotation": "q1", "article": stored[name], "outlet": name}
                more = {"published": "", "start": 0, "end": 3, "text": "The", "mode": "direct"}
                connection.execute(insert(schema.utterances).values(row | more))

    with View(db) as view:

        def names(words: str = "ferry", **asked: str) -> set[str]:
            page = view.search(Query(words, meaning, **asked), papers.WordEncoder())  # type: ignore[arg-type]
            assert page.total == len(page.hits)
            return {hit.article.title for hit in page.hits}

        assert names() == set(stored)
        assert names(story=story) == {"ferry", "silent"}
        assert names(story="story-none") == set()
        assert names(speaker="lena brandt") == {"ferry"}
        assert names(speaker="Brandt, Lena") == {"ferry"}
        assert names(speaker="BRANDT") == {"ferry", "again"}, "a surname alone, and not the beginning of a longer one"
        assert names(speaker="Müller") == {"code"}
        assert names(speaker="Brand") == names(speaker="100%_") == names(speaker=" ?! ") == set()
        assert names(speaker="brandt", story=story) == {"ferry"}
        assert names("", speaker="brandt") == {"ferry", "again"}, "no words are needed"


def test_only_the_latest_version_is_found(db: str) -> None:
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY)
        papers.put(writer, papers.LATER)
    with View(db) as view:
        assert [hit.snippet for hit in view.search("ferry").hits] == [papers.LATER]
        assert view.search("forty-two").total == 1


def test_meaning_finds_the_nearest_and_sees_what_came_since(db: str) -> None:
    encoder = papers.WordEncoder()
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY, name="ferry")
        papers.put(writer, papers.MARKET, name="market", outlet="Other")
        with View(db) as view:
            query = Query(papers.FERRY, meaning=True)
            page = view.search(query, encoder)
            assert [hit.article.title or hit.article.id[:5] for hit in page.hits] == ["ferry", "marke"]
            assert page.hits[0].score == pytest.approx(1.0, abs=0.01)
            papers.put(writer, f"{papers.FERRY} Again.", name="again")
            assert view.search(query, encoder).total == 3
            assert view.search(Query("x", meaning=True, outlet="Other"), encoder).hits[0].article.outlet == "Other"


def test_meaning_finds_what_an_edited_article_says_now(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Small pieces, so that what is edited does not stand in the last of them.
    monkeypatch.setattr("variorum.store.meaning._CHUNK", 2)
    encoder = papers.WordEncoder()
    with Writer(db) as writer:
        for i in range(5):
            papers.put(writer, f"{papers.MARKET} Report {i}.", name=f"n{i}", outlet=f"Outlet {i}")
        with View(db) as view:
            query = Query(papers.FERRY, meaning=True)
            assert view.search(query, encoder).hits[0].score < 0.9
            papers.put(writer, "Brannock: the fire in the roof of the covered market.", name="n3", outlet="Outlet 3")
            again = papers.put(writer, f"{papers.MARKET} {papers.FERRY}", name="n1", outlet="Outlet 1")
            last = papers.put(writer, papers.FERRY, name="new")
            page = view.search(query, encoder)
            assert [hit.article.id for hit in page.hits[:2]] == [last.id, again.id]
            assert page.total == 6
            assert len({hit.article.id for hit in page.hits}) == 6
            with View(db) as fresh:
                anew = fresh.search(query, encoder)
            assert [(h.article.id, h.score) for h in page.hits] == [(h.article.id, h.score) for h in anew.hits]
            # It may be edited many times.
            papers.put(writer, f"{papers.MARKET} Report 1.", name="n1", outlet="Outlet 1")
            assert view.search(query, encoder).hits[1].article.id != again.id


def test_products_are_those_of_the_rows() -> None:
    chance = np.random.default_rng(3)
    rows = chance.standard_normal((600, 512)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows[0] = 0.0
    rows[0, :4] = [1.0, -1.0, 1e-7, -1e-7]
    vector = rows[7]
    kept = fractions(rows.astype(np.float16))
    assert products(kept, vector) == pytest.approx(rows @ vector, abs=1e-4)
    assert products(kept[:0], vector).shape == (0,)


def test_the_best_are_the_highest_and_of_equal_ones_the_latest() -> None:
    scores, numbers = np.array([0.5, 0.9, 0.5, 0.1, 0.5], np.float32), np.array([3, 4, 7, 8, 9])
    assert [numbers[i] for i in best(scores, numbers, 3)] == [4, 9, 7]
    assert [numbers[i] for i in best(scores, numbers, 9)] == [4, 9, 7, 3, 8]


def test_vectors_of_another_encoder_are_passed_over(db: str) -> None:
    with Writer(db) as writer:
        papers.put(writer, papers.FERRY)
        with writer.transaction() as connection:
            connection.execute(text("UPDATE vectors SET encoder = 'another'"))
        papers.put(writer, papers.MARKET)
        with View(db) as view:
            assert view.search(Query(papers.FERRY, meaning=True), papers.WordEncoder()).total == 1


def test_stories_like_one_are_the_nearest_and_not_itself(db: str) -> None:
    with Writer(db) as writer:
        texts = (papers.FERRY, papers.MARKET, f"{papers.FERRY} Again and again.")
        stored = [papers.put(writer, text, name=f"n{i}") for i, text in enumerate(texts)]
        ferry, market, again = (writer.stories.start([each.id]) for each in stored)
        bare = writer.stories.start([writer.articles.put(papers.arrival(papers.article("x"), vector=False)).id])
    with View(db) as view:
        assert [row.id for row in view.like(ferry)] == [again, market]
        assert [row.id for row in view.like(ferry, limit=1)] == [again]
        assert view.like(bare) == []

"""The port for states, in memory and in a store: the same contract."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from variorum.feeds.states import FeedState, FeedStates, MemoryStates, PageState
from variorum.store import Writer

if TYPE_CHECKING:
    import postgresql

FEED = FeedState("https://a.example/feed", "https://a.example/moved", "A – Feed", due=5.25, failures=2, gone=True)
PAGE = PageState("https://a.example/1", FEED.url, "g", "T", content="<p>x</p>", due=10.5, listed=3.0)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def states(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FeedStates]:
    with ExitStack() as stack:
        db = str(tmp_path / "desk.db")
        if request.param == "postgresql":
            started: postgresql.Server | None = request.getfixturevalue("postgres")
            if started is None:
                pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
            db = stack.enter_context(started.database())
        yield MemoryStates() if request.param == "memory" else stack.enter_context(Writer(db)).feeds


def test_what_is_put_is_there(states: FeedStates) -> None:
    assert states.feed(FEED.url) is None
    states.put([FEED, replace(FEED, url="https://0.example/")], [PAGE])
    assert states.feed(FEED.url) == FEED
    assert [state.url for state in states.feeds()] == ["https://0.example/", FEED.url]
    assert states.pages([PAGE.url, "https://a.example/2"]) == {PAGE.url: PAGE}
    states.put([replace(FEED, gone=False)], [replace(PAGE, due=None)])
    assert states.feed(FEED.url) == replace(FEED, gone=False)
    assert states.pages([PAGE.url]) == {PAGE.url: replace(PAGE, due=None)}
    states.drop_feeds([FEED.url, "https://unheard.example/"])
    assert [state.url for state in states.feeds()] == ["https://0.example/"]


def test_due_pages(states: FeedStates) -> None:
    dues = {
        "https://a.example/1": 10.0,
        "https://b.example/1": 5.0,
        "https://a.example/2": 7.0,
        "http://c.example/": None,
    }
    states.put(pages=[PageState(url, FEED.url, due=due) for url, due in dues.items()])
    assert [p.url for p in states.due_pages(8.0, 9)] == ["https://b.example/1", "https://a.example/2"]
    assert [p.url for p in states.due_pages(20.0, 1)] == ["https://b.example/1"]
    assert [p.due for p in states.due_pages(20.0, 9, {"https://a.example"})] == [5.0]
    assert states.next_page() == 5.0
    assert states.next_page({"https://b.example"}) == 7.0
    assert states.next_page({"https://a.example", "https://b.example"}) is None


def test_pages_are_forgotten_when_nobody_names_them(states: FeedStates) -> None:
    waiting, old, listed = (PageState(f"https://a.example/{n}", FEED.url) for n in range(3))
    states.put(pages=[replace(waiting, due=5.0), old, replace(listed, listed=100.0)])
    assert states.forget_pages(50.0) == 1
    assert set(states.pages([waiting.url, old.url, listed.url])) == {waiting.url, listed.url}


def test_many_pages(states: FeedStates) -> None:
    pages = [PageState(f"https://a.example/{n}", FEED.url) for n in range(1_200)]
    states.put(pages=pages)
    assert len(states.pages([page.url for page in pages])) == 1_200

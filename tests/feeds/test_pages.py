"""Which pages an entry asks for, and one look at a page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from feeds.server import Site, serving

from variorum.feeds.entries import Entry, Feed, FeedKind
from variorum.feeds.exchange import Limits
from variorum.feeds.fetch import Fetcher
from variorum.feeds.hosts import Hosts
from variorum.feeds.pages import Visited, named, visit
from variorum.feeds.schedule import DAY, HOUR
from variorum.feeds.states import PageState

NOW = 1_720_008_000.0
FEED = "https://wire.example/feed"
LONG = "<p>" + "The old quay is closed to walkers until the spring. " * 20 + "</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def feed(*entries: Entry) -> Feed:
    return Feed(FeedKind.RSS, "The Wire", "https://wire.example/", entries)


def new(entry: Entry, now: float = NOW) -> PageState:
    (page,) = named(feed(entry), FEED, {}, now)
    return page


def look(page: PageState, now: float = NOW) -> Visited:
    return visit(page, Fetcher(Hosts(lambda _: 0.0), Limits(5, 1_000_000, allow_private=True)), now)


def test_new_and_known_entries() -> None:
    entry = Entry("g", "https://a.example/1", "T", "2024-07-03T10:00:00Z", outlet="Dale Gazette")
    page = new(entry)
    assert (page.due, page.outlet, page.published, page.feed) == (NOW, "Dale Gazette", "2024-07-03T10:00:00Z", FEED)
    known = {page.url: replace(page, due=None)}
    assert not list(named(feed(entry, entry), FEED, known, NOW + 60))
    (listed,) = named(feed(entry), FEED, known, NOW + 8 * DAY)
    assert (listed.due, listed.listed) == (None, NOW + 8 * DAY)


def test_a_changed_entry_is_looked_at_again_by_its_own_feed_alone() -> None:
    entry = Entry("g", "https://a.example/1", "T", updated="2024-07-03T10:00:00Z")
    known = {entry.link: replace(new(entry), due=None)}
    changed = replace(entry, updated="2024-07-03T11:00:00Z")
    assert [page.due for page in named(feed(changed), FEED, known, NOW + 60)] == [NOW + 60]
    assert not list(named(feed(changed), "https://other.example/feed", known, NOW + 60))
    assert not list(named(feed(replace(entry, title="Other words")), FEED, known, NOW + 60))


@pytest.mark.parametrize("date", ["1970-01-01T00:00:00Z", "2031-01-01", "0001-01-01"])
def test_dates_that_cannot_be(date: str) -> None:
    assert new(Entry("g", "https://a.example/1", published=date)).published == ""


def test_a_page(site: Site) -> None:
    address = site.page("/1", "Quay closed", "The quay is closed.", site="Dale")
    found = look(new(Entry("g", address, "T", "2024-07-03", outlet="Gazette")))
    assert found.document is not None
    assert "The quay is closed." in found.document.content
    assert (found.document.metadata.outlet, found.document.metadata.published) == ("Gazette", "2024-07-03")
    assert (found.document.metadata.url, found.state.fetched, found.state.content) == (address, NOW, "")


def test_a_page_behind_a_redirect_is_known_by_its_own_address(site: Site) -> None:
    site.page("/real", "Quay closed", "The quay is closed.")
    found = look(new(Entry("g", site.put("/count", status=302, headers={"Location": "/real"}))))
    assert found.document is not None
    assert found.document.metadata.url == site.base + "/real"


def test_silent_edits_are_looked_for_ever_more_rarely(site: Site) -> None:
    address = site.page("/1", "Quay closed", "The quay is closed.")
    state = look(new(Entry("g", address))).state
    dues = []
    while state.due is not None:
        dues.append(state.due - NOW)
        found = look(state, state.due)
        assert (found.document, found.state.status) == (None, 304)
        state = found.state
    assert dues == [HOUR, 6 * HOUR, DAY, 3 * DAY]
    site.page("/1", "Quay closed", "The quay is open.")
    edited = look(replace(state, due=NOW))
    assert edited.document is not None
    assert "open" in edited.document.content


def test_old_pages_are_not_looked_at_again(site: Site) -> None:
    address = site.page("/1", "Quay closed", "The quay is closed.")
    assert look(new(Entry("g", address, published="2023-07-03"))).state.due is None
    assert look(new(Entry("g", address, published="2024-07-02T14:00:00Z"))).state.due == NOW + 2 * HOUR


def test_the_same_bytes_are_no_edit(site: Site) -> None:
    first = look(new(Entry("g", site.page("/1", "T", "Text.", validators=False))))
    assert look(first.state, NOW + HOUR).document is None


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_the_feeds_own_article_stands_in(site: Site, status: int) -> None:
    found = look(new(Entry("g", site.put("/1", status=status), "Quay <closed>", content=LONG)))
    assert found.document is not None
    assert "until the spring" in found.document.content
    assert "&lt;closed&gt;" in found.document.content
    assert f"as the feed {FEED} carries it" in found.document.origin
    assert (found.state.due, found.state.digest) == (None, "")


def test_an_entry_without_an_address(site: Site) -> None:
    entry = Entry("bulletin-7", "", "Bulletin", content=LONG)
    page = new(entry)
    assert not page.has_page
    found = look(page)
    assert found.document is not None
    assert (found.document.metadata.outlet, found.document.metadata.url) == ("The Wire", "")
    changed = replace(entry, content=LONG + "<p>Now open.</p>")
    (again,) = named(feed(changed), FEED, {page.url: found.state}, NOW + 60)
    assert "Now open" in look(again, NOW + 60).document.content  # type: ignore[union-attr]


def test_passing_failures_are_tried_again_and_given_up(site: Site) -> None:
    page = new(Entry("g", site.put("/1", status=503)))
    dues = []
    while page.due is not None:
        dues.append(page.due)
        page = look(page, page.due).state
    assert len(dues) == 5
    assert dues == sorted(dues)
    assert page.error == "it answered 503"


@pytest.mark.parametrize(("status", "tries"), [(404, 2), (403, 1), (410, 1)])
def test_lasting_failures(site: Site, status: int, tries: int) -> None:
    page = new(Entry("g", site.put("/1", status=status)))
    while page.due is not None:
        page = look(page, page.due).state
    assert (site.asked("/1"), page.fetched) == (tries, 0.0)


@pytest.mark.parametrize(
    ("body", "kind"), [(b"%PDF-1.7", "application/pdf"), (b"\x89PNG", "text/html"), (b"", "text/html")]
)
def test_what_is_no_page(site: Site, body: bytes, kind: str) -> None:
    found = look(new(Entry("g", site.put("/1", body, kind=kind))))
    assert (found.document, found.state.due) == (None, None)
    assert "no page" in found.state.error


def test_a_wrong_charset(site: Site) -> None:
    body = "<html><head><meta charset=utf-8></head><p>Brücke – zu</p></html>"
    for used, declared in [("utf-8", "utf-16"), ("windows-1252", "utf-8"), ("utf-8", "nonsense")]:
        found = look(
            new(Entry("g", site.put(f"/{declared}", body.encode(used), kind=f"text/html; charset={declared}")))
        )
        assert found.document is not None

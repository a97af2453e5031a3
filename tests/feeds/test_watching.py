"""The watch, over a real server: rounds, changes, failures, moves, stops, kills, and memory over many rounds."""

import gc
import threading
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from feeds.server import RSS, Site, item, serving

from variorum.feeds.events import Event
from variorum.feeds.exchange import Limits
from variorum.feeds.fetch import Fetcher
from variorum.feeds.hosts import Hosts
from variorum.feeds.states import MemoryStates
from variorum.feeds.watching import Fate, Options, Taken, Taker, Tally, Watch
from variorum.model import RawDocument

LONG = "<![CDATA[<p>" + "The old quay is closed to walkers until the spring. " * 20 + "</p>]]>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Basket(Taker):
    """Takes documents; refuses those with a word; may stop the watch or fail."""

    def __init__(self) -> None:
        self.documents: dict[str, list[str]] = {}
        self.refused = "NO ARTICLE"
        self.on_take = lambda: None
        self.pieces = 0
        self.tidied = 0

    def take(self, document: RawDocument) -> Taken:
        self.on_take()
        if self.refused in document.content:
            return Taken(Fate.REFUSED, reason="the page has no article")
        versions = self.documents.setdefault(document.metadata.url or document.origin, [])
        versions.append(document.content)
        return Taken(Fate.NEW if len(versions) == 1 else Fate.CHANGED, document.metadata.url, "story-1")

    def spare(self) -> bool:
        self.pieces += 1
        return False

    def tidy(self) -> None:
        self.tidied += 1


class Bench:
    """A watch with all it needs; every `round` is a process of its own as far as the watch can tell."""

    def __init__(self) -> None:
        self.states = MemoryStates()
        self.basket = Basket()
        self.events: list[Event] = []

    def watch(self, **options: object) -> Watch:
        hosts = Hosts(lambda _: 0.0)
        fetcher = Fetcher(hosts, Limits(5, 1_000_000, allow_private=True))
        given = Options(**{"once": True, "every": 1.0, "threads": 4} | options)  # type: ignore[arg-type]
        return Watch(self.states, fetcher, hosts, self.basket, self.events.append, given)

    def round(self, *feeds: str) -> Tally:
        self.events.clear()
        return self.watch().run(feeds)

    def told(self, name: str) -> list[Event]:
        return [event for event in self.events if event.name == name]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_rounds(site: Site, bench: Bench) -> None:
    links = [site.page(f"/{n}", f"Report {n}", f"Words of report {n}.") for n in range(30)]
    feed = site.rss("/feed", *map(item, links[:20]))
    assert bench.round(feed) == Tally(asked=1, new=20)
    assert bench.round(feed) == Tally(asked=1)
    site.rss("/feed", *map(item, links[10:]))
    assert bench.round(feed) == Tally(asked=1, new=10)
    assert sorted(bench.basket.documents) == sorted(links)
    assert all(site.asked(f"/{n}") == 1 for n in range(30))
    assert site.most_at_once == 1
    assert [event.facts["fresh"] for event in bench.told("feed")] == [10]


def test_an_edit_that_the_feed_tells(site: Site, bench: Bench) -> None:
    page = site.page("/1", "Quay", "The quay is closed.")
    feed = site.put("/feed", atom(page, "2024-07-03T10:00:00Z"), kind="application/atom+xml")
    bench.round(feed)
    site.page("/1", "Quay", "The quay is open.")
    assert bench.round(feed) == Tally(asked=1)
    site.put("/feed", atom(page, "2024-07-03T11:00:00Z"), kind="application/atom+xml")
    assert bench.round(feed) == Tally(asked=1, changed=1)
    assert "open" in bench.basket.documents[page][1]


def atom(link: str, updated: str) -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title>T</title>'
        f'<link href="{link}"/><updated>{updated}</updated></entry></feed>'
    )


def test_an_edit_that_nobody_tells(site: Site, bench: Bench) -> None:
    page = site.page("/1", "Quay", "The quay is closed.")
    feed = site.rss("/feed", item(page))
    bench.round(feed)
    site.page("/1", "Quay", "The quay is open.")
    (state,) = bench.states.pages([page]).values()
    bench.states.put(pages=[replace(state, due=time.time())])
    assert bench.round(feed) == Tally(asked=1, changed=1)
    site.put("/1", status=410)
    (state,) = bench.states.pages([page]).values()
    bench.states.put(pages=[replace(state, due=time.time())])
    bench.round(feed)
    assert [event.place for event in bench.told("removed")] == [page]


def test_one_bad_feed_costs_no_other(site: Site, bench: Bench) -> None:
    page = site.page("/1", "Quay", "The quay is closed.")
    feeds = [
        site.put("/500", status=500),
        site.put("/404", status=404),
        site.put("/gone", status=410),
        site.put("/loop", status=301, headers={"Location": "/loop"}),
        site.put("/bomb", b"a" * 40_000_000, zipped=True),
        site.put("/html", "<html><script>alert(1)</script></html>"),
        "http://127.0.0.1:1/feed",
        "http://no-such-host.invalid/feed",
        site.rss("/good", item(page)),
    ]
    tally = bench.round(*feeds)
    assert (tally.asked, tally.failed, tally.new) == (9, 8, 1)
    assert len(bench.told("failed")) == 7
    assert [event.place for event in bench.told("gone")] == [site.base + "/gone"]
    again = bench.round(*feeds)
    assert site.asked("/gone") == 1
    assert (again.asked, [event.place for event in bench.told("resting")]) == (8, [site.base + "/gone"])


def test_what_robots_forbids_is_not_fetched(site: Site, bench: Bench) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /members\n", kind="text/plain")
    feed = site.rss("/feed", item(site.page("/members/1", "A", "Words.")), item(site.page("/2", "B", "Words.")))
    assert bench.round(feed) == Tally(asked=1, new=1, skipped=1)
    assert site.asked("/members/1") == 0
    assert "robots.txt" in bench.told("skipped")[0].text


def test_the_feeds_own_article_stands_in_for_a_page_without_one(site: Site, bench: Bench) -> None:
    page = site.put("/1", "<html>NO ARTICLE</html>")
    head = f"<encoded xmlns='http://purl.org/rss/1.0/modules/content/'>{LONG}</encoded>"
    feed = site.rss("/feed", item(page, "Quay", head), item(site.put("/2", "<html>NO ARTICLE</html>")))
    assert bench.round(feed) == Tally(asked=1, new=1, skipped=1)
    assert "until the spring" in bench.basket.documents[page][0]
    assert [event.facts["read"] for event in bench.told("article")] == ["feed"]
    (state,) = bench.states.pages([page]).values()
    assert (state.due, state.content) == (None, "")


def test_indexes_and_outlines_name_feeds(site: Site, bench: Bench) -> None:
    one = site.rss("/one", item(site.page("/1", "A", "Words.")))
    two = site.rss("/two", item(site.page("/2", "B", "Words.")))
    opml = "<opml><body>{}</body></opml>"
    both = f"<outline xmlUrl='{one}'/><outline xmlUrl='{two}'/><outline xmlUrl='/list.opml'/>"
    listed = site.put("/list.opml", opml.format(both), kind="text/xml")
    assert bench.round(listed) == Tally(asked=3, new=2)
    assert bench.states.feed(one).parent == listed  # type: ignore[union-attr]
    site.put("/list.opml", opml.format(f"<outline xmlUrl='{one}'/>"), kind="text/xml")
    bench.round(listed)
    assert [state.url for state in bench.states.feeds()] == [listed, one]
    before = site.asked("/two")
    assert bench.round(listed) == Tally(asked=2)
    assert site.asked("/two") == before


def test_a_fault_of_ones_own_is_told_and_survived(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = site.rss("/feed", item(site.page("/1", "A", "Words.")))
    monkeypatch.setattr("variorum.feeds.watching.poll", lambda *_: 1 / 0)
    assert bench.round(feed) == Tally(failed=1)
    assert "ZeroDivisionError" in bench.told("fault")[0].text
    assert bench.states.feed(feed).failures == 1  # type: ignore[union-attr]


def test_a_taker_that_fails_costs_one_article(site: Site, bench: Bench) -> None:
    feed = site.rss("/feed", *[item(site.page(f"/{n}", "A", "Words.")) for n in range(3)])

    def fail() -> None:
        bench.basket.on_take = lambda: None
        raise RuntimeError("no room")

    bench.basket.on_take = fail
    assert bench.round(feed) == Tally(asked=1, new=2, skipped=1)
    (event,) = bench.told("fault")
    (state,) = bench.states.pages([event.place]).values()
    assert "no room" in event.text
    assert state.due is not None
    bench.states.put(pages=[replace(state, due=time.time())])
    assert bench.round(feed) == Tally(asked=1, new=1)


def test_a_fault_between_articles_is_told_once_a_minute(
    site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = site.rss("/feed", item(site.page("/1", "A", "Words.")))
    monkeypatch.setattr(bench.basket, "spare", lambda: 1 / 0)
    run_for(bench, 1.5, feed)
    assert len(bench.told("fault")) == 1
    assert len(bench.basket.documents) == 1


def test_a_kill_between_feed_and_article_loses_nothing(site: Site, bench: Bench) -> None:
    """The taker dies at each article in turn, as a kill does; the feed itself says 304 from the second round on."""
    links = [site.page(f"/{n}", f"Report {n}", f"Words {n}.") for n in range(5)]
    feed = site.rss("/feed", *map(item, links))

    def die() -> None:
        raise KeyboardInterrupt

    for _ in links:
        bench.basket.on_take = die
        with pytest.raises(KeyboardInterrupt):
            bench.round(feed)
        bench.basket.on_take = lambda: None
        watch = bench.watch()
        bench.basket.on_take = watch.stop  # lets one article through
        watch.run([feed])
    assert sorted(bench.basket.documents) == sorted(links)
    assert all(len(versions) == 1 for versions in bench.basket.documents.values())
    bench.basket.on_take = lambda: None
    assert bench.round(feed) == Tally(asked=1)


def test_a_stop_is_prompt_though_a_host_hangs(site: Site, bench: Bench) -> None:
    def hang() -> Iterator[bytes]:
        yield b"<rss>"
        time.sleep(20)

    watch = bench.watch(once=False)
    threading.Timer(0.3, watch.stop).start()
    begun = time.monotonic()
    watch.run([site.put("/slow", chunks=hang, kind=RSS)])
    assert time.monotonic() - begun < 4


def test_a_slow_host_holds_up_nobody_else(site: Site, bench: Bench) -> None:
    def slowly() -> Iterator[bytes]:
        time.sleep(2)
        yield b"<rss version='2.0'><channel/></rss>"

    slow = site.put("/slow", chunks=slowly, kind=RSS)
    with serving() as other:
        page = other.page("/1", "A", "Words.")
        arrived: list[float] = []
        bench.basket.on_take = lambda: arrived.append(time.monotonic())
        begun = time.monotonic()
        bench.round(slow, other.rss("/feed", item(page)))
    assert arrived[0] - begun < 1.5


def run_for(bench: Bench, seconds: float, *feeds: str, **options: object) -> Watch:
    watch = bench.watch(once=False, **options)
    threading.Timer(seconds, watch.stop).start()
    watch.run(feeds)
    return watch


def test_a_watch_goes_on(site: Site, bench: Bench) -> None:
    feed = site.rss("/feed", item(site.page("/0", "A", "Words.")))
    later = site.page("/1", "B", "Words.")
    threading.Timer(0.5, lambda: site.rss("/feed", item(later))).start()
    run_for(bench, 2.5, feed)
    assert site.asked("/feed") in {2, 3, 4}
    assert len(bench.basket.documents) == 2
    assert bench.basket.pieces > 0


def test_a_watch_tidies_at_the_start_and_as_hours_go_by(
    site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = site.rss("/feed", item(site.page("/0", "A", "Words.")))
    run_for(bench, 0.8, feed)
    assert bench.basket.tidied == 1
    monkeypatch.setattr("variorum.feeds.watching._CHORES_EVERY", 0.0)
    run_for(bench, 2.5, feed)
    assert bench.basket.tidied > 2


def test_an_article_is_taken_within_a_second(site: Site, bench: Bench) -> None:
    """From the moment at which the feed that names it was fetched."""
    feed = site.rss("/feed", *[item(site.page(f"/{n}", "A", "Words.")) for n in range(10)])
    arrived: list[float] = []
    bench.basket.on_take = lambda: arrived.append(time.monotonic())
    bench.round(feed)
    told = next(at for path, _, at in site.requests if path == "/feed")
    assert max(arrived) - told < 1


def changing_rounds(bench: Bench, site: Site, rounds: int) -> None:
    """Rounds in one process over a feed whose every round names ten new pages and drops ten."""
    watch = bench.watch()
    for n in range(rounds):
        links = [site.page(f"/{n}-{i}", "A", "Words. " * 2_000) for i in range(10)]
        feed = site.rss("/feed", *map(item, links))
        bench.states.put(feeds=[replace(s, due=0.0) for s in bench.states.feeds()])
        watch._rota.subscribe([feed], time.time())
        while watch._crew.busy or watch._rota.waiting(time.time()):
            watch._give_out()
            watch._step()
        bench.states.put(pages=[replace(p, due=None, listed=0.0) for p in bench.states._pages.values()])
        bench.states.forget_pages(1.0)
        bench.basket.documents.clear()
        bench.events.clear()
        site.requests.clear()
        site.resources.clear()
    watch._crew.dismiss(5)


@pytest.mark.parametrize("rounds", [12, pytest.param(1_000, marks=pytest.mark.slow)])
def test_memory_does_not_grow_with_rounds(site: Site, bench: Bench, rounds: int) -> None:
    changing_rounds(bench, site, 5)
    gc.collect()
    tracemalloc.start()
    try:
        changing_rounds(bench, site, 5)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        changing_rounds(bench, site, rounds)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 400_000  # the pages of 12 rounds are 1.7 MB

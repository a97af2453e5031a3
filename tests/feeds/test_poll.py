"""One look at a feed, from a real server: conditional requests, moves, failures, what is gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from feeds.server import Site, item, serving

from variorum.feeds.exchange import Limits
from variorum.feeds.fetch import Fetcher
from variorum.feeds.hosts import Hosts
from variorum.feeds.poll import Polled, may_ask, poll
from variorum.feeds.rota import Rota
from variorum.feeds.states import FeedState, MemoryStates

NOW = 1_720_008_000.0


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def look(state: FeedState | str, now: float = NOW, every: float = 300.0) -> Polled:
    state = FeedState(state, address=state) if isinstance(state, str) else state
    fetcher = Fetcher(Hosts(lambda _: 0.0), Limits(5, 1_000_000, allow_private=True))
    return poll(state, fetcher, now, every)


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site) -> None:
    first = look(site.rss("/feed", item("/1")))
    assert first.feed is not None
    assert (first.state.title, first.state.kind, first.state.entries) == ("The Wire", "rss", 1)
    assert first.state.due == NOW + 300
    second = look(first.state, NOW + 300)
    assert second.feed is None
    assert (second.state.status, second.state.due, second.state.etag) == (304, NOW + 600, first.state.etag)
    assert site.headers("/feed")[1]["if-none-match"] == first.state.etag
    site.rss("/feed", item("/1"), item("/2"))
    assert look(second.state).feed is not None


def test_without_validators_the_same_bytes_are_the_same(site: Site) -> None:
    first = look(site.rss("/feed", item("/1"), validators=False))
    assert (first.state.etag, look(first.state).feed) == ("", None)


def test_a_move_for_good_is_kept_if_a_feed_is_there(site: Site) -> None:
    old = site.put("/old", status=301, headers={"Location": "/new"})
    site.rss("/new", item("/1"))
    moved = look(old).state
    assert (moved.url, moved.address) == (old, site.base + "/new")
    look(moved)
    assert site.asked("/old") == 1
    site.put("/new", "<html>This domain is for sale.</html>")
    lost = look(old).state
    assert (lost.address, lost.failures) == (old, 1)


def test_a_passing_redirect_is_not_kept(site: Site) -> None:
    old = site.put("/old", status=302, headers={"Location": "/new"})
    site.rss("/new", item("/1"))
    assert look(old).state.address == old


def test_gone(site: Site) -> None:
    state = look(site.put("/feed", status=410)).state
    assert state.gone
    assert "410" in state.error
    assert not may_ask(state, NOW + 86_400, in_time=True)
    assert not may_ask(state, NOW + 86_400, in_time=False)
    for in_time in (True, False):
        assert may_ask(state, NOW + 31 * 86_400, in_time=in_time)
    back = look(replace(state, url=site.rss("/feed", item("/1"))), state.due).state
    assert (back.gone, back.error, back.not_before) == (False, "", 0.0)


def test_a_watch_that_runs_on_asks_a_feed_that_is_gone_again_after_a_month(site: Site) -> None:
    states, address = MemoryStates(), site.put("/feed", status=410)
    rota = Rota(states, Hosts(lambda _: 0.0), once=False)
    rota.subscribe([address], NOW)
    (asked,) = rota.feeds(NOW, 9)
    state = look(asked).state
    states.put(feeds=[state])
    rota.schedule(state)
    assert list(rota.feeds(NOW + 29 * 86_400, 9)) == []
    assert list(rota.feeds(NOW + 31 * 86_400, 9)) == [state]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_failures_grow_rarer_and_end(site: Site, status: int) -> None:
    state = look(site.put("/feed", status=status)).state
    dues = [state.due]
    for _ in range(3):
        state = look(state).state
        dues.append(state.due)
    assert state.failures == 4
    assert f"{status}" in state.error
    assert dues == sorted(dues)
    assert dues[-1] >= NOW + 8 * 300
    site.rss("/feed", item("/1"))
    mended = look(state)
    assert (mended.state.failures, mended.state.error, mended.feed is None) == (0, "", False)


def test_retry_after(site: Site) -> None:
    state = look(site.put("/feed", status=503, headers={"Retry-After": "7200"})).state
    assert state.due >= NOW + 7200
    assert (may_ask(state, NOW + 60, in_time=False), may_ask(state, NOW + 7201, in_time=False)) == (False, True)


def test_a_round_by_hand_asks_early_until_failures_pile_up(site: Site) -> None:
    state = look(site.put("/feed", status=500)).state
    assert (may_ask(state, NOW + 1, in_time=True), may_ask(state, NOW + 1, in_time=False)) == (False, True)
    state = look(look(state).state).state
    assert not may_ask(state, NOW + 1, in_time=False)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("<html><p>Log in</p></html>", "names no feed"),
        ("plain", "neither RSS nor Atom"),
        ("<rss>" + "<a>" * 300_000, "tags and references"),
    ],
)
def test_what_is_no_feed(site: Site, body: str, reason: str) -> None:
    state = look(site.put("/feed", body)).state
    assert reason in state.error
    assert state.failures == 1


def test_wishes_of_server_and_feed(site: Site) -> None:
    age = {"Cache-Control": "max-age=900"}
    assert look(site.rss("/a", item("/1"), headers=age)).state.due == NOW + 900
    assert look(site.rss("/b", item("/1"), head="<ttl>20</ttl>", headers=age)).state.due == NOW + 1200
    sleeps = "<skipHours><hour>12</hour></skipHours>"
    assert look(site.rss("/c", item("/1"), head=sleeps)).state.due == NOW + 3600


def test_a_feed_that_ends(site: Site) -> None:
    body = '{"version": "https://jsonfeed.org/version/1", "title": "J", "items": [], "expired": true}'
    assert look(site.put("/feed", body, kind="application/feed+json")).state.gone


def test_the_state_of_a_fresh_parse_does_not_hide_entries(site: Site) -> None:
    """A state without a kind was never read, whatever its digest says."""
    first = look(site.rss("/feed", item("/1"), validators=False)).state
    assert look(replace(first, kind="")).feed is not None

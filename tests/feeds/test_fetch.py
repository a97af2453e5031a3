"""Fetching as a guest, from a real server: robots.txt, turns, redirects, and bodies meant to harm."""

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from feeds.server import Site, serving

from variorum.feeds.exchange import FetchError, Limits, Reply, get
from variorum.feeds.fetch import Fetcher
from variorum.feeds.hosts import Hosts, StoppedError, pause_for
from variorum.version import __version__


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher(pause: float = 0.0, **limits: object) -> Fetcher:
    given = {"seconds": 5.0, "most_bytes": 100_000, "allow_private": True} | limits
    return Fetcher(Hosts(lambda _: pause), Limits(**given))  # type: ignore[arg-type]


def refusal(address: str, fetching: Fetcher | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        (fetching or fetcher()).fetch(address, {})
    return caught.value


def test_who_asks(site: Site) -> None:
    fetcher().fetch(site.put("/a", "hello"), {"Accept": "text/html"})
    (sent,) = site.headers("/a")
    assert sent["user-agent"].startswith(f"variorum/{__version__} (")
    assert (sent["accept"], sent["accept-encoding"]) == ("text/html", "gzip")
    assert [path for path, *_ in site.requests] == ["/robots.txt", "/a"]


def test_robots_is_asked_once_and_obeyed(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n", kind="text/plain")
    fetching = fetcher()
    assert "robots.txt" in str(refusal(site.put("/private/a", "x"), fetching))
    assert fetching.fetch(site.put("/open", "x"), {}).reply.body == b"x"
    assert (site.asked("/robots.txt"), site.asked("/private/a")) == (1, 0)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (401, True), (403, True), (410, True), (429, False), (500, False), (503, False)],
)
def test_what_the_status_of_robots_means(site: Site, status: int, allowed: bool) -> None:
    site.put("/robots.txt", "", status=status)
    address = site.put("/a", "x")
    if allowed:
        assert fetcher().fetch(address, {}).reply.status == 200
    else:
        assert refusal(address).passing
        assert site.asked("/a") == 0


def test_robots_that_fails_later_stays_as_it_was(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private", kind="text/plain")
    hosts = Hosts(lambda _: 0.0)
    fetching = Fetcher(hosts, Limits(5, 1000, allow_private=True))
    address = site.put("/a", "x")
    known = fetching.robots_of(address)
    hosts.remember_robots(address, known, 0.0)
    site.put("/robots.txt", status=500)
    assert fetching.robots_of(address) is known


def test_robots_is_followed_through_redirects(site: Site) -> None:
    site.put("/robots.txt", status=302, headers={"Location": "/r1"})
    site.put("/r1", status=301, headers={"Location": "/r2"})
    site.put("/r2", "User-agent: *\nDisallow: /", kind="text/plain")
    assert "robots.txt" in str(refusal(site.put("/a", "x")))
    site.put("/r2", status=302, headers={"Location": "/r2"})
    assert fetcher().fetch(site.base + "/a", {}).reply.status == 200


def test_a_redirect_into_what_robots_forbids(site: Site) -> None:
    site.put("/robots.txt", "User-agent: variorum\nDisallow: /private", kind="text/plain")
    site.put("/private/a", "x")
    assert "forbids" in str(refusal(site.put("/go", status=302, headers={"Location": "/private/a"})))
    assert site.asked("/private/a") == 0


def test_moves_for_good_are_told_from_others(site: Site) -> None:
    site.put("/end", "x")
    site.put("/308", status=308, headers={"Location": "/302"})
    site.put("/302", status=302, headers={"Location": "/301"})
    site.put("/301", status=301, headers={"Location": "/end"})
    for start, moved in [("/301", "/end"), ("/302", ""), ("/308", "/302")]:
        found = fetcher().fetch(site.base + start, {})
        assert (found.reply.url, found.moved) == (site.base + "/end", site.base + moved if moved else "")


@pytest.mark.parametrize("location", ["file:///etc/passwd", "", "http://[::1", "mailto:a@a.example"])
def test_a_redirect_that_leads_nowhere(site: Site, location: str) -> None:
    assert "redirects to" in str(refusal(site.put("/go", status=302, headers={"Location": location})))


def test_circles_and_chains(site: Site) -> None:
    site.put("/a", status=301, headers={"Location": "/b"})
    site.put("/b", status=301, headers={"Location": "/a"})
    assert "circle" in str(refusal(site.base + "/a"))
    for n in range(9):
        site.put(f"/{n}", status=302, headers={"Location": f"/{n + 1}"})
    assert "more than 5 times" in str(refusal(site.base + "/0"))


def test_private_networks_are_refused(site: Site) -> None:
    refused = refusal(site.put("/a", "x"), fetcher(allow_private=False))
    assert not site.requests
    assert "not public" in str(refused)
    assert not refused.passing


def test_bodies_meant_to_harm(site: Site) -> None:
    bomb = site.put("/bomb", b"a" * 50_000_000, zipped=True)
    assert "a bomb" in str(refusal(bomb, fetcher(most_bytes=100_000_000)))
    assert "more than 100,000 bytes" in str(refusal(bomb))
    assert "compressed body" in str(refusal(site.put("/b", b"not gzip", headers={"Content-Encoding": "gzip"})))
    assert "'br'" in str(refusal(site.put("/br", b"x", headers={"Content-Encoding": "br"})))

    def endless() -> Iterator[bytes]:
        while True:
            yield b"word " * 2_000

    assert "more than 100,000 bytes" in str(refusal(site.put("/endless", chunks=endless)))


def test_a_body_that_drips(site: Site) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a"
            time.sleep(0.05)

    begun = time.monotonic()
    assert "within 0.5 seconds" in str(refusal(site.put("/slow", chunks=drip), fetcher(seconds=0.5)))
    assert time.monotonic() - begun < 2


def test_one_request_at_a_time_with_a_pause(site: Site) -> None:
    fetching = fetcher(pause=0.1)
    address = site.put("/a", "x")
    threads = [threading.Thread(target=fetching.fetch, args=(address, {})) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [at for *_, at in site.requests]
    assert site.most_at_once == 1
    assert all(later - earlier >= 0.095 for earlier, later in pairwise(times))


def test_a_crawl_delay_lengthens_the_pause(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", kind="text/plain")
    fetching = fetcher()
    for _ in range(2):
        fetching.fetch(site.put("/a", "x"), {})
    first, second = (at for path, _, at in site.requests if path == "/a")
    assert second - first >= 0.3


def test_retry_after_holds_the_whole_host(site: Site) -> None:
    hosts = Hosts(lambda _: 0.0)
    fetching = Fetcher(hosts, Limits(5, 1000, allow_private=True))
    reply = fetching.fetch(site.put("/a", status=429, headers={"Retry-After": "40"}), {}).reply
    assert reply.retry_after(0.0) == 40
    assert 39 < hosts.wait_of(site.base + "/other") <= 40
    threading.Timer(0.1, hosts.stop).start()
    with pytest.raises(StoppedError):
        fetching.fetch(site.put("/b", "x"), {})


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Wed, 03 Jul 2024 12:01:00 GMT", 60), ("Wed, 03 Jul 2019 12:01:00 GMT", 0), ("soon", 0), ("", 0)],
)
def test_retry_after(value: str, seconds: float) -> None:
    assert Reply("", 503, {"retry-after": value}).retry_after(1_720_008_000) == seconds


@pytest.mark.parametrize(
    ("value", "age"), [("max-age=60", 60), ("public, Max-Age=5", 5), ("no-cache, max-age=60", 0), ("private", 0)]
)
def test_max_age(value: str, age: float) -> None:
    assert Reply("", 200, {"cache-control": value}).max_age == age


def test_nobody_there() -> None:
    with serving() as site:
        address = site.base
    with pytest.raises(FetchError, match="could not be fetched") as caught:
        get(address, Limits(2, 1000, allow_private=True), {})
    assert caught.value.passing


def test_ones_own_network_needs_no_pause() -> None:
    pause = pause_for(7.0)
    assert (pause("http://127.0.0.1:80/"), pause("http://[::1]/"), pause("http://8.8.8.8/")) == (0.0, 0.0, 7.0)


def test_hosts_are_forgotten() -> None:
    hosts = Hosts(lambda _: 0.0)
    for n in range(5_000):
        with hosts.turn(f"http://{n}.example/"):
            pass
    assert len(hosts._hosts) <= 2_000

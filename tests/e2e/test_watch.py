"""The real `variorum watch` against a real server: articles that appear over time, edits, hostile answers, kills."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import postgresql
import pytest
from feeds.server import RSS, Site, item, serving
from typer.testing import CliRunner

from variorum.cli.exits import DONE, FAILED, SKIPPED, USAGE
from variorum.store import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]

DATED = "<pubDate>Wed, 03 Jul 2024 {}:00:00 GMT</pubDate>"
FERRY_A = (
    "The ferry Linden ran aground near Port Ellis on Tuesday with 120 people on board, the coast guard said.",
    "Nobody was hurt. The captain, Anna Berg, told the Ellis Post that the rudder had failed.",
    "A tug pulled the Linden free after six hours, and it was taken to the harbour of Port Ellis.",
)
FERRY_B = (
    "A ferry with 118 passengers, the Linden, ran aground off Port Ellis on Tuesday, officials said.",
    "The coast guard said that nobody was hurt and that the rudder of the Linden had failed near Port Ellis.",
    "The Linden was towed to the harbour of Port Ellis in the evening by a tug, the coast guard added.",
)
SUGAR = (
    "The parliament of Norland voted on Wednesday to raise the tax on sugar from 4 to 7 percent.",
    "The minister of health, Ole Dahl, said that the money will be spent on the teeth of children.",
)
HOSTILE = (
    "<html><head><title>Bees <script>alert(1)</script></title></head><body><article><h1>Bees return to Tarn</h1>"
    "<script>document.write('owned')</script><p>The bees of Tarn have come back to the old orchard this week, a keeper"
    " said.</p><p onclick=alert(2)>She counted 40 hives, twice as many as a year ago, in the valley.</p>"
    "<!--#exec cmd='id'--></article></body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Watching:
    """The command as a process, with its log read as it grows."""

    def __init__(self, folder: Path, *arguments: str, db: str = "") -> None:
        self.db, self.log, self.said = db or folder / "desk.db", folder / "log.jsonl", folder / "said.txt"
        self.command = [sys.executable, "-m", "variorum", "watch", *arguments, "--allow-private"]
        self.command += ["--db", str(self.db), "--log", str(self.log), "-q"]

    def __enter__(self) -> Watching:
        with self.said.open("w") as said:
            self.process = subprocess.Popen(self.command, stderr=said)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def events(self, name: str) -> list[dict[str, object]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        # A process that is killed may leave half a line.
        return [event for line in lines if line.endswith("}") and (event := json.loads(line))["event"] == name]

    def wait_for(self, name: str, count: int, seconds: float = 240.0) -> list[dict[str, object]]:
        self.wait_until(lambda: len(self.events(name)) >= count, seconds)
        return self.events(name)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 240.0) -> None:
        until = time.monotonic() + seconds
        while not holds():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def told(self) -> set[object]:
        """The addresses of the articles that it has, as it tells."""
        return {event["url"] for name in ("article", "same") for event in self.events(name)}

    def once(self, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command, "--once", *more], capture_output=True, text=True, timeout=300)


def ferry(site: Site) -> str:
    """A feed of an aggregator, with two reports of one event."""
    one = site.page("/a", "Ferry runs aground near Port Ellis", *FERRY_A, site="Ellis Post")
    two = site.page("/b", "Ferry Linden aground off Port Ellis", *FERRY_B, site="Not this one")
    source = '<source url="https://coast.example/">Coast Daily</source>'
    return site.rss("/feed", item(one, "A", DATED.format(10)), item(two, "B", source + DATED.format(11)))


def test_a_morning(site: Site, tmp_path: Path, variorum: Command) -> None:
    feed = ferry(site)
    with Watching(tmp_path, feed, "--every", "1s", "-v") as watching:
        watching.wait_for("article", 2)
        watching.wait_for("edition", 1)
        sugar = site.page("/c", "Norland raises its tax on sugar", *SUGAR, site="Norland News")
        site.page("/a", "Ferry runs aground near Port Ellis", *FERRY_A[:1], "One person was hurt.", site="Ellis Post")
        entries = [item("/a", "A, changed", DATED.format(10)), item(sugar, "C", DATED.format(12))]
        site.rss("/feed", *entries, item("/b", "B", DATED.format(11)))
        third = watching.wait_for("article", 3)[2]
        assert third["url"] == sugar
        assert float(str(third["seconds"])) < 5  # one, where nobody else uses the machine
        watching.wait_for("changed", 1)
        watching.process.send_signal(signal.SIGTERM)
        assert watching.process.wait(20) == DONE
    assert len(watching.events("stop")) == 1
    listed = json.loads(variorum("stories", "--db", watching.db, "--json").stdout)
    assert sorted((story["articles"], story["outlets"]) for story in listed) == [(1, 1), (2, 2)]
    with View(watching.db) as view:
        rows = [row for story in listed for row in view.articles(story["id"])]
        assert {row.outlet for row in rows} == {"Ellis Post", "Coast Daily", "Norland News"}
        edited = next(view.article(row.id) for row in rows if row.url.endswith("/a"))
        assert [("hurt" in version.text, "Nobody" in version.text) for version in edited.versions] == [
            (True, True),
            (True, False),
        ]
        (state,) = view.feeds()
        assert (state.articles, state.failures, state.entries) == (3, 0, 3)
    again = watching.once("--json")
    assert again.returncode == DONE
    assert json.loads(again.stdout) == {"asked": 1, "failed": 0, "new": 0, "changed": 0, "same": 0, "skipped": 0}


def test_what_is_hostile_costs_nothing_else(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /members", kind="text/plain")
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    body = '<rss version="2.0"><channel><title>&l11;&x;</title></channel></rss>'
    outside = f'<!DOCTYPE r [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{levels}]>{body}'
    site.put("/a-bomb", b"a" * 30_000_000, zipped=True, kind=RSS)
    site.put("/moved", status=301, headers={"Location": "/good"})
    site.put("/round", status=302, headers={"Location": "/round"})
    pages = [
        site.put("/bees", HOSTILE),
        site.put("/empty", "<html><body></body></html>"),
        site.put("/deep", "<div>" * 50_000),
        site.page("/members/1", "Secret", *SUGAR),
        site.put("/missing", status=410),
        "file:///etc/passwd",
    ]
    site.rss("/good", *[item(page, "T", DATED.format(9)) for page in pages])
    feeds = [site.put("/entities", outside, kind=RSS), *(site.base + p for p in ("/a-bomb", "/round", "/moved"))]
    opml = tmp_path / "feeds.opml"
    outlines = "".join(f'<outline type="rss" text="f" xmlUrl="{feed}"/>' for feed in feeds)
    opml.write_text(f"<opml version='2.0'><body><outline text='All'>{outlines}</outline></body></opml>")
    watching = Watching(tmp_path, str(opml), "--no-editions", "--encoder", "ngrams", "--timeout", "5")
    found = watching.once()
    assert found.returncode == SKIPPED, found.stderr
    assert "Traceback" not in found.stderr
    (article,) = watching.events("article")
    assert str(article["url"]).endswith("/bees")
    skipped = {str(event["url"]).removeprefix(site.base): str(event["text"]) for event in watching.events("skipped")}
    assert set(skipped) == {"/empty", "/deep", "/members/1", "/missing"}
    assert "robots.txt" in skipped["/members/1"]
    assert site.asked("/members/1") == 0
    with View(watching.db) as view:
        (row,) = view.articles(view.stories().stories[0].id)
        text = view.article(row.id).versions[0].text
        assert "40 hives" in text
        assert "alert(" not in text
        assert "owned" not in text
        moved = next(state for state in view.feeds() if state.url.endswith("/moved"))
        assert moved.address == site.base + "/good"


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["gone.opml"], FAILED, "gone.opml"),
        (["http://127.0.0.1:1/", "--every", "soon"], USAGE, "no length of time"),
        (["http://127.0.0.1:1/", "--every", "0.2s"], USAGE, "once a second at most"),
        (["http://127.0.0.1:1/", "--once", "--allow-private"], FAILED, "could not be fetched"),
        (["http://127.0.0.1:1/", "--once"], FAILED, "a network that is not public"),
        (["http://127.0.0.1:1/", "--once", "--db", "."], FAILED, "it is a folder"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], code: int, reason: str) -> None:
    from variorum.cli.app import app

    environment = {"VARIORUM_DB": str(tmp_path / "desk.db"), "COLUMNS": "200", "NO_COLOR": "1"}
    found = CliRunner().invoke(app, ["watch", *arguments], env=environment)
    assert (found.exit_code, reason in found.output) == (code, True), (found.output, found.exception)


def outcome(db: Path | str) -> tuple[list[tuple[str, int, str]], list[set[str]]]:
    """What a store holds: addresses with the number of their versions and outlets; and who stands with whom."""
    with View(db) as view:
        stories = view.stories(limit=200).stories
        rows = {story.id: view.articles(story.id) for story in stories}
        articles = [(row.url, len(view.article(row.id).versions), row.outlet) for each in rows.values() for row in each]
        return sorted(articles), sorted(({row.url for row in each} for each in rows.values()), key=sorted)


def town(n: int) -> tuple[str, ...]:
    """A report on one of a few events, in words of its own."""
    name = ("Arden", "Brill", "Corsa", "Delm")[n % 4]
    thing = ("bridge", "school", "market", "theatre")[n % 4]
    return (
        f"The {thing} of {name} was closed on Monday after a storm, the mayor of {name} said to reporter {n}.",
        f"Workers found {n + 20} cracks in the walls of the {thing}, and the repairs in {name} will take months.",
        f"People in {name} said that the old {thing} had been in a bad state for a long time.",
    )


@pytest.mark.parametrize("kills", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_kills_lose_nothing(site: Site, tmp_path: Path, kills: int) -> None:
    # More than can be taken meanwhile: on a fast machine several come in between what is waited for and the kill.
    pages = 10 * (kills + 1)
    links = [site.page(f"/{n}", f"The storm, report {n}", *town(n), site=f"Paper {n % 7}") for n in range(pages)]
    feed = site.rss("/feed", *[item(link, f"T{n}", DATED.format(10)) for n, link in enumerate(links)])
    plainly = ("--encoder", "ngrams", "--no-editions")
    calm = tmp_path / "calm"
    calm.mkdir()
    undisturbed = Watching(calm, feed, *plainly)
    assert undisturbed.once().returncode == DONE
    killed = Watching(tmp_path, feed, *plainly, "--every", "1s")
    for n in range(kills):
        with killed:
            before = len(killed.events("article"))
            killed.wait_for("article", before + 1 + n % 3)
            time.sleep(0.013 * (n % 7))
            os.kill(killed.process.pid, signal.SIGKILL)
    assert killed.once().returncode == DONE
    assert outcome(killed.db) == outcome(undisturbed.db)
    assert len(outcome(killed.db)[0]) == pages


def test_a_database_that_is_restarted_ends_nothing_and_loses_nothing(site: Site, tmp_path: Path) -> None:
    links = [site.page(f"/{n}", f"The storm, report {n}", *town(n), site=f"Paper {n % 7}") for n in range(16)]
    feed = site.rss("/feed", *[item(link, f"T{n}", DATED.format(10)) for n, link in enumerate(links[:8])])
    plainly = ("--encoder", "ngrams", "--every", "1s")
    with postgresql.running() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
        with server.database() as address, Watching(tmp_path, feed, *plainly, db=address) as watching:
            watching.wait_for("article", 3)
            server.break_down()
            watching.wait_for("lost", 1)
            site.rss("/feed", *[item(link, f"T{n}", DATED.format(10)) for n, link in enumerate(links)])
            time.sleep(2.5)  # so that opening it again fails at least once
            server.start_again()
            watching.wait_for("start", 2)
            # One that was kept at the very moment of the breakdown is told as the same afterwards.
            watching.wait_until(lambda: watching.told() >= set(links))
            watching.process.send_signal(signal.SIGTERM)
            assert watching.process.wait(20) == DONE
            assert "Traceback" not in watching.said.read_text()
            assert len(watching.events("lost")) > 1
            assert len(watching.events("stop")) == 1
            articles, _ = outcome(address)
            assert [(url, versions) for url, versions, _ in articles] == sorted((link, 1) for link in links)


@pytest.mark.parametrize("ended", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_waits_for_its_database_can_be_ended(site: Site, tmp_path: Path, ended: signal.Signals) -> None:
    feed = ferry(site)
    with postgresql.running() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
        with server.database() as address, Watching(tmp_path, feed, "--every", "1s", db=address) as watching:
            watching.wait_for("article", 2)
            server.break_down()
            watching.wait_for("lost", 1)
            watching.process.send_signal(ended)
            assert watching.process.wait(20) == DONE
            server.start_again()

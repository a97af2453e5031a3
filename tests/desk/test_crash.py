"""Killed at any instant, the real commands lose nothing that was kept, leave nothing half-written, and go on.

A watch has a second process that makes the editions; either of the two may be killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from feeds.server import item, serving

from variorum.edition import verify
from variorum.store import NoStoreError, StoreError, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import postgresql

    Places = Callable[[], str]


class Left(NamedTuple):
    """What a store holds, but for times: stories with their articles and the digest of their editions."""

    stories: tuple[tuple[str, tuple[str, ...], str], ...]
    documents: int
    versions: int


def start(db: str, command: list[str]) -> subprocess.Popen[bytes]:
    whole = [sys.executable, "-m", "variorum", *command, "--db", db, "-q", "--encoder", "ngrams"]
    return subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(db: str, command: list[str]) -> float:
    """Run the command to its end; the seconds it took."""
    begun = time.monotonic()
    process = start(db, command)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - begun


def left(db: str) -> Left:
    with View(db) as view:
        stories = []
        for row in view.stories(limit=1000).stories:
            edition = view.edition(row.id)
            assert edition is not None
            assert verify(edition) == []
            assert not row.stale
            stories.append((row.id, tuple(sorted(a.id for a in view.articles(row.id))), edition.digest))
        status = view.status()
    return Left(tuple(sorted(stories)), status.documents, status.versions)


def kept(db: str) -> tuple[set[str], set[int]]:
    """The articles, and the numbers of editions, that anybody can see now; every article is in a story."""
    try:
        with View(db) as view:
            rows = view.stories(limit=1000).stories
            articles = {a.id for row in rows for a in view.articles(row.id)}
            assert len(articles) == view.status().articles == sum(row.articles for row in rows)
            editions = {e.number for row in rows for e in view.editions(row.id)}
            assert all(verify(found) == [] for row in rows if (found := view.edition(row.id)) is not None)
    except NoStoreError:
        return set(), set()
    except StoreError as wrong:
        # Killed before the tables were made, there is an empty file, which is no store yet.
        assert "no store" in str(wrong)
        return set(), set()
    return articles, editions


def workshops(process: int) -> list[int]:
    """The processes that make editions for one; none where the system does not show them."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    try:
        found = listed.read_text().split() if listed.exists() else []
        return [int(n) for n in found if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]
    except OSError:
        return []  # one of them has just ended


def killed(db: str, command: list[str], after: float, *, helper: bool) -> bool:
    """Start the command and kill it, or its helper, after some seconds; see that what was kept by then still is.

    Tells whether there was anything to kill. One that lost its helper goes on to its end.
    """
    process = start(db, command)
    time.sleep(after)
    before = kept(db)
    helpers = workshops(process.pid)
    for each in helpers:
        if helper:
            os.kill(each, signal.SIGKILL)
    if not (helper and helpers):
        process.send_signal(signal.SIGKILL)
    _, errors = process.communicate()
    articles, editions = kept(db)
    assert before[0] <= articles
    assert before[1] <= editions
    if helper and helpers:
        assert process.returncode == 0, errors.decode()
        return True
    return process.returncode == -signal.SIGKILL


def check(places: Places, command: list[str], kills: int, seed: int, most: int = 5) -> None:
    """Kill the command so many times, two to `most` times on one store, and compare each with an undisturbed run."""
    chance = random.Random(seed)  # noqa: S311 - any moments will do
    calm = places()
    usual = finished(calm, command)
    expected = left(calm)
    done = 0
    while done < kills:
        db = places()
        for _ in range(chance.randint(2, most)):
            done += killed(db, command, chance.uniform(0.1, 1.0) * usual, helper=chance.random() < 0.4)
        finished(db, command)
        assert left(db) == expected


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """What gives the places of new stores, in either database."""
    server: postgresql.Server | None = None
    if request.param == "postgresql" and (server := request.getfixturevalue("postgres")) is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with ExitStack() as stack:
        stores: list[str] = []

        def another() -> str:
            stores.append(stack.enter_context(server.database()) if server else str(tmp_path / f"{len(stores)}.db"))
            return stores[-1]

        yield another


@pytest.fixture
def adding(papers: Path) -> list[str]:
    """The command that adds the papers."""
    return ["add", str(papers), "--wait", "20"]


@pytest.fixture
def watching(papers: Path) -> Iterator[list[str]]:
    """The command that watches a feed with the papers, for one round."""
    with serving() as site:
        items = []
        for path in sorted(papers.iterdir()):
            title, _, *paragraphs = path.read_text("utf-8").strip().split("\n\n")
            link = site.page(f"/{path.stem}", title, *paragraphs, site=path.stem)
            items.append(item(link, title, "<pubDate>Sat, 01 Mar 2025 12:00:00 GMT</pubDate>"))
        yield ["watch", site.rss("/feed", *items), "--once", "--allow-private"]


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
def test_a_handful_of_kills(places: Places, adding: list[str]) -> None:
    check(places, adding, kills=2, seed=11, most=2)


@pytest.mark.parametrize("places", ["postgresql"], indirect=True)
def test_a_handful_of_kills_of_a_watch(places: Places, watching: list[str]) -> None:
    check(places, watching, kills=2, seed=14, most=2)


@pytest.mark.slow
def test_a_hundred_kills(places: Places, adding: list[str]) -> None:
    check(places, adding, kills=100, seed=5)


@pytest.mark.slow
def test_a_hundred_kills_of_a_watch(places: Places, watching: list[str]) -> None:
    check(places, watching, kills=100, seed=6)

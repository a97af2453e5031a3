"""Killed at any instant, the real command loses nothing that was kept, leaves nothing half-written, and goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from variorum.edition import verify
from variorum.store import NoStoreError, StoreError, View

if TYPE_CHECKING:
    from pathlib import Path


class Left(NamedTuple):
    """What a store holds, but for times: stories with their articles and the digest of their editions."""

    stories: tuple[tuple[str, tuple[str, ...], str], ...]
    documents: int
    versions: int


def start(db: Path, papers: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "variorum",
        "add",
        str(papers),
        "--db",
        str(db),
        "-q",
        "--wait",
        "20",
        "--encoder",
        "ngrams",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(db: Path, papers: Path) -> float:
    """Run the command to its end; the seconds it took."""
    begun = time.monotonic()
    process = start(db, papers)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - begun


def left(db: Path) -> Left:
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


def kept(db: Path) -> tuple[set[str], set[int]]:
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


def killed(db: Path, papers: Path, after: float) -> bool:
    """Start the command and kill it after some seconds; see that what was kept by then still is."""
    process = start(db, papers)
    time.sleep(after)
    before = kept(db) if db.exists() else (set(), set())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    articles, editions = kept(db)
    assert before[0] <= articles
    assert before[1] <= editions
    return process.returncode == -signal.SIGKILL


def check(folder: Path, papers: Path, kills: int, seed: int, most: int = 5) -> None:
    """Kill the command so many times, two to `most` times on one store, and compare each with an undisturbed run."""
    chance = random.Random(seed)  # noqa: S311 - any moments will do
    usual = finished(folder / "undisturbed.db", papers)
    expected = left(folder / "undisturbed.db")
    done = run = 0
    while done < kills:
        db = folder / f"killed-{run}.db"
        run += 1
        for _ in range(chance.randint(2, most)):
            done += killed(db, papers, chance.uniform(0.1, 1.0) * usual)
        finished(db, papers)
        assert left(db) == expected


def test_a_handful_of_kills(tmp_path: Path, papers: Path) -> None:
    check(tmp_path, papers, kills=2, seed=11, most=2)


@pytest.mark.slow
def test_a_hundred_kills(tmp_path: Path, papers: Path) -> None:
    check(tmp_path, papers, kills=100, seed=5)

"""A large edition holds up neither an article that arrives meanwhile nor the end of the watch."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from e2e.test_watch import DATED, SUGAR, Watching
from feeds.server import Site, item, serving

from variorum.cli.exits import DONE
from variorum.desk import Desk
from variorum.settings import Settings
from variorum.store import View

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = ("Kessel", "Brannock", "Ostrava Sound", "Delm", "Port Ellis", "Marrow Bay", "Tarn", "Linden Hook")
PEOPLE = ("Lena Brandt", "Ole Dahl", "Anna Berg", "Oda Feld", "Bruno Zell", "Petra Maul", "Ruben Korn", "Ada Falk")


def report(n: int) -> str:
    """A report of the flood on the Arven, with counts and words of its own: it agrees with others on little."""
    lines = [f"Flood on the river Arven, report {n}", "March 1, 2025"]
    for i in range(14):
        place, person = PLACES[(n + i) % 8], PEOPLE[(n * 3 + i) % 8]
        lines.append(
            (
                f"The river Arven flooded {n + 20 + i} houses in {place} on Saturday, firemen of {place} said.",
                f'"We carried {n + i} people out of {place} in boats," {person} told reporters on the dam of Arven.',
                f"{person} said that the dam near {place} had been repaired in {1950 + (n + i) % 60} after a storm.",
                f"In {place} the water of the Arven stood {2 + (n + i) % 9} metres high, and the bridge was closed.",
            )[(n + i) % 4]
        )
    return "\n\n".join(lines)


def stored(desk: Path, reports: int) -> None:
    """Make a store in which a story waits for its edition, which takes half a second of a processor a report."""
    folder = desk / "reports"
    folder.mkdir()
    for n in range(reports):
        (folder / f"paper-{n:03}.txt").write_text(report(n), "utf-8")
    with Desk(desk / "desk.db", settings=Settings(encoder="ngrams")) as opened:
        assert len(list(opened.add([str(folder)]))) == reports
    assert waiting(desk) == 1


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def children(process: int) -> list[int]:
    """The processes that make editions for one."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(n) for n in found if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def waited_for(what, seconds: float = 120.0):  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def waiting(desk: Path) -> int:
    with View(desk / "desk.db") as view:
        return view.status().stale


def test_a_large_edition_holds_up_nothing(tmp_path: Path, site: Site) -> None:
    stored(tmp_path, 20)
    feed = site.rss("/feed")
    with Watching(tmp_path, feed, "--every", "1s", "--encoder", "ngrams", "-v") as watching:
        watching.wait_for("feed", 1)
        # Nothing is to be fetched now, and the edition is begun. Its end, not the clock, tells whether anything waits.
        time.sleep(2)
        link = site.page("/sugar", "Norland raises its tax on sugar", *SUGAR, site="Norland News")
        site.rss("/feed", item(link, "Sugar", DATED.format(12)))
        (article,) = watching.wait_for("article", 1)
        assert article["story"]
        assert watching.events("edition") == []
        watching.process.send_signal(signal.SIGTERM)
        assert watching.process.wait(60) == DONE
    assert watching.events("edition") == []
    assert watching.said.read_text() == ""
    assert waiting(tmp_path) == 2
    assert watching.once().returncode == DONE
    assert waiting(tmp_path) == 0
    with View(tmp_path / "desk.db") as view:
        assert {len(view.editions(story.id)) for story in view.stories().stories} == {1}


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process where Linux shows it")
def test_a_workshop_that_is_killed_costs_no_edition_and_ends_with_its_watch(tmp_path: Path, site: Site) -> None:
    stored(tmp_path, 4)
    feed = site.rss("/feed")
    with Watching(tmp_path, feed, "--every", "1s", "--encoder", "ngrams") as watching:
        (first,) = waited_for(lambda: children(watching.process.pid))
        os.kill(first, signal.SIGKILL)
        (later,) = watching.wait_for("later", 1)
        (edition,) = watching.wait_for("edition", 1)
        assert later["story"] == edition["story"]
        (second,) = children(watching.process.pid)
        assert second != first
        watching.process.kill()
        waited_for(lambda: not Path(f"/proc/{second}").exists())
    assert waiting(tmp_path) == 0

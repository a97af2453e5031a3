"""Take the pictures of the desk that stand in docs/desk.md, or all there are to look at.

    python scripts/picture_desk.py -o docs/figures            # those of the manual
    python scripts/picture_desk.py -o FOLDER --all            # every page, narrow and wide, light and dark

Fills a store with the shipped examples and the stories of the tests, serves it, and drives Chromium (test extra).
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))

from desk.conftest import PAPERS  # noqa: E402
from e2e.browser import start, stop  # noqa: E402
from e2e.serving import serving  # noqa: E402
from stories import HARBOUR  # noqa: E402
from web.conftest import MILL  # noqa: E402
from web.sizes import large_story  # noqa: E402

from variorum.desk import Desk  # noqa: E402
from variorum.feeds.states import FeedState  # noqa: E402
from variorum.store import View, Writer  # noqa: E402

if TYPE_CHECKING:
    from e2e.browser import Browser

TOKEN = "open sesame"  # noqa: S105
THEMES = ("light", "dark")
WIDTHS = (375, 1280, 1600)
PNG, WEBP = "png", "webp"
TALLEST = 6000


@dataclass(frozen=True)
class Picture:
    """A page as it is seen: its address, the width in CSS pixels, and what is at the top of it."""

    name: str
    address: str
    width: int = 1280
    theme: str = "light"
    height: int = 860
    at: str = ""
    whole: bool = False


def write_reports(folder: Path) -> Path:
    """The stories of the examples and of the tests, each with its outlets; the report that is changed later."""
    shutil.copytree(REPOSITORY / "examples", folder, ignore=shutil.ignore_patterns("keys"))
    page = folder / "bridge" / "morning-courier.html"
    address = '<link rel="canonical" href="https://courier.example/2025/sorrel-bridge">'
    page.write_text(page.read_text("utf-8").replace("</head>", f"{address}</head>"), "utf-8")
    for name, text in PAPERS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    copied = PAPERS["kessel-herald"].replace("March 1, 2025", "March 2, 2025")
    (folder / "kessel-free-sheet.txt").write_text(copied, "utf-8")
    titles = ("Marlow closes its old harbour", "Old harbour of Marlow to close", "Council closes the harbour of Marlow")
    told = {name: (title, *report) for title, (name, report) in zip(titles, HARBOUR.items(), strict=True)}
    for name, (title, outlet, date, text) in (
        told | {"mill": ("Mill burns down", "Ost Herald", "2025-05-12", MILL)}
    ).items():
        head = f"---\ntitle: {title}\noutlet: {outlet}\ndate: {date}\n---\n\n"
        (folder / f"{name}.md").write_text(head + text, "utf-8")
    return folder / "mill.md"


def fill(db: Path) -> None:
    """A store of those stories, one of them changed after it was read, and feeds that do well and badly."""
    reports = Path("reports")
    mill = write_reports(reports)
    with Desk(db) as desk:
        list(desk.add([str(reports)]))
        list(desk.refresh())
        mill.write_text(mill.read_text("utf-8").replace("Nobody was hurt", "Two men were hurt"), "utf-8")
        list(desk.add([str(mill)]))
        list(desk.refresh())
    now = datetime.now(UTC).timestamp()
    with Writer(db) as writer:
        writer.feeds.put(
            [
                FeedState("https://ledger.example/news.xml", title="Northern Ledger", checked=now, due=now + 300,
                          entries=20, articles=14),
                FeedState("https://gazette.example/feed", title="Estuary Gazette", checked=now, due=now + 900,
                          failures=3, status=503, error="it answered 503"),
                FeedState("https://old.example/rss", title="Museum Notes", checked=now, due=now + 2_600_000, status=410,
                          gone=True, error="it answered 410: it is gone for good"),
            ]
        )  # fmt: skip


def addresses(db: Path) -> dict[str, str]:
    """The pages to look at, by name."""
    with View(db) as view:
        rows = view.stories().stories
        bridge = next(s for s in rows if "Bridge" in s.title)
        single = next(s for s in rows if s.articles == 1)
        mill = next(a for s in rows for a in view.articles(s.id) if a.versions > 1)
        edition = next(e for e in [view.edition(bridge.id)] if e)
        page = next(a for a in edition.articles if a.url)
        claim = next(c for s in edition.statements for c in s.claims if c.article == page.id)
        speaker = max(view.speakers()[0], key=lambda s: s.utterances)
        other = edition.articles[0].outlet
    return {
        "stories": "/",
        "story": f"/stories/{bridge.id}",
        "history": f"/stories/{mill.story}/history",
        "articles": f"/stories/{bridge.id}/articles",
        "judgements": f"/stories/{bridge.id}/judgements",
        "alike": f"/stories/{bridge.id}/alike",
        "statement": f"/stories/{bridge.id}/statements/s1",
        "article": f"/articles/{claim.article}?mark={claim.start}-{claim.end}",
        "versions": f"/articles/{mill.id}",
        "changes": f"/articles/{mill.id}/changes?version=2",
        "speaker": f"/speakers/{quote(speaker.key, safe='')}",
        "speakers": "/speakers",
        "search": "/search?q=bridge",
        "meaning": "/search?q=people+saved+from+a+boat&meaning=1",
        "outlets": "/outlets",
        "outlet": f"/outlets/{quote(other, safe='')}",
        "feeds": "/status",
        "single": f"/stories/{single.id}",
        "help": "/help",
        "api": "/api",
        "login": "/login",
        "lost": "/stories/nothing",
    }


def manual(pages: dict[str, str]) -> list[Picture]:
    """The pictures of docs/desk.md."""
    found = [Picture(f"desk-{name}", pages[name]) for name in ("stories", "article", "speaker", "search", "outlets")]
    found.append(Picture("desk-story", pages["story"], at="#differences"))
    for name in ("stories", "story"):
        found.append(Picture(f"desk-{name}-dark", pages[name], theme="dark"))
        found.append(Picture(f"desk-{name}-phone", pages[name], width=375, height=760))
    return found


def take(browser: Browser, base: str, picture: Picture) -> bytes:
    """The page as a picture: of the manual's the window, small; else all of it."""
    browser.cdp(
        "Emulation.setDeviceMetricsOverride",
        width=picture.width, height=picture.height, deviceScaleFactor=1, mobile=picture.width < 500,
    )  # fmt: skip
    themed = [
        {"name": "prefers-color-scheme", "value": picture.theme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.cdp("Emulation.setScrollbarsHidden", hidden=True)
    browser.cdp("Emulation.setEmulatedMedia", media="screen", features=themed)
    browser.driver.get(base + picture.address)
    while browser.driver.find_elements("css selector", "meta[http-equiv=refresh]"):
        time.sleep(0.2)  # another page stands in until this one is made
    if picture.at:
        browser.js("document.querySelector(arguments[0]).scrollIntoView()", picture.at)
    if picture.whole:
        tall = min(browser.js("return document.documentElement.scrollHeight"), TALLEST)
        clip = {"x": 0, "y": 0, "width": picture.width, "height": tall, "scale": 1}
        shot = browser.cdp("Page.captureScreenshot", format=PNG, captureBeyondViewport=True, clip=clip)
    else:
        shot = browser.cdp("Page.captureScreenshot", format=WEBP, quality=80)
    return base64.b64decode(shot["data"])


def sign_in(browser: Browser, base: str) -> None:
    """Become somebody who may judge."""
    browser.driver.get(f"{base}/login")
    browser.find("input[name=token]").send_keys(TOKEN)
    browser.find("main button.main").click()


def everything(pages: dict[str, str], name: str = "") -> list[Picture]:
    """Every page at every width, light and dark."""
    return [
        Picture(f"{page}{name}-{width}-{theme}", address, width, theme, whole=True)
        for (page, address), width, theme in product(pages.items(), WIDTHS, THEMES)
    ]


def main() -> None:
    """Fill, serve, take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="every page, narrow and wide, light and dark")
    chosen = parser.parse_args()
    output = chosen.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = start()
        stack.callback(stop, browser)

        def shoot(db: Path, pictures: list[Picture], *, judging: bool) -> None:
            with serving(db, "--token", f"Ada={TOKEN}") as base:
                if judging:
                    sign_in(browser, base)
                for picture in pictures:
                    path = output / f"{picture.name}.{PNG if picture.whole else WEBP}"
                    path.write_bytes(take(browser, base, picture))
                    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")

        db = folder / "desk.db"
        os.chdir(folder)  # so that origins are short
        fill(db)
        pages = addresses(db)
        if not chosen.all:
            shoot(db, manual(pages), judging=True)
            return
        shoot(db, everything(pages), judging=True)
        empty, large = folder / "empty.db", folder / "large.db"
        Writer(empty).close()
        shoot(
            empty, everything({"stories": "/", "search": "/search?q=mill", "feeds": "/status"}, "-empty"), judging=False
        )
        story = large_story(large, 300, 24)
        shoot(large, everything({"story": f"/stories/{story}"}, "-large"), judging=True)


if __name__ == "__main__":
    main()

"""An editor's morning while feeds come in: the real `watch` beside the real `serve`, and a real browser before them."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import postgresql
import pytest
from e2e.browser import start, stop
from e2e.editor import Editor
from e2e.serving import serving
from e2e.test_watch import DATED, HOSTILE, SUGAR, Watching
from feeds.server import Site, item
from feeds.server import serving as serving_feeds

from variorum.cli.exits import DONE
from variorum.edition import Edition
from variorum.edition.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

POST = (
    "The ferry Linden ran aground near Port Ellis on Tuesday with 120 people on board, the coast guard said.",
    "Nobody was hurt. The captain, Anna Berg, told the Ellis Post that the rudder had failed.",
    "A tug pulled the Linden free after six hours, and it was taken to the harbour of Port Ellis.",
)
COAST = (
    "A ferry, the Linden, ran aground off Port Ellis on Tuesday, officials said. There were 143 people on board.",
    "The coast guard said that nobody was hurt and that the rudder of the Linden had failed near Port Ellis.",
    "A tug pulled the Linden free after nine hours, and in the evening it lay in the harbour of Port Ellis.",
)
DIARIO = (
    "El transbordador Linden encalló el martes cerca de Port Ellis con 120 personas a bordo, dijo la guardia costera.",
    "Nadie resultó herido. La capitana, Anna Berg, dijo que el timón había fallado.",
    "Un remolcador liberó el Linden después de seis horas y lo llevó al puerto de Port Ellis.",
)
ELSEWHERE = (
    "El transbordador Estrella chocó el martes contra el muelle de Puerto Alto y tres pasajeros resultaron heridos.",
    "El capitán, Luis Vega, dijo que el motor no había obedecido.",
    "El barco tendrá que quedarse dos semanas en el astillero de Puerto Alto.",
)


class Press:
    """A feed that the outlets fill as the morning goes on, and one that is down."""

    def __init__(self, site: Site) -> None:
        self.site, self.entries = site, dict[str, str]()
        self.feed, self.down = f"{site.base}/feed", site.put("/down", "busy", status=503)

    def publish(self, path: str, title: str, *paragraphs: str, outlet: str, hour: int) -> str:
        """An article appears, or is changed where it is."""
        address = self.site.page(path, title, *paragraphs, site=outlet)
        return self.name(address, title if hour < 9 else f"{title} (updated)", hour)

    def name(self, address: str, title: str, hour: int) -> str:
        self.entries[address] = item(address, title, DATED.format(f"{hour:02}"))
        self.site.rss("/feed", *self.entries.values())
        return address


@pytest.fixture
def press() -> Iterator[Press]:
    with serving_feeds() as site:
        press = Press(site)
        press.publish("/post", "Ferry runs aground near Port Ellis", *POST, outlet="Ellis Post", hour=6)
        press.publish("/coast", "Ferry Linden aground off Port Ellis", *COAST, outlet="Coast Daily", hour=7)
        press.publish("/sugar", "Norland raises its tax on sugar", *SUGAR, outlet="Norland News", hour=7)
        press.name(site.put("/bees", HOSTILE), "Bees", 7)
        yield press


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def db(request, tmp_path) -> Iterator[str]:
    with postgresql.place(request.param, request, tmp_path) as place:
        yield place


@pytest.fixture
def editor() -> Iterator[Editor]:
    browser = start()
    yield Editor(browser, "")
    stop(browser)


def test_a_morning_beside_live_feeds(press, db, editor, tmp_path, variorum) -> None:
    with Watching(tmp_path, press.feed, press.down, "--every", "1s", "-v", db=db) as watching:
        watching.wait_for("article", 4)
        watching.wait_for("failed", 1)
        with serving(db, "--token", "Ada=open sesame") as editor.base:
            editor.sign_in()
            story = find_the_story(editor)
            grow(editor, story, press, watching)
            compare_and_open_the_sources(editor, story)
            see_the_silent_edit(editor, story, press, watching)
            look_at_the_feeds(editor, press)
            meet_a_hostile_page(editor)
            reject_a_false_alarm(editor, story)
            merge_and_part(editor, story)
            export(editor, story, db, variorum, tmp_path)
            messages = [m for m in editor.browser.messages() if "favicon" not in m and "username fields" not in m]
            assert messages == []
            asked = {urlsplit(r).netloc for r in editor.browser.requests()}
            assert asked == {urlsplit(editor.base).netloc}, "nothing is asked of anybody else"
        watching.process.send_signal(signal.SIGTERM)
        assert watching.process.wait(30) == DONE
    assert watching.events("fault") == []
    assert "Traceback" not in watching.said.read_text()


def find_the_story(editor: Editor) -> str:
    """By a word of it; the front page has it, too, first among all."""
    editor.until(lambda: editor.twin("/index")["stories"][0]["story"]["independent_sources"] == 2, "two sources")
    editor.go("/")
    assert editor.text(".story-line .weight b") == "2"
    editor.fill(".find input", "rudder")
    editor.click(".find button")
    editor.until(lambda: editor.text(".snippet mark") == "rudder", "what was found")
    editor.click(".rows a[href^='/stories/']")
    editor.until(lambda: editor.path().startswith("/stories/"), "the story")
    editor.until(lambda: len(editor.twin(editor.path())["edition"]["articles"]) == 2, "its edition")
    return editor.path()


def grow(editor: Editor, story: str, press: Press, watching: Watching) -> None:
    """A report in Spanish joins; one on another ferry stays away."""
    known = len(watching.events("article"))
    press.publish("/diario", "El transbordador Linden encalla", *DIARIO, outlet="Diario de la Costa", hour=8)
    press.publish("/alto", "Un transbordador choca en Puerto Alto", *ELSEWHERE, outlet="El Puerto", hour=8)
    watching.wait_for("article", known + 2)
    editor.until(lambda: len(editor.twin(story)["edition"]["articles"]) == 3, "the edition with the report in Spanish")
    edition = Edition.from_dict(editor.twin(story)["edition"])
    assert sorted(a.language for a in edition.articles) == ["en", "en", "es"]
    spanish = next(a.id for a in edition.articles if a.language == "es")
    assert max(len(s.articles) for s in edition.statements if spanish in s.articles) > 1, "it says what others say"
    editor.go("/")
    line = editor.text(".rows > li:first-child")
    assert "3 outlets" in line
    assert "en, es" in line
    listed = {s["story"]["title"]: s["story"]["articles"] for s in editor.twin("/index")["stories"]}
    assert listed["Un transbordador choca en Puerto Alto"] == 1


def compare_and_open_the_sources(editor: Editor, story: str) -> None:
    editor.go(story)
    differences = editor.text("#differences")
    assert "CONFLICT" in differences
    assert "120" in differences
    assert "143" in differences
    editor.click("#differences .difference .passage")
    seen = "const r = document.querySelector(':target').getBoundingClientRect();"
    seen += "return r.top >= 0 && r.bottom <= innerHeight"
    editor.until(lambda: editor.browser.js(seen), "the passage in its article")
    assert editor.browser.js("return document.querySelector('#texts [lang=es]') !== null")
    editor.click("#texts .text a[href^='/articles/']")
    editor.until(lambda: editor.path().startswith("/articles/"), "the article's page")
    assert editor.browser.js("return document.querySelectorAll('.body p').length") >= 3


def see_the_silent_edit(editor: Editor, story: str, press: Press, watching: Watching) -> None:
    later = POST[2].replace("six hours", "eight hours")
    press.publish("/post", "Ferry runs aground near Port Ellis", *POST[:2], later, outlet="Ellis Post", hour=9)
    watching.wait_for("changed", 1)
    editor.until(lambda: editor.twin(f"{story}/history")["edits"], "the edit")
    editor.until(lambda: "eight hours" in json.dumps(editor.twin(story)["edition"]), "the edition after it")
    editor.go(f"{story}/history")
    assert "silent edit" in editor.text("main")
    editor.click(".change a[href*='/changes']")
    editor.until(lambda: "eight" in editor.text("ins"), "what it changed")
    assert "six" in editor.text("del")


def look_at_the_feeds(editor: Editor, press: Press) -> None:
    editor.go("/status")
    assert "1 feed of 2 failed the last time" in editor.text("main")
    first = editor.text(".rows > li:first-child")
    assert press.down in first
    assert "503" in first
    assert "The Wire" in editor.text(".rows > li:last-child")


def meet_a_hostile_page(editor: Editor) -> None:
    editor.go("/search?q=hives")
    editor.click(".rows h3 a")
    editor.until(lambda: editor.path().startswith("/articles/"), "the article")
    assert "40 hives" in editor.text(".body")
    assert "alert(" not in editor.text(".body")
    assert editor.browser.js("return document.querySelectorAll('.body script, .body [onclick]').length") == 0


def reject_a_false_alarm(editor: Editor, story: str) -> None:
    """The watch is the writer: it obeys, and the page says at once what was decided."""
    editor.go(story)
    (alarm,) = (d for d in editor.twin(story)["edition"]["discrepancies"] if "143" in d["reason"])
    box = f"#{alarm['id']}"
    editor.browser.js(f"document.querySelector('{box} details').open = true")
    editor.fill(f"{box} input[name=comment]", "143 with the crew")
    editor.click(f"{box} button[value=rejected]")
    editor.until(lambda: "Rejected by Ada" in editor.text(box), "the judgement under the discrepancy")
    rejected = editor.until(lambda: judged(editor, story), "the edition with the judgement")
    assert [(d["verdict"], "143" in d["reason"]) for d in rejected] == [("compatible", True)]


def judged(editor: Editor, story: str) -> list[dict]:
    return [d for d in editor.twin(story)["edition"]["discrepancies"] if d["judgement"]]


def merge_and_part(editor: Editor, story: str) -> None:
    """Two stories become one by mistake, which is taken back."""
    other = next(s["story"]["id"] for s in editor.twin("/index")["stories"] if "sugar" in s["story"]["title"])
    editor.go(f"{story}/articles")
    editor.click(f"#merge input[value='{other}']")
    editor.click("#merge button")
    editor.until(lambda: "These articles are one story" in editor.text("main"), "the judgement on record")
    editor.until(lambda: len(editor.twin(story)["edition"]["articles"]) == 4, "the merged edition")
    assert judged(editor, story), "what was rejected stays so"
    editor.go(f"{story}/judgements")
    editor.click(".judge-box:not(.undone) button[data-undo]")
    editor.until(lambda: "taken back by Ada" in editor.text("main"), "the judgement taken back")
    editor.until(lambda: len(editor.twin(story)["edition"]["articles"]) == 3, "the edition as it was")


def export(editor: Editor, story: str, db: str, variorum, tmp_path) -> None:
    editor.go(story)
    editor.click(".desk-tools summary")
    link = editor.browser.find(".downloads a[href$='/json']").get_attribute("href")
    edition = Edition.from_json(httpx.get(link).text)
    assert list(verify(edition)) == []
    assert [j.comment for j in edition.judgements] == ["143 with the crew"]
    name = urlsplit(editor.browser.driver.current_url).path.rpartition("/")[2]
    done = variorum("export", name, "--db", db, "-o", tmp_path / "out", "--to", "json")
    assert done.returncode == 0, done.stderr
    (written,) = (tmp_path / "out").rglob("*.json")
    assert Edition.from_json(written.read_text("utf-8")) == edition

"""An editor's morning, with the real commands, a real server, a real browser, on either database."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import postgresql
import pytest
from e2e.browser import start, stop
from e2e.editor import Editor
from e2e.serving import serving

from variorum.edition import Edition
from variorum.edition.verify import verify


@pytest.fixture(scope="module")
def browser():
    browser = start()
    yield browser
    stop(browser)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def db(request, tmp_path_factory):
    with postgresql.place(request.param, request, tmp_path_factory.mktemp("morning")) as place:
        yield place


@pytest.fixture(scope="module")
def desk(db, variorum, examples):
    done = variorum("add", examples / "bridge", "--db", db)
    assert done.returncode == 0, done.stderr
    with serving(db, "--token", "Ada=open sesame") as base:
        yield base


def test_a_morning(browser, desk, db, variorum, tmp_path):
    editor = Editor(browser, desk)
    editor.sign_in()

    # Find the story.
    assert editor.path() == "/"
    assert "Cracks shut Sorrel Bridge" in editor.text("main")
    editor.fill(".find input", "hangers")
    editor.click(".find button")
    editor.until(lambda: editor.text(".snippet mark"), "what was found")
    editor.click(".rows a[href^='/stories/']")
    editor.until(lambda: editor.path().startswith("/stories/"), "the story")
    story = editor.path()

    # Compare, and open the sources.
    assert "4 independent sources" in editor.text(".facts")
    first = editor.text("#d1")
    assert "CONFLICT" in first
    editor.click("#d1 .passage")
    seen = "const r = document.querySelector(':target').getBoundingClientRect();"
    seen += "return r.top >= 0 && r.bottom <= innerHeight"
    assert browser.js("return !!document.querySelector('#texts :target')")
    editor.until(lambda: browser.js(seen), "the passage in its article")
    editor.click("#texts .text a[href^='/articles/']")
    editor.until(lambda: editor.path().startswith("/articles/"), "the article's page")
    assert browser.js("return document.querySelectorAll('.body p').length") > 3

    # Reject a false alarm, in place.
    editor.go(story)
    before = editor.twin(story)
    browser.js("window.stays = true; document.querySelector('#d1 details').open = true")
    editor.fill("#d1 input[name=comment]", "both are right: two are under repair")
    editor.click("#d1 button[value=rejected]")
    editor.until(lambda: "Rejected by Ada" in editor.text("#d1"), "the judgement under the discrepancy")
    assert browser.js("return window.stays"), "the page was not loaded anew"
    editor.until(lambda: editor.twin(story)["edition"]["judgements"], "the edition with the judgement")
    editor.go(story)
    assert len(browser.driver.find_elements("css selector", "#differences > .difference")) == (
        sum(d["verdict"] != "compatible" for d in before["edition"]["discrepancies"]) - 1
    )
    browser.js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert "both are right: two are under repair" in editor.text("#differences")

    # Merge two stories, and undo it.
    editor.go(f"{story}/articles")
    editor.click("#merge input[type=radio]")
    editor.click("#merge button")
    editor.until(lambda: "These articles are one story" in editor.text("main"), "the judgement on record")
    assert editor.path() == f"{story}/judgements"
    editor.until(lambda: len(editor.twin(story)["edition"]["articles"]) == 6, "the merged edition")
    kept = f"/stories/{editor.twin(story)['story']['id']}"
    editor.go(story)
    assert editor.path() == kept, "what was merged leads on"
    editor.go(f"{kept}/judgements")
    editor.click(".judge-box:not(.undone) button[data-undo]")
    editor.until(lambda: "taken back by Ada" in editor.text("main"), "the judgement taken back")
    editor.until(lambda: len(editor.twin(story)["edition"]["articles"]) == 5, "the edition as it was")

    # Export.
    editor.go(story)
    editor.click(".desk-tools summary")
    link = browser.find(".downloads a[href$='/json']").get_attribute("href")
    edition = Edition.from_json(httpx.get(link).text)
    assert list(verify(edition)) == []
    assert [j.author for j in edition.judgements] == ["Ada"]
    done = variorum("export", story.rpartition("/")[2], "--db", db, "-o", tmp_path / "out", "--to", "json")
    assert done.returncode == 0, done.stderr
    (written,) = tmp_path.rglob("*.json")
    assert Edition.from_json(written.read_text("utf-8")) == edition

    assert [m for m in browser.messages() if "favicon" not in m and "username fields" not in m] == []
    assert {urlsplit(r).netloc for r in browser.requests()} == {urlsplit(desk).netloc}


def test_by_keyboard_and_without_scripts(browser, desk):
    editor = Editor(browser, desk)
    editor.sign_in()
    story = next(
        f"/stories/{s['story']['id']}" for s in editor.twin("/index")["stories"] if "Cracks" in s["story"]["title"]
    )
    editor.go("/")
    browser.press("j")
    browser.press("j")
    browser.press("k")
    assert browser.js("return document.querySelectorAll('.rows > .here').length") == 1
    assert browser.js("return document.activeElement.closest('.rows > :first-child') !== null")
    browser.press("?")
    assert "confirm, reject" in editor.text("dialog")
    browser.press("\ue00c")
    browser.press("o")
    editor.until(lambda: editor.path().startswith("/stories/"), "the story")
    editor.go(story)
    browser.press("j")
    browser.press("c")
    editor.until(lambda: "Confirmed by Ada" in editor.text("#differences"), "the judgement by a key")
    browser.press("u")
    editor.until(lambda: "Confirmed by Ada" not in editor.text("#differences"), "its undoing by a key")
    browser.press("/")
    assert browser.js("return document.activeElement.name") == "q"

    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    editor.go(story)
    editor.click("#differences .difference button[value=confirmed]")
    editor.until(lambda: "Confirmed by Ada" in editor.text("#differences"), "the judgement by a plain form")
    assert editor.path() == story
    editor.click(".edit-mark")
    editor.until(lambda: "/statements/" in editor.path(), "the statement's page")
    editor.fill("form[action='/judge/comment'] input[name=comment]", "seen without scripts")
    editor.click("form[action='/judge/comment'] button")
    editor.until(lambda: "seen without scripts" in editor.text("main"), "the comment on record")
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)


def test_a_statement_is_taken_to_the_bench_and_put_back(browser, desk):
    editor = Editor(browser, desk)
    editor.sign_in()
    story = next(
        f"/stories/{s['story']['id']}" for s in editor.twin("/index")["stories"] if "Cracks" in s["story"]["title"]
    )
    editor.go(story)
    editor.click("#coverage .edit-mark")
    editor.until(lambda: "States the same as" in editor.text("#bench"), "the statement")
    assert browser.js("return document.activeElement.matches('[data-close]')"), "the focus goes with it"
    browser.press("\ue00c")
    assert browser.js("return document.querySelector('#bench').childElementCount") == 0
    assert browser.js("return document.activeElement.matches('.edit-mark')"), "and comes back"

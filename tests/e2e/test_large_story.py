"""The page of a story of three hundred articles in a real browser: it fits, narrow and wide."""

from __future__ import annotations

import time

import pytest
from e2e.browser import start, stop
from e2e.serving import serving
from web.sizes import large_story

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    db = tmp_path_factory.mktemp("large") / "desk.db"
    story = large_story(db, 300, 24)
    with serving(db) as base:
        yield f"{base}/stories/{story}"


@pytest.fixture(scope="module")
def browser():
    browser = start()
    yield browser
    stop(browser)


@pytest.mark.parametrize("width", [375, 1600])
def test_it_fits(browser, page, width):
    browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=True)
    browser.driver.get(page)
    until = time.monotonic() + 90
    while not browser.driver.find_elements("css selector", "#differences"):
        assert time.monotonic() < until, "the page that stands in does not give way"
        time.sleep(0.2)
    assert browser.js("return document.documentElement.scrollWidth") <= width
    assert browser.js("return document.querySelectorAll('article.text').length") == 40
    assert browser.js("return document.querySelectorAll('.rest li').length") == 260
    assert browser.js("const m = document.querySelector('.matrix'); return m.clientWidth <= innerWidth")
    assert browser.js("return document.querySelector('.difference').getBoundingClientRect().right <= innerWidth")
    assert [m for m in browser.messages() if "favicon" not in m] == []

"""The page of the shipped story in a real browser: what an editor sees, clicks and types, and what must not happen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from e2e.browser import Browser, start, stop

TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"


@pytest.fixture(scope="module")
def browser():
    browser = start()
    yield browser
    stop(browser)


@pytest.fixture(scope="module")
def page(bridge):
    done, out = bridge
    found = sorted(out.glob("*/edition.html"), key=lambda path: path.stat().st_size)
    assert found, done.stderr
    return found[-1]


@pytest.fixture(scope="module")
def hostile(variorum, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    attack = (
        "<script>window.flag = 1</script><img src=x onerror='window.flag = 2'> "
        "</script><svg onload=window.flag=3></svg> <a href='javascript:window.flag=4'>link</a> "
        "</style><iframe src='http://127.0.0.1:9/'></iframe> \"><b onmouseover=window.flag=5>bold</b>"
    )
    turned = "\u202egnp.exe\u202c"
    body = f"The mayor of Ost said on Monday that {attack} the old mill {turned} had burnt down. Nobody was hurt."
    (folder / "one.txt").write_text(f"outlet: {attack}\n\nMill in Ost burnt down\n\n{body}\n", encoding="utf-8")
    (folder / "two.txt").write_text(f"Fire at Ost {attack}\n\n{body} It was built in 1820.\n", encoding="utf-8")
    (folder / "sources.toml").write_text(
        f"['one.txt']\noutlet = '''{attack}'''\nurl = 'javascript:window.flag=6'\n", encoding="utf-8"
    )
    out = tmp_path_factory.mktemp("hostile-out")
    done = variorum("collate", folder, "--one-story", "--encoder", "ngrams", "-o", out, "--format", "html")
    (found,) = out.glob("*/edition.html")
    assert "Traceback" not in done.stderr
    return found


def test_no_error_no_refusal_no_request(browser: Browser, page):
    browser.open(page)
    assert browser.requests() == [page.as_uri()]
    assert browser.messages() == []
    assert browser.js("return document.documentElement.classList.contains('scripted')")


def test_choosing_a_statement_marks_its_claims_in_the_articles(browser: Browser, page):
    browser.open(page)
    browser.find("tr#s1 .statement").click()
    marked = browser.js("return [...document.querySelectorAll('#texts .claim.on')].map(e => e.dataset.s)")
    assert len(marked) > 1
    assert set(marked) == {"s1"}
    articles = browser.js("return document.querySelectorAll('#choice .where a').length")
    assert articles == browser.js("return document.querySelectorAll('tr#s1 td a').length")
    assert "Statement 1 chosen" in browser.find("#status").get_attribute("textContent")
    seen = "const r = document.querySelector('#texts .claim.on').getBoundingClientRect();"
    assert browser.js(seen + "return r.top > 0 && r.bottom < innerHeight")
    browser.press(ESCAPE)
    assert browser.js("return document.querySelectorAll('.on').length") == 0


def test_choosing_a_claim_marks_its_statement(browser: Browser, page):
    browser.open(page)
    browser.find("#texts .claim.shared[data-s=s2]").click()
    assert browser.js("return document.querySelector('tr#s2').classList.contains('on')")
    seen = "const r = document.querySelector('tr#s2').getBoundingClientRect();"
    seen += "const m = document.querySelector('.matrix').getBoundingClientRect();"
    assert browser.js(seen + "return r.top >= m.top && r.bottom <= m.bottom + 1")


def test_both_ways_by_keyboard(browser: Browser, page):
    browser.open(page)
    browser.js("document.querySelector('tr#s1 a.num').focus()")
    browser.press(ENTER)
    assert browser.js("return document.querySelectorAll('#texts .claim.on').length") > 1
    browser.js("document.querySelector('#texts .note[href=\"#s2\"]').focus()")
    browser.press(ENTER)
    assert browser.js("return document.querySelector('tr#s2').classList.contains('on')")
    assert browser.js("return document.querySelector('tr#s1').classList.contains('on')") is False


def test_links_inside_the_page_all_lead_somewhere(browser: Browser, page):
    browser.open(page)
    lost = """return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
        .filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"""
    assert browser.js(lost) == []


def test_without_scripts_anchors_do_it(browser: Browser, page):
    browser.open(page, scripts=False)
    assert browser.js("return document.documentElement.classList.contains('scripted')") is False
    href = browser.js("return document.querySelector('#coverage tr#s1 td a').getAttribute('href')")
    plain = browser.js("return getComputedStyle(document.querySelector(arguments[0])).backgroundColor", href)
    browser.open(page, anchor=href[1:], scripts=False)
    target = "return getComputedStyle(document.querySelector(':target')).backgroundColor"
    assert browser.js("return '#' + document.querySelector(':target').id") == href
    assert browser.js(target) != plain
    browser.open(page, anchor="s1", scripts=False)
    assert browser.js("return document.querySelector(':target').matches('tr#s1')")
    browser.open(page, scripts=True)


def test_headings_in_order_and_landmarks(browser: Browser, page):
    browser.open(page)
    levels = browser.js("return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert browser.js("return document.documentElement.lang") == "en"
    for landmark in ("main", "nav[aria-label]", "aside[aria-labelledby]"):
        assert browser.js("return document.querySelectorAll(arguments[0]).length", landmark) == 1
    named = "return [...document.querySelectorAll('[aria-labelledby]')].map(e => e.getAttribute('aria-labelledby'))"
    labels = browser.js(named)
    assert all(browser.js("return document.getElementById(arguments[0]).textContent.trim()", label) for label in labels)


def test_the_first_tab_offers_to_skip(browser: Browser, page):
    browser.open(page)
    browser.press(TAB)
    assert browser.js("return document.activeElement.textContent") == "Skip to what happened"
    assert browser.js("return document.activeElement.getBoundingClientRect().left") >= 0
    browser.press(ENTER)
    assert browser.js("return location.hash") == "#brief"


WALK = """
const order = [];
const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;
document.addEventListener('focusin', e => order.push([e.target.tagName, drawn(getComputedStyle(e.target))]));
window.order = order;
"""


def test_tab_reaches_everything_with_visible_focus(browser: Browser, page):
    from selenium.webdriver.common.action_chains import ActionChains

    browser.open(page)
    reachable = browser.js(
        "return [...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility({visibilityProperty: true})).length"
    )
    browser.js(WALK)
    for _ in range(0, reachable + 5, 50):
        ActionChains(browser.driver, duration=0).send_keys(TAB * 50).perform()
    order = browser.js("return window.order")
    assert len(order) >= reachable
    assert [name for name, outlined in order if not outlined] == []


@pytest.mark.parametrize("width", [375, 768, 1200, 1600])
def test_nothing_is_wider_than_the_window(browser: Browser, page, width):
    browser.open(page, width=width)
    assert browser.js("return document.documentElement.scrollWidth") <= width
    if width == 375:
        assert browser.js("const m = document.querySelector('.matrix'); return m.scrollWidth > m.clientWidth")
        widths = browser.js("return [...document.querySelectorAll('.matrix .statement')].map(e => e.clientWidth)")
        assert min(widths) > 110, "a statement has room beside its columns"
        # Which sections there are is seen at once.
        assert browser.js("const n = document.querySelector('.sections'); return n.scrollWidth <= n.clientWidth")


CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat([1]);
const seen = new Map();
const behind = e => {
  if (!e) return [255, 255, 255, 1];
  if (!seen.has(e)) {
    const own = rgba(getComputedStyle(e).backgroundColor);
    seen.set(e, own[3] === 1 ? own : over(own, behind(e.parentElement)));
  }
  return seen.get(e);
};
const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = c => { const [r, g, b] = c.map(v => linear(v / 255));
  return .2126 * r + .7152 * g + .0722 * b; };
const opacity = e => e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1;
const bad = new Set();
document.querySelectorAll('details').forEach(d => { d.open = true; });
for (const e of document.body.querySelectorAll('*')) {
  const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!text || e.closest('script, .sr') || !e.checkVisibility()) continue;
  const s = getComputedStyle(e), under = behind(e);
  const paint = rgba(e.namespaceURI.endsWith('svg') ? s.fill : s.color);
  const box = e.classList.contains('badge-letter') && e.parentElement.querySelector('.badge-box');
  const ground = box ? rgba(getComputedStyle(box).fill) : under;
  const top = over([...paint.slice(0, 3), paint[3] * opacity(e)], ground);
  const [a, b] = [light(top), light(ground)].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  const large = parseFloat(s.fontSize) >= 24;
  if (ratio < (large ? 3 : 4.5)) bad.add(`${e.tagName}.${e.getAttribute('class')} ${ratio.toFixed(2)}`);
}
return [...bad];
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out(browser: Browser, page, theme):
    browser.open(page, theme=theme)
    dark = browser.js("return matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark is (theme == "dark")
    assert browser.js(CONTRAST) == []
    browser.find("tr#s1 .statement").click()
    assert browser.js(CONTRAST) == [], "with a statement chosen"


def test_print_shows_all_sections_and_no_controls(browser: Browser, page):
    browser.open(page, media="print", theme="light")
    for part in ("#brief", "#differences", "#quotations", "#coverage", "#lineage", "#timeline", "#texts"):
        assert browser.js("return document.querySelector(arguments[0]).offsetHeight", part) > 0
    for control in (".sections", ".filter", "#choice", ".skip"):
        gone = "return [...document.querySelectorAll(arguments[0])].every(e => getComputedStyle(e).display === 'none')"
        assert browser.js(gone, control)
    for pane in (".matrix", "#texts"):
        cut = "const e = document.querySelector(arguments[0]); return e.scrollHeight - e.clientHeight"
        assert browser.js(cut, pane) <= 1
    assert browser.js("return getComputedStyle(document.querySelector('.difference')).breakInside") == "avoid"
    pdf = browser.cdp("Page.printToPDF", printBackground=True)["data"]
    assert len(pdf) > 20_000


def test_a_hostile_article_runs_nothing(browser: Browser, hostile):
    for theme in ("light", "dark"):
        browser.open(hostile, theme=theme)
        assert browser.requests() == [hostile.as_uri()]
        assert browser.messages() == []
    browser.js("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
    browser.js("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    assert browser.js("return typeof window.flag") == "undefined"
    assert browser.js("return Array.from(document.scripts, script => script.type)") == ["application/ld+json", ""]
    assert browser.js("return document.querySelectorAll('iframe, img, object, embed, form, [onerror]').length") == 0
    assert browser.js("return [...document.links].every(a => a.getAttribute('href').startsWith('#'))")
    assert "window.flag = 1" in browser.find("#texts").text
    assert "\u202e" not in browser.js("return document.documentElement.textContent")

"""What must not happen, tried on a real server and in a real browser."""

from __future__ import annotations

import re
import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest
from e2e.browser import start, stop
from e2e.serving import serving
from e2e.test_page_in_browser import CONTRAST

ATTACK = (
    "<script>window.flag = 1</script><img src=x onerror='window.flag = 2'> "
    '</script><svg onload=window.flag=3></svg> {{ 7 * 7 }} "><b onmouseover=window.flag=4>bold</b>'
)
STORY = "The old mill of Ost burnt down on Monday morning. Nobody was hurt, said the fire chief, Mara Lund."


@pytest.fixture(scope="module")
def desk(variorum, tmp_path_factory):
    folder = tmp_path_factory.mktemp("harm")
    for i, more in enumerate((" It was built in 1820.", " It had stood empty for six years.")):
        (folder / f"{i}.txt").write_text(
            f"---\ntitle: Fire {ATTACK}\noutlet: Harm {i} {ATTACK}\nurl: javascript:window.flag=5\n"
            f"date: 2025-05-12\n---\n\n{STORY} “{ATTACK}”, she said. {ATTACK}{more}\n",
            encoding="utf-8",
        )
    db = folder / "harm.db"
    done = variorum("add", folder / "0.txt", folder / "1.txt", "--db", db)
    assert "Traceback" not in done.stderr, done.stderr
    with serving(db, "--token", "Ada=open sesame") as base:
        yield base


@pytest.fixture(scope="module")
def browser():
    browser = start()
    yield browser
    stop(browser)


@pytest.fixture(scope="module")
def story(desk):
    return httpx.get(f"{desk}/index.json").json()["stories"][0]["story"]["id"]


@pytest.fixture(scope="module")
def pages(desk, story):
    article = httpx.get(f"{desk}/stories/{story}/articles.json").json()["articles"][0]
    return [
        "/",
        f"/stories/{story}",
        f"/stories/{story}/history",
        f"/stories/{story}/articles",
        f"/stories/{story}/judgements",
        f"/articles/{article['id']}",
        f"/outlets/{quote(article['outlet'], safe='')}",
        "/search?q=mill",
        f"/search?q={quote(ATTACK)}",
        "/speakers",
        "/outlets",
        "/status",
    ]


def sign_in(browser, desk):
    browser.driver.get(f"{desk}/login")
    if browser.driver.find_elements("css selector", "input[name=token]"):
        browser.find("input[name=token]").send_keys("open sesame")
        browser.find("main button.main").click()


@pytest.mark.parametrize("signed_in", [False, True])
def test_nothing_of_an_article_runs(browser, desk, pages, signed_in):
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    if signed_in:
        sign_in(browser, desk)
    browser.messages()
    browser.requests()
    for page in pages:
        browser.driver.get(desk + page)
        browser.js("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        browser.js("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
        assert browser.js("return typeof window.flag") == "undefined", page
        assert (
            browser.js("return document.querySelectorAll('iframe, img, object, embed, [onerror], style').length") == 0
        )
        assert browser.js("return [...document.scripts].every(s => s.src.startsWith(location.origin + '/assets/'))")
        safe = "return [...document.links].every(a => /^(https?:|$)/.test(a.protocol))"
        assert browser.js(safe), page
    assert [m for m in browser.messages() if "username fields" not in m] == [], "the policy was never touched"
    assert {urlsplit(url).netloc for url in browser.requests()} == {urlsplit(desk).netloc}


def test_a_foreign_page_cannot_judge(browser, desk, story, tmp_path):
    sign_in(browser, desk)
    trap = tmp_path / "trap.html"
    trap.write_text(
        f"<form method=post action='{desk}/judge/comment'><input name=story value='{story}'>"
        "<input name=comment value=forged></form><script>document.forms[0].submit()</script>"
    )
    browser.driver.get(trap.as_uri())
    judged = httpx.get(f"{desk}/stories/{story}/judgements.json").json()["judgements"]
    assert judged == []
    browser.driver.get("data:text/html,<iframe src='" + desk + "'></iframe>")
    browser.driver.switch_to.frame(0)
    assert "Stories" not in browser.driver.page_source, "it cannot be framed"
    browser.driver.switch_to.default_content()


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"authorization": "Bearer wrong"}, 401), ({"cookie": "variorum_session=forged.value"}, 401),
     ({"x-remote-user": "Ada"}, 401), ({"authorization": "Bearer open sesame"}, 201)],
)  # fmt: skip
def test_judging_needs_a_token(desk, story, headers, status):
    form = {"story": story, "comment": "checked"}
    answer = httpx.post(f"{desk}/judge/comment", data=form, headers=headers | {"accept": "application/json"})
    assert answer.status_code == status


def test_a_bad_host_is_refused(desk):
    assert httpx.get(desk, headers={"host": "evil.example"}).status_code == 421
    host, port = urlsplit(desk).netloc.split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
        assert line.recv(100).split()[1] != b"200"


def test_every_answer_is_guarded(desk, pages):
    for page in [*pages, "/nothing", "/openapi.json", "/login"]:
        headers = httpx.get(desk + page).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_a_read_only_server_takes_nothing(variorum, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    variorum("add", tmp_path / "a.txt", "--db", tmp_path / "a.db")
    with serving(tmp_path / "a.db", "--read-only") as base:
        html = httpx.get(base).text
        assert not re.search(r"<form[^>]+post", html)
        for path in ("/judge/comment", "/judge/undo", "/judge/merge", "/login"):
            answer = httpx.post(base + path, data={"story": "x", "comment": "x", "judgement": "j1"})
            assert answer.status_code == 403, path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1600])
def test_pages_fit_and_can_be_read(browser, desk, pages, theme, width):
    browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=True)
    themed = [{"name": "prefers-color-scheme", "value": theme}]
    browser.cdp("Emulation.setEmulatedMedia", media="screen", features=themed)
    sign_in(browser, desk)
    for page in [*pages, "/help", "/api", "/login"]:
        browser.driver.get(desk + page)
        assert browser.js("return document.documentElement.scrollWidth") <= width, page
        assert browser.js(CONTRAST) == [], page
        broken = """const tall = e => {
              const r = new Range(); r.selectNodeContents(e);
              return r.getBoundingClientRect().height > 2 * parseFloat(getComputedStyle(e).fontSize); };
            return [...document.querySelectorAll('table.list :is(th, td)')]
            .filter(e => e.checkVisibility() && tall(e) && !/\\s/.test(e.innerText.trim())).map(e => e.innerText)"""
        assert browser.js(broken) == [], f"words are broken on {page}"
        beside = """return [...document.querySelectorAll('.statements li')].filter(e => e.checkVisibility())
            .every(e => { const m = e.querySelector('.edit-mark');
              return !m || m.getBoundingClientRect().top < e.querySelector('.num').getBoundingClientRect().bottom; })"""
        assert browser.js(beside), "the pencil stands beside its statement"
        small = """return [...document.querySelectorAll('button, .button, .edit-mark')].filter(e => e.checkVisibility())
            .map(e => e.getBoundingClientRect()).filter(r => r.height < 24 || r.width < 24).length"""
        assert width > 375 or browser.js(small) == 0, f"what is pressed can be hit on {page}"
        levels = browser.js("return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        assert levels[0] == 1, page
        unnamed = """const controls = 'button, a[href], input:not([type=hidden]), select, textarea';
            return [...document.querySelectorAll(controls)]
            .filter(e => e.checkVisibility() && !(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.title))
            .map(e => e.outerHTML)"""
        assert browser.js(unnamed) == [], page

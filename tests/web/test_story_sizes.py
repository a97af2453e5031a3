"""A story of three hundred articles and one of a single article, through the addresses that a reader asks for."""

import re
import time
from urllib.parse import urljoin

import postgresql
import pytest
from web.conftest import MILL, form_token, open_client, sign_in
from web.sizes import large_story

from variorum.desk import Desk
from variorum.settings import Settings
from variorum.web.live import MANY

LARGE = 300
MARKET = "The market hall of Brannock will open its doors again in May, two years after a fire. Forty stalls return."
HOME = {"origin": "http://localhost"}


@pytest.fixture(scope="module")
def large(database, request, tmp_path_factory):
    with postgresql.place(database, request, tmp_path_factory.mktemp("large")) as db:
        story = large_story(db, LARGE, 24)
        with open_client(db) as client:
            yield client, story


def whole_page(client, address: str, seconds: float = 60.0) -> str:
    """The page, once it is made: until then one stands in that lists articles and asks again."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = client.get(address)
        assert answer.status_code == 200
        if 'id="differences"' in answer.text:
            return answer.text
        assert "The page of this large story is being made" in answer.text
        assert 'http-equiv="refresh"' in answer.text
        time.sleep(0.1)
    raise AssertionError(f"not made after {seconds} s")


def test_a_story_of_three_hundred_is_shown_in_part_and_counted_whole(large):
    client, story = large
    html = whole_page(client, f"/stories/{story}")
    assert "This is a large story" in html
    assert f"{LARGE} articles by {LARGE} outlets" in html
    assert html.count('<article class="text ') == MANY
    rest = html[html.index("The other articles") :]
    assert rest.count('<li id="a') == LARGE - MANY
    ids = set(re.findall(r' id="([^"]+)"', html))
    links = set(re.findall(r'href="([^"]+)"', html))
    assert {link for link in links if link[0] == "#" and link[1:] not in ids} == set()
    leading = sorted(link for link in links if link.startswith("/articles/"))
    assert len(leading) > LARGE - MANY
    for link in leading[:: len(leading) // 5]:
        assert client.get(link).status_code == 200
    assert len(html) < 1_500_000


def test_the_other_pages_of_a_large_story(large):
    client, story = large
    assert len(client.get(f"/stories/{story}.json").json()["edition"]["articles"]) == LARGE
    seen, address = set(), f"/stories/{story}/articles"
    while address:
        html = client.get(address).text
        seen |= set(re.findall(r'<h3><a href="(/articles/[^"]+)"', html))
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = urljoin(address, following[1].replace("&amp;", "&")) if following else ""
    assert len(seen) == LARGE
    for part in ("history", "judgements", "alike", "statements/s1"):
        assert client.get(f"/stories/{story}/{part}").status_code == 200
    assert client.get(f"/stories/{story}/download/md").text.count("| Outlet of District") >= LARGE


@pytest.fixture
def place(database, request, tmp_path):
    with postgresql.place(database, request, tmp_path) as place:
        yield place


@pytest.fixture
def single(place, tmp_path):
    """An editor before two stories of one article each; the store and the stories."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, title, text in (("mill", "Mill burns down", MILL), ("market", "Market hall reopens", MARKET)):
        head = f"---\ntitle: {title}\noutlet: Ost Herald\ndate: 2025-05-12\n---\n\n"
        (folder / f"{name}.txt").write_text(head + text, "utf-8")
    with Desk(place, Settings(encoder="ngrams")) as desk:
        list(desk.add([str(folder)]))
        list(desk.refresh())
    with open_client(place) as client:
        sign_in(client, "hush")
        found = {line["story"]["title"]: line["story"] for line in client.get("/index.json").json()["stories"]}
        assert {s["articles"] for s in found.values()} == {1}
        yield client, found["Mill burns down"]["id"], found["Market hall reopens"]["id"]


def test_a_story_of_one_article(single):
    client, mill, market = single
    html = client.get(f"/stories/{mill}").text
    assert "1 article by 1 outlet, from <strong>1 independent source</strong>" in html
    assert "There is one article only, and it does not contradict itself." in html
    assert "0 conflicts" not in html
    assert "No statement stands in more than one article." in html
    assert "exclusives" in html
    assert '<svg class="lineage"' not in html, "there is nothing to draw"
    history = client.get(f"/stories/{mill}/history").text
    assert "There is one edition so far." in history
    assert "The story began with" in history
    assert "Mill burns down" in client.get(f"/stories/{mill}/articles").text
    assert client.get(f"/stories/{mill}/alike.json").json()["alike"][0]["id"] == market
    assert 'name="other"' in client.get(f"/stories/{mill}/alike").text
    for kind in ("html", "md", "json"):
        assert client.get(f"/stories/{mill}/download/{kind}").status_code == 200


def test_a_story_of_one_article_is_not_split_and_can_be_merged(single):
    client, mill, market = single
    fields = {"form_token": form_token(client.get(f"/stories/{mill}").text), "story": mill}
    (article,) = client.get(f"/stories/{mill}/articles.json").json()["articles"]
    refused = client.post("/judge/split", data=fields | {"articles": article["id"]}, headers=HOME)
    assert refused.status_code == 409
    assert "leave some" in refused.text
    assert client.post("/judge/merge", data=fields | {"other": market}, headers=HOME).status_code == 303
    until = time.monotonic() + 60
    while time.monotonic() < until:
        data = client.get(f"/stories/{mill}.json", follow_redirects=True).json()
        if len(data["edition"]["articles"]) == 2 and not data["story"]["stale"]:
            break
        time.sleep(0.2)
    kept = data["story"]["id"]
    assert len(data["edition"]["articles"]) == 2
    gone = market if kept == mill else mill
    assert client.get(f"/stories/{gone}").headers["location"] == f"/stories/{kept}"
    assert "These articles are one story" in client.get(f"/stories/{kept}/judgements").text
    assert "No other story is like it." not in client.get(f"/stories/{kept}/alike").text, "an editor can name another"
    assert client.get(f"/stories/{kept}/alike.json").json()["alike"] == []

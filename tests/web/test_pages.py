"""Every page, with what a reader finds on it, and its twin."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from threading import Event
from urllib.parse import quote, urljoin, urlsplit

import pytest
from web.conftest import open_client

from variorum import interchange
from variorum.edition import Edition
from variorum.edition.verify import verify
from variorum.feeds.states import FeedState
from variorum.interchange import File
from variorum.store import Writer
from variorum.store.records import Utterance
from variorum.web.assets import assets
from variorum.web.kept import Kept
from variorum.web.pages import downloads
from variorum.web.pages import story as story_pages
from variorum.web.templating import utterance


class Links(HTMLParser):
    """The addresses a page asks for or leads to, its ids, and what stands in it against the policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.forms: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.found += [v for k, v in attrs if k in ("href", "src", "action", "hx-get", "hx-post") and v]
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.inline += [f"{tag} {k}" for k, _ in attrs if k == "style" or k.startswith("on")]
        if tag == "style" or (tag == "script" and not named.get("src")):
            self.inline.append(tag)
        if tag == "form":
            self.forms.append(named)


PAGES = ["/", "/?order=growth", "/?order=recent", "/search", "/search?q=mill", "/speakers", "/outlets", "/status",
         "/help", "/api", "/login"]  # fmt: skip


@pytest.fixture(scope="module")
def reached(reader, bridge, mill):
    """Everything that a reader comes to from the front page and the main pages, one link after another."""
    waiting = [
        *PAGES,
        "/stories",
        *(f"/stories/{s}{part}" for s in (bridge, mill) for part in ("", "/alike", "/statements/s1")),
    ]
    pages: dict[str, str] = {}
    answers: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        path = address.partition("#")[0]
        if path in answers or len(answers) > 400:
            continue
        answer = reader.get(path)
        answers[path] = answer.status_code
        if "text/html" in answer.headers["content-type"] and "/download/" not in path:
            pages[path] = answer.text
            waiting += [urljoin(path, link) for link in Links(answer.text).found if not urlsplit(link).netloc]
    return pages, answers


def test_no_link_leads_nowhere(reached):
    pages, answers = reached
    assert len(pages) > 60
    assert {path: code for path, code in answers.items() if code not in (200, 303, 405)} == {}


def test_names_in_links_are_on_the_page(reached):
    pages, _ = reached
    lost = []
    read = {path: Links(html) for path, html in pages.items()}
    for path, page in read.items():
        for link in page.found:
            target, _, name = urljoin(path, link).partition("#")
            if name and target in read and name not in read[target].ids:
                lost.append((path, link))
    assert lost == []


def test_nothing_in_a_page_is_against_the_policy(reached):
    pages, _ = reached
    for path, html in pages.items():
        found = Links(html)
        assert found.inline == [], path
        assert [x for x in found.found if x.startswith(("javascript:", "data:", "//"))] == [], path
        assert len(found.ids) == len(set(found.ids)), path
        assert "<h1" in html, path
        assert 'lang="en"' in html, path


def test_every_page_names_its_twin_and_the_twin_is_there(reached, reader):
    pages, answers = reached
    without = [p for p, html in pages.items() if 'type="application/json"' not in html]
    assert {urlsplit(p).path for p in without} == {"/login"}, "a form has no twin"
    assert 'href="/openapi.json"' in pages["/api"]
    twins = [p for p in answers if urlsplit(p).path.endswith(".json")]
    assert len(twins) > 40
    for path in twins:
        json.loads(reader.get(path).text)


def test_twins_are_as_the_document_says(reader, reached):
    jsonschema = pytest.importorskip("jsonschema")
    document = reader.get("/openapi.json").json()
    _, answers = reached
    seen = set()
    for path in (p for p in answers if urlsplit(p).path.endswith(".json") and p != "/openapi.json"):
        for template, methods in document["paths"].items():
            parts = re.sub(r"\\\{(name|key)\\\}", ".+", re.escape(template))  # these may hold a slash
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", parts)
            if re.fullmatch(pattern, urlsplit(path).path) and "get" in methods:
                break
        else:
            assert path in ("/edition.schema.json",)
            continue
        content = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        if template not in seen:
            jsonschema.validate(reader.get(path).json(), content | {"components": document["components"]})
        seen.add(template)
    described = {p for p, methods in document["paths"].items() if "get" in methods and p.endswith(".json")}
    assert described == seen


def test_the_front_page_counts_sources_first(reader):
    data = reader.get("/index.json").json()
    sources = [line["story"]["independent_sources"] for line in data["stories"]]
    assert sources == sorted(sources, reverse=True)
    html = reader.get("/").text
    assert html.count('class="spark"') == len(sources)
    assert "5 outlets" in html


def test_filters(reader):
    def titles(query: str) -> list[str]:
        return [line["story"]["title"] for line in reader.get(f"/index.json?{query}").json()["stories"]]

    assert len(titles("outlet=Ost+Herald")) == 1
    assert titles("language=xx") == []
    assert "No story fits" in reader.get("/?language=xx").text
    assert reader.get("/?since=yesterday").status_code == 422
    assert reader.get("/?limit=0").status_code == 422
    assert titles("since=2025-05-13")
    assert len(titles("limit=1&offset=1")) == 1


def test_the_story_page_is_the_edition(reader, bridge, view):
    html = reader.get(f"/stories/{bridge}").text
    edition = view.edition(bridge)
    assert html.count('class="difference ') == len(edition.discrepancies)
    for section in ("brief", "differences", "quotations", "coverage", "lineage", "timeline", "texts"):
        assert f'id="{section}"' in html
    assert "Judgements" in html
    assert "<form" not in html.replace('<form class="find"', ""), "readers get no forms to judge with"


def test_a_story_s_twin_holds_the_edition_as_it_is_kept(reader, bridge, view):
    data = reader.get(f"/stories/{bridge}.json").json()
    edition = Edition.from_dict(data["edition"])
    assert edition == view.edition(bridge)
    assert list(verify(edition)) == []
    assert data["story"]["id"] == bridge


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_a_story_that_is_merged_while_it_is_read_is_read_again(filled, bridge, monkeypatch, suffix):
    read = []

    def lost_once(view, story, **named):
        read.append(story)
        return None if len(read) == 1 else kept(view, story, **named)

    with open_client(filled) as client:
        kept = type(client.app.state.site.view).edition_json
        monkeypatch.setattr(type(client.app.state.site.view), "edition_json", lost_once)
        monkeypatch.setattr(story_pages, "_BODIES", Kept(10_000_000))
        answer = client.get(f"/stories/{bridge}{suffix}")
        assert answer.status_code == 200
        assert "seven hangers" in answer.text
        assert read == [bridge, bridge]
        monkeypatch.setattr(type(client.app.state.site.view), "edition_json", lambda *_, **__: None)
        monkeypatch.setattr(story_pages, "_BODIES", Kept(10_000_000))
        assert client.get(f"/stories/{bridge}{suffix}").status_code == 404


def test_a_page_that_has_not_changed_is_not_sent_again(reader, bridge):
    for path in (f"/stories/{bridge}", f"/stories/{bridge}.json"):
        first = reader.get(path)
        again = reader.get(path, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert not again.content
        assert reader.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_beginning_of_an_identifier_leads_on(reader, bridge):
    answer = reader.get(f"/stories/{bridge[:12]}")
    assert answer.headers["location"] == f"/stories/{bridge}"
    assert reader.get("/stories/nothing").status_code == 404
    assert reader.get("/stories/nothing.json").json()["error"] == "Not found"


def test_a_silent_edit_is_shown(reader, mill, view):
    article = next(a for a in view.articles(mill) if a.outlet == "Ost Herald")
    assert article.versions == 2
    html = reader.get(f"/articles/{article.id}").text
    assert "Version 2" in html
    data = reader.get(f"/articles/{article.id}/changes.json").json()
    told = [c for c in data["changes"] if "Two men" in c["new"] or "Nobody" in c["old"]]
    assert told
    assert data["kept"] > 2
    page = reader.get(f"/articles/{article.id}/changes?version=2").text
    assert re.search(r"<ins>[^<]*Two men", page) or re.search(r"<del>[^<]*Nobody", page)
    assert reader.get(f"/articles/{article.id}/changes?version=1").status_code == 404
    old = reader.get(f"/articles/{article.id}?version=1").text
    assert "Nobody was hurt" in old
    assert "This is version 1 of 2" in old
    assert reader.get(f"/articles/{article.id}?version=9").status_code == 404


def test_history_tells_what_changed(reader, mill):
    data = reader.get(f"/stories/{mill}/history.json").json()
    assert len(data["editions"]) == 2
    assert data["edits"][0]["outlet"] == "Ost Herald"
    appeared = [s["text"] for s in data["changes"]["appeared"]]
    assert any("Two men" in text for text in appeared)
    html = reader.get(f"/stories/{mill}/history").text
    assert "silent edit" in html
    assert reader.get(f"/stories/{mill}/history?since=999999").status_code == 404


def test_a_passage_is_marked_in_its_article(reader, bridge, view):
    claim = view.edition(bridge).statements[0].claims[0]
    html = reader.get(f"/articles/{claim.article}?mark={claim.start}-{claim.end}").text
    assert f'<span id="mark" class="marked">{claim.text.split(chr(34))[0]}' in html.replace("&#34;", '"')
    for odd in ("9-3", "x", "1-", "5-99999999999", "-1-4"):
        assert reader.get(f"/articles/{claim.article}?mark={odd}").status_code == 200


def test_keys_and_words(reader, filled):
    data, html = reader.get("/help.json").json(), reader.get("/help").text
    for entry in (*data["keys"], *data["words"]):
        assert entry["meaning"].split(":")[0] in html
    assert "c x u" in {entry["name"] for entry in data["keys"]}
    with open_client(filled, read_only=True) as world:
        assert "c x u" not in {entry["name"] for entry in world.get("/help.json").json()["keys"]}


def test_feeds_that_fail_and_that_are_gone(copy):
    now = datetime(2025, 5, 12, 8, 0, tzinfo=UTC).timestamp()
    month = 30 * 86_400
    with Writer(copy) as writer:
        writer.feeds.put(
            [
                FeedState("https://a.example/feed", title="Fine", checked=now, due=now + 300, entries=9, articles=4),
                FeedState("https://b.example/feed", title="Gone", checked=now, due=now + month, status=410, gone=True,
                          error="it answered 410: it is gone for good"),
                FeedState("https://c.example/feed", title="Down", checked=now, due=now + 600, status=503, failures=3,
                          error="it answered 503 <b>&"),
                FeedState("https://d.example/feed", title="Slow", checked=now, due=now + 600, failures=1, error="late"),
                FeedState("https://e.example/feed"),
            ]
        )  # fmt: skip
    with open_client(copy) as client:
        html = client.get("/status").text
        lines = {line["title"]: line for line in client.get("/status.json").json()["feeds"]}
    items = {
        name: html[html.index(f">{name}</h3>") :].partition("</li>")[0] for name in ("Fine", "Gone", "Down", "Slow")
    }
    assert list(lines) == ["Down", "Slow", "Gone", "Fine", ""], "what fails stands first"
    assert "2 feeds of 5 failed the last time" in html
    assert "Failed 3 times in a row: it answered 503 &lt;b&gt;&amp;" in items["Down"]
    assert "Failed once: late" in items["Slow"]
    assert "It answered 410: it is gone for good. It is not asked for a month; then once more" in items["Gone"]
    assert "next <time" in items["Gone"]
    assert "11 June 2025" in items["Gone"]
    assert "notice" not in items["Fine"]
    assert "not checked yet" in html
    assert (lines["Down"]["failures"], lines["Gone"]["gone"], lines["Gone"]["failures"]) == (3, True, 0)
    assert lines["Gone"]["next_due"] == "2025-06-11T08:00:00+00:00"


def test_search(reader):
    found = reader.get("/search.json?q=mill").json()
    assert found["total"] == 2
    assert "<mark>mill</mark>" in reader.get("/search?q=mill").text
    meant = reader.get("/search.json?q=crossing+closed&meaning=1").json()
    assert meant["hits"]
    assert "Nothing was found" in reader.get("/search?q=xyzzyplugh").text
    for odd in ('"', "* AND (", "-mill", "\x00", "a" * 2000, "’; DROP TABLE stories"):
        assert reader.get("/search", params={"q": odd}).status_code == 200
    assert reader.get("/search", params={"q": "a" * 2001}).status_code == 422


def test_search_within_a_story_and_by_speaker(reader, bridge, mill):
    bare = reader.get("/search").text
    assert 'name="speaker"' in bare
    assert 'name="story"' in bare
    for meaning in ({}, {"meaning": "1"}):
        for named in (bridge, bridge[:12], f"http://localhost/stories/{bridge}/"):
            found = reader.get("/search.json", params={"q": "bridge", "story": named} | meaning).json()
            assert {hit["article"]["story"] for hit in found["hits"]} == {bridge}
        assert not reader.get("/search.json", params={"q": "bridge", "story": "story-none"} | meaning).json()["hits"]
        found = reader.get("/search.json", params={"q": "mill", "speaker": "Lund"} | meaning).json()
        assert {hit["article"]["story"] for hit in found["hits"]} == {mill}
        assert not reader.get("/search.json", params={"q": "mill", "speaker": "Lun"} | meaning).json()["hits"]
    assert 'value="Lund"' in reader.get("/search?speaker=Lund").text
    assert f"/search?story={bridge}" in reader.get(f"/stories/{bridge}").text
    assert f"/search?story={bridge}" in reader.get(f"/stories/{bridge}/articles").text
    key = next(s["key"] for s in reader.get("/speakers.json").json()["speakers"] if "lund" in s["key"])
    leads = re.search(r'href="(/search\?speaker=[^"]+)"', reader.get(f"/speakers/{quote(key)}").text)
    assert leads
    assert "Mill burns down" in reader.get(leads[1]).text


def test_speakers_and_their_words(reader):
    speakers = reader.get("/speakers.json").json()["speakers"]
    assert speakers
    for speaker in speakers:
        data = reader.get(f"/speakers/{quote(speaker['key'], safe='')}.json").json()
        said = [w for q in data["quotations"] for w in q["wordings"]]
        assert len(said) == speaker["utterances"]
        for w in said[:3]:
            text = reader.get(f"/articles/{w['article']}.json").json()["text"]
            assert text[w["start"] : w["end"]] == w["text"]
    assert reader.get("/speakers/nobody%20at%20all").status_code == 404


@pytest.mark.parametrize(
    ("mode", "text", "printed"),
    [
        ("direct", "We wait", "“We wait”"),
        ("indirect", "that they wait", "that they wait"),
        ("partial", 'Lund "the architect"', 'Lund "the architect"'),
        ("direct", "„Wir warten“, sagte sie", "„Wir warten“, sagte sie"),
    ],
)
def test_quotation_marks_stand_around_words_that_have_none(mode, text, printed):
    said = Utterance("lund", "Lund", "s", "t", "q1", "a", "o", "", 0, len(text), text, mode)
    assert utterance(said) == printed


def test_outlets(reader):
    names = [o["name"] for o in reader.get("/outlets.json").json()["outlets"]]
    assert "Radio Delta" in names
    page = reader.get("/outlets/Radio%20Delta").text
    assert "Latest articles" in page
    assert reader.get("/outlets/No/such").status_code == 404


@pytest.mark.parametrize("name", ["json", "html", "md", "csv", "tei", "web-annotation", "dot", "graphml"])
def test_downloads(reader, bridge, name):
    answer = reader.get(f"/stories/{bridge}/download/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{bridge}.')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.content == reader.get(f"/stories/{bridge}/download/{name}").content
    assert reader.get("/stories/nothing/download/md").status_code == 404


def test_downloads_that_are_not_served(reader, filled, bridge):
    assert "There is no format" in reader.get(f"/stories/{bridge}/download/docx").text
    with open_client(filled, read_only=True) as world:
        assert world.get(f"/stories/{bridge}/download/pdf").status_code == 404
        assert "/download/pdf" not in world.get(f"/stories/{bridge}").text
    assert "/download/pdf" in reader.get(f"/stories/{bridge}").text


@pytest.mark.parametrize("name", ["html", "csv"])
def test_a_file_is_written_once_for_an_edition(reader, bridge, mill, monkeypatch, name):
    written = []

    def export(edition, name):
        written.append(edition.story.id)
        return interchange.export(edition, name)

    monkeypatch.setattr(downloads, "export", export)
    monkeypatch.setattr(downloads, "_FILES", Kept(10_000_000))
    first, other, again = (reader.get(f"/stories/{story}/download/{name}") for story in (bridge, mill, bridge))
    assert written == [bridge, mill]
    assert first.content == again.content != other.content
    assert first.headers == again.headers


def test_a_paper_is_printed_once_and_few_wait_for_the_printer(reader, bridge, mill, monkeypatch):
    printed = []

    def write(edition):
        printed.append(edition.story.id)
        yield File("edition.pdf", b"%PDF " + edition.story.id.encode())

    monkeypatch.setattr("variorum.interchange.pdf.write", write)
    monkeypatch.setattr(downloads, "_PAPERS", Kept(10_000))
    for story in (bridge, mill, bridge):
        answer = reader.get(f"/stories/{story}/download/pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content == b"%PDF " + story.encode()
    assert printed == [bridge, mill]
    monkeypatch.setattr(downloads, "_IN_LINE", 0)
    assert reader.get(f"/stories/{bridge}/download/pdf").status_code == 200
    monkeypatch.setattr(downloads, "_PAPERS", Kept(10_000))
    refused = reader.get(f"/stories/{bridge}/download/pdf")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")


def test_the_page_of_a_very_large_story_is_made_while_one_is_told_so(filled, bridge, monkeypatch):
    begin, body = Event(), story_pages._body

    def slowly(*arguments, **named):
        begin.wait(10)
        return body(*arguments, **named)

    monkeypatch.setattr(story_pages, "MANY", 1)
    monkeypatch.setattr(story_pages, "_PATIENCE", 0.05)
    monkeypatch.setattr(story_pages, "_BODIES", Kept(10_000_000))
    monkeypatch.setattr(story_pages, "_body", slowly)
    with open_client(filled) as client:
        first = client.get(f"/stories/{bridge}")
        assert "is being made" in first.text
        assert '<meta http-equiv="refresh" content="1">' in first.text
        assert "Radio Delta" in first.text
        assert "etag" not in first.headers
        begin.set()
        monkeypatch.setattr(story_pages, "_PATIENCE", 10)
        second = client.get(f"/stories/{bridge}")
        assert "What happened" in second.text
        assert "http-equiv" not in second.text


def test_an_empty_store_says_what_to_type(empty):
    with open_client(empty) as client:
        for page in PAGES:
            assert client.get(page).status_code == 200
        html = client.get("/").text
        assert "variorum add" in html
        assert "variorum watch" in html
        assert str(empty) in html
        assert "Nobody is quoted yet" in client.get("/speakers").text
        assert "No feed is watched" in client.get("/status").text


def test_assets_have_their_content_in_their_address(reader):
    for asset in assets().values():
        answer = reader.get(asset.address)
        assert answer.content == asset.content
        assert "immutable" in answer.headers["cache-control"]
    assert reader.get("/assets/000000000000/desk.css").status_code == 404
    assert reader.get("/assets/../app.py").status_code == 404


def test_faults_are_told_without_their_insides(filled, monkeypatch):
    with open_client(filled) as client:
        site = client.app.state.site
        monkeypatch.setattr(type(site.view), "outlets", lambda *_: 1 / 0)
        answer = client.get("/outlets")
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert client.get("/outlets.json").json()["error"]

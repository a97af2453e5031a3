"""Feeds of every kind to entries, and what hostile or broken ones come to."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.feeds import FeedError, FeedKind, parse

HERE = "https://wire.example/feeds/main.xml"
NOW = datetime(2024, 7, 4, 12, tzinfo=UTC)
LONG = "The harbour board met on Tuesday and agreed to close the old quay. " * 15


def rss(items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{head}{items}</channel></rss>'.encode()


def test_rss() -> None:
    feed = parse(
        rss(
            "<item><title>Quay &lt;b&gt;closed&lt;/b&gt; &amp;amp; barred</title>"
            "<link>/a?id=1&amp;utm_source=rss#top</link>"
            "<guid isPermaLink='false'>n-1</guid><pubDate>Wed, 03 Jul 2024 10:00:00 +0200</pubDate></item>",
            "<link>https://wire.example/</link><ttl>15</ttl>",
        ),
        HERE,
    )
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.home, feed.pace.seconds) == (FeedKind.RSS, "Wire", "https://wire.example/", 900)
    assert (entry.title, entry.link, entry.guid) == ("Quay closed & barred", "https://wire.example/a?id=1", "n-1")
    assert (entry.published, entry.updated, entry.outlet) == ("2024-07-03T08:00:00Z", "", "")


def test_an_aggregator_is_not_the_outlet() -> None:
    source = '<item><link>https://a.example/1</link><source url="https://a.example">The &amp; Post</source></item>'
    assert parse(rss(source), HERE).entries[0].outlet == "The & Post"
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title><entry><id>urn:1</id><title>T</title>'
        b'<link href="https://b.example/1"/><updated>2024-07-03T10:00:00Z</updated>'
        b"<source><title>Dale Gazette</title><id>x</id></source></entry></feed>"
    )
    feed = parse(atom, HERE)
    assert (feed.kind, feed.entries[0].outlet) == (FeedKind.ATOM, "Dale Gazette")
    assert (feed.entries[0].published, feed.entries[0].updated) == ("", "2024-07-03T10:00:00Z")


def test_rdf() -> None:
    feed = parse(
        b'<?xml version="1.0"?><!-- old --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">'
        b"<title>Old</title></channel><item><title>One</title><link>https://a.example/1</link>"
        b"<dc:date>2024-07-03</dc:date></item></rdf:RDF>",
        HERE,
    )
    assert [(e.link, e.published or e.updated) for e in feed.entries] == [("https://a.example/1", "2024-07-03")]


def test_the_whole_article_is_told_from_a_summary() -> None:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    item = "<item><link>https://a.example/1</link><description>Short.</description>{}</item></channel></rss>"
    whole = f"<content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>"
    assert LONG.strip() in parse((head + item.format(whole)).encode(), HERE).entries[0].content
    assert not parse((head + item.format("")).encode(), HERE).entries[0].content
    teaser = "<content:encoded><![CDATA[<p>Read more on our site.</p>" + "<br>" * 500 + "]]></content:encoded>"
    assert not parse((head + item.format(teaser)).encode(), HERE).entries[0].content


def test_an_entry_needs_an_address_or_an_article() -> None:
    feed = parse(rss("<item><title>Nothing</title></item><item><link>javascript:alert(1)</link></item>"), HERE)
    assert not feed.entries
    assert "2 of its entries" in feed.notes[0]


def test_sleeping_hours() -> None:
    skips = "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour></skipHours>"
    pace = parse(rss("", skips + "<skipDays><day>Sunday</day><day>Never</day></skipDays>"), HERE).pace
    assert (pace.skip_hours, pace.skip_days) == ({0, 7}, {6})
    always = "<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(24)) + "</skipHours>"
    assert not parse(rss("", always), HERE).pace.skip_hours


def json_feed(*items: dict[str, object], **more: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items} | more).encode()


def test_json_feed() -> None:
    feed = parse(
        json_feed(
            {"id": 7, "url": "/a", "title": "T", "date_published": "2024-07-03T10:00:00+02:00", "content_text": LONG},
            {"id": "https://wire.example/b", "external_url": "https://c.example/x"},
            {"id": "nothing"},
            "no object",
            expired=True,
        ),
        HERE,
    )
    first, second = feed.entries
    assert (first.guid, first.link, first.published) == ("7", "https://wire.example/a", "2024-07-03T08:00:00Z")
    assert first.content.startswith("<p>The harbour")
    assert second.link == "https://c.example/x"
    assert (feed.kind, feed.expired, len(feed.notes)) == (FeedKind.JSON, True, 1)


@pytest.mark.parametrize(
    ("author", "link", "outlet"),
    [
        ({"name": "Dale Gazette", "url": "https://dale.example/"}, "https://dale.example/1", "Dale Gazette"),
        ({"name": "Dale", "url": "https://dale.example"}, "https://dale.example/1", "Dale"),
        ({"name": "The Harbour Times"}, "https://wire.example/1", "The Harbour Times"),
        ({"name": "Dale"}, "https://dale.example/1", "Dale"),
        ({"name": "Ann Low"}, "https://wire.example/1", ""),
        ({"name": "Ann Low", "url": "https://wire.example/staff/ann"}, "https://wire.example/1", ""),
        ({"name": "Ann Low", "url": "https://social.example/@ann"}, "https://dale.example/1", ""),
        ("Ann", "https://dale.example/1", ""),
    ],
)
def test_an_author_may_be_the_publisher(author: object, link: str, outlet: str) -> None:
    feed = parse(json_feed({"id": "1", "url": link, "authors": [author]}), HERE)
    assert feed.entries[0].outlet == outlet


@pytest.mark.parametrize("body", [b"[]", b'{"items": 3}', b'{"items": []}', b"[" * 100_000, b'{"a": ' + b"9" * 9_999])
def test_other_json_is_no_feed(body: bytes) -> None:
    with pytest.raises(FeedError, match="JSON"):
        parse(body, HERE)


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://a.example/new</loc><i:image><i:loc>https://a.example/p.jpg</i:loc><i:title>Pier</i:title></i:image>
<n:news><n:publication><n:name>Dale Gazette</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2024-07-04T09:00:00+01:00</n:publication_date><n:title>Quay &amp; pier</n:title></n:news></url>
<url><loc>https://a.example/edited</loc><lastmod>2024-07-03</lastmod></url>
<url><loc>https://a.example/old</loc><lastmod>2019-07-03</lastmod></url>
<url><loc>https://a.example/contact</loc></url></urlset>"""


def test_news_sitemap() -> None:
    feed = parse(SITEMAP.encode(), HERE, now=NOW)
    assert [e.link for e in feed.entries] == ["https://a.example/new", "https://a.example/edited"]
    first = feed.entries[0]
    assert (first.title, first.outlet, first.language) == ("Quay & pier", "Dale Gazette", "en")
    assert (first.published, feed.kind) == ("2024-07-04T08:00:00Z", FeedKind.SITEMAP)
    assert parse(gzip.compress(SITEMAP.encode()), HERE, now=NOW) == feed


def test_sitemap_index() -> None:
    body = (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        "<sitemap><loc>https://a.example/1.xml</loc><lastmod>2024-07-04</lastmod></sitemap>"
        "<sitemap><loc>https://a.example/2.xml.gz</loc><lastmod>2020-01-01</lastmod></sitemap>"
        "<sitemap><loc>https://a.example/3.xml</loc></sitemap><sitemap><loc>ftp://a.example/4</loc></sitemap>"
        "</sitemapindex>"
    )
    feed = parse(body.encode(), HERE, now=NOW)
    assert (feed.kind, feed.children) == (FeedKind.INDEX, ("https://a.example/1.xml", "https://a.example/3.xml"))


def test_a_page_names_its_feed() -> None:
    page = b"<!doctype html><meta charset=utf-8><link rel='Alternate' TYPE=application/rss+xml href='/f?a=1&amp;b=2'>"
    feed = parse(page, "https://a.example/news/")
    assert (feed.kind, feed.children) == (FeedKind.PAGE, ("https://a.example/f?a=1&b=2",))
    with pytest.raises(FeedError, match="names no feed"):
        parse(b"<html><body>Hello</body></html>", HERE)


def test_encodings() -> None:
    body = "<?xml version='1.0' encoding='{}'?><rss version='2.0'><channel><title>Brücke – é</title></channel></rss>"
    for declared, used, charset in [
        ("utf-8", "utf-8", ""),
        ("windows-1252", "windows-1252", ""),
        ("iso-8859-1", "utf-8", "iso-8859-1"),  # both declarations are wrong
        ("utf-16", "utf-16", ""),
        ("x-unheard-of", "utf-8", "unknown"),
        ("utf-8", "windows-1252", "windows-1252"),
    ]:
        assert parse(body.format(declared).encode(used), HERE, charset).title == "Brücke – é"


def test_characters_that_xml_forbids() -> None:
    assert parse(rss("").replace(b"Wire", b"Wi\x0bre"), HERE).title == "Wire"


def bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'.encode()


@pytest.mark.parametrize("root", ["rss", "opml", "urlset"])
def test_entities_are_not_expanded(root: str) -> None:
    inner = {
        "rss": "<rss version='2.0'><channel><title>&l11;&x;</title><item><link>http://a.example/</link></item></channel></rss>",
        "opml": "<opml><body><outline text='&l11;' xmlUrl='http://a.example/'/></body></opml>",
        "urlset": "<urlset><url><loc>http://a.example/</loc><title>&l11;</title></url></urlset>",
    }[root]
    outside = bomb().replace(b"]>", b'<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    try:
        found = repr(parse(outside + inner.encode(), HERE))
    except FeedError as refused:
        found = str(refused)
    assert "haha" not in found
    assert "root:" not in found
    assert len(found) < 2_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"\x1a",
        b"<?xml version='1.0'?>\n",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"plain words",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x1f\x8bbroken",
        gzip.compress(b" " * 9_000_000),
        b"<rss>" + b"<a>" * 300_000,
        b"<urlset>" + b"<url>" * 100_000,
        b"<opml>" + b"<outline>" * 100_000,
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes) -> None:
    with pytest.raises(FeedError, match=r"^it (is|has|unpacks)|its compressed"):
        parse(body, HERE)


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    feed = parse(rss("<item><title>A & B</title><link>https://a.example/1</link></item><item><title>half"), HERE)
    assert feed.entries[0].link == "https://a.example/1"
    assert "not well formed" in feed.notes[0]


@settings(deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<rss version='2.0'><channel><item>", b"<urlset>", b"{", b"<feed>"])
)
def test_nothing_crashes(noise: bytes, start: bytes) -> None:
    try:
        parse(start + noise, HERE)
    except FeedError as refused:
        assert str(refused)

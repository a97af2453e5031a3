import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from edition.many import many, of_text
from edition.pages import Page, read
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition import Edition
from variorum.edition.data import Judgement
from variorum.edition.html import render, render_fragment

HOSTILE = [
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "]]> --> <!-- <![CDATA[",
    "nul \x00 escape \x1b[31m bell \x07 delete \x7f",
    "override \u202e gnp.exe \u202d and \u2066 isolate",
    "\u2028 line \u2029 paragraph \x85 next",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "lone \ud800 surrogate",
    "&lt;b&gt; &amp;amp; &#0;",
    "' onmouseover='x' \" onfocus=\"y\"",
    "javascript:alert(1) data:text/html,x",
    "</style><style>*{display:none}</style>",
]


@pytest.fixture(scope="module")
def page(edition: Edition) -> Page:
    return read(render(edition))


def check(page: Page) -> None:
    """What holds for every page: names given once, links that lead somewhere inside, nothing from outside."""
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for e in page.elements:
        assert not {"style", "src", "srcset", "action", "srcdoc", "ping"} & e.attributes.keys(), e
        assert not [name for name in e.attributes if name.startswith("on")], e
        assert e.name not in ("iframe", "object", "embed", "form", "base", "link", "img"), e
        if "href" in e.attributes:
            assert e.attributes["href"][0] == "#"
            assert e.attributes["href"][1:] in known, e
        assert e.attributes.get("aria-labelledby", "brief") in known
    assert [e.attributes for e in page.all("script")] == [{"type": "application/ld+json"}, {}]
    assert json.loads(page.all("script")[0].text)["@context"] == "https://schema.org"
    assert len(page.all("style")) == 1


def test_the_page_is_whole(page: Page) -> None:
    check(page)


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else(edition: Edition) -> None:
    html = render(edition)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;;")
    for name in ("style", "script"):
        content = re.search(rf"<{name}>(.*?)</{name}>", html, re.S)
        assert content
        hashed = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{hashed}&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_the_policy_stands_before_all_it_guards(edition: Edition) -> None:
    places = [render(edition).index(each) for each in ("Content-Security-Policy", "<title>", "<style>", "<script>")]
    assert places == sorted(places)


def test_every_section_is_there(page: Page) -> None:
    titles = [e.text for e in page.all("h2")]
    assert titles == [
        "What happened", "Where they differ", "Who said what", "Who reports what", "Where it comes from", "When",
        "Who is named", "The articles",
    ]  # fmt: skip


def test_what_one_source_tells_stands_apart_in_the_brief(edition: Edition) -> None:
    *agreed, disputed = edition.brief
    alone = replace(agreed[-1], citations=agreed[-1].citations[:1])
    both = replace(agreed[0], citations=(*agreed[0].citations, disputed.citations[0]))
    assert "From one source:" in render(replace(edition, brief=(both, alone, disputed)))
    assert "From one source each:" in render(replace(edition, brief=(both, alone, alone, disputed)))
    assert "From one source" not in render(replace(edition, brief=(alone, both, disputed)))
    assert "From one source" not in render(replace(edition, brief=(alone, disputed)))


def test_the_brief_has_numbered_citations(page: Page, edition: Edition) -> None:
    cited = [e.text for e in page.all("sup", class_="cites")]
    assert cited == ["1 2", "3 4", "5 6"]
    notes = [e for e in page.all("li") if "value" in e.attributes]
    assert [n.attributes["value"] for n in notes] == ["1", "2", "3", "4", "5", "6"]
    assert edition.brief[0].citations[1].text in notes[1].text


def test_the_words_that_differ_are_marked(page: Page) -> None:
    card = page.all("article", id="d1")[0]
    assert "Two and three gates exclude each other." in card.text
    assert [e.text for e in page.all("mark")][:3] == ["two", "Two", "Three"]


def test_compatible_readings_are_folded_away(page: Page) -> None:
    folded = page.all("details", class_="compatible")[0]
    assert "About 340 covers 340." in folded.text
    assert "open" not in folded.attributes


def test_wordings_are_set_against_each_other(page: Page) -> None:
    assert "any" in [e.text for e in page.all("ins")]
    assert "and" in [e.text for e in page.all("del")]


def test_the_matrix_leads_from_statements_to_claims_and_back(page: Page, edition: Edition) -> None:
    row = page.all("tr", id="s1")[0]
    assert edition.statements[0].text in row.text
    claims = page.all("span", class_="claim")
    for statement in edition.statements:
        found = [c for c in claims if c.attributes["data-s"] == statement.id]
        assert [c.text for c in found] == [c.text for c in statement.claims]
    links = {e.attributes["href"] for e in page.all("a")}
    assert {f"#{c.attributes['id']}" for c in claims} <= links
    assert {f"#{s.id}" for s in edition.statements} <= links


def test_cells_speak(page: Page) -> None:
    row = page.all("tr", id="s1")[0]
    assert "Coast Radio quotes" in row.text
    assert "Morning Ledger states" in row.text


def test_the_texts_are_complete(page: Page, edition: Edition) -> None:
    shown = " ".join(page.all("aside", id="texts")[0].text.split())
    for article in edition.articles:
        for word in article.text.split():
            assert word.strip('".,;')[:12] in shown


def test_the_lineage_is_drawn_and_told(page: Page) -> None:
    drawing = page.all("svg")[0]
    assert "rewrite 42 %" in drawing.text
    assert "independent source 2" in drawing.text
    told = next(e for e in page.all("ul", class_="derivations"))
    assert "The Valley Post rewrites" in told.text


def test_names_lead_to_their_first_mention(page: Page, edition: Edition) -> None:
    listed = next(e for e in page.all("section", id="names"))
    assert "Ilse Maren" in listed.text
    assert "also the board" in listed.text
    targets = {e.attributes["id"]: e.text for e in page.all("span") if "id" in e.attributes}
    assert "Dam director Ilse Maren" in targets.values()


def test_all_that_scrolls_can_be_reached_by_key(page: Page) -> None:
    for name in ("matrix", "drawing"):
        area = page.all("div", class_=name)[0]
        assert area.attributes["tabindex"] == "0"
        assert area.attributes["role"] == "region"


def test_the_first_links_skip(page: Page) -> None:
    assert [e.attributes["href"] for e in page.all("a")[:2]] == ["#brief", "#texts"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, edition: Edition) -> None:
    hostile = of_text(f"He said {text} twice.", outlet=text, title=text, language=text)
    html = render(hostile)
    html.encode("utf-8")
    check(read(html))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]", html)
    check(read(render(with_everything(edition, text))))
    read(render_fragment(hostile))


def with_everything(edition: Edition, text: str) -> Edition:
    """The edition with a text in every place that holds free words."""
    return replace(
        edition,
        story=replace(edition.story, title=text),
        brief=tuple(replace(b, text=text) for b in edition.brief),
        discrepancies=tuple(
            replace(d, reason=text, readings=tuple(replace(r, value=text) for r in d.readings))
            for d in edition.discrepancies
        ),
        quotations=tuple(
            replace(q, speaker=text, wordings=tuple(replace(w, text=w.text + text, speaker=text) for w in q.wordings))
            for q in edition.quotations
        ),
        statements=tuple(replace(s, text=text) for s in edition.statements),
        articles=tuple(replace(a, outlet=text, title=text, origin=text, published=text) for a in edition.articles),
        generator=replace(edition.generator, models={text: text}),
        judgements=(Judgement("j1", "comment", "noted", text, text, text, ("d1",), ("s1",)),),
    )


@given(st.text(min_size=1, max_size=80))
def test_any_text_makes_a_whole_page(text: str) -> None:
    check(read(render(of_text(text, outlet=text[:9], title=text[9:30]))))


def test_one_article_alone() -> None:
    html = render(of_text("The bell rang twice. Nobody came."))
    page = read(html)
    check(page)
    assert "There is one article only" in html
    assert not page.all("svg")


def test_no_discrepancy_is_said() -> None:
    page = read(render(many(3, 8, differing=False)))
    check(page)
    assert "No conflict and no variant was found." in next(e for e in page.all("section", id="differences")).text


def test_sixty_statements_by_twelve_articles() -> None:
    edition = many(12, 60)
    page = read(render(edition))
    check(page)
    assert len(page.all("td")) == 12 * len([s for s in edition.statements if len(s.articles) > 1])
    assert len(page.all("th", class_="column")) == 12


def test_a_hundred_articles() -> None:
    check(read(render(many(100, 30))))


def test_directions_are_kept_apart() -> None:
    page = read(render(of_text("قال الوزير إن السد آمن. The dam is safe.", outlet="الراديو", language="ar")))
    paragraphs = [e for e in page.all("p") if "السد" in e.text and e.attributes.get("dir")]
    assert {e.attributes["dir"] for e in paragraphs} == {"auto"}
    assert any("الراديو" in e.text for e in page.all("bdi"))


def test_the_same_edition_gives_the_same_page(edition: Edition) -> None:
    assert render(edition) == render(Edition.from_json(edition.to_json()))


def test_a_notebook_shows_a_summary(edition: Edition) -> None:
    fragment = edition._repr_html_()
    page = read(fragment)
    assert not page.all("style")
    assert not page.all("script")
    assert "Dam gates opened" in page.elements[0].text
    assert "three gates" in page.elements[0].text


@pytest.mark.parametrize(("articles", "folded"), [(12, False), (13, True), (70, True)])
def test_a_long_list_of_articles_is_folded(articles: int, folded: bool) -> None:
    found = read(render(many(articles, 4)))
    assert bool([e for e in found.all("details") if e.attributes.get("class") == "outlets-all"]) is folded
    check(found)

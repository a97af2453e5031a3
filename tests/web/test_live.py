"""The page of a very large story: the weightiest part, counted whole, with links that lead on."""

import re

import pytest
from edition.many import many
from markupsafe import Markup

from variorum.edition.html.page import environment
from variorum.store.records import StoryRow
from variorum.web.hooks import Hooks
from variorum.web.live import MANY, LiveView, chosen, filled


@pytest.fixture(scope="module")
def large():
    return many(MANY + 20, 90)


@pytest.fixture(scope="module")
def html(large) -> str:
    return environment().get_template("edition.html.j2").render(filled(LiveView.of(large)))


def test_a_usual_story_is_shown_whole():
    edition = many(6, 12)
    view = LiveView.of(edition)
    assert view.whole
    assert view.outside == ()
    plain = environment().get_template("edition.html.j2").render(filled(view))
    assert plain.count('class="text ') == 6


def test_of_a_large_one_so_many_articles(large, html):
    assert html.count('<article class="text ') == MANY
    assert len(LiveView.of(large).outside) == 20
    assert f"{MANY + 20} articles" in html, "the counts are of the whole"


def test_each_independent_source_comes_first_once(large):
    source = {a: i for i, group in enumerate(large.lineage.groups) for a in group}
    found = [source[a] for a in chosen(large)]
    first = found[: min(len(large.lineage.groups), MANY)]
    assert len(set(first)) == len(first)


def test_readings_are_counted_whole_and_quoted_in_part(large, html):
    view = LiveView.of(large)
    for d, shown in zip((d for d in large.discrepancies if d.verdict != "compatible"), view.differences, strict=False):
        assert sum(len(side.quotes) for side in shown.sides) <= 8 * len(shown.sides)
        named = {r.article for r in d.readings}
        behind = [side.support.articles for side in shown.sides]
        counted = [int(n[1]) if (n := re.match(r"(\d+) articles", each)) else each.count(",") + 1 for each in behind]
        assert sum(counted) >= len(named)


def test_what_is_not_on_the_page_is_on_its_article_s(large, html):
    ids = set(re.findall(r' id="([^"]+)"', html))
    links = set(re.findall(r'href="([^"]+)"', html))
    outside = [link for link in links if not link.startswith("#")]
    assert outside
    assert all(re.fullmatch(r"/articles/article-\d+\?mark=\d+-\d+#mark", link) for link in outside)
    spans = {link[1:] for link in links if re.match(r"#p\d", link)}
    assert spans <= ids


def test_every_article_is_reached(large):
    view = LiveView.of(large)
    story = StoryRow("story-1", "x", 60, 60, 20, "", "")
    desk = Hooks(story, 1, view, {}, 0, Markup())
    html = environment().get_template("edition.html.j2").render(filled(view) | {"desk": desk})
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {f"a{i + 1}" for i in range(len(large.articles))} <= set(ids)
    assert "This is a large story" in html

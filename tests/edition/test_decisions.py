"""What people decided stands in every rendering: what, by whom, when, and a mark where it was decided."""

from dataclasses import replace

import pytest
from edition.many import many
from edition.pages import read
from edition.test_html import check
from edition.test_terminal import printed

from variorum.edition import Edition, markdown
from variorum.edition.data import Judgement
from variorum.edition.html.page import render

JUDGEMENTS = (
    Judgement("j4", "discrepancy", "confirmed", "Ada Holm", "2024-03-13T09:30:00Z", "two gates", discrepancies=("d1",)),
    Judgement("j5", "statements", "apart", "Bo Lind", "2024-03-13T10:00:00Z", statements=("s1", "s2")),
    Judgement("j6", "comment", "noted", "Cy Falk", "2024-03-14T00:00:00Z", "call the harbour"),
)


@pytest.fixture
def judged(edition: Edition) -> Edition:
    merged = Judgement("j7", "stories", "one", "Di Orr", "2024-03-14T07:00:00Z", articles=(edition.articles[1].id,))
    return replace(edition, judgements=(*JUDGEMENTS, merged))


def test_the_page_lists_them(judged: Edition) -> None:
    page = read(render(judged))
    check(page)
    told = [" ".join(li.text.split()) for li in page.all("li") if li.attributes.get("id", "").startswith("judgement-")]
    assert told == [
        "Discrepancy confirmed (conflict in number) by Ada Holm, 13 March 2024, 09:30 UTC two gates",
        "These passages do not state the same (statement 1, statement 2) by Bo Lind, 13 March 2024, 10:00 UTC",
        "Comment by Cy Falk, 14 March 2024 UTC call the harbour",
        "These articles are one story B by Di Orr, 14 March 2024, 07:00 UTC",
    ]
    assert "Judgements" in [e.text for e in page.all("h2")]


def test_the_page_marks_what_was_judged(judged: Edition) -> None:
    page = read(render(judged))
    assert "judgement 1" in page.all("article", id="d1")[0].text
    for statement in ("s1", "s2"):
        assert "judgement 2" in page.all("tr", id=statement)[0].text
    assert "judgement" not in page.all("article", id="d2")[0].text


def test_markdown_lists_and_marks_them(judged: Edition) -> None:
    text = markdown.render(judged)
    assert "\n### Conflict: number (judgement 1)\n" in text
    assert "| 2 | 340 residents of Tarn and Lower Esk left their homes (judgement 2) |" in text
    assert text.partition("## Judgements\n\n")[2].split("\n\n")[0].split("\n") == [
        "1. **Discrepancy confirmed** (conflict in number) by Ada Holm, 13 March 2024, 09:30 UTC: two gates",
        "2. **These passages do not state the same** (statement 1, statement 2) by Bo Lind, 13 March 2024, 10:00 UTC",
        "3. **Comment** by Cy Falk, 14 March 2024 UTC: call the harbour",
        "4. **These articles are one story** (B) by Di Orr, 14 March 2024, 07:00 UTC",
    ]


def test_the_terminal_lists_and_marks_them(judged: Edition) -> None:
    text = printed(judged, 140)
    assert "Two and three gates exclude each other. (judgement 1)" in text
    assert "1 Discrepancy confirmed (conflict in number) by Ada Holm, 13 March 2024, 09:30 UTC: two gates" in text
    assert "3 Comment by Cy Falk, 14 March 2024 UTC: call the harbour" in text


def test_the_terminal_shows_the_latest_of_many(edition: Edition) -> None:
    text = printed(replace(edition, judgements=JUDGEMENTS * 10), 140)
    assert "20 earlier" in text
    assert "21 Comment" in text
    assert "20 These" not in text


def test_of_many_articles_the_first_are_named() -> None:
    edition = many(30, 4)
    every = tuple(a.id for a in edition.articles)
    merged = Judgement("j1", "stories", "one", "Di Orr", "2024-03-14T07:00:00Z", articles=every)
    noted = Judgement("j2", "comment", "noted", "Di Orr", "2024-03-14T08:00:00Z", "of all", articles=every)
    edition = replace(edition, judgements=(merged, noted))
    assert "(A, B, C, D, E, F, G, H, I, J, K, L and 18 more) by Di Orr" in markdown.render(edition)
    assert "2. **Comment** by Di Orr" in markdown.render(edition), "what is said of the story names none"
    told = read(render(edition)).all("li", id="judgement-1")[0].text
    assert "L and 18 more by Di Orr" in " ".join(told.split())


def test_without_judgements_there_is_no_section(edition: Edition) -> None:
    for told in (render(edition), markdown.render(edition), printed(edition)):
        assert "Judgement" not in told

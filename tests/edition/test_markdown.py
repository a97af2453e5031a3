from dataclasses import replace

import pytest
from edition.many import many, of_text
from edition.test_html import HOSTILE, with_everything

from variorum.edition import Edition
from variorum.edition.data import Discrepancy, DiscrepancyKind, Reading, Verdict
from variorum.edition.markdown import escaped, render


def test_every_section_is_there(edition: Edition) -> None:
    titles = [line for line in render(edition).split("\n") if line.startswith("## ")]
    assert titles == [
        "## What happened", "## Where they differ", "## Who said what", "## Who reports what",
        "## Where it comes from", "## When", "## Who is named", "## The articles",
    ]  # fmt: skip


def test_sentences_are_cited_by_footnotes(edition: Edition) -> None:
    text = render(edition)
    assert "following three days of rain.[^1][^2]" in text
    assert "> Sources differ on a number" in text
    assert "[^5]: A, Coast Radio, characters 136 to 149: “340 residents”" in text


def test_differences_are_marked(edition: Edition) -> None:
    text = render(edition)
    assert (
        "- **two gates** (Morning Ledger, The Valley Post: one source, as The Valley Post rewrites Morning Ledger)"
        in text
    )
    assert "  - B: Engineers opened **two** spillway gates" in text
    assert "### Variant: wording (Ilse Maren)" in text
    assert "“Nobody downstream is in **any** danger tonight”" in text
    assert "“We ~~are releasing~~ **release the** water slowly ~~and~~, under **full** control.”" in text


def test_a_report_that_has_two_wordings_is_named_once(edition: Edition) -> None:
    found = next(d for d in edition.discrepancies if d.kind is DiscrepancyKind.WORDING)
    once = found.readings[0]
    twice = replace(once, end=once.end - 8, text=once.text[:-8], side=max(r.side for r in found.readings) + 1)
    readings = tuple(replace(r, value="") for r in (once, twice))
    text = render(replace(edition, discrepancies=(replace(found, readings=readings),)))
    told = text[text.index("### Variant: wording") :].split("\n\n")[2].split("\n")
    assert [line[:4] for line in told] == ["- Co", "  - ", "  - "]


def test_as_many_other_reports_are_not_named_with_them() -> None:
    edition = many(8, 6)
    articles = [a for a in edition.articles if len(a.text) > 20][:8]
    readings = tuple(
        Reading("", a.id, 0, 12 + n // 4, a.text[: 12 + n // 4], side=n // 4) for n, a in enumerate(articles)
    )
    found = Discrepancy("d1", DiscrepancyKind.WORDING, Verdict.VARIANT, "Other words.", readings, 0.9)
    text = render(replace(edition, discrepancies=(found,)))
    told = text[text.index("### Variant: wording") :].split("\n\n")[2].split("\n")
    assert sum(line.startswith("- 4 articles") for line in told) == 2


def test_the_table_has_a_cell_for_every_article(edition: Edition) -> None:
    rows = [line for line in render(edition).split("\n") if line.startswith("| 1 |")]
    assert rows == ["| 1 | Engineers opened two spillway gates at the Orrin dam on Tuesday | 2 | ● | ● | ○ |"]


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("a | b", "a \\| b"),
        ("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"),
        ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no item", "\\- no item"),
        ("two\nlines\r\nof it", "two lines of it"),
        ("mid-May 3.5 - so", "mid-May 3.5 - so"),
    ],
)
def test_words_are_not_markup(plain: str, safe: str) -> None:
    assert escaped(plain) == safe


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, edition: Edition) -> None:
    written = render(with_everything(edition, text)) + render(of_text(text, outlet=text, title=text))
    written.encode("utf-8")
    assert "<" not in written
    assert "\u202e" not in written
    assert "\x1b" not in written


def test_small_and_large(edition: Edition) -> None:
    assert "No conflict and no variant was found." in render(many(3, 8, differing=False))
    assert "No statement stands in more than one article." in render(of_text("The bell rang."))
    assert render(many(100, 12)).count("\n| 1 |") == 1


def test_it_ends_in_one_line_break_and_has_no_empty_stretches(edition: Edition) -> None:
    text = render(edition)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize(("articles", "first"), [(12, True), (13, False)])
def test_a_long_list_of_articles_stands_at_the_end(articles: int, first: bool) -> None:
    text = render(many(articles, 4))
    assert text.count("| | Outlet |") == 1
    assert (text.index("| | Outlet |") < text.index("## What happened")) is first


def test_capitals_and_a_possessive_make_no_other_name(edition: Edition) -> None:
    first = edition.entities[0]
    names = (first.name, first.name.upper(), f"{first.name}’s", "The Other Name")
    told = render(replace(edition, entities=(replace(first, names=names), *edition.entities[1:])))
    assert f"- {first.name}, also The Other Name (" in told

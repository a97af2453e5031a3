import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from variorum.edition.data import Article, Block
from variorum.edition.html.marks import Mark, paragraphs
from variorum.model import BlockKind

TEXT = "Rain fell.\n\nThe gate, built in 1962, opened & closed.\nNobody came.\n\n\n<b>End</b>"


def article(text: str, *blocks: tuple[int, int, BlockKind]) -> Article:
    return Article("a", "", "", "", "", "", "", text, tuple(Block(*b) for b in blocks))


def marked(start: int, end: int, name: str) -> Mark:
    return Mark(start, end, Markup(' data-s="{}"').format(name), name, Markup("*"))


def test_without_blocks_the_text_is_body_by_paragraph() -> None:
    found = paragraphs(article(TEXT), [])
    assert [p.html for p in found] == [
        "Rain fell.", "The gate, built in 1962, opened &amp; closed.\nNobody came.", "&lt;b&gt;End&lt;/b&gt;",
    ]  # fmt: skip
    assert {p.kind for p in found} == {BlockKind.BODY}
    assert [p.lines for p in found] == [False, True, False]


def test_what_no_block_covers_is_shown_too() -> None:
    found = paragraphs(article("Top\nmiddle\nend", (0, 3, BlockKind.HEADLINE), (11, 14, BlockKind.FOOTER)), [])
    assert [(p.kind, p.html) for p in found] == [("headline", "Top"), ("body", "middle"), ("footer", "end")]


def test_nested_marks() -> None:
    start = TEXT.index("The gate")
    inner = TEXT.index("built in 1962")
    html = paragraphs(article(TEXT), [marked(inner, inner + 13, "in"), marked(start, start + 45, "out")])[1].html
    assert html.startswith(
        '<span id="out" data-s="out">The gate, <span id="in" data-s="in">built in 1962</span>*, opened'
    )


def test_crossing_marks_are_cut_and_named_once() -> None:
    html = paragraphs(article("one two three"), [marked(0, 7, "x"), marked(4, 13, "y")])[0].html
    assert html == (
        '<span id="x" data-s="x">one <span id="y" data-s="y">two</span></span>*<span data-s="y"> three</span>*'
    )


def test_a_mark_over_paragraphs() -> None:
    found = [p.html for p in paragraphs(article("one\n\ntwo"), [marked(0, 8, "x")])]
    assert found == ['<span id="x" data-s="x">one</span>', '<span data-s="x">two</span>*']


def test_a_fixed_width_is_no_line_break() -> None:
    wrapped = "\n".join(["The water rose for three days and then it fell again at last"] * 4)
    assert not paragraphs(article(wrapped), [])[0].lines


SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=12)


@given(SPANS)
def test_any_marks_leave_the_text_whole(spans: list[list[int]]) -> None:
    marks = [marked(a, b, f"m{i}") for i, (a, b) in enumerate(spans) if a < b]
    html = "\n".join(p.html for p in paragraphs(article(TEXT), marks))
    assert html.count("<span") == html.count("</span>")
    plain = unescape(re.sub(r"<[^>]+>|\*", "", html))
    assert plain.split() == TEXT.split()
    names = re.findall(r' id="(\w+)"', html)
    assert len(names) == len(set(names))
    visible = {m.anchor for m in marks if TEXT[m.start : m.end].strip()}
    assert set(names) >= visible

"""Pages: what is asked of trafilatura, and that it answers as if all were asked."""

from typing import Any

import pytest
import trafilatura

from variorum.extract.page import main_text

_BODY = "".join(
    f"<p>The harbour of Lundvik was closed on Tuesday after a crane of {n} tonnes fell on the quay. Nobody was hurt "
    "there, the port said in a statement.</p>"
    for n in range(40, 46)
)
_MENU = "<ul>" + "".join(f'<li><a href="/a/{n}">Section {n}</a></li>' for n in range(200)) + "</ul>"
_HEADS = (
    "<head><title>Crane falls in Lundvik - Lundvik Mail</title>"
    '<link rel="canonical" href="https://mail.example/2024/05/07/crane"></head>',
    '<head><meta property="og:site_name" content="Lundvik Mail"><meta property="og:title" content="Crane falls">'
    '<meta property="article:published_time" content="2024-05-07T09:30:00Z"></head>',
    '<head><title>Crane falls</title><meta name="author" content="Ida Holm"></head>',
    "",
)


@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("by", ["", '<p class="author">By Ida Holm</p><time datetime="2024-05-07">7 May 2024</time>'])
def test_a_page_says_of_itself_what_it_says_where_everything_is_asked(head: str, by: str) -> None:
    html = f"<html>{head}<body>{_MENU}<article><h1>Crane falls</h1>{by}{_BODY}</article></body></html>"
    page = main_text(html, "https://mail.example/crane")
    whole: Any = trafilatura.bare_extraction(
        html, "https://mail.example/crane", include_comments=False, with_metadata=True
    )
    assert page is not None
    assert page.text.split() == whole.text.split()
    told = page.metadata
    assert told.url == whole.url
    assert told.title
    assert whole.title.startswith(told.title)
    assert told.published[:10] == (whole.date or "")
    assert "not looked for" not in f"{page.text}{told}"


def test_no_author_is_looked_for_and_nothing_where_there_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nobody needs it")

    monkeypatch.setattr("trafilatura.metadata.extract_author", never)
    assert main_text(f"<html>{_HEADS[0]}<body><article>{_BODY}</article></body></html>") is not None
    monkeypatch.setattr("trafilatura.extract_metadata", never)
    assert main_text(f"<html>{_HEADS[0]}<body></body></html>") is None

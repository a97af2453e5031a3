"""Pages: main text and metadata through trafilatura."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.extract.dates import published
from variorum.extract.site import bare_title, site_name
from variorum.model import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_WRAPPER = re.compile(r"</?(?:div|span|section|center|font|table|tbody|tr|td|ul|li|blockquote|b|i|em|strong)\b[^<>]*>")
_MANY_WRAPPERS = 200
_PUBLISHED = re.compile(
    r"\"datePublished\"\s*:\s*\"([^\"]{10,40})\"|"
    r"<meta\b(?=[^<>]*(?:article:published_time|datePublished|parsely-pub-date))[^<>]*\bcontent=[\"']([^\"'<>]{10,40})",
    re.IGNORECASE,
)
_PARAGRAPHS = frozenset(("p", "head", "item", "quote", "cell", "code"))
_BREAKS = frozenset(("lb", "row", "list", "table", "graphic"))


_OF_A_PAGE = re.compile(r"<(?:!doctype|html|head|body|title|meta)\b", re.IGNORECASE)


class Page(NamedTuple):
    """The main text of a page, the offsets at which it has headings, and what its head says."""

    text: str
    headings: frozenset[int]
    metadata: Metadata


def main_text(html: str, url: str = "") -> Page | None:
    """Extract the article of a page: paragraphs separated by blank lines; None where there is none.

    What is no page but a fragment, as feeds and items of agencies carry it, is an article's body as a whole.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    html = html if _OF_A_PAGE.search(html) else f"<html><body><article>{html}</article></body></html>"
    found = _extracted(html, url)
    if found is None and len(_WRAPPER.findall(html)) > _MANY_WRAPPERS:
        # Parsers give up below some depth of nesting; without its wrappers such a page has its paragraphs still.
        found = _extracted(_WRAPPER.sub(" ", html), url)
    if found is None:
        return None
    body, tree = found
    text, headings = _joined(_stretches(body))
    return Page(text, headings, _metadata(_told(tree, url), html)) if text else None


def _extracted(html: str, url: str) -> tuple[Any, Any] | None:
    """The tree of the article and that of its page."""
    import trafilatura

    tree = trafilatura.load_html(html)
    document: Any = None
    if tree is not None:
        document = trafilatura.bare_extraction(tree, url=url or None, include_comments=False)
    return None if document is None or document.body is None else (document.body, tree)


def _told(tree: Any, url: str) -> Any:
    """What a page of which the article is known says of itself."""
    import trafilatura
    from lxml.etree import SubElement

    head = tree.find("head")
    if head is not None:
        # Where the head names no author it is looked for all over the page, at length; nobody here asks for it.
        SubElement(head, "meta", name="author", content="not looked for")
    return trafilatura.extract_metadata(tree, url or None)


def _metadata(document: Any, html: str) -> Metadata:
    title = " ".join((document.title or "").split())
    outlet = site_name(html, title, document.sitename or document.hostname or "", document.url or "")
    return Metadata(
        url=document.url or "",
        outlet=outlet,
        title=bare_title(title, html, outlet),
        published=_moment(html, published(document.date or "")),
        language=(document.language or "")[:2].lower(),
    )


def _moment(html: str, day: str) -> str:
    """The time of publication that the page's data give for its day of publication, or that day."""
    moments = (published(found[1] or found[2]) for found in _PUBLISHED.finditer(html))
    return next((moment for moment in moments if "T" in moment and moment[:10] == (day or moment[:10])), day)


def _stretches(body: Any) -> Iterator[tuple[str, bool]]:
    """The paragraphs of trafilatura's tree with whether they are headings; inline elements are joined."""
    from lxml.etree import iterwalk

    words: list[str] = []
    heading = False
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _PARAGRAPHS or element.tag in _BREAKS:
            if "".join(words).strip():
                yield " ".join("".join(words).split()), heading
            words, heading = [], element.tag == "head" and event == "start"
        words.append((element.text if event == "start" else element.tail) or "")
    if "".join(words).strip():
        yield " ".join("".join(words).split()), False


def _joined(stretches: Iterator[tuple[str, bool]]) -> tuple[str, frozenset[int]]:
    parts, headings, length = [], set(), 0
    for words, heading in stretches:
        if heading:
            headings.add(length)
        parts.append(words)
        length += len(words) + 2
    return "\n\n".join(parts), frozenset(headings)

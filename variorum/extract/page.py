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
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    html = html if _OF_A_PAGE.search(html) else f"<html><body><article>{html}</article></body></html>"
    document: Any = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    if document is None and len(_WRAPPER.findall(html)) > _MANY_WRAPPERS:
        # Parsers give up below some depth of nesting; without its wrappers such a page has its paragraphs still.
        flat = _WRAPPER.sub(" ", html)
        document = trafilatura.bare_extraction(flat, url=url or None, include_comments=False, with_metadata=True)
    if document is None or document.body is None:
        return None
    text, headings = _joined(_stretches(document.body))
    return Page(text, headings, _metadata(document, html)) if text else None


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

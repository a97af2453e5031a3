"""Pages: main text and metadata through trafilatura."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from variorum.extract.dates import published
from variorum.model import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PARAGRAPHS = frozenset(("p", "head", "item", "quote", "cell", "code"))
_BREAKS = frozenset(("lb", "row", "list", "table", "graphic"))


class Page(NamedTuple):
    """The main text of a page, the offsets at which it has headings, and what its head says."""

    text: str
    headings: frozenset[int]
    metadata: Metadata


def main_text(html: str, url: str = "") -> Page | None:
    """Extract the article of a page: paragraphs separated by blank lines; None where there is none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    document: Any = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    if document is None or document.body is None:
        return None
    text, headings = _joined(_stretches(document.body))
    if not text:
        return None
    return Page(text, headings, _metadata(document))


def _metadata(document: Any) -> Metadata:
    return Metadata(
        url=document.url or "",
        outlet=document.sitename or document.hostname or "",
        title=" ".join((document.title or "").split()),
        published=published(document.date or ""),
        language=(document.language or "")[:2].lower(),
    )


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

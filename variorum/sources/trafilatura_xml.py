"""What trafilatura writes as XML (`<doc>`) and as TEI.

Readers' comments, which both may hold beside the text, are no words of the outlet's and are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from variorum.lexicon.language_codes import two_letters
from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.markup import first, name, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = frozenset({"doc", "tei"})
_EDGES = frozenset({"p", "head", "ab", "list", "item", "quote", "table", "row", "cell", "div", "code", "fw"})
_HOST = re.compile(r"\s\([\w-]+(?:\.[\w-]+)+\)$")


def documents(root: Any, place: str) -> Iterator[RawDocument | Problem]:
    """The document of a file; a problem where another program has written it, or where it has no text."""
    tei = name(root) == "TEI"
    known = any(e.get("ident") == "Trafilatura" for e in root.iter() if name(e) == "application")
    if not known and (tei or _child(root, "main") is None):
        yield Problem(place, f"files with <{name(root)}> are known as trafilatura writes them, and this is another's")
        return
    body = next((e for e in root.iter() if e.get("type") == "entry"), None) if tei else _child(root, "main")
    text = "\n\n".join(paragraphs(body, _EDGES)) if body is not None else ""
    if text:
        yield RawDocument(place, text, "text/plain", _of_header(root) if tei else _of_attributes(root))
    else:
        yield Problem(place, "the file, as trafilatura writes them, has no text; crawl the page again")


def _child(element: Any, sought: str) -> Any:
    return next((e for e in element if name(e) == sought), None)


def _of_attributes(root: Any) -> Metadata:
    return Metadata(
        url=root.get("url", "") or root.get("source", ""),
        outlet=root.get("sitename", "") or root.get("hostname", ""),
        title=root.get("title", ""),
        published=root.get("date", ""),
        language=two_letters(root.get("language", "")),
    )


def _of_header(root: Any) -> Metadata:
    source = next((e for e in root.iter() if name(e) == "biblFull"), None)
    if source is None:
        return Metadata()
    publisher = first(source, "publisher")
    return Metadata(
        url=next((e.get("target", "") for e in source.iter() if name(e) == "ptr"), ""),
        outlet="" if publisher == "N/A" else _HOST.sub("", publisher),
        title=first(source, "title"),
        published=first(source, "date"),
        language=two_letters(next((e.get("ident", "") for e in root.iter() if name(e) == "language"), "")),
    )

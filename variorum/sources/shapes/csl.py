"""Entries of a bibliography: CSL JSON (citationstyles.org), which Zotero and others export, and Zotero's own JSON.

An entry holds no article, at best an abstract, and mostly an address. The abstract is read, and said to be one. A note
is not: it is what the keeper of the bibliography wrote, or Zotero's field for all else, and no word of the outlet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.shapes.fields import inner, language, text

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = frozenset(
    {
        "article-newspaper",
        "article-magazine",
        "article-journal",
        "article",
        "webpage",
        "post",
        "post-weblog",
        "broadcast",
        "report",
        "newspaperArticle",
        "magazineArticle",
        "blogPost",
        "forumPost",
        "interview",
        "speech",
        "personal_communication",
    }
)


_SIGNS = frozenset({"issued", "container-title", "itemType", "citation-key", "accessed", "URL"})


def read(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """An entry's abstract with the entry's metadata; a problem that names the address where it has none."""
    item = inner(item, "data") or item
    kind = text(item, "type", "itemType")
    # CSL writes URL in capitals, which others hardly do; what has a text of its own is no entry.
    if kind not in _TYPES or not _SIGNS & item.keys() or {"text", "html"} & item.keys():
        return None
    url = text(item, "URL", "url")
    content = text(item, "abstract", "abstractNote")
    if not content:
        ask = f"give its address, {url}, instead" if url else "give the article itself"
        has = "only a note, which is not the outlet's" if text(item, "note") else "no abstract"
        return Problem(place, f"the bibliography's entry has {has}, and never a text; {ask}")
    metadata = Metadata(
        id=text(item, "citation-key", "key", "id"),
        url=url,
        outlet=text(item, "container-title", "publicationTitle", "websiteTitle", "blogTitle", "publisher"),
        title=text(item, "title"),
        published=_issued(item),
        language=language(item, "language"),
    )
    return RawDocument(f"{place} (abstract only)", content, "text/plain", metadata)


def _issued(item: Mapping[str, Any]) -> str:
    issued = inner(item, "issued")
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part) for part in parts[0][:3]]
        if numbers and all(number.isdigit() for number in numbers):
            return "-".join(number.zfill(2) for number in numbers)
    return text(issued, "raw", "literal") or text(item, "date")

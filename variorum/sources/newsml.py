"""IPTC NewsML-G2 and NITF: text items, alone or in a news message.

The body is NITF or XHTML inside `inlineXML`. Its paragraphs and the cells of its tables are joined by blank lines; hard
wraps inside one, which are the file's and not the text's, become spaces. Byline and dateline, which stand beside the
body, come first and are labelled. (NewsML-G2 Guidelines 10, IPTC; NITF 3.6.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.lexicon.language_codes import two_letters
from variorum.model import Block, BlockKind, Metadata, Problem, RawDocument
from variorum.sources.markup import first, name, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator


_PARAGRAPHS = frozenset(
    {
        "p",
        "hl1",
        "hl2",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "block",
        "bq",
        "blockquote",
        "pre",
        "lede",
        "tagline",
        "table",
        "caption",
        "tr",
        "th",
        "td",
    }
)
_SKIPPED = frozenset(
    {
        "media",
        "media-caption",
        "media-metadata",
        "nitf-table-metadata",
        "script",
        "style",
        "byline",
        "dateline",
        "distributor",
        "head",
    }
)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOTS = frozenset({"newsitem", "newsmessage", "nitf"})


def documents(root: Any, origin: str) -> Iterator[RawDocument | Problem]:
    """The text items of a file, by its root element. A picture or package in it is told and passed over."""
    items = [e for e in root.iter() if name(e) == "newsItem"] or [e for e in root.iter() if name(e) == "nitf"]
    if not items:
        yield Problem(origin, "the news message has no news item; give one with text items")
    for number, item in enumerate(items, 1):
        yield _document(item, origin if len(items) == 1 else f"{origin}:{number}")


def _document(item: Any, place: str) -> RawDocument | Problem:
    inline = next((e for e in item.iter() if name(e) == "inlineXML"), None)
    body = next((e for e in (item if inline is None else inline).iter() if name(e) in ("body.content", "body")), None)
    content = next((e for e in body.iter() if name(e) == "body.content"), body) if body is not None else None
    text = "\n\n".join(paragraphs(content, _PARAGRAPHS, _SKIPPED)) if content is not None else _plain(item)
    if not text.strip():
        return Problem(place, "the news item has no text inside; give text items with inlineXML")
    before, blocks = _head(item, text)
    return RawDocument(place, before + text, "text/plain", _metadata(item), blocks=blocks)


def _head(item: Any, text: str) -> tuple[str, tuple[Block, ...]]:
    """Byline and dateline, a paragraph each, with their labels; without what the text itself begins with."""
    told = [
        (first(item, "byline") or first(item, "by"), BlockKind.BYLINE),
        (first(item, "dateline"), BlockKind.DATELINE),
    ]
    before, blocks = "", []
    for words, kind in told:
        if words and not text.startswith(words):
            blocks.append(Block(len(before), len(before) + len(words), kind))
            before += f"{words}\n\n"
    return before, tuple(blocks)


def _plain(item: Any) -> str:
    """The text of `inlineData`."""
    return next((e.text or "" for e in item.iter() if name(e) == "inlineData"), "")


def _metadata(item: Any) -> Metadata:
    guid = item.get("guid", "")
    return Metadata(
        id=guid,
        url=guid if guid.startswith(("http://", "https://")) else "",
        outlet=_named(item, "infoSource") or _named(item, "provider") or _named(item, "copyrightHolder"),
        title=first(item, "headline") or first(item, "hl1") or first(item, "title"),
        published=_date(item),
        language=two_letters(_language(item)),
    )


def _date(item: Any) -> str:
    told = first(item, "versionCreated") or first(item, "contentCreated") or first(item, "firstCreated")
    issued = next((e.get("norm", "") for e in item.iter() if name(e) == "date.issue"), "")
    if not told and len(issued) >= 8 and issued[:8].isdigit():
        told = f"{issued[:4]}-{issued[4:6]}-{issued[6:8]}"
    return told


def _language(item: Any) -> str:
    told = next((e.get("tag", "") for e in item.iter() if name(e) == "language"), "")
    return told or item.get(_LANG, "")


def _named(item: Any, sought: str) -> str:
    """The `name` inside an element, or its literal; a code alone names nothing for people."""
    for element in item.iter():
        if name(element) == sought:
            return first(element, "name") or element.get("literal", "")
    return ""

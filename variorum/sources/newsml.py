"""IPTC NewsML-G2 and NITF: text items, alone or in a news message.

The body is NITF or XHTML inside `inlineXML`. Its paragraphs and the cells of its tables are joined by blank lines; hard
wraps inside one, which are the file's and not the text's, become spaces. Byline and dateline, which stand beside the
body, come first and are labelled. (NewsML-G2 Guidelines 10, IPTC; NITF 3.6.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.lexicon.language_codes import two_letters
from variorum.model import Block, BlockKind, Metadata, Problem, RawDocument

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
_ROOTS = frozenset({"newsitem", "newsmessage", "nitf"})


def documents(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The text items of a file. A picture or package in it is told and passed over."""
    root = _parsed(data)
    if isinstance(root, str):
        yield Problem(origin, f"it is no XML that can be read ({root}); give a well-formed file")
        return
    if _name(root).lower() not in _ROOTS:
        yield Problem(
            origin, f"XML files with <{_name(root)}> are not known; give NewsML-G2 or NITF, or `variorum watch` a feed"
        )
        return
    items = [e for e in root.iter() if _name(e) == "newsItem"] or [e for e in root.iter() if _name(e) == "nitf"]
    if not items:
        yield Problem(origin, "the news message has no news item; give one with text items")
    for number, item in enumerate(items, 1):
        yield _document(item, origin if len(items) == 1 else f"{origin}:{number}")


def _parsed(data: bytes) -> Any:
    """The root element, or why there is none. Entities are not expanded and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        return str(wrong)


def _document(item: Any, place: str) -> RawDocument | Problem:
    inline = next((e for e in item.iter() if _name(e) == "inlineXML"), None)
    body = next((e for e in (item if inline is None else inline).iter() if _name(e) in ("body.content", "body")), None)
    content = next((e for e in body.iter() if _name(e) == "body.content"), body) if body is not None else None
    text = "\n\n".join(_paragraphs(content)) if content is not None else _plain(item)
    if not text.strip():
        return Problem(place, "the news item has no text inside; give text items with inlineXML")
    before, blocks = _head(item, text)
    return RawDocument(place, before + text, "text/plain", _metadata(item), blocks=blocks)


def _head(item: Any, text: str) -> tuple[str, tuple[Block, ...]]:
    """Byline and dateline, a paragraph each, with their labels; without what the text itself begins with."""
    told = [
        (_first(item, "byline") or _first(item, "by"), BlockKind.BYLINE),
        (_first(item, "dateline"), BlockKind.DATELINE),
    ]
    before, blocks = "", []
    for words, kind in told:
        if words and not text.startswith(words):
            blocks.append(Block(len(before), len(before) + len(words), kind))
            before += f"{words}\n\n"
    return before, tuple(blocks)


def _plain(item: Any) -> str:
    """The text of `inlineData`."""
    return next((e.text or "" for e in item.iter() if _name(e) == "inlineData"), "")


def _paragraphs(element: Any) -> Iterator[str]:
    """The words between one edge of a paragraph and the next, in order."""
    gathered: list[str] = []
    for piece in (*_pieces(element), None):
        if piece is not None:
            gathered.append(piece)
        elif words := " ".join("".join(gathered).split()):
            yield words
            gathered = []


def _pieces(element: Any) -> Iterator[str | None]:
    """The texts inside an element, with None where a paragraph begins or ends."""
    name = _name(element)
    if name in _PARAGRAPHS:
        yield None
    yield " " if name == "br" else element.text or ""
    for child in element:
        if _name(child) and _name(child) not in _SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""
    if name in _PARAGRAPHS:
        yield None


def _metadata(item: Any) -> Metadata:
    guid = item.get("guid", "")
    return Metadata(
        id=guid,
        url=guid if guid.startswith(("http://", "https://")) else "",
        outlet=_named(item, "infoSource") or _named(item, "provider") or _named(item, "copyrightHolder"),
        title=_first(item, "headline") or _first(item, "hl1") or _first(item, "title"),
        published=_date(item),
        language=two_letters(_language(item)),
    )


def _date(item: Any) -> str:
    told = _first(item, "versionCreated") or _first(item, "contentCreated") or _first(item, "firstCreated")
    issued = next((e.get("norm", "") for e in item.iter() if _name(e) == "date.issue"), "")
    if not told and len(issued) >= 8 and issued[:8].isdigit():
        told = f"{issued[:4]}-{issued[4:6]}-{issued[6:8]}"
    return told


def _language(item: Any) -> str:
    told = next((e.get("tag", "") for e in item.iter() if _name(e) == "language"), "")
    return told or item.get(_LANG, "")


def _named(item: Any, name: str) -> str:
    """The `name` inside an element, or its literal; a code alone names nothing for people."""
    for element in item.iter():
        if _name(element) == name:
            return _first(element, "name") or element.get("literal", "")
    return ""


def _first(item: Any, name: str) -> str:
    return next((" ".join("".join(e.itertext()).split()) for e in item.iter() if _name(e) == name), "")


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

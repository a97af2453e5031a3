"""A document of any kind that names articles, to a `Feed`. What it is is seen in it, not in how it is served."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from variorum.feeds import jsonfeed, outline, sitemap, syndication
from variorum.feeds.discovery import named_feeds
from variorum.feeds.entries import MOST_CHILDREN, Feed, FeedError, FeedKind
from variorum.sources.decode import decode, is_binary

if TYPE_CHECKING:
    from datetime import datetime

MOST_BYTES = 8_000_000
_DECLARED = re.compile(r"^\s*<\?xml\b[^<>]{0,200}\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PROLOGUE = 20_000
_GZIP = b"\x1f\x8b"


def parse(body: bytes, address: str, charset: str = "", now: datetime | None = None) -> Feed:
    """Read what came from `address`: RSS, Atom, JSON Feed, a sitemap or index, OPML, or a page that names its feeds.

    `charset` is what the server declared. Raises `FeedError` with the reason where it is none of these.
    """
    text = text_of(body, charset)
    if text.lstrip()[:1] in {"{", "["}:
        return jsonfeed.read(text, address)
    root = _root(text)
    if root in {"urlset", "sitemapindex"}:
        return sitemap.read(text, address, now)
    if root == "opml":
        found = outline.read(text, address)
        children = tuple(each.address for each in found.subscriptions)[:MOST_CHILDREN]
        notes = tuple(f"line {line}: {fault}" for line, fault in found.faults)
        return Feed(FeedKind.OUTLINE, found.title, children=children, notes=notes)
    if root == "html":
        children = named_feeds(text, address)[:1]
        if not children:
            raise FeedError("it is a page that names no feed; give the address of its feed")
        return Feed(FeedKind.PAGE, children=children)
    return syndication.read(text, address)


def text_of(body: bytes, charset: str = "") -> str:
    """Decode a feed: byte order mark, then UTF-8 if it is that, then what is declared, then a guess.

    Raises `FeedError` where it is empty, no text, or a compressed file beyond the limit.
    """
    if body.startswith(_GZIP):
        body = _unpacked(body)
    if not body.strip():
        raise FeedError("it is empty")
    if is_binary(body):
        raise FeedError("it is no text but a binary file")
    declared = found[1].decode("ascii") if (found := _ENCODING.match(body)) else ""
    text = _as_utf8(body) or decode(body, charset or declared).text
    clean = _NO_XML.sub("", _DECLARED.sub("", text.lstrip("\ufeff"), count=1))
    if not clean.strip():
        raise FeedError("it is empty")
    return clean


def _as_utf8(body: bytes) -> str:
    """The text if it is UTF-8 and shows it: legacy encodings almost never look so, and servers declare wrongly."""
    try:
        return "" if body.isascii() else body.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _unpacked(body: bytes) -> bytes:
    """A file that was served as gzip, as sitemaps are, within the limit."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        found = inflate.decompress(body, MOST_BYTES + 1)
    except zlib.error as wrong:
        raise FeedError(f"its compressed body is broken ({wrong})") from wrong
    if len(found) > MOST_BYTES:
        raise FeedError(f"it unpacks to more than {MOST_BYTES:,} bytes")
    return found


def _root(text: str) -> str:
    """The local name of the first element, in lower case."""
    head = re.sub(r"<!--.*?-->", "", text[:_PROLOGUE], flags=re.DOTALL)
    head = re.sub(r"<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>", _kept_doctype, head, flags=re.DOTALL | re.IGNORECASE)
    found = _ROOT.search(head)
    return found[1].lower() if found else ""


def _kept_doctype(found: re.Match[str]) -> str:
    """Pages with no html tag still say what they are in their document type."""
    return "<html>" if re.match(r"<!DOCTYPE\s+html\b", found[0], re.IGNORECASE) else ""

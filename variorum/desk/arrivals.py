"""Documents to articles as the store takes them: what they are known by, and their vectors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.feeds.addresses import canonical
from variorum.model import Metadata, Problem
from variorum.store.records import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.encode import Encoder
    from variorum.model import Article, RawDocument
    from variorum.settings import Settings


def raw_bytes(document: RawDocument) -> bytes:
    """The bytes of a document; of one that was a part of something larger, its text in UTF-8."""
    return document.raw or document.content.encode("utf-8", "surrogatepass")


def sha256(document: RawDocument) -> str:
    """The hash that the store keeps a document under."""
    return hashlib.sha256(raw_bytes(document)).hexdigest()


def place(origin: str) -> str:
    """Where a document came from, so that the same file is known from whatever folder a command is run in."""
    if origin == "-" or "://" in origin:
        return origin
    return str(Path(origin).absolute())


def identity(document: RawDocument, article: Article) -> str:
    """What another version of an article will be known by, too.

    Its address; without one the file it is in, with its identifier where the file holds several. What has neither is
    known by its text.
    """
    if address := _address(article.url):
        return address
    inside = document.metadata.id
    if document.origin == "-" or (not document.raw and not inside):
        return f"text {article.sha256}"
    where = place(document.origin)
    if not document.raw:
        # Lines of a list may come to stand elsewhere in it: the list and the identifier in it tell.
        return f"list {where.rpartition(':')[0] or where} {article.outlet} {inside}"
    return f"file {where}"


def _address(url: str) -> str:
    """An address in canonical form; that of a site's front page is no article's."""
    try:
        found = canonical(url) if url else ""
    except ValueError:
        return ""
    parts = urlsplit(found)
    return found if parts.path.strip("/") or parts.query else ""


def extracted(
    documents: Iterable[RawDocument], settings: Settings, complain: Callable[[Problem], None]
) -> Iterator[tuple[RawDocument, Article]]:
    """The documents with their articles; what cannot be extracted is told and left out."""
    from variorum.extract import extract_all

    stand_in = Metadata(outlet=settings.outlet, published=settings.published)
    for document in documents:
        for found in extract_all([document], stand_in):
            if isinstance(found, Problem):
                complain(found)
            else:
                yield document, found


def arrivals(found: Sequence[tuple[RawDocument, Article]], encoder: Encoder) -> list[Arrival]:
    """The articles as the store takes them, each with the vector of its opening."""
    from variorum.cluster.features import opening

    vectors = encoder.encode([opening(article) for _, article in found])
    return [
        Arrival(
            article=article,
            key=identity(document, article),
            raw=raw_bytes(document),
            media_type=document.media_type,
            vector=vector,
            encoder=encoder.name,
            origin=place(document.origin),
        )
        for (document, article), vector in zip(found, vectors, strict=True)
    ]

"""Plain text and Markdown files, pages: one file is one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.decode import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}


def documents(
    data: bytes, origin: str, media_type: str, metadata: Metadata | None = None, charset: str = ""
) -> Iterator[RawDocument | Problem]:
    """The document that some bytes hold, after a note where their encoding had to be guessed."""
    if not data.strip():
        yield Problem(origin, "it is empty; give a file that holds an article")
        return
    if is_binary(data):
        yield Problem(origin, "it is no text but a binary file; give text, Markdown, HTML or JSON")
        return
    decoded = decode(data, charset, page=media_type == "text/html")
    if decoded.note:
        yield Problem(origin, decoded.note, skipped=False)
    yield RawDocument(origin, decoded.text, media_type, metadata or Metadata(), data)

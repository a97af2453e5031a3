"""Bytes to text. Line breaks are left as they are, so that every character keeps its place."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
_HEAD = 4096
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """Text and, where its encoding had to be guessed, the encoding that was taken."""

    text: str
    guessed: str = ""


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: the mark of another format, or zero bytes and control characters in plenty."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    head = data[:_HEAD]
    if head.startswith(_BINARY) or b"\0" in head:
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in head)
    return controls > len(head) / 20


def decode(data: bytes, declared: str = "", *, page: bool = False) -> Decoded:
    """Decode by byte order mark, declaration (`declared`, a page's own), UTF-8; else the encoding is guessed.

    A guess is charset-normalizer's, or Windows-1252 where that sees none.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"))
    names = [declared] if declared else []
    if page and (found := _META.search(data, 0, _HEAD)):
        names.append(found[1].decode("ascii"))
    for name in (*names, "utf-8"):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(text)
    return _guess(data)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        # The WHATWG standard takes the name Latin-1 for Windows-1252, as pages do.
        name = "cp1252" if codecs.lookup(name).name in {"iso8859-1", "ascii"} and name != "utf-8" else name
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _strictly(data, best.encoding) if best is not None else None
    if best is not None and text is not None:
        return Decoded(text, best.encoding)
    return Decoded(data.decode("cp1252", "replace"), "cp1252")

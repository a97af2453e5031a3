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
_JAPANESE = re.compile(rb"\x1b\$[@B]")
_HEAD = 4096
# So many letters of several sound bytes to one that is broken, and the text is UTF-8 that was cut or patched.
_SOUND = 2
_STRAY = 0.001


class Decoded(NamedTuple):
    """Text and, where its encoding had to be guessed, the encoding that was taken."""

    text: str
    guessed: str = ""

    @property
    def note(self) -> str:
        """What to tell of a guess; nothing where none was made."""
        if not self.guessed:
            return ""
        return f"it is not UTF-8 and was read as {self.guessed}; save it as UTF-8 if letters look wrong"


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: the mark of another format, or zero bytes and control characters in plenty."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    head = data[:_HEAD]
    if head.startswith(_BINARY):
        return True
    if _wide(head):
        return False
    # A lone zero byte is an accident in a text; a format of another kind has many.
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in head)
    return head.count(b"\0") > max(1, len(head) * _STRAY) or controls > len(head) / 20


def decode(data: bytes, declared: str = "", *, page: bool = False) -> Decoded:
    """Decode by byte order mark, UTF-8, declaration (`declared`, a page's own); else the encoding is guessed.

    What is sound UTF-8 is that, whatever is declared: no text of another encoding is, but by a rare accident.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"))
    if wide := _wide(data[:_HEAD]):
        return Decoded(data.decode(wide, "replace"), wide.upper())
    names = [declared] if declared else []
    if page and (found := _META.search(data, 0, _HEAD)):
        names.append(found[1].decode("ascii"))
    if _JAPANESE.search(data, 0, _HEAD):
        names.insert(0, "iso2022_jp")
    else:
        names.insert(0, "utf-8")
    for name in names:
        text = _strictly(data, name)
        if text is not None:
            return Decoded(text)
    return _guess(data)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        # The WHATWG standard takes the name Latin-1 for Windows-1252, as pages do.
        name = "cp1252" if codecs.lookup(name).name in {"iso8859-1", "ascii"} else name
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> Decoded:
    from variorum.sources.guess import guesses

    broken = data.decode("utf-8", "replace")
    lost = broken.count("\ufffd")
    if sum(not c.isascii() for c in broken) - lost > _SOUND * lost:
        return Decoded(broken, f"UTF-8 with {lost:,} broken {'character' if lost == 1 else 'characters'}")
    for guess in guesses(data):
        text = _strictly(data, guess.encoding)
        if text is not None:
            return Decoded(text, guess.encoding)
    return Decoded(data.decode("cp1252", "replace"), "cp1252")


def _wide(head: bytes) -> str:
    """UTF-16 without its mark, by the zero byte beside each letter of Latin script; empty where it is not that."""
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < max(8, 0.2 * len(head)) or min(odd, even):
        return ""
    return "utf-16-le" if odd else "utf-16-be"

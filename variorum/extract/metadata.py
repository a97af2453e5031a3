"""Metadata as texts themselves give it: date lines, residue of templates, an outlet's name in its own boilerplate."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.extract.dates import ISO, published
from variorum.model import BlockKind, Metadata

if TYPE_CHECKING:
    from variorum.model import Block

_NAME = r"(?P<name>[A-Z][\w.&'’-]*(?:\s(?:(?:of|the|and|for|&)\s)?[A-Z0-9][\w.&'’-]*){0,4})"
_OUTLETS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:to|see|visit|browse) (?:more|other|all|our other) {_NAME} (?:web ?)?(?:sites|pages|services|apps)\b",
        rf"(?:^|\n)\s*(?:The\s)?{_NAME}['’]s? (?:official )?(?:web ?site|site|page|app|channel|content)\b[^\n]{{0,20}}"
        r"\b(?:can|may) (?:also )?be (?:accessed|reached|read|found|visited|followed|watched)\b",
        rf"(?:©|[Cc]opyright(?: ©)?|\([Cc]\))\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s*(?:by )?{_NAME}",
        rf"\b(?:first |originally )?(?:published|appeared) (?:first )?(?:on|in|by|at) {_NAME}\.?(?=\s*(?:\n|$))",
        rf"(?:^|\n)\s*(?:[Ff]ollow|[Ss]ubscribe to|[Dd]ownload(?: the)?) {_NAME} (?:on|app|newsletters?|for)\b",
    )
)
_FURNITURE = frozenset((BlockKind.NAVIGATION, BlockKind.FOOTER))
_DATED = frozenset((BlockKind.DATELINE, BlockKind.RESIDUE))
_RIGHTS = re.compile(r"[.,]?\s+(?:All|Inc|Ltd|LLC|Corp|GmbH|Media Group)\b.*")
_GENERIC = frozenset(
    (
        *(
            "article",
            "articles",
            "text",
            "page",
            "index",
            "story",
            "stories",
            "news",
            "report",
            "reports",
            "doc",
            "document",
        ),
        *("file", "input", "output", "sample", "example", "test", "seed", "data", "raw", "main", "content", "download"),
        *("untitled", "copy", "final", "draft", "part", "item", "html", "body", "stdin"),
    )
)
_SPLIT = re.compile(r"[\s_.+-]+")


def found_in_text(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """What a text says of itself in its labelled blocks."""
    return Metadata(outlet=_outlet(text, blocks), title=_title(text, blocks), published=_date(text, blocks))


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    return next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind is BlockKind.HEADLINE), "")


def _date(text: str, blocks: tuple[Block, ...]) -> str:
    dates = (published(text[b.start : b.end]) for b in blocks if b.kind in _DATED)
    return next((date for date in dates if date), "")


def _outlet(text: str, blocks: tuple[Block, ...]) -> str:
    """The outlet as its own navigation and footers name it."""
    for pattern in _OUTLETS:
        for block in blocks:
            if block.kind in _FURNITURE:
                found = pattern.search(text[block.start : block.end])
                if found:
                    return _RIGHTS.sub("", " ".join(found["name"].split())).rstrip(".")
    return ""


def from_place(origin: str, url: str) -> Metadata:
    """The last resort: the host of an address; the words and the date of a file name."""
    address = url or origin
    if address.startswith(("http://", "https://")):
        host = (urlsplit(address).hostname or "").removeprefix("www.")
        return Metadata(url=address, outlet=host)
    stem = PurePosixPath(origin.replace("\\", "/")).name.rsplit(".", 1)[0]
    of_list = origin.rpartition(":")[2].isdigit()
    return Metadata(outlet="" if of_list else _outlet_of_name(ISO.sub(" ", stem)), published=published(stem))


def _outlet_of_name(stem: str) -> str:
    """The words of a file name, unless they only number or describe the file."""
    words = [w for w in _SPLIT.split(stem) if w]
    if not words or any(w.lower() in _GENERIC or any(c.isdigit() for c in w) for w in words):
        return ""
    if len("".join(words)) < 2 or len(words) > 4 or not all(c.isalpha() for w in words for c in w):
        return ""
    if len(words) == 1 and len(words[0]) <= 4 and words[0].islower():
        return words[0].upper()
    return " ".join(w.capitalize() if w.islower() else w for w in words)


def merged(*given: Metadata) -> Metadata:
    """One value a field: that of the first who knows it."""

    def first(field: str) -> str:
        return next((value for each in given if (value := str(getattr(each, field)).strip())), "")

    return Metadata(first("id"), first("url"), first("outlet"), first("title"), first("published"), first("language"))

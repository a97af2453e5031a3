"""Who is credited: agencies and people named in picture credits, sign-offs and agency datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Article, Block


class CreditKind(StrEnum):
    """What is credited to someone: the text of the report or a picture."""

    TEXT = "text"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that is credited, where it stands (`start` to `end` cover the name alone)."""

    name: str
    start: int
    end: int
    kind: CreditKind


_NAME = re.compile(r"[^\W\d_][^/,;|()\[\]\n\r:]*[^\s/,;|()\[\]\n\r:.]")
_AND = re.compile(r"\s+(?:and|und|et|y|via|&)\s+")
_INTRO = re.compile(
    r"[(\[]?\s*(?:(?:[Ff]ile |[Hh]andout )?(?:image|photo(?:graph)?s?|picture|credit|foto|video|source)s?(?: credit)?\s*(?:[:©]|by|via|from|courtesy of)"
    r"|(?:with |additional |based on )?(?:files|inputs?|reporting|material)?\s*(?:from|by)\b|ap photo\s?/)\s*©?\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]{2,80})\)")
_SOURCE = re.compile(r"(?:Sources?|Via)\s*:\s*(.+)", re.DOTALL)


def credits(article: Article) -> tuple[Credit, ...]:
    """The names credited in an article, in the order of the text."""
    return tuple(credit for block in article.blocks for credit in _of_block(article.text, block))


def _of_block(text: str, block: Block) -> Iterator[Credit]:
    if block.kind is BlockKind.CREDIT:
        intro = _INTRO.match(text, block.start, block.end)
        yield from _names(text, intro.end() if intro else block.start, block.end, CreditKind.PICTURE)
    elif block.kind in (BlockKind.FOOTER, BlockKind.DATELINE):
        source = _SOURCE.match(text, block.start, block.end)
        if source:
            yield from _names(text, source.start(1), block.end, CreditKind.TEXT)
            return
        for found in _BRACKETED.finditer(text, block.start, block.end):
            intro = _INTRO.match(text, found.start(1), found.end(1))
            yield from _names(text, intro.end() if intro else found.start(1), found.end(1), CreditKind.TEXT)


def _names(text: str, start: int, end: int, kind: CreditKind) -> Iterator[Credit]:
    for found in _NAME.finditer(text, start, end):
        at = found.start()
        for part in _AND.split(found.group()):
            at = text.index(part, at)
            if part[0].isupper():
                yield Credit(part, at, at + len(part), kind)
            at += len(part)

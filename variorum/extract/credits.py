"""Who is credited: agencies and people named in picture credits, sign-offs, bylines and agency datelines."""

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


_NAME = re.compile(r"[^\W\d_](?:[^/,;|()\[\]\n\r:.]|(?<=\b[^\W\d_a-z])\.|\.(?!\s*$|\s[A-Z][a-z]))*(?<=[\w’'])")
_AND = re.compile(r"(?:^|\s+)(?:and|und|et|y|via|with|from|&)\s+")
_IN = re.compile(r"\s+(?:in|at|for)\s+")
_PICTURE = re.compile(
    r"[(\[]?\s*(?:(?:file|handout|archive|stock) )?(?:ap photo\s?/|"
    r"(?:image|photo(?:graph)?|picture|pic|credit|foto|bild|video|crédito|фото)s?(?: credits?| source)?"
    r"\s*(?:[:©,/]|\.{3}|…|by\b|via\b|from\b|courtesy(?: of)?\b))\s*©?\s*",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:(?:sources?|via|quelle|fuente|fonte|källa|bron)(?: of (?:text|story))?\s*:|"
    r"(?:additional |further )?(?:reporting|writing|edit(?:ing|ed)|files|inputs?|material|compiled|translated|produced)"
    r" (?:by|from)|"
    r"\bbased on|\b(?:with|from)\b(?= [A-Z]))\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]{2,80})\)")
_AGENCY = re.compile(r"\(([^()]{2,80})\)|(?<!\w)/([^/()]{2,40})/(?!\w)")
_IN_LOWER_CASE = re.compile(r"[^\W\d_]+")
_CONTRIBUTED = re.compile(r"(?:The\s)?([A-Z][^.\n]{1,100}?) contributed\b")


def credits(article: Article) -> tuple[Credit, ...]:  # noqa: A001 - the field's own word
    """The names credited in an article, in the order of the text."""
    return tuple(credit for block in article.blocks for credit in _of_block(article.text, block))


def _of_block(text: str, block: Block) -> Iterator[Credit]:
    if block.kind is BlockKind.CREDIT:
        intro = _PICTURE.match(text, block.start, block.end)
        yield from _names(text, intro.end() if intro else block.start, block.end, CreditKind.PICTURE)
    elif block.kind is BlockKind.DATELINE:
        yield from _agencies(text, block)
    elif block.kind in (BlockKind.FOOTER, BlockKind.BYLINE):
        for start, end in _stretches(text, block):
            yield from _names(text, start, end, CreditKind.TEXT)


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Where names stand in a line about the text: after "by" or "from", before "contributed", or in brackets."""
    if contributed := _CONTRIBUTED.match(text, block.start, block.end):
        yield contributed.span(1)
        return
    intros = list(_TEXT.finditer(text, block.start, block.end))
    if intros:
        ends = [each.start() for each in intros[1:]] + [block.end]
        yield from ((intro.end(), end) for intro, end in zip(intros, ends, strict=True))
        return
    for found in _BRACKETED.finditer(text, block.start, block.end):
        yield found.span(1)


def _agencies(text: str, block: Block) -> Iterator[Credit]:
    """The agencies of a dateline, in brackets or strokes; of "(dpa/lno)" the first, since the second is its desk."""
    for found in _AGENCY.finditer(text, block.start, block.end):
        start, end = found.span(found.lastindex or 0)
        if text[start].islower() and (first := _IN_LOWER_CASE.match(text, start, end)):
            yield Credit(first.group(), start, first.end(), CreditKind.TEXT)
        yield from _names(text, start, end, CreditKind.TEXT)


def _names(text: str, start: int, end: int, kind: CreditKind) -> Iterator[Credit]:
    for found in _NAME.finditer(text, start, end):
        at = found.start()
        for part in _AND.split(found.group()):
            at = text.index(part, at)
            name = _IN.split(part)[0]
            if name and name[0].isupper():
                yield Credit(name, at, at + len(name), kind)
            at += len(part)

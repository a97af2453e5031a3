"""Cuts a paragraph where a page or a feed glued another kind to it: residue, a dateline, a credit, a sign-off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.extract.blocks import datelines, pictures
from variorum.extract.blocks.piece import Piece
from variorum.extract.dates import ISO
from variorum.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_GLUED_DATE = re.compile(
    rf"(?P<part>(?:[a-z][\w-]*[:=\s]\s*)?(?>{ISO.pattern})(?:\s+[A-Z]{{2,}}(?=[A-Z][a-z])|(?=[A-Z][a-z])|\s*[|:]))\s*\S"
)
_NAMED_DATE = re.compile(
    rf"(?P<part>(?i:date|published|pubdate|updated|posted|time|created)[:=\s]\s*(?>{ISO.pattern})"
    r"(?:\s+[A-Z]{2,}(?=[A-Z][a-z]))?)\s*\S"
)
_MARKER = re.compile(r"(?P<part>#{1,6}|>+|[•‣▪●■►]|[*+-](?=\s+\S))\s+\S")
_COUNTER = re.compile(r"(?P<part>\[\d+/\d+\])\s*\S")
_SIGN_OFF = re.compile(
    r"(?<=[.!?”\"’])\s*"
    r"(?P<part>Enditem|ENDS?|-30-|###|"
    rf"(?<=\s)[-–—]?\s?{pictures.WIRE}|"
    r"(?:[a-z]{1,4}(?:/[a-z]{1,4})*\s?)?\([A-Z][\w.’'-]+(?:[ ,/&-]+(?:and )?[A-Z][\w.’'-]*){0,4}\))$"
)
_LONGEST_CAPTION = 110


def cut(whole: Piece, *, first: bool) -> Iterator[Piece]:
    """The parts of a paragraph, in order; `first` tells that no paragraph of the report came before it."""
    if datelines.is_dateline(whole.words, first=first):
        whole.kind = BlockKind.DATELINE
        yield whole
        return
    start = whole.start
    for head in _heads(whole, first=first):
        yield head
        start = _over_space(whole.text, head.end)
    rest = Piece(whole.text, start, whole.end, whole.group)
    yield from _tails(rest)


def _heads(whole: Piece, *, first: bool) -> Iterator[Piece]:
    text, start, end = whole.text, whole.start, whole.end
    for pattern, kind, everywhere in (
        (_MARKER, BlockKind.RESIDUE, True),
        (_COUNTER, BlockKind.RESIDUE, True),
        (_NAMED_DATE, BlockKind.RESIDUE, False),
        (_GLUED_DATE, BlockKind.RESIDUE, False),
    ):
        found = pattern.match(text, start, end) if first or everywhere else None
        if found:
            yield Piece(text, start, found.end("part"), whole.group, kind)
            start = _over_space(text, found.end("part"))
    stop = datelines.before_a_sentence(text, start, end, first=first)
    if stop is not None:
        yield Piece(text, start, stop, whole.group, BlockKind.DATELINE)


def _tails(rest: Piece) -> Iterator[Piece]:
    text, start, end, group = rest.text, rest.start, rest.end, rest.group
    credit = pictures.credit_at_end(text, start, end)
    if credit is None:
        signed = _SIGN_OFF.search(text, max(start, end - 90), end)
        stop = _back_over_space(text, start, signed.start("part")) if signed else end
        if signed is None or stop == start:
            yield rest
        else:
            yield Piece(text, start, stop, group)
            yield Piece(text, signed.start("part"), end, group, BlockKind.FOOTER)
        return
    before = Piece(text, start, _back_over_space(text, start, credit.credit), group)
    if before.end > start:
        if before.count <= _LONGEST_CAPTION:
            before.kind = BlockKind.CAPTION
        yield before
    yield Piece(text, credit.credit, credit.credit_end, group, BlockKind.CREDIT)
    if credit.buttons < end:
        yield Piece(text, credit.buttons, end, group, BlockKind.FOOTER)


def _over_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _back_over_space(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at

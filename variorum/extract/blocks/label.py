"""Labels the blocks of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.extract.blocks import furniture, pictures
from variorum.extract.blocks.piece import Piece
from variorum.extract.blocks.quoted import mark_pull_quotes
from variorum.extract.dates import ISO
from variorum.extract.paragraphs import paragraphs
from variorum.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_GLUED_DATE = re.compile(
    rf"(?P<residue>(?:[a-z][\w-]*[:=\s]\s*)?{ISO.pattern}(?:\s+[A-Z]{{2,}}(?=[A-Z][a-z])|(?=[A-Z][a-z])|\s*[|:-]))\s*\S"
)
_NAMED_DATE = re.compile(
    rf"(?P<residue>(?:date|published|pubdate|updated|posted|time|created)[:=\s]\s*{ISO.pattern})\s+\S"
)
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]*){0,3}"
_DATELINE = re.compile(
    rf"(?P<dateline>(?:{_PLACE}(?:[,/] ?(?:[A-Z][\w.'’]+ ?){{1,3}})?(?:,? \d{{1,2}}(?: [A-Z][a-z]+)?)?"
    rf"(?: ?\([A-Z][\w. /-]{{1,30}}\))?|\([A-Z][\w. /-]{{1,20}}\)|[A-Z][a-z]+(?:[ ,]+[A-Z][a-z]+){{0,3}} ?\([A-Z]{{2,}}[\w. /-]{{0,20}}\)) ?"
    r"(?:--|[-–—]))\s+[A-Z\"“'‘]"
)
_TAG = re.compile(r"(?:</?[a-zA-Z!][^<>]*>|\{\{.*\}\}|\{%.*%\}|\[/?[a-z_-]+(?: [^\]]*)?\]|&[a-z]+;|\s)+")
_TRAILING_AGENCIES = re.compile(
    r"(?<=[.!?”\"’])\s*(?P<names>\([A-Z][\w.’'-]*(?:[ ,/&-]+(?:and )?[A-Z][\w.’'-]*){0,4}\))$"
)
_LONGEST_HEADLINE = 25
_LONGEST_SUBHEAD = 12


def label(text: str, title: str = "", headings: Collection[int] = frozenset(), *, start: int = 0) -> tuple[Block, ...]:
    """Cut a text, from `start` on, into labelled blocks, in order.

    `title` is the headline where it is known from elsewhere; `headings` are offsets at which a page says a heading stands.
    """
    pieces = [piece for found in paragraphs(text, start) for piece in _pieces(Piece(text, *found))]
    _mark_lines(pieces)
    _mark_headings(pieces, headings)
    _mark_captions(pieces)
    _mark_head(pieces, title)
    _mark_tail(pieces)
    mark_pull_quotes(pieces)
    _mark_subheads(pieces)
    _mark_body(pieces)
    return tuple(Block(p.start, p.end, p.kind or BlockKind.BODY) for p in pieces)


def _pieces(whole: Piece) -> Iterator[Piece]:
    """The paragraph, cut where a credit, buttons or residue are glued to it."""
    text, start, end, group = whole.text, whole.start, whole.end, whole.group
    for pattern, name, kind in (
        (_GLUED_DATE, "residue", BlockKind.RESIDUE),
        (_NAMED_DATE, "residue", BlockKind.RESIDUE),
        (_DATELINE, "dateline", BlockKind.DATELINE),
    ):
        found = pattern.match(text, start, end)
        if found:
            yield Piece(text, start, found.end(name), group, kind)
            start = _skip_space(text, found.end(name))
            break
    cut = pictures.credit_at_end(text, start, end)
    if cut is None:
        yield Piece(text, start, end, group)
        return
    before = _back_over_space(text, start, cut.credit)
    if before > start:
        yield Piece(text, start, before, group, BlockKind.CAPTION)
    yield Piece(text, cut.credit, cut.credit_end, group, BlockKind.CREDIT)
    if cut.buttons < end:
        yield Piece(text, cut.buttons, end, group, BlockKind.FOOTER)


def _skip_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _back_over_space(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def _mark_lines(pieces: list[Piece]) -> None:
    """What a line says of itself, wherever it stands."""
    for piece in pieces:
        if piece.kind is None:
            piece.kind = _kind_of_line(piece.words)


def _mark_headings(pieces: list[Piece], headings: Collection[int]) -> None:
    """The first heading with nothing but furniture before it is the headline, all others are subheads."""
    report = False
    for piece in pieces:
        if piece.kind is None and piece.start in headings:
            piece.kind = BlockKind.SUBHEAD if report else BlockKind.HEADLINE
        report = report or piece.kind in (None, BlockKind.HEADLINE)


def _kind_of_line(line: str) -> BlockKind | None:
    if not any(c.isalnum() for c in line) or _TAG.fullmatch(line):
        return BlockKind.RESIDUE
    if furniture.is_date_line(line):
        return BlockKind.DATELINE
    if furniture.is_navigation(line):
        return BlockKind.NAVIGATION
    if furniture.is_related(line) or furniture.heads_related(line):
        return BlockKind.RELATED
    if furniture.is_footer(line):
        return BlockKind.FOOTER
    return None


def _mark_captions(pieces: list[Piece]) -> None:
    blank_lines = len({p.group for p in pieces}) > len(pieces) / 2
    for here, following in zip(reversed(pieces[:-1]), reversed(pieces[1:]), strict=True):
        # A picture's description and its caption stand on neighbouring lines, with blank lines around both.
        if here.kind is None and following.kind is BlockKind.CAPTION and here.group == following.group and blank_lines:
            here.kind = BlockKind.CAPTION
    for piece in pieces:
        if piece.kind is None and pictures.is_caption(piece.words, piece.count):
            piece.kind = BlockKind.CAPTION


def _mark_head(pieces: list[Piece], title: str) -> None:
    """Breadcrumbs, headline and byline: what stands before the first paragraph."""
    first = next((i for i, p in enumerate(pieces) if p.kind is None and p.is_prose), len(pieces))
    wanted = " ".join(title.split()).casefold()
    headline = any(piece.kind is BlockKind.HEADLINE for piece in pieces)
    for i, piece in enumerate(pieces[: first + 1]):
        if piece.kind is not None:
            continue
        if wanted and piece.words.casefold() == wanted and i + 1 < len(pieces):
            piece.kind, headline = BlockKind.HEADLINE, True
        elif i == first:
            break
        elif furniture.is_breadcrumbs(piece.words):
            piece.kind = BlockKind.NAVIGATION
        elif furniture.is_byline(piece.words):
            piece.kind = BlockKind.BYLINE
        elif not headline and first < len(pieces) and 2 <= piece.count <= _LONGEST_HEADLINE:
            piece.kind, headline = BlockKind.HEADLINE, True


def _mark_tail(pieces: list[Piece]) -> None:
    """Sign-offs, and the furniture that follows the last paragraph."""
    last = max((i for i, p in enumerate(pieces) if p.kind is None and p.is_prose and not _signs_off(p)), default=-1)
    after_footer = False
    for i, piece in enumerate(pieces):
        if piece.kind is BlockKind.FOOTER:
            after_footer = after_footer or i > last
        elif piece.kind is BlockKind.RELATED and i > last:
            after_footer = True
        elif piece.kind is None and i > last >= 0 and (after_footer or _signs_off(piece)):
            piece.kind = BlockKind.FOOTER
            after_footer = True


def _signs_off(piece: Piece) -> bool:
    return furniture.is_sign_off(piece.words)


def _mark_subheads(pieces: list[Piece]) -> None:
    """Short lines without a final stop between two paragraphs."""
    for before, piece, following in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.kind is None and _is_heading(piece) and not _is_heading(before):
            alone = following.kind is not None or following.is_prose
            seen = before.kind is not None or before.is_prose
            if alone and seen:
                piece.kind = BlockKind.SUBHEAD


def _is_heading(piece: Piece) -> bool:
    line = piece.words
    if piece.kind is not None or piece.count > _LONGEST_SUBHEAD or piece.full_stop:
        return False
    return not line[0].islower() and line[0].isalnum() and (line[-1].isalnum() or line[-1] in "?!'’)")


def _mark_body(pieces: list[Piece]) -> None:
    lead = True
    for piece in pieces:
        if piece.kind is None:
            piece.kind = BlockKind.LEAD if lead else BlockKind.BODY
            lead = False

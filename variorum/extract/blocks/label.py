"""Labels the blocks of a text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.extract.blocks import furniture, pictures
from variorum.extract.blocks.asides import is_aside
from variorum.extract.blocks.cuts import cut
from variorum.extract.blocks.piece import Piece
from variorum.extract.blocks.quoted import mark_pull_quotes
from variorum.extract.blocks.runs import runs
from variorum.extract.dates import is_date_line
from variorum.extract.paragraphs import paragraphs
from variorum.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TAG = re.compile(
    r"(?:</?[a-zA-Z!][^<>]*>|\{\{.*\}\}|\{%.*%\}|\[/?[a-z_-]+(?: [^\]]*)?\]|!\[[^\]]*\]\([^)]*\)|&[a-z]+;|\s)+"
)
_SPEAKER = re.compile(r"[A-Z]{1,4}[.:]\s")
_MARKS = "\"'“”„«»‘’‹›「」『』"
_QUOTATION = re.compile(r"[“\"][^”\"]*")
_LONGEST_HEADLINE = 25
_LONGEST_SUBHEAD = 12
_LONGEST_QUOTED = 4
_LONGEST_AFTER_SIGN_OFF = 10


def label(text: str, title: str = "", headings: Collection[int] = frozenset(), *, start: int = 0) -> tuple[Block, ...]:
    """Cut a text, from `start` on, into labelled blocks, in order.

    `title` is the headline where it is known from elsewhere; `headings` are the offsets at which a page says that a
    heading stands.
    """
    pieces = _pieces(text, start)
    for piece in pieces:
        if piece.kind is None:
            piece.kind = _kind_of_line(piece)
    wanted = " ".join(title.split()).casefold()
    _mark_title(pieces, wanted)
    _mark_headings(pieces, headings)
    _mark_lists(pieces)
    _mark_captions(pieces)
    _mark_head(pieces)
    _mark_tail(pieces)
    mark_pull_quotes(pieces)
    _mark_subheads(pieces)
    _mark_body(pieces)
    return tuple(Block(p.start, p.end, p.kind or BlockKind.BODY) for p in pieces)


def _pieces(text: str, start: int) -> list[Piece]:
    pieces: list[Piece] = []
    first = True
    for found in (part for paragraph in paragraphs(text, start) for part in _parted(Piece(text, *paragraph))):
        parts = [found] if found.kind else list(cut(found, first=first))
        first = first and not any(part.kind is None and part.is_prose for part in parts)
        pieces.extend(parts)
    return pieces


def _parted(whole: Piece) -> Iterator[Piece]:
    """A paragraph, parted at the runs of characters in it that are no words."""
    text, start = whole.text, whole.start
    for first, last in runs(text, whole.start, whole.end):
        if text[start:first].strip():
            yield Piece(text, start, start + len(text[start:first].rstrip()), whole.group)
        yield Piece(text, first, last, whole.group, BlockKind.RESIDUE)
        start = last + len(text[last : whole.end]) - len(text[last : whole.end].lstrip())
    if start < whole.end:
        yield Piece(text, start, whole.end, whole.group)


def _kind_of_line(piece: Piece) -> BlockKind | None:
    """What a line says of itself, wherever it stands."""
    line = piece.words
    if _TAG.fullmatch(line) or not any(c.isalnum() or c in _MARKS for c in line):
        return BlockKind.RESIDUE
    if pictures.announces_caption(line):
        return BlockKind.RESIDUE
    masthead, _, rest = line.partition(", ")
    dated = is_date_line(rest) and furniture.is_masthead(masthead)
    if dated or is_date_line(line) or furniture.is_date_word(line):
        return BlockKind.DATELINE
    if furniture.is_navigation(line):
        return BlockKind.NAVIGATION
    if furniture.is_related(line):
        return BlockKind.RELATED
    if furniture.is_footer(line) or furniture.is_sign_off(line) or is_aside(line):
        return BlockKind.FOOTER
    return None


def _mark_title(pieces: list[Piece], wanted: str) -> None:
    """The line that is the known title, where it stands before or right after the first paragraph."""
    for piece in pieces[:-1] if wanted else ():
        if piece.kind is None:
            line = piece.words.casefold()
            if line == wanted or (piece.count >= 4 and (wanted.startswith(line) or line.startswith(wanted))):
                piece.kind = BlockKind.HEADLINE
                return
            if piece.is_prose and piece.full_stop:
                return


def _mark_headings(pieces: list[Piece], headings: Collection[int]) -> None:
    """Of the headings that a page marks the first with no text before it is the headline, the others are subheads."""
    report = any(piece.kind is BlockKind.HEADLINE for piece in pieces)
    for piece in pieces:
        if piece.kind is None and piece.start in headings:
            piece.kind = BlockKind.SUBHEAD if report else BlockKind.HEADLINE
        report = report or piece.kind in (None, BlockKind.HEADLINE)


def _mark_lists(pieces: list[Piece]) -> None:
    """The short lines of a list of links: from "list of 4 items" to "end of list", or below "Related" and the like."""
    inside = False
    for piece in pieces:
        if furniture.is_related_head(piece.words):
            inside = True
        elif furniture.is_list_mark(piece.words):
            inside = "end" not in piece.words.lower()
            piece.kind = BlockKind.RELATED
        elif inside and piece.kind is not None and piece.kind is not BlockKind.RELATED:
            inside = False
        elif inside and not piece.full_stop and piece.count <= _LONGEST_HEADLINE:
            piece.kind = BlockKind.RELATED
        else:
            inside = False


def _mark_captions(pieces: list[Piece]) -> None:
    blank_lines = len({p.group for p in pieces}) > len(pieces) / 2
    for here, following in pairwise(reversed(pieces)):
        # A picture's description and its caption stand on neighbouring lines, with blank lines around both.
        if following.kind is None and here.kind is BlockKind.CAPTION and here.group == following.group and blank_lines:
            following.kind = BlockKind.CAPTION
    announced = False
    for piece in pieces:
        if piece.kind is None and (announced or pictures.is_caption(piece.words, piece.count)):
            piece.kind = BlockKind.CAPTION
        announced = pictures.announces_caption(piece.words)


def _mark_head(pieces: list[Piece]) -> None:
    """Breadcrumbs, headline, byline and standfirst: what stands before the first paragraph."""
    first = next((i for i, p in enumerate(pieces) if p.kind is None and p.is_prose), len(pieces))
    known = any(piece.kind is BlockKind.HEADLINE for piece in pieces)
    if first < len(pieces) and not known:
        _mark_masthead([piece for piece in pieces[:first] if piece.kind is None])
    for piece in pieces[:first] if first < len(pieces) else ():
        if piece.kind is BlockKind.FOOTER and furniture.names_writers(piece.words):
            piece.kind = BlockKind.BYLINE
        elif piece.kind is None:
            piece.kind = _kind_in_head(piece, known=known)
            known = known or piece.kind is BlockKind.HEADLINE


def _mark_masthead(head: list[Piece]) -> None:
    """The name of the paper above its headline: a few capitals with a longer line below that can be a headline."""
    if len(head) > 1 and furniture.is_masthead(head[0].words) and any(_is_heading(p) and p.count > 4 for p in head[1:]):
        head[0].kind = BlockKind.NAVIGATION


def _kind_in_head(piece: Piece, *, known: bool) -> BlockKind | None:
    if furniture.is_breadcrumbs(piece.words):
        return BlockKind.NAVIGATION
    if furniture.is_byline(piece.words) or (known and furniture.is_person(piece.words)):
        return BlockKind.BYLINE
    if not known and piece.count == 1:
        return BlockKind.NAVIGATION
    if not known:
        starts = piece.words[0].isalnum() or piece.words[0] in "'‘\"“«¿¡$€£#"
        fits = starts and 2 <= piece.count <= _LONGEST_HEADLINE and piece.words[-1] not in ":,"
        return BlockKind.HEADLINE if fits else None
    return BlockKind.SUBHEAD if _is_heading(piece) else None


def _mark_tail(pieces: list[Piece]) -> None:
    """The short lines that follow the first furniture after the last paragraph."""
    signed = max(
        (i for i, p in enumerate(pieces) if p.kind is BlockKind.FOOTER and furniture.names_writers(p.words)),
        default=len(pieces),
    )
    if all(p.count <= _LONGEST_AFTER_SIGN_OFF for p in pieces[signed + 1 :]):
        for piece in pieces[signed + 1 :]:
            piece.kind = piece.kind or BlockKind.FOOTER
    last = max((i for i, p in enumerate(pieces) if p.kind is None and p.is_prose), default=len(pieces))
    furniture_before: BlockKind | None = None
    for piece in pieces[last + 1 :]:
        if piece.kind in (BlockKind.FOOTER, BlockKind.RELATED):
            furniture_before = piece.kind
        elif piece.kind is None:
            piece.kind = furniture_before


def _mark_subheads(pieces: list[Piece]) -> None:
    """Short lines without a final stop between two paragraphs."""
    for before, piece, following in zip(pieces, pieces[1:], pieces[2:], strict=False):
        # What follows a colon and ends as a sentence may be somebody's words.
        beside = before.kind is not None or before.is_prose or (before.leads_on and not piece.stops)
        beside = beside and (following.kind is not None or following.is_prose)
        if beside and _is_heading(piece):
            piece.kind = BlockKind.BYLINE if furniture.is_byline(piece.words) else BlockKind.SUBHEAD


def _is_heading(piece: Piece) -> bool:
    line = piece.words
    if piece.kind is not None or piece.count > _LONGEST_SUBHEAD or piece.full_stop or _SPEAKER.match(line):
        return False
    if any(len(found.split()) > _LONGEST_QUOTED for found in _QUOTATION.findall(line)):
        return False
    return (
        not line[0].islower()
        and (line[0].isalnum() or line[0] in "'‘\"“¿")
        and (line[-1].isalnum() or line[-1] in "?!'’)”\"")
    )


def _mark_body(pieces: list[Piece]) -> None:
    """All the rest: its first paragraph is the lead."""
    rest = [piece for piece in pieces if piece.kind is None]
    lead = next((piece for piece in rest if piece.is_prose), rest[0] if rest else None)
    for piece in rest:
        piece.kind = BlockKind.LEAD if piece is lead else BlockKind.BODY

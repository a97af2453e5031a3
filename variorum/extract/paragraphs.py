"""The paragraphs of a text, whatever way it marks them: blank lines, single line breaks, or hard-wrapped lines.

A line break inside a paragraph is a *wrap*. Whether a break is one is read from the line that ends there: it breaks
off in the middle of a sentence, or it is as full as the lines around it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from variorum.extract.dates import is_date_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FINAL = re.compile(r"[.!?…:;。！？؟۔।][\s'\"’”»)\]]*$")
_MARKER = re.compile(r"(?:[-*•‣▪–—]|\d{1,3}[.)]|#{1,6}|>)\s")
_ADDRESS = re.compile(r"(?:https?\s?:|www\s?\.)", re.IGNORECASE)
_OPEN_WORDS = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "as",
            "at",
            "but",
            "by",
            "for",
            "from",
            "his",
            "her",
            "if",
            "in",
            "into",
            "is",
            "its",
            "of",
        ),
        *("on", "or", "over", "than", "that", "the", "their", "this", "to", "was", "were", "which", "while", "with"),
    )
)
_SHORTEST_WRAP = 40
_WIDEST_WRAP = 140


class Line(NamedTuple):
    """A line without the white space around it; `group` counts the stretches between blank lines."""

    start: int
    end: int
    group: int
    indented: bool


class Paragraph(NamedTuple):
    """A paragraph without the white space around it. Paragraphs with equal `group` have no blank line between them."""

    start: int
    end: int
    group: int


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of a text from `start` on that hold more than white space, in order."""
    group, before = 0, 0
    for found in _LINE.finditer(text, start):
        raw = found.group()
        body = raw.strip()
        if not body:
            continue
        first = found.start() + len(raw) - len(raw.lstrip())
        if before and len(_BREAK.findall(text, before, first)) > 1:
            group += 1
        before = first + len(body)
        yield Line(first, before, group, first > found.start())


def paragraphs(text: str, start: int = 0) -> list[Paragraph]:
    """The paragraphs of a text from `start` on, in order.

    Every character that is no white space lies in exactly one of them.
    """
    groups: list[list[Line]] = []
    for line in lines(text, start):
        if groups and groups[-1][0].group == line.group:
            groups[-1].append(line)
        else:
            groups.append([line])
    wrapped = _is_wrapped(text, groups)
    sure = any(_breaks_off(text, here, following) for group in groups for here, following in pairwise(group))
    return [each for group in groups for each in _paragraphs_of(text, group, wrapped=wrapped, sure=wrapped or sure)]


def _paragraphs_of(text: str, group: list[Line], *, wrapped: bool, sure: bool) -> Iterator[Paragraph]:
    width = max(line.end - line.start for line in group)
    start = group[0].start
    for here, following in pairwise(group):
        if not _wraps(text, here, following, width, wrapped=wrapped, sure=sure):
            yield Paragraph(start, here.end, here.group)
            start = following.start
    yield Paragraph(start, group[-1].end, group[-1].group)


def _is_wrapped(text: str, groups: list[list[Line]]) -> bool:
    """Tell whether a whole text is set to a line width.

    Lines that end no group are then nearly all about as long, and most break off in the middle of a sentence.
    """
    inner = [line for group in groups for line in group[:-1]]
    widest = max((line.end - line.start for group in groups for line in group), default=0)
    if len(inner) < 2 or not _SHORTEST_WRAP <= widest <= _WIDEST_WRAP:
        return False
    width = max(line.end - line.start for line in inner)
    full = sum(line.end - line.start >= 0.75 * width for line in inner)
    cut = sum(not _FINAL.search(text[max(line.start, line.end - 8) : line.end]) for line in inner)
    return full >= 0.7 * len(inner) and cut >= 0.5 * len(inner)


def _breaks_off(text: str, here: Line, following: Line) -> bool:
    """Tell whether a line ends in the middle of a sentence, by its last word or by how the next one goes on."""
    one, two = text[here.start : here.end], text[following.start : following.end]
    last = one.rsplit(None, 1)[-1].lower()
    if last in _OPEN_WORDS or last.endswith(","):
        return len(one) >= _SHORTEST_WRAP / 2
    return two[0].islower() and len(one) >= _SHORTEST_WRAP


def _wraps(text: str, here: Line, following: Line, width: int, *, wrapped: bool, sure: bool) -> bool:
    """Tell whether the break between two lines is a wrap; `sure` says that some line of the text is wrapped."""
    one, two = text[here.start : here.end], text[following.start : following.end]
    if _MARKER.match(two) or _ADDRESS.match(one) or _ADDRESS.match(two) or is_date_line(one) or is_date_line(two):
        return False
    length = len(one)
    full = _SHORTEST_WRAP <= length <= _WIDEST_WRAP and length + 1 + len(two.split(None, 1)[0]) > width
    if _FINAL.search(one[-8:]):
        return wrapped and full and not (following.indented and not here.indented)
    return _breaks_off(text, here, following) or (full and sure and width <= _WIDEST_WRAP and length >= width - 20)

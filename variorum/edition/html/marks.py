"""The texts of the articles as HTML, with spans marked: nested where they nest, cut where they cross."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from variorum.edition.display import visible
from variorum.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.edition.texts import Article

_NOTHING = Markup()
_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked: `attributes` of its element, and `after`, what stands behind its end."""

    start: int
    end: int
    attributes: Markup
    anchor: str = ""
    after: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, its spans marked. `lines` tells whether its line breaks mean something."""

    kind: BlockKind
    lines: bool
    html: Markup


def paragraphs(article: Article, marks: Iterable[Mark]) -> list[Paragraph]:
    """The whole text, paragraph by paragraph: nothing but white space is left out."""
    stretches = list(_stretches(article))
    pieces: list[list[Mark]] = [[] for _ in stretches]
    starts = [start for start, _, _ in stretches]
    for mark in marks:
        _place(mark, stretches, starts, pieces)
    found = []
    for (start, end, kind), inside in zip(stretches, pieces, strict=True):
        text = article.text[start:end]
        found.append(Paragraph(kind, "\n" in text and not _hard_wrapped(text), _nest(article.text, start, end, inside)))
    return found


def _stretches(article: Article) -> Iterator[tuple[int, int, BlockKind]]:
    """The paragraphs of all blocks, and of what lies between blocks if it is more than white space."""
    last = 0
    for block in article.blocks:
        yield from _split(article.text, last, block.start, BlockKind.BODY)
        yield from _split(article.text, max(last, block.start), block.end, block.kind)
        last = max(last, block.end)
    yield from _split(article.text, last, len(article.text), BlockKind.BODY)


def _split(text: str, start: int, end: int, kind: BlockKind) -> Iterator[tuple[int, int, BlockKind]]:
    position = start
    for gap in _BREAK.finditer(text, start, end):
        if text[position : gap.start()].strip():
            yield position, gap.start(), kind
        position = gap.end()
    if text[position:end].strip():
        yield position, end, kind


def _hard_wrapped(text: str) -> bool:
    """Whether line breaks only come from a fixed width: several lines, all but the last about as long."""
    lines = text.strip().split("\n")
    return len(lines) > 2 and all(45 <= len(line) <= 100 for line in lines[:-1])


def _place(
    mark: Mark, stretches: Sequence[tuple[int, int, BlockKind]], starts: Sequence[int], pieces: list[list[Mark]]
) -> None:
    """Give each paragraph its part of a mark; the name goes to the first part, what stands behind to the last."""
    first = max(0, bisect_right(starts, mark.start) - 1)
    if first < len(stretches) and stretches[first][0] <= mark.start < mark.end <= stretches[first][1]:
        pieces[first].append(mark)
        return
    parts: list[tuple[int, Mark]] = []
    for i in range(first, len(stretches)):
        start, end = max(mark.start, stretches[i][0]), min(mark.end, stretches[i][1])
        if stretches[i][0] >= mark.end:
            break
        if start < end:
            parts.append((i, replace(mark, start=start, end=end, anchor="", after=_NOTHING)))
    if parts:
        parts[0] = (parts[0][0], replace(parts[0][1], anchor=mark.anchor))
        parts[-1] = (parts[-1][0], replace(parts[-1][1], after=mark.after))
    for i, part in parts:
        pieces[i].append(part)


def _nest(text: str, position: int, end: int, marks: Iterable[Mark]) -> Markup:
    waiting = [(m.start, -m.end, i, m) for i, m in enumerate(marks)]
    heapq.heapify(waiting)
    order = len(waiting)
    open_: list[Mark] = []
    out: list[str] = []
    while waiting or open_:
        if open_ and (not waiting or open_[-1].end <= waiting[0][0]):
            mark = open_.pop()
            out += (_text(text, position, mark.end), "</span>", mark.after)
            position = mark.end
            continue
        mark = heapq.heappop(waiting)[3]
        if open_ and mark.end > open_[-1].end:
            cut = open_[-1].end
            order += 1
            heapq.heappush(waiting, (cut, -mark.end, order, replace(mark, start=cut, anchor="")))
            mark = replace(mark, end=cut, after=_NOTHING)
        name = f' id="{mark.anchor}"' if mark.anchor else ""
        out += (_text(text, position, mark.start), f"<span{name}{mark.attributes}>")
        position = mark.start
        open_.append(mark)
    out.append(_text(text, position, end))
    return Markup("".join(out).strip())  # noqa: S704 - every text in it went through `escape`


def _text(text: str, start: int, end: int) -> str:
    return str(escape(visible(text[start:end])))

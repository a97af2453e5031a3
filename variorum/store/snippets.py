"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.lexicon.frequency import frequency
from variorum.model import BlockKind
from variorum.store.words import terms, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Block
    from variorum.store.words import Term

_LENGTH = 240
_LEAD = 40

_COMMON = 0.003
"""The probability of a word from which on it is an article, a preposition or the like."""


def snippet(text: str, query: str, blocks: Sequence[Block] = ()) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """The start and end of the stretch with most of the words asked for, and those words as offsets into it.

    The stretch is at most 240 characters long and is cut between words where it can be. Of an article with `blocks`
    what it reports comes before its title and the boxes around it.
    """
    told = [b for b in blocks if b.kind.makes_claims and b.kind is not BlockKind.HEADLINE]
    found = list(_found(text, query))
    found = [term for term in found if any(b.start <= term.start < b.end for b in told)] or found
    if not found:
        start = told[0].start if told else 0
        start += len(text[start:]) - len(text[start:].lstrip())
        return start, _word_end(text, start, min(len(text), start + _LENGTH)), ()
    best = max(range(len(found)), key=lambda i: (_kinds(found, i), -i))
    start = _word_start(text, max(0, found[best].start - _LEAD), found[best].start)
    end = max(_word_end(text, found[best].start, min(len(text), start + _LENGTH)), min(found[best].end, len(text)))
    marks = tuple((t.start - start, t.end - start) for t in found[best:] if t.end <= end)
    return start, end, _joined(marks)


def _found(text: str, query: str) -> Iterator[Term]:
    asked = [each for each in wanted(query) if not each.without]
    whole = {t for each in asked for t in (each.terms[:-1] if each.prefix else each.terms)}
    single = {each.terms[0] for each in asked if len(each.terms) == 1 and not each.prefix}
    common = {t for t in single if frequency(t) > _COMMON}
    # A little word says nothing by itself, unless nothing else was asked for.
    beginnings = tuple(each.terms[-1] for each in asked if each.prefix)
    if beginnings or whole != common:
        whole -= common
    for term in terms(text):
        if term.text in whole or (beginnings and term.text.startswith(beginnings)):
            yield term


def _kinds(found: list[Term], i: int) -> int:
    within = {t.text for t in found[i : i + 40] if t.end <= found[i].start + _LENGTH - _LEAD}
    return len(within)


def _word_start(text: str, start: int, latest: int) -> int:
    """The first place from `start` on where a word begins; a paragraph begins anew."""
    paragraph = text.rfind("\n", start, latest) + 1
    if paragraph > 0 or start == 0:
        return max(start, paragraph)
    space = text.find(" ", start, latest)
    return space + 1 if space >= 0 else start


def _word_end(text: str, start: int, end: int) -> int:
    if end == len(text):
        return end
    space = text.rfind(" ", start + (end - start) // 2, end)
    return space if space >= 0 else end


def _joined(marks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Marks that overlap, as pairs of characters do, are one."""
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if found and start <= found[-1][1] - 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)

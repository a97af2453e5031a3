"""Stretches between quotation marks, after each language's custom.

Marks nest; a quotation of several paragraphs opens a mark at each and closes at the last; a mark may be
glued to its neighbours, lost, or be an apostrophe. Customs after the CLDR's quotation marks and the usage of the press.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import Quotation

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›", "‘": "’", "‚": "‘’", "‟": "”"}
_GERMAN = {"de", "cs", "sk", "sl", "hr", "sr", "bg", "is", "lt", "et", "ka", "mk"}
_SAME_BOTH_ENDS = {"sv", "fi", "no", "da"}
_GUILLEMETS_INWARD = {"de", "da", "cs", "sk", "sl", "hr"}
_ANY = re.compile("``|''|[\"“”„‟«»‹›'‘’‚「」『』＂]")
_LEFT_OUT = re.compile(r"\s(?:…|\.\s?\.\s?\.)")
_STRAIGHT = ('"', "＂", "''")
_SINGLE = "'‘’‚"
_OPENING = "\"“„«‘'「『»"
_CLOSING = "\"”“»’'」』«"


class Marked(NamedTuple):
    """A marked stretch: `start` to `end` inside its marks, `outer_start` to `outer_end` with them.

    `depth` is 0 for the outermost marks. `pieces` are the paragraphs of it, inside the marks. `closed` is false where
    the closing mark is missing.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    pieces: tuple[tuple[int, int], ...]
    closed: bool


class _Open(NamedTuple):
    mark: str
    closers: tuple[str, ...]
    at: int
    inside: int
    pieces: tuple[tuple[int, int], ...] = ()


def marked_stretches(text: str, paragraphs: Iterable[tuple[int, int]], language: str = "en") -> tuple[Marked, ...]:
    """All marked stretches of the paragraphs (start, end), in order of their first mark."""
    found: list[Marked] = []
    carried: _Open | None = None
    for start, end in paragraphs:
        stack: list[_Open] = []
        at = start
        if carried is not None:
            opening = _reopens(text, start, end, carried)
            if opening is None:
                found.append(_unclosed(carried))
            else:
                stack.append(carried._replace(inside=opening))
                at = opening
        carried = _scan(text, at, end, language, stack, found)
    if carried is not None:
        found.append(_unclosed(carried))
    return tuple(sorted(found, key=lambda m: (m.outer_start, -m.outer_end)))


def _reopens(text: str, start: int, end: int, carried: _Open) -> int | None:
    """Where the words of a further paragraph of an open quotation begin, if this is one."""
    if start < end and text[start] in (carried.mark, "»" if carried.mark == "«" else carried.mark):
        return start + 1
    return None


def _unclosed(opened: _Open) -> Marked:
    start, end = opened.pieces[0][0], opened.pieces[-1][1]
    return Marked(start, end, opened.at, end, 0, opened.pieces, closed=False)


def _scan(text: str, at: int, end: int, language: str, stack: list[_Open], found: list[Marked]) -> _Open | None:
    """Read the marks of one paragraph; what is still open at its end is handed on."""
    for match in _ANY.finditer(text, at, end):
        mark, here = match.group(), match.start()
        if stack and _closes(text, here, end, mark, stack):
            while mark not in stack[-1].closers:
                stack.pop()
            opened = stack.pop()
            pieces = (*opened.pieces, (opened.inside, here))
            found.append(Marked(pieces[0][0], here, opened.at, match.end(), len(stack), pieces, closed=True))
        elif closers := _opens(text, here, end, mark, stack, language):
            stack.append(_Open(mark, tuple(closers), here, match.end()))
    left = [o for o in stack if o.mark not in _SINGLE]
    if not left:
        return None
    opened = left[0]
    # An unclosed mark is believed where a quotation can begin; elsewhere it is an inch mark or a slip.
    if opened.pieces or not text[at : opened.at].strip() or text[: opened.at].rstrip()[-1:] in ":,":
        return opened._replace(pieces=(*opened.pieces, (opened.inside, end)))
    return None


def _closes(text: str, here: int, end: int, mark: str, stack: list[_Open]) -> bool:
    holder = next((o for o in reversed(stack) if mark in o.closers), None)
    if holder is None or here <= holder.inside:
        return False
    if mark in _SINGLE:
        return stack[-1] is holder and _single_closes(text, here, end)
    if mark in _STRAIGHT or (holder.mark == mark):
        before, after = text[here - 1], text[here + len(mark) : here + len(mark) + 1]
        # Between a space and a letter a straight mark opens; glued on both sides it closes.
        return not (before.isspace() and after.isalnum() and here + 1 < end and len(stack) < 2) or _odd_so_far(
            text, holder, here, end
        )
    return True


def _odd_so_far(text: str, holder: _Open, here: int, end: int) -> bool:
    """Whether the next mark of this kind would close again: then this one opened nothing."""
    following = text.find(holder.mark, here + len(holder.mark), end)
    return following == -1


def _single_closes(text: str, here: int, end: int) -> bool:
    """Whether a single mark closes, and is not the apostrophe of "don't" or of "the workers' union"."""
    after = text[here + 1] if here + 1 < end else " "
    before = text[here - 1]
    if after.isalnum() or before.isspace():
        return False
    if before.lower() != "s" or not after.isspace():
        return True
    rest = text[here + 2 : min(end, here + 400)]
    later = re.search(r"[^\ss][’'](?![\w])", rest)
    opener = re.search(r"(?:^|\s)[‘'](?=\w)", rest)
    return not (later and rest[:1].islower() and (opener is None or later.start() < opener.start()))


def _opens(text: str, here: int, end: int, mark: str, stack: list[_Open], language: str) -> Sequence[str]:
    """The marks that close what this mark opens; empty if it opens nothing."""
    before = text[here - 1] if here else " "
    after = text[here + len(mark)] if here + len(mark) < end else " "
    if (
        after.isspace()
        and not (mark == "«" and language == "fr")
        and not (mark in "“„" and _LEFT_OUT.match(text, here + 1))
    ):
        return ""
    if mark in _STRAIGHT:
        if before.isalnum() and after.isalnum() and not stack:
            return ()
        # What is typed in one way here and in the other there: "''We won," he said.
        mixed = () if mark in text[here + len(mark) : end] else _STRAIGHT
        return (mark, "”", *mixed)
    if mark in _SINGLE:
        return _single_opens(text, here, before, after, mark)
    if mark == "``":
        return ("''",)
    if mark == "»" and language in _GUILLEMETS_INWARD | _SAME_BOTH_ENDS:
        return "«" if language in _GUILLEMETS_INWARD else "»"
    if mark == "”" and language in _SAME_BOTH_ENDS:
        return "”"
    if mark == "“" and language in _GERMAN:
        return "”"
    return _PAIRS.get(mark, "") + ('"' if mark == "“" else "")


def _single_opens(text: str, here: int, before: str, after: str, mark: str) -> str:
    if before.isalnum() or not (after.isalpha() or after in '“"[(…' or after.isdigit()):
        return ""
    if re.match(r"\d\ds?\b|(?:tis|twas|til|em|n|cause)\b", text[here + 1 : here + 8], re.IGNORECASE):
        return ""
    if mark == "’":
        return ""
    return _PAIRS.get(mark, "'’") + ("'" if mark == "‘" else "")


def marked_parts(text: str, quotation: Quotation) -> tuple[tuple[int, int], ...]:
    """The stretches of a quotation that are printed as the speaker's own words: all of a direct one."""
    if quotation.mode is Mode.INDIRECT:
        return ()
    if quotation.mode is not Mode.PARTIAL:
        return quotation.pieces
    start, end = quotation.start, quotation.end
    start -= start > 0 and text[start - 1] in _OPENING
    end += end < len(text) and text[end] in _CLOSING
    found = tuple((m.start, m.end) for m in outermost(marked_stretches(text, [(start, end)])))
    return found or quotation.pieces


def outermost(stretches: Iterable[Marked]) -> Iterator[Marked]:
    """Those marked stretches that lie in no other."""
    reached = -1
    for each in stretches:
        if each.outer_start >= reached:
            yield each
            reached = max(each.outer_end, reached)

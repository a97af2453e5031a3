"""Two wordings compared word by word, for marking what differs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.quoted_words import WEIGHTY, weighty
from variorum.lexicon.frequency import frequency
from variorum.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

# Scripts that write no spaces are compared character by character.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w[\w'’\-]*")
_LONGEST = 600
# A word that is more frequent tells little: "the", "of", "we".
_TELLING = 0.002
# Frequent words that tell much: what they deny, grant, count or make certain.
_ALSO_WEIGHTY = frozenset({"will", "would", "one", "more", "less"})
# Where more of the telling words of a text of this length would be marked, marks show nothing.
_MOST = 0.5
_SHORT = 12
_REMEMBERED = 4096
"""Pairs of texts: in a large story the same two wordings meet again and again."""


class Change(StrEnum):
    """What became of a stretch on the way from one wording to another."""

    SAME = "same"
    ADDED = "added"
    OMITTED = "omitted"


class Piece(NamedTuple):
    """A stretch of the second text, or (where omitted) of the first."""

    change: Change
    text: str


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, marks and spaces."""
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


@lru_cache(_REMEMBERED)
def likeness(a: str, b: str) -> float:
    """How much of two texts is the same words in the same order (0 to 1)."""
    left, right = words(a)[:_LONGEST], words(b)[:_LONGEST]
    return SequenceMatcher(None, left, right, autojunk=False).ratio() if left or right else 1.0


def compare(base: str, text: str) -> list[Piece]:
    """Cut `text` into what it shares with `base` and what it adds; put in what it leaves out where that stood.

    Case and punctuation count as same. Texts of more than 600 words are not cut.
    """
    left, right = list(_WORD.finditer(base)), list(_WORD.finditer(text))
    if len(left) > _LONGEST or len(right) > _LONGEST:
        return [Piece(Change.SAME, text)]
    pieces: list[Piece] = []
    done = 0
    matcher = SequenceMatcher(None, words(base), words(text), autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        start = right[k].start() if k < len(right) else len(text)
        if k == m and k > 0:
            start = right[k - 1].end()
        pieces.append(Piece(Change.SAME, text[done:start]))
        if j > i:
            pieces.append(Piece(Change.OMITTED, base[left[i].start() : left[j - 1].end()]))
        done = right[m - 1].end() if m > k else start
        pieces.append(Piece(Change.ADDED, text[start:done]))
    pieces.append(Piece(Change.SAME, text[done:]))
    return [p for p in pieces if p.text]


def marked_apart(text: str, others: Sequence[str]) -> list[Piece]:
    """Cut a text into what it shares with any of some others, in runs with a telling word, and what it has alone.

    For texts that tell much the same in other words: against one of them nearly all would be marked. What shares
    nothing is one piece, as is a text of more than 600 words.
    """
    found, own = list(_WORD.finditer(text)), words(text)
    if len(own) > _LONGEST:
        return [Piece(Change.SAME, text)]
    shared: set[int] = set()
    for other in others:
        matcher = SequenceMatcher(None, own, words(other)[:_LONGEST], autojunk=False)
        for block in matcher.get_matching_blocks():
            run = range(block.a, block.a + block.size)
            if any(frequency(own[i]) < _TELLING for i in run):
                shared.update(run)
    if not shared:
        return [Piece(Change.SAME, text)]
    pieces: list[Piece] = []
    done = 0
    for alone, stretch in groupby(range(len(own)), key=lambda i: i not in shared):
        if alone:
            indices = list(stretch)
            start, end = found[indices[0]].start(), found[indices[-1]].end()
            pieces += [Piece(Change.SAME, text[done:start]), Piece(Change.ADDED, text[start:end])]
            done = end
    pieces.append(Piece(Change.SAME, text[done:]))
    return [p for p in pieces if p.text]


def telling(pieces: Sequence[Piece]) -> list[tuple[bool, str]]:
    """The second text of a comparison as (marked, stretch): of what it adds only the words that tell something.

    "The", "are" and another form of the word that stands there are left out at the ends of a stretch; where nothing
    is left all that is added is marked, and nothing of a long text most of which would be.
    """
    found: list[tuple[bool, str]] = []
    instead: frozenset[str] = frozenset()
    for piece in pieces:
        if piece.change is Change.OMITTED:
            instead = frozenset(map(stem, words(piece.text)))
            continue
        found += _cut(piece.text, instead) if piece.change is Change.ADDED else [(False, piece.text)]
        instead = frozenset()
    if not any(marked for marked, _ in found):
        return [(p.change is Change.ADDED, p.text) for p in pieces if p.change is not Change.OMITTED]
    return found if _shows(found) else [(False, text) for _, text in found]


def _cut(text: str, instead: frozenset[str]) -> list[tuple[bool, str]]:
    """A stretch of added words from the first to the last that tells something."""
    heavy = [m for m in _WORD.finditer(text) if _tells(m[0]) and stem(m[0]) not in instead]
    if not heavy:
        return [(False, text)]
    start, end = heavy[0].start(), heavy[-1].end()
    return [(False, text[:start]), (True, text[start:end]), (False, text[end:])]


@lru_cache(_REMEMBERED)
def _tells(word: str) -> bool:
    word = word.casefold()
    if word in _ALSO_WEIGHTY or any(c.isdigit() for c in word) or any(word in weighty(kind) for kind in WEIGHTY):
        return True
    return frequency(word) < _TELLING


def _shows(found: Sequence[tuple[bool, str]]) -> bool:
    """Whether marks leave enough of a text unmarked to show anything."""
    told = [(marked, sum(map(_tells, words(text)))) for marked, text in found]
    total = sum(len(words(text)) for _, text in found)
    return total < _SHORT or sum(n for marked, n in told if marked) <= _MOST * sum(n for _, n in told)

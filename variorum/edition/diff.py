"""Two wordings compared word by word, for marking what differs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

# Scripts that write no spaces are compared character by character.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w[\w'’\-]*")
_LONGEST = 600
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

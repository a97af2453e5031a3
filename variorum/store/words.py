"""The words of a text as full-text search knows them, the same for every database.

A word is folded (case, compatibility forms, marks over and under Latin, Greek and Cyrillic letters), and a run of a
script that writes no spaces is cut into overlapping pairs of characters, so that any stretch of two or more can be
found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.lexicon.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Vowel signs and joiners of the scripts of India and the Near East stand inside words, which `\w` does not know.
_INSIDE = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d"
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}_])[\w{_INSIDE}])+(?:['’](?:(?![{_UNSPACED}_])\w)+)?")
_RUN = re.compile(rf"[{_UNSPACED}]+")
_QUERY = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_LONGEST = 64


class Term(NamedTuple):
    """A word as it is looked up, and where it stands in the text."""

    text: str
    start: int
    end: int


def terms(text: str) -> Iterator[Term]:
    """The terms of a text with their places, in order."""
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if not _RUN.fullmatch(word):
            if folded := fold(word):
                yield Term(folded, start, found.end())
        else:
            for i in range(max(1, len(word) - 1)):
                yield Term(word[i : i + 2], start + i, min(start + i + 2, found.end()))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, marks and the endings of plurals; empty where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(c for c in plain if c == "'" or c >= "\u0900" or (c.isalnum() and not unicodedata.combining(c)))
    return stem(bare).replace("'", "")[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a text must have, or must not have: terms in a row; of the last one perhaps only its beginning."""

    terms: tuple[str, ...]
    without: bool = False
    prefix: bool = False


def wanted(query: str) -> tuple[Wanted, ...]:
    """What a query asks for: words, "phrases", -without, begin*. Nothing in it is ever wrong."""
    return tuple(w for found in _QUERY.finditer(query) if (w := _wanted(found)).terms)


def _wanted(found: re.Match[str]) -> Wanted:
    words = found["phrase"] if found["phrase"] is not None else found["word"]
    prefix = found["phrase"] is None and len(words) > 1 and words.endswith("*")
    if prefix:
        # A beginning is no word yet: endings stay on.
        *before, last = [t.text for t in terms(words[:-1])] or [""]
        return Wanted((*before, _beginning(words[:-1]) or last), bool(found["minus"]), prefix=True)
    return Wanted(tuple(term.text for term in terms(words)), bool(found["minus"]))


def _beginning(word: str) -> str:
    pieces = _WORD.findall(word)
    plain = unicodedata.normalize("NFKD", pieces[-1].casefold()) if pieces else ""
    return "".join(c for c in plain if c.isalnum())[:_LONGEST]

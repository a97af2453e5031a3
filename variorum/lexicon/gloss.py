"""Texts of a language that the encoder does not know in rough English, word by word, by a table (`gloss.tsv`).

No translation: forms are cut off and words stay in their order. A vector of it stands near that of the same told in
English, which is all it is for. What the table does not have stays as it is, and so do names: words with a capital that
no beginning of a sentence gives them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:\A|[.!?:…–—\n])[\W\d_]*\Z")
_BEFORE = 9
_LONGEST_ENDING = 6
# No part of a compound is shorter.
_SHORTEST_PART = 3


class _Table(NamedTuple):
    whole: dict[str, str]
    starts: dict[str, str]


def glossed(text: str, language: str) -> str:
    """The text with English for all words that the table of its language has; unchanged where it has none.

    >>> glossed("Skolan stängdes i måndags.", "sv")
    'school close in Monday.'
    """
    language = language.partition("-")[0].casefold()
    if language not in _languages():
        return text

    def turned(word: re.Match[str]) -> str:
        named = word[0][0].isupper() and not _BEGINS.search(text[: word.start()][-_BEFORE:])
        return word[0] if named else _gloss(word[0], language)

    return _WORD.sub(turned, text)


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("variorum").joinpath("lexicon/gloss.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((language, english, forms) for language, english, forms in rows)


@cache
def _languages() -> frozenset[str]:
    return frozenset(language for language, _, _ in _rows())


@cache
def _table(language: str) -> _Table:
    found = _Table({}, {})
    for known, english, forms in _rows():
        for form in forms.split() if known == language else ():
            table = found.starts if form.endswith("*") else found.whole
            table.setdefault(form.rstrip("*"), english)
    return found


@lru_cache(maxsize=65536)
def _gloss(word: str, language: str) -> str:
    folded = word.casefold()
    return _known(folded, language) or _compound(folded, language) or word


def _known(word: str, language: str) -> str:
    """English for a word that the table has, with any ending."""
    table = _table(language)
    if word in table.whole:
        return table.whole[word]
    for length in range(len(word), max(1, len(word) - _LONGEST_ENDING - 1), -1):
        if word[:length] in table.starts:
            return table.starts[word[:length]]
    return ""


def _compound(word: str, language: str) -> str:
    """English for a word made of two that the table has, joined by an "s" or by nothing; the longest second one."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        second = _known(word[cut:], language)
        first = second and (_known(word[:cut], language) or _known(word[:cut].removesuffix("s"), language))
        if first:
            return f"{first} {second}"
    return ""

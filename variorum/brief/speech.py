"""Two wordings of an utterance, as a dispute over its words sets them beside each other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations, dropwhile
from typing import TYPE_CHECKING

from variorum.compare.quoted_words import words_of
from variorum.compare.wordings import Weight, compare_words

if TYPE_CHECKING:
    from variorum.compare.quoted_words import Word
    from variorum.compare.wordings import Comparison
    from variorum.model import Annotated, Collation, Discrepancy, Reading

_WORD = re.compile(r"\w+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
# A sentence of which the other wording has a smaller share of the words is not in it.
_SHARED = 0.5
# Wordings of which the longer has such a share of its words in the other are told apart at a glance.
_ALIKE = 0.6


def shown_sides(collation: Collation, discrepancy: Discrepancy) -> set[int]:
    """The two sides to show: so alike that it is seen at once where they differ, and there with the most that weighs.

    Where no two are so alike, those that are most.
    """
    words: dict[int, tuple[Word, ...]] = {}
    for reading in discrepancy.readings:
        words.setdefault(reading.side, _quoted(collation.articles[reading.article], reading))
    pairs = [(a, b, compare_words(words[a], words[b])) for a, b in combinations(sorted(words), 2)]
    clear = [(a, b, c) for a, b, c in pairs if c.same >= _ALIKE * max(len(words[a]), len(words[b]), 1)]
    if clear:
        return set(max(clear, key=lambda pair: _weight(pair[2]))[:2])
    return set(max(pairs, key=lambda pair: pair[2].alike)[:2]) if pairs else set(words)


def _weight(comparison: Comparison) -> tuple[float, ...]:
    heavy = sum(d.weight >= Weight.WORDS for d in comparison.differences)
    return comparison.weight, heavy, comparison.alike


def _quoted(article: Annotated, reading: Reading) -> tuple[Word, ...]:
    """The words of the quotation that a reading is of; none where there is none."""
    there = [q for q in article.quotations if q.start < reading.end and reading.start < q.end]
    found = max(there, key=lambda q: min(q.end, reading.end) - max(q.start, reading.start), default=None)
    return () if found is None else words_of(article, found)


def without_more(wording: str, other: str) -> str:
    """A wording without what it has before the other begins and after that ends.

    Whole sentences that go further are no other words. Where both have something of their own at an end, that is where
    they differ.
    """
    kept, others = _BETWEEN_SENTENCES.split(wording), _BETWEEN_SENTENCES.split(other)
    mine, theirs = _words(wording), _words(other)
    if _is_in(others[0], mine):
        kept = list(dropwhile(lambda each: not _is_in(each, theirs), kept))
    if _is_in(others[-1], mine):
        kept = [*reversed(list(dropwhile(lambda each: not _is_in(each, theirs), reversed(kept))))]
    return " ".join(kept) or wording


def _is_in(sentence: str, others: list[str]) -> bool:
    words = _words(sentence)
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _SHARED * len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())

"""Two wordings of an utterance, as a dispute over its words sets them beside each other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations, dropwhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model import Discrepancy

_WORD = re.compile(r"\w+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
# A sentence of which the other wording has a smaller share of the words is not in it.
_SHARED = 0.5


def nearest_sides(discrepancy: Discrepancy) -> set[int]:
    """The two sides whose words are most alike: there what differs is seen at once."""
    words: dict[int, list[str]] = {}
    for reading in discrepancy.readings:
        words.setdefault(reading.side, _words(reading.value))
    pairs = sorted(combinations(sorted(words), 2))
    alike = [SequenceMatcher(None, words[a], words[b], autojunk=False).ratio() for a, b in pairs]
    return set(pairs[alike.index(max(alike))]) if pairs else set(words)


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

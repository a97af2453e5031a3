"""How common a word is in text at large."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The table spreads its probability over 16 languages; in a text of one of them a word is about this much likelier.
_ONE_LANGUAGE = 6.0
# For a word that the table does not have: a little rarer than its rarest.
RARE = math.exp(-14.0)


@cache
def _table() -> dict[str, float]:
    lines = files("variorum.lexicon").joinpath("word_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: math.exp(-int(score) / 10) for word, score in rows}


@cache
def probabilities() -> Mapping[str, float]:
    """The probability (0 to 1) of each common word (lower case) among the running words of a text in its language."""
    return {word: min(1.0, _ONE_LANGUAGE * value) for word, value in _table().items()}


def frequency(word: str) -> float:
    """The probability (0 to 1) that a running word of a text is `word` (lower case)."""
    return min(1.0, _ONE_LANGUAGE * _table().get(word, RARE))

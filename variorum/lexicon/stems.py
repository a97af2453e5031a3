"""Words without their endings, and how common such stems are."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from variorum.lexicon.frequency import probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Fold case and take off the endings of English plurals and verbs, roughly (Harman's s-stemmer and a bit more)."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if len(word) <= 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word.removesuffix("e")


@cache
def stem_probabilities() -> Mapping[str, float]:
    """The probability (0 to 1) of each common stem among the running words of a text."""
    found: dict[str, float] = {}
    for word, probability in probabilities().items():
        found[stem(word)] = found.get(stem(word), 0.0) + probability
    return found

"""The words that tie what is said, thought or meant to its source: a lexicon of frames.

The terms are those of PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018): *source*, *cue*, *content*.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

QUOTE, CLAUSE, INFINITIVE, OBJECT, SMALL, PASSIVE = "quote", "clause", "infinitive", "object", "small", "passive"


@cache
def _lexicon() -> dict[tuple[str, str, str], frozenset[str]]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for line in files("variorum.lexicon").joinpath("cues.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, part, frames, words = line.split("\t")
            for word in words.split():
                found.setdefault((language, part, word), set()).update(frames.split())
    return {key: frozenset(frames) for key, frames in found.items()}


@lru_cache(maxsize=16384)
def frames(word: str, part: str = "verb", language: str = "en") -> frozenset[str]:
    """What a cue takes as its content: names of frames and prepositions; empty for other words.

    English words are looked up by lemma, others as written. `part` is "verb", "noun" or "adjective".
    """
    return _lexicon().get((language, part, word.lower()), frozenset())


@cache
def reporting_words(language: str) -> frozenset[str]:
    """The words of a language that introduce direct speech (lower case)."""
    return frozenset(word for (lang, _, word), kinds in _lexicon().items() if lang == language and QUOTE in kinds)

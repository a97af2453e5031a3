"""The language of a text, as ISO 639-1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SAMPLE = 5000
_FEWEST_LETTERS = 12
# The writing systems of the languages that py3langid was trained on, as the Unicode names of their letters begin.
_KNOWN_SCRIPTS = frozenset(
    (
        *(
            "LATIN",
            "CYRILLIC",
            "GREEK",
            "ARABIC",
            "HEBREW",
            "ARMENIAN",
            "GEORGIAN",
            "DEVANAGARI",
            "BENGALI",
            "GUJARATI",
        ),
        *(
            "GURMUKHI",
            "TAMIL",
            "TELUGU",
            "KANNADA",
            "MALAYALAM",
            "ORIYA",
            "SINHALA",
            "THAI",
            "LAO",
            "KHMER",
            "ETHIOPIC",
        ),
        *("HANGUL", "HIRAGANA", "KATAKANA", "CJK"),
    )
)

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(
    r"(?<!\w)(?:a|an|and|are|as|at|be|been|but|by|for|from|had|has|have|he|her|his|in|is|it|its|not|of|on|or|said|she|"
    r"that|the|their|they|this|to|was|were|which|who|will|with|would)(?!\w)"
)
_FEWEST_WORDS = 30
_SHARE_OF_ENGLISH = 0.25
_SHARE_OF_THE = 0.02


def language(text: str) -> str:
    """Name the language of a text (py3langid: byte n-grams, 97 languages).

    Empty where there is too little text, or most letters are of a script that none of those languages uses.
    """
    sample = text[:_SAMPLE]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    if scripts.total() < _FEWEST_LETTERS and not scripts["CJK"] + scripts["HANGUL"] >= _FEWEST_LETTERS / 3:
        return ""
    if sum(n for script, n in scripts.items() if script in _KNOWN_SCRIPTS) < scripts.total() / 2:
        return ""
    if _plainly_english(sample):
        return "en"
    from py3langid import classify

    found = str(classify(sample)[0])
    return found if len(found) == 2 else ""


def _plainly_english(sample: str) -> bool:
    """Tell English by its commonest words, which spares loading the model; in doubt it is not."""
    sample = sample.lower()
    words, common = len(_WORD.findall(sample)), _ENGLISH.findall(sample)
    return (
        words >= _FEWEST_WORDS
        and len(common) >= _SHARE_OF_ENGLISH * words
        and common.count("the") >= _SHARE_OF_THE * words
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]

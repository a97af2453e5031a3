"""What a number counts, without a parser: a noun of the list among the next words, else the next word."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from variorum.lexicon.gloss import glossed

_REACH = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"[\s\u00a0.]+|\s*-\s*")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]{1,8}")
# What may stand between a number and its noun; nothing goes past other small words, which open another phrase.
_PARTITIVE = frozenset(
    {
        *["de", "des", "du", "d", "l", "les", "la", "las", "los", "el", "der", "die", "das", "den", "av", "of"],
        *["من", "кв"],
    }
)
_STOPS = frozenset(
    {
        *[
            "en",
            "in",
            "im",
            "an",
            "am",
            "auf",
            "a",
            "à",
            "y",
            "et",
            "und",
            "och",
            "og",
            "i",
            "в",
            "на",
            "и",
            "к",
            "с",
            "por",
            "para",
            "con",
            "pour",
            "par",
            "dans",
            "sur",
            "med",
            "på",
            "för",
            "till",
            "från",
            "fra",
        ],
        *["mot", "om", "ur", "vid", "efter", "under", "över", "gegen", "für", "mit", "von", "bei", "nach", "vor", "um"],
        *["contra", "sobre", "desde", "hasta", "entre", "sin", "contre", "avec", "vers", "sans", "depuis"],
        *["против", "для", "за", "у", "под", "над", "при", "ضد", "مع", "بعد"],
        *[
            "se",
            "sich",
            "est",
            "son",
            "ist",
            "sind",
            "war",
            "wurden",
            "wurde",
            "haben",
            "hat",
            "är",
            "var",
            "blev",
            "fueron",
            "han",
            "ha",
            "sont",
            "ont",
            "été",
            "resultaron",
            "был",
            "были",
        ],
        *[
            "в",
            "из",
            "от",
            "до",
            "не",
            "по",
            "que",
            "som",
            "die",
            "welche",
            "который",
            "которые",
            "que",
            "qui",
            "عن",
            "في",
            "إلى",
            "على",
            "أن",
            "و",
        ],
    }
)


class PlainNoun(NamedTuple):
    """The English noun of the list (or the word as written, in lower case) and its span."""

    lemma: str
    start: int
    end: int


class _Listed(NamedTuple):
    whole: dict[str, str]
    starts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]


@cache
def _listed(language: str) -> _Listed:
    table = files("variorum").joinpath("lexicon/counted.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    forms = [(form.replace("_", " "), row[0]) for row in rows if row[1] == language for form in row[2].split()]
    longest = sorted(forms, key=lambda f: (-len(f[0]), f[0]))
    return _Listed(
        {form: noun for form, noun in forms if "*" not in form},
        tuple((f[:-1], noun) for f, noun in longest if f.endswith("*") and not f.startswith("*")),
        tuple((f[1:], noun) for f, noun in longest if f.startswith("*") and not f.endswith("*")),
        tuple((f[1:-1], noun) for f, noun in longest if f.startswith("*") and f.endswith("*")),
    )


_LONGEST_ENDING = 4
_MEASURE_WORDS = frozenset("名个個位架只隻条條次座所枚颗件起例头匹项項份张張")


def english_noun(word: str, language: str) -> str:
    """The English noun for a counted noun of another language, or an empty string.

    >>> english_noun("Fischerboote", "de")
    'boat'
    """
    listed, word = _listed(language), word.casefold()
    if word in listed.whole:
        return listed.whole[word]
    for start, noun in listed.starts:
        if word.startswith(start) and len(word) - len(start) <= _LONGEST_ENDING:
            return noun
    for end, noun in listed.ends:
        if word.endswith(end):
            return noun
    for part, noun in listed.inside:
        at = word.rfind(part)
        if at >= 0 and len(word) - at - len(part) <= _LONGEST_ENDING:
            return noun
    return ""


def _glossed(word: str, language: str) -> str:
    """A word that is not in the list by the table of the language's words, if it is one word there, too."""
    english = glossed(word, language)
    return word if " " in english else english


def plain_noun(text: str, after: int, end: int, language: str, *, measured: bool) -> PlainNoun | None:
    """The noun that a number ending at `after` counts, in the sentence that ends at `end`; None where there is none."""
    found = _in_ideographs(text, after, end) if language in ("zh", "ja") else _in_words(text, after, end, language)
    if found is None or (measured and not found[1]):
        return None
    return found[0]


def _in_words(text: str, after: int, end: int, language: str) -> tuple[PlainNoun, bool] | None:
    """The noun and whether "of" or its like stands before it."""
    at, first, partitive = after, None, False
    for _ in range(_REACH + 1):
        gap = _GAP.match(text, at, end)
        word = _WORD.match(text, gap.end(), end) if gap else None
        if word is None or "." in text[at : word.start()].strip(" .")[:1]:
            break
        written = word[0].casefold()
        if re.match(r"d['’]", written):
            written, start = written[2:], word.start() + 2
            partitive = first is None or partitive
        else:
            start = word.start()
        at = word.end()
        if written in _PARTITIVE:
            partitive = partitive or first is None
            continue
        if written in _STOPS:
            break
        noun = english_noun(written, language)
        here = PlainNoun(noun or _glossed(written, language), start, word.end())
        if noun:
            return here, partitive
        first = first or (here if len(written) > 1 else None)
        if language == "de" and word[0][:1].isupper():
            break
    return (first, partitive) if first else None


def _in_ideographs(text: str, after: int, end: int) -> tuple[PlainNoun, bool] | None:
    """The longest listed noun soonest after a number: behind the measure word, or the measure word itself."""
    stretch = _IDEOGRAPH.match(text, after, end)
    if stretch is None:
        return None
    listed = _listed("zh").whole
    best: PlainNoun | None = None
    for first in range(min(4, len(stretch[0]))):
        for size in (3, 2, 1):
            piece = stretch[0][first : first + size]
            if len(piece) == size and piece in listed and (best is None or size > best.end - best.start):
                best = PlainNoun(listed[piece], after + first, after + first + size)
    if best is None:
        first = 1 if len(stretch[0]) > 2 and stretch[0][0] in _MEASURE_WORDS else 0
        best = PlainNoun(stretch[0][first : first + 2], after + first, after + min(len(stretch[0]), first + 2))
    return best, False

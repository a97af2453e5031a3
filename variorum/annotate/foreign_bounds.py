"""The words of other languages that bound a number ("etwa", "más de", "около") or make a range of two."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from variorum.values.quantity import Bound

FOREIGN_ARTICLES = r"(?:(?:los|las|les|die|der|den|de|une?|una?|eine?|ett|en)\s+)?"
FOREIGN_AFTER = (
    (
        Bound.AT_LEAST,
        r"\s+(?:o\s+más|oder\s+mehr|ou\s+plus|eller\s+(?:fler|mer)|или\s+более|или\s+больше|al\s+menos|au\s+moins)(?!\w)"
        r"|以上|或以上",
    ),
    (Bound.OVER, r"多(?=[\u4e00-\u9fff])|余(?=[\u4e00-\u9fff])|餘(?=[\u4e00-\u9fff])|\s+с\s+лишним(?!\w)"),
    (Bound.AT_MOST, r"以下|以内"),
    (Bound.ABOUT, r"左右|上下"),
)
_ALIAS = {"nb": "no", "nn": "no"}
_BOUNDS = {
    "at least": Bound.AT_LEAST,
    "at most": Bound.AT_MOST,
    "nearly": Bound.NEARLY,
    "more than": Bound.OVER,
    "less than": Bound.UNDER,
    "about": Bound.ABOUT,
}
_DASH = re.compile(r"\s?[-–—~～]\s?")
_TO = {
    "de": r"bis(?:\s+zu)?",
    "es": r"a|o",
    "fr": r"à|ou",
    "it": r"a|o",
    "pt": r"a|ou",
    "nl": r"tot",
    "sv": r"till",
    "da": r"til",
    "no": r"til",
    "ru": r"до",
    "ar": r"إلى",
    "zh": r"至|到",
}
_BETWEEN = {
    "de": (r"zwischen", "und"),
    "es": (r"entre", "y"),
    "fr": (r"entre", "et"),
    "it": (r"tra|fra", "e"),
    "pt": (r"entre", "e"),
    "nl": (r"tussen", "en"),
    "sv": (r"mellan", "och"),
    "da": (r"mellem", "og"),
    "no": (r"mellom", "og"),
    "ru": (r"между", "и"),
    "ar": (r"بين", "و"),
}
# "Rose from 200 to 300" is no range.
_CHANGED = re.compile(
    r"(?<!\w)(?:aument|subi|baj|pas[óéa]|cay|augment|baiss|chut|вырос|увелич|сниз|сократ|упал|возрос|öka|steg|sjönk|minska"
    r"|stieg|sank|fiel|wuchs|ارتفع|انخفض|aumenta|sali|sces|diminu|增|升|降|减)\w*.{0,40}\Z",
    re.IGNORECASE,
)


@cache
def foreign_bounds(language: str) -> tuple[tuple[Bound, str], ...]:
    """The bounds of a language with the pattern of their words; empty for a language without a list."""
    table = files("variorum").joinpath("lexicon/bounds.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    language = _ALIAS.get(language, language)
    return tuple((_BOUNDS[row[1]], _pattern(row[2])) for row in rows if row[0] == language)


def _pattern(phrases: str) -> str:
    ordered = sorted(phrases.split("|"), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)


def is_foreign_range(before: str, gap: str, language: str) -> bool:
    """Whether `gap` between two numbers makes a range of them, given what stands before the first.

    "De 200 à 300" is one, but not after a verb of change.
    """
    language = _ALIAS.get(language, language)
    if _DASH.fullmatch(gap):
        return True
    if language in _TO and re.fullmatch(rf"\s*(?:{_TO[language]})\s*", gap, re.IGNORECASE):
        return not _CHANGED.search(before)
    if language not in _BETWEEN:
        return False
    between, and_ = _BETWEEN[language]
    opened = re.search(rf"(?<!\w)(?:{between})\s+(?:los\s+|las\s+|les\s+)?\Z", before, re.IGNORECASE)
    return bool(opened and re.fullmatch(rf"\s+(?:{and_})\s*", gap, re.IGNORECASE))

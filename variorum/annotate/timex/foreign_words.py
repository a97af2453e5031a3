"""The words that other languages have for times: from a table, and months and weekdays as the CLDR names them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

EAST = frozenset({"zh", "ja", "ko"})
_ALIAS = {"nb": "no", "nn": "no"}
# Weekday names that are everyday words, or parts of them, without a mark of their own.
_UNSAFE = frozenset({"so", "do", "mi", "sa", "mar", "sun", "sat", "dom", "sex", "среды"})
_ENDINGS = {"ru": {"а": "у", "я": "ю"}, "uk": {"а": "у", "я": "ю"}, "pl": {"a": "ę"}}


class TimeWords(NamedTuple):
    """The names and words of a language; patterns have the group `name`. Values are those of the table."""

    months: dict[str, int]
    weekdays: dict[str, int]
    weekday: re.Pattern[str] | None
    phrases: dict[str, str]
    phrase: re.Pattern[str] | None
    coming: re.Pattern[str] | None
    late: re.Pattern[str] | None
    to_come: re.Pattern[str] | None
    parts: tuple[tuple[str, str], ...]
    after_parts: tuple[tuple[str, str], ...]
    prepositions: str
    ago: tuple[str, str] | None
    clock: tuple[tuple[str, str], ...]


@cache
def _rows(language: str) -> tuple[tuple[str, str, str], ...]:
    table = files("variorum").joinpath("lexicon/times.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((row[1], row[2], row[3]) for row in rows if row[0] == language)


def _of_kind(language: str, kind: str) -> list[tuple[str, str]]:
    """Values and phrases of one kind, the longest phrases first."""
    found = [(value, phrase) for k, value, phrases in _rows(language) if k == kind for phrase in phrases.split("|")]
    return sorted(found, key=lambda f: (-len(f[1]), f[1]))


@cache
def time_words(language: str) -> TimeWords | None:
    """The words of a language (ISO 639-1); None where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    language = _ALIAS.get(language, language)
    forms = ("format", "stand-alone")
    months = {n.lower(): k for form in forms for k, n in locale.months[form]["wide"].items() if not n.isdigit()}
    weekdays = {n.lower(): k + 1 for form in forms for k, n in locale.days[form]["wide"].items()}
    for name, number in list(weekdays.items()):
        for old, new in _ENDINGS.get(language, {}).items():
            if name.endswith(old):
                weekdays[name[: -len(old)] + new] = number
    months |= {phrase.lower(): int(value) for value, phrase in _of_kind(language, "month")}
    weekdays |= {phrase.lower(): int(value) for value, phrase in _of_kind(language, "weekday")}
    weekdays = {name: number for name, number in weekdays.items() if name not in _UNSAFE}
    phrases = {p.lower(): f"D:{v}" for v, p in _of_kind(language, "day")}
    phrases |= {p.lower(): v for v, p in _of_kind(language, "unit")}
    return TimeWords(
        months,
        weekdays,
        _weekday_pattern(language, weekdays),
        {re.sub(r"\(\?!.*?\)", "", p): v for p, v in phrases.items()},
        _pattern(language, list(phrases)),
        _cue(language, "next"),
        _cue(language, "last"),
        _cue(language, "to come"),
        tuple(_of_kind(language, "part")),
        tuple(_of_kind(language, "after part")),
        alternatives([p for _, p in _of_kind(language, "in")]),
        _ago(language),
        tuple(_of_kind(language, "clock")),
    )


def alternatives(phrases: list[str]) -> str:
    """A pattern of any of some phrases, the longest first; look-aheads in them stay as they are."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(p if "(?" in p else re.escape(p).replace(r"\ ", r"\s+") for p in ordered)


def _pattern(language: str, phrases: list[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    prefix = r"(?:و|ب|ل)?" if language == "ar" else ""
    edge = ("", "") if language in EAST else (rf"(?<!\w){prefix}", r"(?!\w)")
    return re.compile(rf"{edge[0]}(?P<name>{alternatives(phrases)}){edge[1]}", re.IGNORECASE)


def _weekday_pattern(language: str, weekdays: dict[str, int]) -> re.Pattern[str] | None:
    """Weekdays with the part of the day behind them ("Dienstagabend", "mardi soir") or, in Arabic, before."""
    if not weekdays:
        return None
    names = alternatives(list(weekdays))
    clock = alternatives([p for _, p in _of_kind(language, "clock")])
    prefix = r"(?:و|ب|ل)?" if language == "ar" else ""
    before = rf"(?:(?P<early>{clock})\s+(?:يوم\s+)?)?" if language == "ar" else ""
    gap = "" if language in EAST else r"\s?"
    behind = rf"(?:{gap}(?P<part>{clock}))?" if clock and language != "ar" else ""
    edge = ("", "") if language in EAST else (rf"(?<!\w){prefix}", r"(?!\w)")
    return re.compile(rf"{edge[0]}{before}(?P<name>{names}){behind}{edge[1]}", re.IGNORECASE)


def _cue(language: str, kind: str) -> re.Pattern[str] | None:
    phrases = [p for _, p in _of_kind(language, kind)]
    if not phrases:
        return None
    words = "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(words if language in EAST else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _ago(language: str) -> tuple[str, str] | None:
    """What stands before a number and behind its unit to say that it was so long ago."""
    for _, phrase in _of_kind(language, "ago"):
        before, _, rest = phrase.partition("N")
        return before.strip(), rest.replace("U", "", 1).strip()
    return None

"""Halves in the numbers of other languages: "полтора миллиона", "zweieinhalb", "dos millones y medio"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from variorum.values.number import Number, NumberKind
from variorum.values.numerals import FOREIGN_SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")
# Words that are a number with a half, and words for half of the scale behind them.
_WORDS = {
    "de": {"anderthalb": 1.5, **{f"{unit}einhalb": n + 0.5 for n, unit in enumerate(_UNITS, 1)}},
    "ru": dict.fromkeys(("полтора", "полторы", "полутора"), 1.5),
    "sv": dict.fromkeys(("halvannan", "en och en halv", "ett och ett halvt"), 1.5),
}
_HALF_OF = {
    "de": r"halbe[nr]?\s+",
    "es": r"medio\s+",
    "fr": r"demi[-\s]",
    "sv": r"halv\s+",
    "ru": r"пол",
    "ar": r"نصف\s+",
    "it": r"mezzo\s+",
    "zh": r"(?!)",
    "pt": r"meio\s+",
}
# "And a half" right after a number, or after its scale or unit.
_WITH = {"ru": r"\s+с\s+половиной", "sv": r"\s+och\s+(?:en\s+halv|ett\s+halvt)"}
_IN_CHINESE = re.compile(r"(?P<joined>[个個]半)|(?:年|天|周|[个個]月|小[时時]|倍|公里|米)半")
_AFTER = {"es": r"y\s+medi[oa]", "fr": r"et\s+demie?", "it": r"e\s+mezz[oa]", "pt": r"e\s+mei[oa]", "ar": r"ونصف"}


def with_halves(text: str, language: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a text in `language` (ISO 639-1), with the halves that are told of them or alone, in order."""
    found = [*_alone(text, language), *(_and_a_half(text, language, n) for n in numbers)]
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _and_a_half(text: str, language: str, number: Number) -> Number:
    """A number with the half that is told behind it: of its scale, if it has one."""
    if number.low != number.high or number.kind is not NumberKind.CARDINAL:
        return number
    if language in _WITH and (found := re.compile(_WITH[language] + r"(?!\w)").match(text, number.end)):
        value, end = _scaled(text, found.end(), number.low + 0.5, language)
        return number._replace(end=end, low=value, high=value, step=value / (2 * number.low + 1))
    if language == "zh" and (found := _IN_CHINESE.match(text, number.end)):
        end = found.end() if found["joined"] else number.end
        return number._replace(end=end, low=number.low + 0.5, high=number.low + 0.5, step=0.5)
    if language in _AFTER and re.compile(rf"(?:\s+\w+)?\s+{_AFTER[language]}(?!\w)").match(text, number.end):
        scale = number.step if number.step >= 1000 else 1.0
        value = number.low + scale / 2
        return number._replace(low=value, high=value, step=scale / 2)
    return number


def _alone(text: str, language: str) -> Iterator[Number]:
    pattern = _pattern(language)
    for match in pattern.finditer(text) if pattern else ():
        many = _value(match, language)
        value, end = _scaled(text, match.end(), many, language)
        yield Number(match.start(), end, value, value, value / (2 * many), NumberKind.CARDINAL, digits=False)


def _value(match: re.Match[str], language: str) -> float:
    return 0.5 if match["half"] else _WORDS[language][" ".join(match["word"].casefold().split())]


def _scaled(text: str, end: int, value: float, language: str) -> tuple[float, int]:
    """A value times the scale that stands there, and where that ends."""
    found = _scale(language).match(text, end)
    return (value * FOREIGN_SCALES[language][found[1].casefold()], found.end()) if found else (value, end)


@cache
def _scale(language: str) -> re.Pattern[str]:
    names = sorted(FOREIGN_SCALES.get(language, {}), key=len, reverse=True)
    return re.compile(rf"\s*({'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)()", re.IGNORECASE)


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in _WORDS.get(language, {})) or r"(?!)"
    if language not in _HALF_OF:
        return None
    return re.compile(
        rf"(?<!\w)(?:(?P<word>{words})(?!\w)|(?P<half>{_HALF_OF[language]})(?={_scale(language).pattern}))",
        re.IGNORECASE,
    )

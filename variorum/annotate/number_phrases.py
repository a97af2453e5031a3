"""Number phrases: one number or the two ends of a range, with bound, money sign and unit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.foreign_bounds import FOREIGN_AFTER, FOREIGN_ARTICLES, foreign_bounds, is_foreign_range
from variorum.values.number import Number, NumberKind
from variorum.values.quantity import Amount, Bound
from variorum.values.unit import Unit, money_before, unit_after, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Phrase(NamedTuple):
    """One number or two ends of a range, with what stands around them; offsets into the sentence.

    `unit_end` is where the unit ends, or the number if there is none.
    """

    start: int
    end: int
    first: Number
    last: Number
    bound: Bound
    unit: Unit
    unit_end: int


_HEDGES = (
    (Bound.AT_LEAST, r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of"),
    (
        Bound.AT_MOST,
        r"up\s+to|at\s+(?:the\s+)?most|(?:no|not)\s+more\s+than|as\s+(?:many|much|high)\s+as|a\s+maximum\s+of",
    ),
    (
        Bound.NEARLY,
        r"nearly|almost|just\s+(?:under|below|short\s+of)|a\s+little\s+(?:under|less\s+than)|not\s+quite|close\s+on",
    ),
    (
        Bound.OVER,
        r"more\s+than|over|above|exceed(?:s|ed|ing)?|in\s+excess\s+of|upwards?\s+of|greater\s+than|surpass(?:es|ed|ing)|"
        r"topp(?:ed|ing)|beyond|higher\s+than|longer\s+than|older\s+than",
    ),
    (Bound.UNDER, r"(?:fewer|less|lower|shorter|younger)\s+than|under|below|short\s+of"),
    (
        Bound.ABOUT,
        r"about|around|some|roughly|approximately|approx\.?|(?:an\s+)?estimated|close\s+to|circa|or\s+so|"
        r"in\s+the\s+region\s+of|somewhere\s+(?:around|near)|~",
    ),
)
_AFTER = (
    (Bound.AT_LEAST, r"\s+or\s+(?:more|over)\b|\s+and\s+(?:more|over|above)\b|\+|\s+at\s+least\b"),
    (Bound.ABOUT, r"\s+or\s+so\b"),
    # "Seven tonnes and a bit"; "nine points and a little more", where the noun stays outside.
    (Bound.OVER, r"\s+and\s+(?:a\s+(?:bit|little|few)(?:\s+(?:more|over))?|change|counting)\b(?!\s+of\b)"),
    (Bound.OVER, r"(?=\s+[a-z]+\s+and\s+a\s+(?:bit|little)(?:\s+(?:more|over))?(?!\s+\w))"),
)
_COUNT = Unit("", 1.0)
_RANGE = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)


_SPACELESS = frozenset({"zh", "ja"})


@cache
def _table(language: str) -> tuple[tuple[Bound, str], ...]:
    """The bounds of a language with the pattern of the words that say so before a number."""
    return _HEDGES if language == "en" else foreign_bounds(language)


@cache
def _hedges(language: str) -> re.Pattern[str] | None:
    if not _table(language):
        return None
    named = "|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(_table(language)))
    edge = r"" if language in _SPACELESS else r"(?<!\w)و?" if language == "ar" else r"(?<!\w)"
    gap = r"\s*" if language in _SPACELESS else r"(?<=[\s~'’])\s*"
    articles = r"(?:the\s+|a\s+total\s+of\s+)?" if language == "en" else FOREIGN_ARTICLES
    return re.compile(rf"{edge}(?:{named})\s*{gap}{articles}\Z", re.IGNORECASE)


@cache
def _after(language: str) -> re.Pattern[str]:
    table = _AFTER if language == "en" else FOREIGN_AFTER
    return re.compile("|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(table)), re.IGNORECASE)


def _before(stretch: str, place: int) -> str:
    """A window of the words before a place: looking at all of them would make long sentences slow."""
    return stretch[max(0, place - 60) : place]


def phrases(stretch: str, numbers: list[Number], language: str) -> Iterator[Phrase]:
    """Join the ends of ranges, and add bound, money sign and unit to each."""
    skip = -1
    for place, number in enumerate(numbers):
        if place <= skip:
            continue
        last = number
        follower = numbers[place + 1] if place + 1 < len(numbers) else None
        if follower and _is_range(stretch, number, follower, language):
            last, skip = follower, place + 1
        yield _phrase(stretch, number, last, language)


def _is_range(stretch: str, a: Number, b: Number, language: str) -> bool:
    if a.kind is not b.kind or a.kind is not NumberKind.CARDINAL:
        return False
    gap = stretch[a.end : b.start]
    gap = re.sub(r"[$€£¥]|US\$", "", gap)
    unit = unit_after(language).match(gap)
    gap = gap[unit.end() :] if unit and unit[1].lower() not in ("to",) else gap
    if language != "en":
        return is_foreign_range(_before(stretch, a.start), gap, language) and a.low < b.low
    between = re.search(r"\bbetween\s+(?:\S{1,3})?\Z", _before(stretch, a.start), re.IGNORECASE)
    if between and _BETWEEN.fullmatch(gap):
        return True
    start_from = re.search(
        r"\b(?:rose|risen|rise|grew|fell|increased?|dropped|up|down|raised?|cut)\b.*\bfrom\s+\S{0,3}\Z",
        _before(stretch, a.start),
        re.IGNORECASE,
    )
    scale = b.step > 1 and a.step <= 1 and a.low < b.low / b.step * 10
    return bool(_RANGE.fullmatch(gap)) and not start_from and (a.low < b.low or scale)


class _Measure(NamedTuple):
    """A unit, where the phrase starts and ends with it, and where the unit ends."""

    unit: Unit
    start: int
    end: int
    unit_end: int


_AGE = re.compile(r"[-\s]years?[-\s]olds?\b|\s+years\s+of\s+age\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w'’.-]+,\s\Z")
_SET_OFF = re.compile(r"\s?[,)]|\.\s*\Z")
_AGED = re.compile(r"\b(?:age[ds]?|age\s+of|turned|turns)\s+\Z", re.IGNORECASE)
_PART_OF = re.compile(
    r"\s+(?:of\s+)?an?\s+(second|minute|hour|day|week|month|year|decade|century|mile|kilomet(?:er|re)|percentage\s+point)\b"
)


def _phrase(stretch: str, first: Number, last: Number, language: str) -> Phrase:
    measure = _measure(stretch, first, last, language)
    duration = measure.unit.base == "second"
    bound, start, end = _bound(stretch, measure.start, measure.end, language, duration=duration)
    return Phrase(start, end, first, last, bound, measure.unit, measure.unit_end)


def _measure(stretch: str, first: Number, last: Number, language: str) -> _Measure:
    start, end = first.start, last.end
    age = _AGE.match(stretch, end) if language == "en" else None
    if age or _is_age(stretch, first, last):
        return _Measure(Unit("year-age", 1.0), start, age.end() if age else end, end)
    money = money_before().search(_before(stretch, start))
    if money:
        sign = start - len(money[0])
        return _Measure(unit_of(money[1], language) or _COUNT, sign, end, end)
    after = unit_after(language).match(stretch, end)
    if after and _fits(stretch, after, first, last):
        weight = re.fullmatch(r"pounds?", after[1], re.IGNORECASE) and re.match(
            r"\s+of\b", stretch[after.end() : after.end() + 20]
        )
        unit = Unit("kilogram", 0.45359237) if weight else unit_of(after[1], language)
        if unit and unit.base == "metre" and language == "zh" and _HOURLY.search(_before(stretch, start)):
            unit = Unit("metre per second", unit.factor / 3600)
        return _Measure(unit or _COUNT, start, after.end(1), after.end(1))
    if first.kind is NumberKind.FRACTION:
        part = _PART_OF.match(stretch, end)
        if part:
            return _Measure(unit_of(part[1]) or _COUNT, start, part.end(), part.end())
        return _Measure(Unit("percent", 100.0), start, end, end)
    return _Measure(_COUNT, start, end, end)


def _is_age(stretch: str, first: Number, last: Number) -> bool:
    """Whether a number is somebody's age: "Jan Rehn, 58, said", "aged 58"."""
    if _AGED.search(_before(stretch, first.start)):
        return True
    young = first is last and first.digits and 1 <= first.low <= 115 and first.low.is_integer()
    if not young or not _SET_OFF.match(stretch[last.end : last.end + 20]):
        return False
    return _NAME_BEFORE.search(stretch[max(0, first.start - 40) : first.start]) is not None


# "每小时350公里": there the hour comes first.
_HOURLY = re.compile(r"(?:每小[时時]|[时時]速)(?:约|約|达|達|为|為|超过|超過)?\s?\Z")
_NEEDS_DIGITS = frozenset({"second", "stone", "rand", "s", "h"})


def _fits(stretch: str, after: re.Match[str], first: Number, last: Number) -> bool:
    """Whether what looks like a unit is one: "in" must be glued, short signs need digits, "one second" is none."""
    unit = after[1].lower()
    if first.kind is NumberKind.ORDINAL:
        return False
    if unit == "in":
        return last.digits and not after[0][0].isspace() and not stretch[after.end() : after.end() + 1].isalpha()
    if unit in _NEEDS_DIGITS and not last.digits:
        return False
    if unit == "second":
        return after[0].startswith("-") or last.low != 1
    return last.digits or len(unit) > 2 or unit in "%°" or not unit.isascii()


def _bound(stretch: str, start: int, end: int, language: str, *, duration: bool) -> tuple[Bound, int, int]:
    """What bounds a number, and the phrase with the words that say so; of two ("roughly as much as") the outer one."""
    bound, hedges = Bound.EXACT, _hedges(language)
    while hedges and (before := hedges.search(stretch[max(0, start - 40) : start])):
        outer = _table(language)[int((before.lastgroup or "b0")[1:])][0]
        # "over two years" says how long something took as often as that it took longer.
        loose = duration and before[0].strip().lower() in ("over", "above", "beyond", "under", "über", "över")
        bound = Bound.ABOUT if loose else outer
        start = max(0, start - 40) + before.start()
    between = _BETWEEN_BEFORE.search(_before(stretch, start)) if bound is Bound.EXACT else None
    if between:
        start -= len(between[0])
    after = _after(language).match(stretch, end) if bound is Bound.EXACT else None
    if after:
        table = _AFTER if language == "en" else FOREIGN_AFTER
        return table[int((after.lastgroup or "b0")[1:])][0], start, after.end()
    return bound, start, end


_MINUS = re.compile(r"(?:\bminus\s|(?<![\w\d])[-−])\Z")


def amount_of(stretch: str, phrase: Phrase) -> Amount:
    """The normalised amount of a phrase found in `stretch`."""
    first, last, unit = phrase.first, phrase.last, phrase.unit
    low, high, bound = first.low, last.high, phrase.bound
    if _shares_scale(first, last):
        low *= _scale(last)
    if (first is not last or first.kind is NumberKind.VAGUE) and bound in (Bound.EXACT, Bound.ABOUT):
        bound = Bound.BETWEEN
    below_zero = unit.base in ("celsius", "percent") and _MINUS.search(_before(stretch, first.start))
    sign = -unit.factor if below_zero else unit.factor
    a, b = sorted((low * sign + unit.offset, high * sign + unit.offset))
    step = max(first.step, last.step) * unit.factor
    if first.kind is NumberKind.FRACTION and unit.base == "second":
        step = unit.factor  # "half a day" is no count of hours
    return Amount(a, b, unit.base, bound, first.kind is NumberKind.ORDINAL, step)


def _shares_scale(first: Number, last: Number) -> bool:
    """Whether a scale word behind a range goes for both ends: "5-10 million"."""
    return first is not last and last.step >= 1000 > first.step and first.low < last.low / _scale(last) * 10


def _scale(number: Number) -> float:
    """The worth of the scale word of a number: "3.2 million": a million."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if number.step <= scale <= number.low:
            return scale
    return 1.0

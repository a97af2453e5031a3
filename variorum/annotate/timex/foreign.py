"""Dates in languages without a parser: ISO dates, and months and weekdays by the names of the CLDR (through Babel)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.timex.calendar import year_near
from variorum.annotate.timex.context import Context, Direction, stepped
from variorum.model import Parse, TimeExpression
from variorum.values.date import TimeKind, TimeValue, bounds, time_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class _Names(NamedTuple):
    months: dict[str, int]
    weekdays: dict[str, int]
    dates: re.Pattern[str]
    weekday: re.Pattern[str] | None
    words: dict[str, int]
    word: re.Pattern[str] | None


_DAY_WORDS = {
    "de": {"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2},
    "fr": {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "anteayer": -2},
    "it": {"oggi": 0, "ieri": -1, "domani": 1},
    "pt": {"hoje": 0, "ontem": -1, "amanhã": 1},
    "nl": {"vandaag": 0, "gisteren": -1},
    "sv": {"idag": 0, "i dag": 0, "igår": -1, "i går": -1, "i morgon": 1},
    "ru": {"сегодня": 0, "вчера": -1, "завтра": 1, "позавчера": -2},
    "uk": {"сьогодні": 0, "вчора": -1, "завтра": 1},
    "pl": {"dziś": 0, "dzisiaj": 0, "wczoraj": -1, "jutro": 1},
    "tr": {"bugün": 0, "dün": -1, "yarın": 1},
    "ar": {"اليوم": 0, "أمس": -1, "غدا": 1, "غدًا": 1},
    "zh": {"今天": 0, "昨天": -1, "明天": 1},
    "ja": {"今日": 0, "昨日": -1, "明日": 1},
}
# Weekday names that are everyday words, or parts of them, without a mark of their own.
_UNSAFE = frozenset({"so", "do", "mi", "sa", "mar", "sun", "sat", "dom", "sex"})
_ENDINGS = {"ru": {"а": "у", "я": "ю"}, "uk": {"а": "у", "я": "ю"}, "pl": {"a": "ę"}}
_EAST = frozenset({"zh", "ja", "ko"})


@cache
def _names(language: str) -> _Names | None:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    months = {
        name.lower(): number
        for context in ("format", "stand-alone")
        for number, name in locale.months[context]["wide"].items()
        if not name.isdigit()
    }
    weekdays = {
        name.lower(): number + 1
        for context in ("format", "stand-alone")
        for number, name in locale.days[context]["wide"].items()
        if name.lower() not in _UNSAFE
    }
    for name, number in list(weekdays.items()):
        for old, new in _ENDINGS.get(language, {}).items():
            if name.endswith(old):
                weekdays[name[: -len(old)] + new] = number
    words = _DAY_WORDS.get(language, {})
    return _Names(
        months,
        weekdays,
        _date_pattern(language, months),
        _word_pattern(language, weekdays),
        words,
        _word_pattern(language, words),
    )


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


def _word_pattern(language: str, names: dict[str, int]) -> re.Pattern[str] | None:
    if not names:
        return None
    free = language in _EAST
    prefix = r"(?:و|ب|ل)?" if language == "ar" else ""
    edge = ("", "") if free else (rf"(?<!\w){prefix}", r"(?!\w)")
    return re.compile(rf"{edge[0]}(?P<name>{_alternatives(names)}){edge[1]}", re.IGNORECASE)


def _date_pattern(language: str, months: dict[str, int]) -> re.Pattern[str]:
    numeric = r"(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)|(?P<dd>\d{1,2})[./](?P<dm>\d{1,2})[./](?P<dy>\d{4})"
    if language in _EAST:
        marks = r"[년年]\s?", r"[월月]", r"[일日号]"
        return re.compile(
            rf"(?<!\d)(?:{numeric}|(?:(?P<ey>\d{{4}}){marks[0]})?(?P<em>1[0-2]|0?[1-9]){marks[1]}(?:\s?(?P<ed>[0-3]?\d){marks[2]})?|(?P<eo>\d{{4}})年)"
        )
    name = _alternatives(months)
    year = r"(?P<year>[12]\d{3})"
    return re.compile(
        rf"(?<![\w])(?:{numeric}|(?:(?P<day>[0-3]?\d)(?:\.|º|er|e)?\s+(?:de\s+)?)?(?P<month>{name})(?!\w)(?:,?\s+(?:de\s+|del\s+|года\s+)?{year})?(?!\d))",
        re.IGNORECASE,
    )


def find_foreign_times(parse: Parse, text: str, published: str, language: str) -> tuple[TimeExpression, ...]:
    """Find the dates, months, weekdays and day words of a text in `language` (ISO 639-1), in order."""
    from variorum.annotate.timex.context import anchor_of

    names = _names(language.partition("-")[0].lower()) or _names("en")
    if names is None:
        return ()
    anchor, year = anchor_of(published)
    found: list[TimeExpression] = []
    for sentence in parse.sentences:
        stretch = re.sub(r"\s", " ", text[sentence.start : sentence.end])
        here = [*_dates(names, stretch, anchor, year), *_named(names, stretch, anchor), *_years(stretch)]
        here.extend(_clocks(stretch, here, anchor))
        taken: list[tuple[int, int]] = []
        for start, end, value in sorted(here, key=lambda f: (f[0], -f[1], f[2].value)):
            if not any(s < end and start < e for s, e in taken):
                taken.append((start, end))
                found.append(TimeExpression(sentence.start + start, sentence.start + end, value))
    return tuple(found)


_Hit = tuple[int, int, TimeValue]


def _dates(names: _Names, stretch: str, anchor: date | None, year: int | None) -> list[_Hit]:
    at = Context(anchor, year, "", Direction.UNKNOWN, "", "")
    found = []
    for match in names.dates.finditer(stretch):
        groups = {key: value for key, value in match.groupdict().items() if value}
        value = _date_value(groups, names, at)
        # A month's name alone may be a word ("mars", "mai"): it must carry a day or a year.
        if value and (len(groups) > 1 or "eo" in groups):
            end = len(match[0].rstrip(" ,"))
            relative = not set(groups) & {"iy", "dy", "ey", "year", "eo"}
            found.append((match.start(), match.start() + end, time_value(TimeKind.DATE, value, relative=relative)))
    return found


def _date_value(groups: dict[str, str], names: _Names, at: Context) -> str:
    def pick(*keys: str) -> int:
        return next((int(groups[k]) for k in keys if k in groups), 0)

    year, day = pick("iy", "dy", "ey", "year", "eo"), pick("id", "dd", "ed", "day")
    month = names.months[groups["month"].lower()] if "month" in groups else pick("im", "dm", "em")
    if not month:
        return f"{year:04}" if year else ""
    year = year or year_near(month, day or 15, at) or 0
    value = (f"{year:04}" if year else "XXXX") + f"-{month:02}" + (f"-{day:02}" if day else "")
    return value if not year or bounds(value)[1] else ""


def _named(names: _Names, stretch: str, anchor: date | None) -> list[_Hit]:
    found = []
    for match in names.weekday.finditer(stretch) if names.weekday else ():
        number = names.weekdays[match["name"].lower()]
        value = stepped(anchor, "D", -((anchor.isoweekday() - number) % 7)) if anchor else f"XXXX-WXX-{number}"
        found.append((match.start(), match.end(), time_value(TimeKind.DATE, value, relative=True)))
    for match in names.word.finditer(stretch) if names.word else ():
        value = stepped(anchor, "D", names.words[match["name"].lower()]) if anchor else "XXXX-XX-XX"
        found.append((match.start(), match.end(), time_value(TimeKind.DATE, value, relative=True)))
    return found


_CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])(?::([0-5]\d)(?:\s?Uhr)?|(?:\.([0-5]\d))?\s?Uhr)(?![\d:\w])")


def _clocks(stretch: str, dates: list[_Hit], anchor: date | None) -> Iterator[_Hit]:
    """Clock times, on the first day that the sentence names or that of publication."""
    days = [value.value for _, _, value in dates if value.precision == "day"]
    day = days[0] if days else anchor.isoformat() if anchor else "XXXX-XX-XX"
    for match in _CLOCK.finditer(stretch):
        value = f"{day}T{int(match[1]):02}:{match[2] or match[3] or '00'}"
        yield match.start(), match.end(), time_value(TimeKind.TIME, value, relative=not days)


def _years(stretch: str) -> list[_Hit]:
    years = re.finditer(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w%]|[.,/-]\d|\s\d{3}\b)", stretch)
    return [(m.start(), m.end(), time_value(TimeKind.DATE, m[0])) for m in years]

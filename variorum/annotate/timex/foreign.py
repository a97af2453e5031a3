"""Dates in languages without a parser: by digits, months, weekdays and relative words (see `foreign_words`)."""

from __future__ import annotations

import re
from bisect import insort
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.timex.calendar import year_near
from variorum.annotate.timex.context import Context, Direction, anchor_of, stepped
from variorum.annotate.timex.foreign_words import EAST, TimeWords, alternatives, time_words
from variorum.model import Parse, TimeExpression
from variorum.values.date import TimeKind, TimeValue, bounds, time_value
from variorum.values.number import find_numbers
from variorum.values.unit import unit_after, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {86400.0: "D", 604800.0: "W", 2629800.0: "M", 31557600.0: "Y"}
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
_NEAR = 30
"""How many characters from a weekday the words that turn it to the future or the past may stand."""


class _Setting(NamedTuple):
    language: str
    words: TimeWords
    anchor: date | None
    year: int | None
    day: str = ""
    """The day that was named last."""


_CLAUSE = 200
"""How many characters of a clause are looked at on either side: endless ones would be slow."""
_Hit = tuple[int, int, TimeValue]


def find_foreign_times(parse: Parse, text: str, published: str, language: str) -> tuple[TimeExpression, ...]:
    """Find the dates, months, weekdays and relative words of a text in `language` (ISO 639-1), in order."""
    language = language.partition("-")[0].lower()
    words = time_words(language) or time_words("en")
    if words is None:
        return ()
    setting = _Setting(language, words, *anchor_of(published))
    found: list[TimeExpression] = []
    for sentence in parse.sentences:
        stretch = re.sub(r"\s", " ", text[sentence.start : sentence.end])
        here = _read(stretch, setting)
        found.extend(TimeExpression(sentence.start + start, sentence.start + end, value) for start, end, value in here)
        setting = setting._replace(day=next((d for d in reversed(_days(here)) if d), setting.day))
    return tuple(found)


def _read(stretch: str, setting: _Setting) -> list[_Hit]:
    """The times of one sentence, in order, the longer first where two overlap."""
    dates = list(_dates(stretch, setting))
    weekdays = [w for w in _weekdays(stretch, setting) if not any(_one_day(stretch, w, d) for d in dates)]
    here = [*dates, *weekdays, *_relative(stretch, setting), *_years(stretch), *_long_ago(stretch, setting)]
    here.extend(_clocks(stretch, here, setting))
    kept: list[_Hit] = []
    ends: list[tuple[int, int]] = []
    for hit in sorted(here, key=lambda f: (f[0] - f[1], f[0], f[2].value)):
        if not any(s < hit[1] and hit[0] < e for s, e in ends):
            ends.append(hit[:2])
            insort(kept, hit, key=lambda f: f[0])
    return kept


# Months as Chinese numerals; "the sixth month" only where no other numeral stands before it.
_IN_WORDS = r"(?<![一二三四五六七八九十两几数])(?P<wm>十[一二]?|[一二三四五六七八九])"
_MONTHS_IN_WORDS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_YEARS_FROM_NOW = {"今": 0, "明": 1, "去": -1, "前": -2}


# What stands between a weekday and its date: "lundi 3 mars", "Dienstag, den 4. März", "3月3日（周一）".
_TO_DATE = re.compile(r",?\s+(?:(?:den|dem|el|le|il)\s+)?|\s?[（(]\s?", re.IGNORECASE)


def _one_day(stretch: str, weekday: _Hit, dated: _Hit) -> bool:
    """Whether a weekday stands beside the date of its day, which then tells all that it does."""
    first, second = sorted((weekday, dated), key=lambda hit: hit[0])
    if second[0] < first[1] or _TO_DATE.fullmatch(stretch, first[1], second[0]) is None:
        return False
    days = [date.fromisoformat(hit[2].earliest).isoweekday() for hit in (weekday, dated) if hit[2].earliest]
    return dated[2].precision == "day" and len(days) == 2 and days[0] == days[1]


@cache
def _date_pattern(language: str) -> re.Pattern[str]:
    words = time_words(language) or time_words("en")
    numeric = (
        r"(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)|(?P<dd>\d{1,2})[./](?P<dm>\d{1,2})[./](?P<dy>\d{4})"
        r"|(?P<sy>\d{4})[./](?P<sm>\d{1,2})[./](?P<sd>\d{1,2})"
    )
    if words is None:
        return re.compile(rf"(?<!\w)(?:{numeric})(?!\d)")
    if language in EAST:
        marks = r"\s?[년年]\s?", r"\s?[월月]", r"\s?[일日号]"
        late = "|".join(p for _, p in words.after_parts) or r"(?!)"
        return re.compile(
            rf"(?<!\d)(?:{numeric}|(?:(?P<ey>\d{{4}}){marks[0]}|(?P<ny>[今明去前])年)?(?:(?P<em>1[0-2]|0?[1-9])|{_IN_WORDS})"
            rf"{marks[1]}(?:\s?(?P<ed>[0-3]?\d){marks[2]}|(?P<late>{late}))?(?!\d)|(?P<eo>\d{{4}})年(?P<late2>{late})?)"
        )
    if language == "de":
        numeric += r"|(?P<nd>[0-3]?\d)\.(?P<nm>1[0-2]|0?[1-9])\.(?!\d)"
    part = alternatives([p for _, p in words.parts]) or r"(?!)"
    year = r"(?P<year>[12]\d{3})"
    into = words.prepositions or r"(?!)"
    day = r"(?P<day>[0-3]?\d)(?:\.|º|er|e|:e)?\s+(?:de\s+)?"
    lead = rf"(?:{day}|(?P<part>{part})[\s-]*|(?P<in>{into})\s+)?"
    return re.compile(
        rf"(?<!\w)(?:{numeric}|{lead}(?P<month>{alternatives(list(words.months))})(?!\w)"
        rf"(?:,?\s+(?:de\s+|del\s+|года\s+|عام\s+)?{year})?(?!\d))"
        rf"|(?<!\w)(?P<part2>{part})\s+(?P<oy>(?:19|20)\d\d)(?!\w)",
        re.IGNORECASE,
    )


def _dates(stretch: str, setting: _Setting) -> Iterator[_Hit]:
    for match in _date_pattern(setting.language).finditer(stretch):
        at = Context(setting.anchor, setting.year, "", _tense(_clause(stretch, match), setting.words), "", "")
        groups = {key: value for key, value in match.groupdict().items() if value}
        value = _date_value(groups, setting.words, at)
        # A month's name alone may be a word ("mars", "mai"): it must carry a day, a year, or a preposition.
        if not value or set(groups) == {"month"}:
            continue
        part = _part_of(groups, setting.words)
        start = match.end("in") + 1 if "in" in groups else match.start()
        relative = not set(groups) & {"iy", "dy", "sy", "ey", "year", "eo", "oy"}
        made = time_value(TimeKind.DATE, value, part=part, relative=relative)
        yield start, match.start() + len(match[0].rstrip(" ,")), made


def _part_of(groups: dict[str, str], words: TimeWords) -> str:
    """ "START", "MID" or "END" if a third of the stretch is named."""
    early, late = groups.get("part", groups.get("part2", "")), groups.get("late", groups.get("late2", ""))
    for table, written in ((words.parts, early), (words.after_parts, late)):
        for value, phrase in table:
            if written and phrase.lower() == " ".join(written.lower().split()):
                return value
    return ""


def _date_value(groups: dict[str, str], words: TimeWords, at: Context) -> str:
    def pick(*keys: str) -> int:
        return next((int(groups[k]) for k in keys if k in groups), 0)

    year, day = pick("iy", "dy", "sy", "ey", "year", "eo", "oy"), pick("id", "dd", "sd", "ed", "nd", "day")
    named = re.sub(r"\s+", " ", groups.get("month", "").lower())
    month = words.months.get(named, 0) if named else pick("im", "dm", "sm", "em", "nm")
    if "wm" in groups:
        month = _MONTHS_IN_WORDS.index(groups["wm"])
    if "ny" in groups and at.year:
        year = at.year + _YEARS_FROM_NOW[groups["ny"]]
    if not month:
        return f"{year:04}" if year else ""
    year = year or year_near(month, day or 15, at) or 0
    value = (f"{year:04}" if year else "XXXX") + f"-{month:02}" + (f"-{day:02}" if day else "")
    return value if not year or bounds(value)[1] else ""


def _tense(stretch: str, words: TimeWords) -> Direction:
    return Direction.FUTURE if words.to_come and words.to_come.search(stretch) else Direction.UNKNOWN


# "In the night to Thursday" begins on Wednesday.
_NIGHT_TO = re.compile(
    r"(?:nacht\s+(?:zum|auf|zu)|ночь\s+на|natten\s+(?:till|mot)|natt\s+til)\s+(?:den\s+)?\Z", re.IGNORECASE
)
# A Russian clause without a verb in the past tense tells of what is or will be.
_RUSSIAN_PAST = re.compile(r"\w\w(?:л|ла|ло|ли|лся|лась|лось|лись)(?!\w)")


def _weekdays(stretch: str, setting: _Setting) -> Iterator[_Hit]:
    words, anchor = setting.words, setting.anchor
    for match in words.weekday.finditer(stretch) if words.weekday else ():
        groups = match.groupdict()
        number = words.weekdays[groups["name"].lower()]
        value = stepped(anchor, "D", _days_to(number, anchor, stretch, match, setting)) if anchor else ""
        value = value or f"XXXX-WXX-{number}"
        part = groups.get("part") or groups.get("early") or ""
        code = next((v for v, phrase in words.clock if part and phrase.lower() == part.lower()), "")
        kind = TimeKind.TIME if code else TimeKind.DATE
        made = time_value(kind, value + (f"T{code}" if code else ""), relative=True)
        if made.earliest and _NIGHT_TO.search(stretch[max(0, match.start() - _NEAR) : match.start()]):
            eve = date.fromisoformat(made.earliest) - timedelta(1)
            made = replace(made, earliest=eve.isoformat(), precision="part")
        yield match.start(), match.end(), made


def _days_to(number: int, anchor: date, stretch: str, match: re.Match[str], setting: _Setting) -> int:
    """How many days a weekday is from publication: the last one, this one, or the next."""
    back = (anchor.isoweekday() - number) % 7
    said = _beside(stretch, match, setting)
    if setting.language in EAST and said is not Direction.UNKNOWN:
        # There "next Thursday" is that of next week.
        return 7 * int(said.value) + number - anchor.isoweekday()
    if said is Direction.UNKNOWN:
        clause = _clause(stretch, match)
        ahead = _tense(clause, setting.words) is Direction.FUTURE
        ahead = ahead or (setting.language == "ru" and len(clause.split()) > 3 and not _RUSSIAN_PAST.search(clause))
        return 7 - back if ahead and back else -back
    return 7 - back if said is Direction.FUTURE else -back


# Swedish "på" and "i" turn the weekday that follows, not the one before: "på lördagskvällen på grund av".
_PREPOSITIONS = frozenset({"på", "i"})


def _clause(stretch: str, match: re.Match[str]) -> str:
    """What stands around a match up to the next commas."""
    before = re.split(r"[,;:，；、،]", stretch[max(0, match.start() - _CLAUSE) : match.start()])[-1]
    return before + re.split(r"[,;:，；、،]", stretch[match.start() : match.start() + _CLAUSE])[0]


def _beside(stretch: str, match: re.Match[str], setting: _Setting) -> Direction:
    """Whether a weekday is said to be the next or the last one by the words beside it."""
    words = setting.words
    gap = "" if setting.language in EAST else " "
    before = stretch[max(0, match.start() - _NEAR) : match.start()]
    after = stretch[match.end() : match.end() + _NEAR]
    for cue, turn in ((words.coming, Direction.FUTURE), (words.late, Direction.PAST)):
        for found in cue.finditer(before) if cue else ():
            definite = setting.language == "sv" and found[0].lower() == "på" and match["name"].lower().endswith("en")
            if before[found.end() :] == gap and not definite:
                return turn
        first = cue.match(after, len(gap)) if cue and setting.language not in EAST and after.startswith(gap) else None
        if first and first[0].casefold() not in _PREPOSITIONS:
            return turn
    return Direction.UNKNOWN


def _relative(stretch: str, setting: _Setting) -> Iterator[_Hit]:
    """ "Yesterday", "last week", "next year"."""
    words, anchor = setting.words, setting.anchor
    for match in words.phrase.finditer(stretch) if words.phrase else ():
        written = re.sub(r"\s+", " ", match["name"].lower())
        unit, _, count = words.phrases.get(written, "").partition(":")
        if unit:
            value = stepped(anchor, unit, int(count)) if anchor else _OPEN[unit]
            yield match.start(), match.end(), time_value(TimeKind.DATE, value, relative=True)


def _long_ago(stretch: str, setting: _Setting) -> Iterator[_Hit]:
    """ "Hace dos días", "vor zwei Tagen", "два дня назад"."""
    if setting.words.ago is None or setting.anchor is None:
        return
    before, behind = setting.words.ago
    for number in find_numbers(stretch, setting.language):
        unit = unit_after(setting.language).match(stretch, number.end)
        size = unit_of(unit[1], setting.language) if unit else None
        if unit is None or size is None or size.base != "second" or size.factor not in _UNITS or number.low > 9999:
            continue
        start, end = number.start, unit.end(1)
        if before:
            lead = re.search(
                rf"(?<!\w){re.escape(before)}\s+(?:\w+\s)?\Z", stretch[max(0, start - _NEAR) : start], re.IGNORECASE
            )
            if lead is None:
                continue
            start = max(0, start - _NEAR) + lead.start()
        if behind:
            tail = re.match(rf"\s*{re.escape(behind)}", stretch[end : end + _NEAR], re.IGNORECASE)
            if tail is None:
                continue
            end += tail.end()
        value = stepped(setting.anchor, _UNITS[size.factor], -int(number.low))
        yield start, end, time_value(TimeKind.DATE, value, relative=True, approximate=size.factor > 604800)


_CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-4])(?::([0-5]\d)(?:\s?Uhr)?|(?:\.([0-5]\d))?\s?Uhr|\s?h\s?([0-5]\d)?(?!\w)|[时時点點])(?![\d:\w])"
)


# "A las 17.15 horas", "las 5 de la tarde", "klockan 23.20": the full stop alone is a decimal point elsewhere.
_TOLD_CLOCK = re.compile(
    r"(?<!\w)las\s(?P<es>[01]?\d|2[0-4])(?:[.:](?P<esm>[0-5]\d))?(?P<late>\sde\sla\s(?:tarde|noche))?"
    r"(?P<said>\sde\sla\s(?:mañana|madrugada)|\s?(?:horas?|h)(?!\w))?(?![.:]?\d)"
    r"|(?<!\w)(?:klockan|kl\.?|klokken)\s?(?P<sv>[01]?\d|2[0-4])(?:[.:](?P<svm>[0-5]\d))?(?![.:]?\d)",
    re.IGNORECASE,
)
# "A duré 2 h 15" is a length.
_LASTS = re.compile(r"(?<!\w)(?:dur\w+|pendant|plus\sde|moins\sde|près\sde|environ|en)\s\Z", re.IGNORECASE)


def _days(hits: list[_Hit]) -> list[str]:
    """The single days among some times, in order."""
    return [v.earliest for _, _, v in hits if v.earliest and v.earliest == v.latest]


def _clocks(stretch: str, dates: list[_Hit], setting: _Setting) -> Iterator[_Hit]:
    """Clock times, on the first day that the sentence names, the one named last before, or that of publication."""
    days = [value.earliest for _, _, value in dates if value.earliest and value.earliest == value.latest]
    anchor = setting.anchor.isoformat() if setting.anchor else "XXXX-XX-XX"
    day = days[0] if days else setting.day or anchor
    for start, end, hour, minute in _told_clocks(stretch):
        yield start, end, time_value(TimeKind.TIME, f"{day}T{hour:02}:{minute}", relative=not days)


def _told_clocks(stretch: str) -> Iterator[tuple[int, int, int, str]]:
    """Where a clock time stands, its hour and its minute."""
    for match in _CLOCK.finditer(stretch):
        if not ("h" in match[0].casefold() and _LASTS.search(stretch[max(0, match.start() - _NEAR) : match.start()])):
            yield match.start(), match.end(), int(match[1]), match[2] or match[3] or match[4] or "00"
    for match in _TOLD_CLOCK.finditer(stretch):
        hour, minute = int(match["es"] or match["sv"]), match["esm"] or match["svm"] or "00"
        if match["sv"] or match["esm"] or match["late"] or match["said"]:
            yield match.start(), match.end(), hour + (12 if match["late"] and hour < 12 else 0), minute


def _years(stretch: str) -> list[_Hit]:
    years = re.finditer(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w%]|[.,/-]\d|\s\d{3}\b)", stretch)
    return [(m.start(), m.end(), time_value(TimeKind.DATE, m[0])) for m in years]

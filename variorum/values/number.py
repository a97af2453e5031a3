"""Numbers as they are written: in digits with the grouping of a language, and in words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from variorum.values.numerals import (
    FOREIGN_SCALES,
    GLYPHS,
    ONES,
    ORDINAL_SCALES,
    ORDINALS,
    PARTS,
    POINT_LANGUAGES,
    SCALES,
    SHORT_SCALES,
    TENS,
    VAGUE,
)


class NumberKind(StrEnum):
    """Counts, places in an order, parts of one, and plurals such as "dozens"."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"


class Number(NamedTuple):
    """A number in a text: its span, its value (`low` to `high`), the worth of its last digit, its kind.

    `digits` tells whether it is written in digits.
    """

    start: int
    end: int
    low: float
    high: float
    step: float
    kind: NumberKind
    digits: bool


_GROUP = "[\u0020\u00a0\u202f\u2009]"
_WORD_RUN = "|".join(sorted({*ONES, *TENS, "hundred", *SCALES, "dozen"}, key=len, reverse=True))
_ORDINAL_RUN = "|".join(sorted({*ORDINALS, *ORDINAL_SCALES}, key=len, reverse=True))
_PART_RUN = "|".join(sorted((f"{p}s?" if not p.startswith("hal") else p for p in PARTS), key=len, reverse=True))
_LETTERS = re.compile(r"[a-z]+")
_BEGINNING = re.compile(r"\b(?:([A-Za-z]+)|\d)")
_JOIN = r"(?:\s+and\s+|[\s\u00a0]+|-)"


@cache
def _digits(language: str) -> re.Pattern[str]:
    point = language in POINT_LANGUAGES
    group, decimal = (",٬" if point else ".'’"), (".٫" if point else ",")
    other = r"" if point else r"|\d+\.\d{1,2}(?!\d)"
    other = r"|\d+,\d{1,2}(?!\d)" if language == "ar" else other  # the Arabic press writes both
    # Chinese and Japanese set numbers without spaces between characters that count as letters.
    # Arabic writes "and" and "with" onto them.
    free = r"(?<![A-Za-z0-9_.])" if language in ("zh", "ja") else r"(?<!\w)"
    free = r"(?:(?<!\w)|(?<=\b[وب])|(?<=\bوب))" if language == "ar" else free
    return re.compile(
        rf"{free}(?:\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:[{decimal}]\d+)?"
        rf"|\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[{decimal}]\d+)?{other}|\d+(?:[{decimal}]\d+)?)"
    )


@cache
def _scales(language: str) -> re.Pattern[str] | None:
    if language == "en":
        names = "|".join(SCALES)
        short = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
        return re.compile(rf"(?:[\s\u00a0-]+({names})\b|({short})\b|[\s\u00a0](bn|mn|mln|tn|trn)\b)", re.IGNORECASE)
    words = FOREIGN_SCALES.get(language)
    if not words:
        return None
    names = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\s?({names})" + ("" if language in ("zh", "ja") else r"(?!\w)"), re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    run = rf"(?:{_WORD_RUN})(?:{_JOIN}(?:{_WORD_RUN}))*"
    return re.compile(
        rf"\b(?:(?P<mixed>(?:{run}|\d+)\s+and\s+(?:a\s+)?(?:half|quarter|third))(?:[\s-]+(?P<mixedscale>{'|'.join(SCALES)}))?\b"
        rf"|(?P<halfscale>half[\s-]an?[\s-](?:{'|'.join([*SCALES, 'dozen'])}))\b"
        rf"|(?P<partscale>(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-](?:{_PART_RUN})\s+of\s+an?\s+"
        rf"(?:hundred|{'|'.join(SCALES)}))\b"
        rf"|(?P<part>(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|1|2|3|4)[\s-])?(?:{_PART_RUN}))\b"
        rf"(?![\s-]+(?:{_WORD_RUN})\b)"
        rf"|(?P<few>(?:several|a\s+few|a\s+couple(?:\s+of)?)\s+(?P<fewscale>dozen|hundred|{'|'.join(SCALES)}))\b"
        rf"|(?P<vague>{'|'.join(re.escape(v) for v in sorted(VAGUE, key=len, reverse=True))})\b"
        rf"|(?P<ordinal>(?:{run}{_JOIN})?(?:{_ORDINAL_RUN}))\b"
        rf"|(?P<run>(?:an?[\s-]+(?=(?:hundred|dozen|{'|'.join(SCALES)})\b))?{run})\b)",
        re.IGNORECASE,
    )


_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
# "1/2 litre", "3/4 of a mile"; not the date 3/4, nor 24/7.
_PART_ALONE = re.compile(
    r"(?<![\d/.,])([1-7])/([2-8])(?=[\s\u00a0-](?:of\b|an\s|a\s|(?:lit(?:er|re)|pint|gallon|cup|ounce|pound|ton|inch|foot"
    r"|mile|kilomet(?:er|re)|met(?:er|re)|acre|hectare|hour|minute)s?\b))"
)
_SLASH = re.compile(r"[\s\u00a0](\d)/(\d)(?!\d)|\s?([½⅓⅔¼¾⅕⅛])")


def decimal_of(written: str, language: str = "en") -> tuple[float, float]:
    """The value of digits with separators, and the worth of the last digit.

    >>> decimal_of("1.234,5", "de")
    (1234.5, 0.1)
    """
    point = language in POINT_LANGUAGES
    plain = re.sub(rf"{_GROUP}|['’]", "", written).replace("٬", ",").replace("٫", ".")
    if language == "ar" and re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    elif point:
        plain = plain.replace(",", "")
    elif "," in plain or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    places = len(plain.partition(".")[2])
    return float(plain), float(f"1e-{places}") if places else 1.0


def words_value(written: str) -> tuple[float, float, int] | None:
    """The value of English number words, the worth of the last one, and how many characters belong to it.

    A run that is no single number ("two three") is read up to where it stops being one; None where nothing is.
    """
    total = current = 0.0
    step, end, size = 1.0, 0, float("inf")
    for found in re.finditer(r"[a-z]+", written, re.IGNORECASE):
        word = found[0].lower()
        if word in ("and", "a", "an"):
            continue
        if word in ONES or word in TENS:
            value = ONES.get(word, TENS.get(word, 0))
            room = 100 if word in TENS or value >= 10 or current % 100 < 20 else 10
            if current % room or (value == 0 and end):
                break
            current, step = current + value, 1.0
        elif word == "hundred":
            if not 0 <= current < 100:
                break
            current, step = (current or 1) * 100, 1.0
        elif word == "dozen":
            current, step = (current or 1) * 12, 12.0
        else:
            scale = SCALES[word]
            if scale >= size:
                break
            total, current, step, size = total + (current or 1) * scale, 0.0, scale, scale
        end = found.end()
    return (total + current, step, end) if end else None


def find_numbers(text: str, language: str = "en") -> list[Number]:
    """All numbers of a text in order, not overlapping, in digits and in words.

    Raises nothing: what cannot be read is left out.
    """
    language = language or "en"
    found = list(_in_digits(text, language))
    if language == "en":
        return sorted(_merged(found, list(_in_words(text))))
    from variorum.values.foreign_number import find_foreign_words
    from variorum.values.halves import with_halves

    return with_halves(text, language, _merged(found, find_foreign_words(text, language)))


def _merged(digits: list[Number], words: list[Number]) -> list[Number]:
    """Both lists without overlap: the longer one wins ("2 and a half")."""
    kept: list[Number] = []
    for number in sorted([*digits, *words], key=lambda n: (n.start, -n.end)):
        if kept and number.start < kept[-1].end:
            continue
        kept.append(number)
    return kept


def _in_digits(text: str, language: str) -> list[Number]:
    found: list[Number] = []
    scales = _scales(language)
    for match in _digits(language).finditer(text):
        if found and match.start() < found[-1].end:
            continue
        alone = _PART_ALONE.match(text, match.start())
        if alone and int(alone[1]) < int(alone[2]):
            share = int(alone[1]) / int(alone[2])
            found.append(Number(*alone.span(), share, share, 0.04, NumberKind.FRACTION, digits=True))
            continue
        value, step = decimal_of(match[0], language)
        end, kind = match.end(), NumberKind.CARDINAL
        suffix = _SUFFIX.match(text, end) if language == "en" else None
        slash = _SLASH.match(text, end)
        if suffix:
            end, kind = suffix.end(), NumberKind.ORDINAL
        elif slash and slash[2] != "0":
            part = GLYPHS[slash[3]] if slash[3] else int(slash[1]) / int(slash[2])
            value, step, end = value + part, 0.25, slash.end()
        if not suffix:
            value, step, end = _scaled(text, end, value, step, scales, language)
        found.append(Number(match.start(), end, value, value, step, kind, digits=True))
    return found


def _scaled(
    text: str, end: int, value: float, step: float, scales: re.Pattern[str] | None, language: str
) -> tuple[float, float, int]:
    match = scales.match(text, end) if scales else None
    if not match:
        return value, step, end
    if language != "en":
        scale = FOREIGN_SCALES[language][match[1].lower()]
    elif match[1] or match[3]:
        word = (match[1] or match[3]).lower()
        scale = SCALES.get(word) or SHORT_SCALES[word]
    elif _is_metres(text, match):
        return value, step, end
    else:
        scale = SHORT_SCALES[match[2].lower()]
    return value * scale, step * scale, match.end()


def _is_metres(text: str, match: re.Match[str]) -> bool:
    """A glued "m" after digits: million after a currency sign or before a plural, otherwise metres or minutes."""
    if match[2].lower() not in ("m", "b"):
        return False
    before = text[: match.start()].rstrip("0123456789.,")[-1:]
    if before and before in "$£€¥₹₽₴₩":
        return False
    return not re.match(
        r"[\s\u00a0]+(?:of\s+)?(?:[a-z]+\s)?(?:[a-z]+s|people|children|women|men)\b", text[match.end() :][:60]
    )


@cache
def _signs() -> frozenset[str]:
    """Words of which every number in words has one."""
    parts = (form for part in PARTS for form in (part, f"{part}s"))
    vague = (word for each in VAGUE for word in _LETTERS.findall(each))
    others = ("hundred", "dozen", "half", "quarter", "third", "several", "few", "couple")
    return frozenset({*ONES, *TENS, *SCALES, *ORDINALS, *ORDINAL_SCALES, *parts, *vague, *others})


def _in_words(text: str) -> list[Number]:
    found: list[Number] = []
    if _signs().isdisjoint(_LETTERS.findall(text.casefold())):
        return found
    at = 0
    pattern = _words()
    for place in _beginnings(text):
        match = pattern.match(text, place) if place >= at else None
        if match:
            number = _word_number(match)
            at = number.end if number else match.end()
            if number:
                found.append(number)
    return found


def _beginnings(text: str) -> list[int]:
    """Where a number in words can begin: at a word that one begins with, or at digits."""
    firsts = _firsts()
    return [found.start() for found in _BEGINNING.finditer(text) if found[1] is None or found[1].casefold() in firsts]


@cache
def _firsts() -> frozenset[str]:
    """Words that a number in words can begin with."""
    return _signs() | {"a", "an"}


def _word_number(match: re.Match[str]) -> Number | None:
    kind = match.lastgroup or ""
    written, start, end = match[0], match.start(), match.end()
    if match["mixed"]:
        return _mixed(match)
    if match["halfscale"]:
        scale = SCALES.get(written.split()[-1].split("-")[-1].lower(), 12.0)
        return Number(start, end, scale / 2, scale / 2, scale / 2, NumberKind.CARDINAL, digits=False)
    if match["partscale"]:
        return _part_of_scale(match)
    if match["part"]:
        return _part(match)
    if match["few"]:
        scale = {"dozen": 12.0, "hundred": 100.0}.get(match["fewscale"].lower()) or SCALES[match["fewscale"].lower()]
        return Number(start, end, 2 * scale, 10 * scale - 1, scale, NumberKind.VAGUE, digits=False)
    if kind == "vague":
        low, high = VAGUE[re.sub(r"\s+", " ", written.lower())]
        return Number(start, end, low, high, low, NumberKind.VAGUE, digits=False)
    if kind == "ordinal":
        return _ordinal(match)
    value = words_value(written)
    if not value:
        return None
    return Number(start, start + value[2], value[0], value[0], value[1], NumberKind.CARDINAL, digits=False)


def _mixed(match: re.Match[str]) -> Number | None:
    whole, _, part = re.split(r"(\s+and\s+(?:an?\s+)?)", match["mixed"])[-3:]
    value = float(whole) if whole.isdigit() else (words_value(whole) or (0.0, 0.0, 0))[0]
    scale = SCALES[match["mixedscale"].lower()] if match["mixedscale"] else 1.0
    value = (value + 1 / PARTS[part.lower()]) * scale
    return Number(match.start(), match.end(), value, value, scale / 2, NumberKind.CARDINAL, digits=False)


def _part(match: re.Match[str]) -> Number:
    """A fraction. Without a numerator only "half" is one: "third" alone is a place in an order."""
    pieces = re.split(r"[\s-]", match["part"].lower())
    noun = pieces[-1] if pieces[-1] in PARTS else pieces[-1].removesuffix("s")
    if len(pieces) == 1 and noun != "half":
        value = float(ORDINALS.get(noun, 4))
        kind = NumberKind.ORDINAL if noun in ORDINALS else NumberKind.FRACTION
        value = value if kind is NumberKind.ORDINAL else 0.25
        return Number(match.start(), match.end(), value, value, 1.0, kind, digits=False)
    top = 1 if len(pieces) == 1 or pieces[0] in ("a", "an") else int(ONES.get(pieces[0], 0) or pieces[0])
    value = top / PARTS[noun]
    return Number(match.start(), match.end(), value, value, 0.04, NumberKind.FRACTION, digits=False)


def _part_of_scale(match: re.Match[str]) -> Number:
    """ "A third of a million": a count, known to a few hundredths of itself."""
    top, noun, *_, scale = re.split(r"[\s-]+", match["partscale"].lower())
    share = (ONES.get(top) or 1) / PARTS[noun if noun in PARTS else noun.removesuffix("s")]
    value = share * {"hundred": 100.0, **SCALES}[scale]
    return Number(match.start(), match.end(), value, value, value / 10, NumberKind.CARDINAL, digits=False)


def _ordinal(match: re.Match[str]) -> Number | None:
    pieces = re.split(r"[\s-]+", match[0].lower())
    head, last = pieces[:-1], pieces[-1]
    before = words_value(" ".join(head)) if head else (0.0, 1.0, 0)
    if before is None:
        return None
    scale = ORDINAL_SCALES.get(last)
    value = (before[0] or 1) * scale if scale else before[0] + ORDINALS[last]
    return Number(match.start(), match.end(), value, value, 1.0, NumberKind.ORDINAL, digits=False)

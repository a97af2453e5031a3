"""Numbers in words of other languages than English: by text2num where it knows the language, else by a table.

text2num reads German, Spanish, French, Italian, Dutch and Portuguese. The table (`lexicon/numerals.tsv`) has Swedish,
Danish, Norwegian, Russian and Arabic; Chinese numerals are read by their places. "One" is left out: in most of
these languages it is the article.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from variorum.values.number import Number, NumberKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT2NUM = frozenset({"de", "es", "fr", "it", "nl", "pt"})
_GLUED = frozenset({"sv", "da", "no", "de"})
"""Languages that write a number as one word."""
_WORD = re.compile(r"[^\W\d_]+")
_ALIAS = {"nb": "no", "nn": "no"}
_HUNDRED = 100.0
_AND = frozenset({"och", "og"})


class _Numerals(NamedTuple):
    values: dict[str, float]
    ranges: dict[str, tuple[float, float]]


@cache
def _numerals(language: str) -> _Numerals:
    found = _Numerals({}, {})
    table = files("variorum").joinpath("lexicon/numerals.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#") or not line.startswith(f"{language}\t"):
            continue
        _, value, forms = line.split("\t")
        low, _, high = value.partition("-")
        for form in forms.split():
            if high:
                found.ranges[form.replace("_", " ")] = (float(low), float(high))
            else:
                found.values[form] = float(low)
    return found


def find_foreign_words(text: str, language: str) -> list[Number]:
    """The numbers in words of a text in `language` (ISO 639-1), in order, not overlapping."""
    language = _ALIAS.get(language, language)
    if language == "zh":
        return _kept([*_ranges(text, language), *_chinese(text)])
    read = _by_text2num(text, language) if language in _TEXT2NUM else _by_table(text, language)
    return _kept([*_ranges(text, language), *read])


def _kept(found: list[Number]) -> list[Number]:
    """The numbers without overlap, the longer first."""
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


@cache
def _range_pattern(language: str) -> re.Pattern[str] | None:
    forms = sorted(_numerals(language).ranges, key=len, reverse=True)
    if not forms:
        return None
    words = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms)
    return re.compile(words if language == "zh" else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _ranges(text: str, language: str) -> Iterator[Number]:
    pattern = _range_pattern(language)
    for match in pattern.finditer(text) if pattern else ():
        low, high = _numerals(language).ranges[" ".join(match[0].lower().split())]
        kind = NumberKind.VAGUE if low < high else NumberKind.CARDINAL
        yield Number(match.start(), match.end(), low, high, 1.0 if low == high else low, kind, digits=False)


class _Word:
    """A word as text2num wants it."""

    def __init__(self, text: str, *, apart: bool) -> None:
        self._text, self._apart = text, apart

    def text(self) -> str:
        """The word."""
        return self._text

    def nt_separated(self, _: object) -> bool:
        """Whether more than a space or a hyphen stands before it."""
        return self._apart

    def not_a_number_part(self) -> bool:
        """Never known."""
        return False


def _by_text2num(text: str, language: str) -> Iterator[Number]:
    from text_to_num import find_numbers

    words = list(_WORD.finditer(text))
    if not words:
        return
    gaps = [
        False,
        *(text[a.end() : b.start()].strip() not in ("", "-") for a, b in pairwise(words)),
    ]
    tokens = [_Word(word[0].lower(), apart=gap) for word, gap in zip(words, gaps, strict=True)]
    for found in find_numbers(tokens, language, 0.0):
        first, last = words[found.start], words[found.end - 1]
        written = text[first.start() : last.end()].lower()
        if found.is_ordinal or found.value < 2 or (written in _DOUBTFUL and not _plural_follows(text, last.end())):
            continue
        step = _round(found.value, written)
        value = float(found.value)
        yield Number(first.start(), last.end(), value, value, step, NumberKind.CARDINAL, digits=False)


# Number words that are everyday words, too: "new", "you are", "sieves".
_DOUBTFUL = frozenset({"neuf", "sei", "sieben"})
_PLURAL = re.compile(r"\s+(?:[^\W\d_]+[sxieaon])(?!\w)")


def _plural_follows(text: str, end: int) -> bool:
    return _PLURAL.match(text, end) is not None


_SCALED = re.compile(r"(?:million|millione?n?|milliard|mill[oó]n|milh|miljoe?n|miliard|milion)", re.IGNORECASE)


def _round(value: float, written: str) -> float:
    """The worth of the last word: a million for "two million", else one."""
    last = written.split()[-1]
    if _SCALED.match(last) and value >= 1e6:
        return 1e9 if value >= 1e9 and "ard" in last else 1e6
    return 1000.0 if last in ("mil", "mille", "mila", "tausend", "duizend") and value >= 1000 else 1.0


def _by_table(text: str, language: str) -> Iterator[Number]:
    """Runs of number words of the table's languages."""
    values = _numerals(language).values
    if not values:
        return
    run: list[tuple[re.Match[str], list[float]]] = []
    for word in _WORD.finditer(text):
        parts = _parts(word[0].lower(), language)
        joined = not run or text[run[-1][0].end() : word.start()].strip() in ("", "-")
        if parts is not None and joined:
            run.append((word, parts))
            continue
        yield from _total(run, text)
        run = [(word, parts)] if parts is not None else []
    yield from _total(run, text)


def _parts(word: str, language: str) -> list[float] | None:
    """The values that a word is made of, or None if it is no number word; an empty list for "and"."""
    values = _numerals(language).values
    if word in values:
        return [values[word]]
    if word in _AND:
        return []
    if language == "ar" and word.startswith("و") and word[1:] in values:
        return [values[word[1:]]]
    return _split(word, language) if language in _GLUED else None


def _split(word: str, language: str) -> list[float] | None:
    """A word that is number words written together: "tvåhundratolv"."""
    values = _numerals(language).values
    pattern = _piece(language)
    found, at = [], 0
    while at < len(word):
        piece = pattern.match(word, at)
        if piece is None:
            return None
        if piece[0] in values:
            found.append(values[piece[0]])
        elif piece[0] in ("ett", "et", "en"):
            found.append(1.0)
        at = piece.end()
    return found if len(found) > 1 else None


@cache
def _piece(language: str) -> re.Pattern[str]:
    words = sorted([*_numerals(language).values, "ett", "et", "en", "og"], key=len, reverse=True)
    return re.compile("|".join(words))


def _total(run: list[tuple[re.Match[str], list[float]]], text: str) -> Iterator[Number]:
    """The number of a run of words, if it is one number ("and" at either end is none of it)."""
    while run and not run[-1][1]:
        run = run[:-1]
    while run and not run[0][1]:
        run = run[1:]
    if not run:
        return
    value, step = compose([v for _, parts in run for v in parts])
    if value is None:
        first = run[0]
        yield from _total([first], text) if len(run) > 1 else ()
        yield from _total(run[1:], text)
    elif value >= 2:
        yield Number(run[0][0].start(), run[-1][0].end(), value, value, step, NumberKind.CARDINAL, digits=False)


def compose(values: list[float]) -> tuple[float | None, float]:
    """The number that a row of values makes, spoken from the large to the small, and the worth of the last.

    (None, 0) where the row is more than one number ("two three").

    >>> compose([2, 100, 12])
    (212.0, 1.0)
    """
    total, current, size, step = 0.0, 0.0, float("inf"), 1.0
    for value in values:
        if value >= 1000 and value % 1000 == 0 and value != 2000:
            if value >= size:
                return None, 0.0
            total, current, size, step = total + (current or 1.0) * value, 0.0, value, value
        elif value == _HUNDRED and 0 < current < 10:
            current, step = current * value, 1.0
        else:
            room = 1000 if value >= 100 else 100 if value >= 10 else 10
            small_first = 0 < current < 10 and 20 <= value < 100  # Arabic counts "two and forty"
            if current % room and not small_first:
                return None, 0.0
            current, step = current + value, 1.0
    return total + current, step


_DIGITS = {c: float(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0.0, "两": 2.0, "兩": 2.0}
_PLACES = {"十": 10.0, "百": 100.0, "千": 1000.0}
_MYRIADS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
_NUMERAL = re.compile(r"[零〇一二两兩三四五六七八九十百千万萬亿億]+")
# A numeral counts only before a measure word, a unit or a noun that is measured: without one it is part of a name.
_MEASURED = re.compile(
    r"[多余餘]?(?:[名个個位人架艘辆輛只隻条條次座栋棟户戶家所枚颗顆件起例头頭匹艇岁歲吨噸元米倍成]|年(?!代)|天|小时|小時|分钟|分鐘|周|个月"
    r"|公里|公尺|公斤|公吨|公顷|平方|立方|美元|欧元|国|國|万|萬|支|队|隊|场|場|票|席)"
)


def _chinese(text: str) -> Iterator[Number]:
    for match in _NUMERAL.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before in ("第", "星", "周", "期", "几", "数", "十") or not _MEASURED.match(text, match.end()):
            continue
        found = _span_of(match[0]) or _single(match[0])
        if found is None or found[1] < 2:
            continue
        low, high, step = found
        kind = NumberKind.CARDINAL if low == high else NumberKind.VAGUE
        yield Number(match.start(), match.end(), low, high, step, kind, digits=False)


def _span_of(written: str) -> tuple[float, float, float] | None:
    """ "两三百万": two neighbouring digits before a place are two to three of it."""
    pair = re.fullmatch(r"([一二两兩三四五六七八九])([二三四五六七八九])([十百千万萬亿億]*)", written)
    if pair is None or _DIGITS[pair[2]] != _DIGITS[pair[1]] + 1:
        return None
    low, high = _single(pair[1] + pair[3]), _single(pair[2] + pair[3])
    return (low[0], high[0], low[2]) if low and high else None


def _single(written: str) -> tuple[float, float, float] | None:
    total, section, digit = 0.0, 0.0, 0.0
    step = 1.0
    for char in written:
        if char in _DIGITS:
            if digit:
                return None
            digit, step = _DIGITS[char], 1.0
        elif char in _PLACES:
            section += (digit or 1.0) * _PLACES[char]
            digit, step = 0.0, 1.0
        else:
            here = section + digit
            total = (total + here) * _MYRIADS[char] if total and not here else total + (here or 1.0) * _MYRIADS[char]
            section, digit, step = 0.0, 0.0, _MYRIADS[char]
    value = total + section + digit
    return value, value, step

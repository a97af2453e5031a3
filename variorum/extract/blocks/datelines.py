"""Datelines: where, when and by which agency a report was filed ("HAMBURG, July 3, 2024 (AFP) –").

A dateline stands before the first sentence of a paragraph or on a line of its own. It is a place, a day and an agency,
any of them alone or in this order, closed by a dash. What would fool it is in the tests: sentences that begin with a
day or a place, an apposition between dashes, the days of a chronicle.
"""

from __future__ import annotations

import re
from functools import cache

from variorum.extract.dates import DAY_OF_YEAR, ISO_DAY

_BIG = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪĮİĽŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐ"
_SMALL = "a-zß-öø-ÿāăąćčďđēėęěğīįıľłńņňōőœŕřśşšťūůűųźżžа-яёіїєґ"
_NOT_A_PLACE = (
    r"(?!(?i:file|photo|watch|read|listen|video|updated?|breaking|exclusive|opinion|analysis|live|caption|note|[qa])\b)"
)
# A company is named with the exchange that trades it: "IBM (NYSE) - ...".
_EXCHANGE = (
    r"(?:NYSE|NASDAQ|Nasdaq|AMEX|OTC\w*|LSE|AIM|TSXV?|CSE|ASX|NZX|HKEX|SEHK|SGX|TSE|TYO|SSE|SZSE|BSE|NSE|JSE|BVL|BME|SIX|"
    r"FWB|XETRA|Xetra|Euronext|MOEX|B3)\b"
)
_TOWN = rf"[{_BIG}][{_BIG}.'’]{{1,40}}(?:[ -][{_BIG}][{_BIG}.'’]{{0,40}}){{0,3}}"
_WORDS = rf"(?:[{_BIG}][\w.'’]{{1,40}}\s?){{1,3}}"
_STATE = rf"(?:\s?[,/]\s?{_WORDS})?(?:\s?\((?!{_EXCHANGE}){_WORDS}\))?"
_CAPITALS = rf"{_NOT_A_PLACE}{_TOWN}{_STATE}"
_PLACE = (
    rf"{_NOT_A_PLACE}(?:{_TOWN}{_STATE}|[{_BIG}][{_SMALL}]{{1,40}}(?:[ ,-]{{1,2}}[{_BIG}][{_SMALL}]{{1,40}}){{0,3}})"
)
_WEEKDAY = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s)?"
_DAY = rf"{_WEEKDAY}(?:{DAY_OF_YEAR}|{ISO_DAY})"
_WHEN = rf"(?:\s?[,.]?\s{_DAY})"
_IN_LOWER_CASE = (
    r"(?:dpa|ots|apa|sda|afp|ap|epd|kna|sid|dts|efe|lusa|ansa|belga|anp|ntb|tt|ritzau|pap|čtk|ukrinform|tass)"
)
_AGENCY = rf"[{_BIG}][\w./ &-]{{1,30}}|{_IN_LOWER_CASE}(?:[/, ]{{1,2}}[\w-]{{2,12}}){{0,2}}"
_STROKES = rf"\s?[,.]?\s?/(?:{_AGENCY})/\.?"
_WHO = rf"(?:\s?[,.]?\s?\((?!{_EXCHANGE})(?:{_AGENCY})\)\.?|{_STROKES})"
_DASH = r"(?:\s?(?:--|[-–—]))"
_OPENS = rf"\s+[^\W_{_SMALL}]|\s+[\"“„«‘'`]"

# Before the first words of a paragraph, wherever it stands.
_FILED = rf"(?:{_PLACE}{_WHEN}?|{_DAY})"
_AGENCY_DATELINE = rf"(?P<part>{_FILED}?{_WHO}{_DASH}|{_FILED}{_STROKES})(?={_OPENS})"
# Before the first words of the report.
_TOWN_DATELINE = rf"(?P<part>{_CAPITALS}{_WHEN}?(?:{_DASH}|:)|(?:{_CAPITALS}{_WHEN}|{_DAY}){_WHO})(?={_OPENS})"
_DAY_DATELINE = rf"(?P<part>(?:{_PLACE}\s?,?\s)?{_DAY}{_DASH})(?={_OPENS})"
_GLUED_AGENCY = re.compile(
    rf"(?P<part>\((?!{_EXCHANGE})[{_BIG}][\w.]{{1,12}}(?: [{_BIG}]\w{{1,12}})?\))(?=[{_BIG}][{_SMALL}])"
)
_DASHED = re.compile(r"\s(?:--|[-–—])\s|—")
# The end of a sentence, not that of an initial or a title ("U.S.", "Gov.").
_ENDS = re.compile(rf"(?<!\b[{_BIG}])(?<!\b[{_BIG}][{_SMALL}])(?<!\b[{_BIG}][{_SMALL}]{{2}})[.!?](?=\W|$)")
_SHORTENED = re.compile(rf"(?P<name>[^()\d]+)\s\((?P<short>[{_BIG}]{{3,}})\)")
_LISTED_DAY = rf"(?m)^[^\S\n]*{_DAY}(?:{_DASH}|:)\s"

_ALONE = rf"{_FILED}?{_WHO}{_DASH}|{_FILED}{_STROKES}|{_PLACE}{_WHEN}{_DASH}"
_ALONE_IN_HEAD = rf"(?:{_CAPITALS}|{_DAY}){_DASH}|{_CAPITALS}{_WHEN}|(?:{_CAPITALS}{_WHEN}?|{_DAY}){_WHO}"
_LONGEST = 150

# What has to be there for the patterns above, most of which take some hundredths of a second to compile.
_SHOUTED = re.compile(rf"[{_BIG}][{_BIG}.'’]")
_DIGIT = re.compile(r"[1-9]")
_BRACKET = re.compile(r"[(/]")
_DASH_ENDS, _MARK_ENDS = re.compile(r"[-–—]\s"), re.compile(r"[-–—:)/.]\s")
_LINE_ENDS = ("-", "–", "—", "/", "/.")


def before_a_sentence(text: str, start: int, end: int, *, first: bool) -> int | None:
    """Where the dateline ends that opens a paragraph of a text, if one does; `first` says that it opens the report."""
    near = min(end, start + _LONGEST)
    bracket, mark = _BRACKET.search(text, start, near), _MARK_ENDS.search(text, start, near)
    if bracket and mark and (found := _compiled(_AGENCY_DATELINE).match(text, start, near)):
        return None if _is_abbreviation(found.group("part")) else found.end("part")
    if not first:
        return None
    digit = _DIGIT.search(text, start, near)
    found = None
    if mark and (_SHOUTED.match(text, start, near) or (digit and bracket)):
        found = _compiled(_TOWN_DATELINE).match(text, start, near)
    found = found or _GLUED_AGENCY.match(text, start, near)
    if found is None and digit and _DASH_ENDS.search(text, start, near):
        found = _compiled(_DAY_DATELINE).match(text, start, near)
        if found and (_compiled(_LISTED_DAY).search(text, end) or _is_apposition(text, found.end("part"), end)):
            return None
    return found.end("part") if found else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_abbreviation(words: str) -> bool:
    """Whether the brackets have no agency but the initials of the name before them: "Pell Harbour Trust (PHT) –"."""
    found = _SHORTENED.match(words)
    return found is not None and "".join(re.findall(rf"\b[{_BIG}]", found["name"])) == found["short"]


def _is_apposition(text: str, start: int, end: int) -> bool:
    """Whether a second dash answers the one that ends here: "July 4 — Independence Day — was ..."."""
    ends = _ENDS.search(text, start, end)
    return len(_DASHED.findall(text, start, ends.start() if ends else end)) % 2 == 1


def is_dateline(line: str, *, first: bool) -> bool:
    """Whether a line, in plain spaces, is a dateline and nothing else; `first` as above, where less is enough."""
    if len(line) > _LONGEST or _is_abbreviation(line):
        return False
    if line.endswith(_LINE_ENDS) and _compiled(_ALONE).fullmatch(line):
        return True
    shouted, digit = _SHOUTED.match(line), _DIGIT.search(line)
    closed = (shouted or digit) and line.endswith((*_LINE_ENDS, ")", ")."))
    return bool(first and ((shouted and digit) or closed) and _compiled(_ALONE_IN_HEAD).fullmatch(line))

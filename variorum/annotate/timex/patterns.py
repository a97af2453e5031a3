"""The shapes of English time expressions: one pattern a rule, each read by the function of its name in `time_reading`.

What counts as one follows the TimeML annotation guidelines 1.2.1 and TIMEX3: the phrase without its preposition, with
modifiers such as "early"; ages are left out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from variorum.annotate.timex.words import DAY_ORDINALS, DAY_PARTS, DECADES, MONTHS, SEASONS, SMALL, WEEKDAYS

VAGUE = (
    r"several|many|(?:a\s+|the\s+)?few|some|(?:a\s+)?couple(?:\s+of)?|numerous|countless"
    r"|dozens\s+of|hundreds\s+of|thousands\s+of"
)


def _any(words: object) -> str:
    return "|".join(sorted((str(w) for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_MONTH_NAMES})\b(?:(?<=\b[A-Z][a-z][a-z])(?<!May)\.|(?<=Sept)\.)?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_DAY_WORD = rf"(?P<dayword>(?i:{_any(DAY_ORDINALS)}))"
_EDGE = (
    r"(?P<edge>(?i:(?:the\s+)?(?:very\s+)?(?:early|late)(?:\s+in|\s+on|-to-late)?(?:\s+the)?"
    r"|(?:the\s+)?(?:mid|middle|start|beginning|end|close|turn|rest|remainder)(?:\s+of)?(?:\s+the)?"
    r"|(?:earlier|later)(?:\s+in|\s+on)?(?:\s+the)?|the\s+(?:first|second|latter)\s+(?:half|part)\s+of(?:\s+the)?))[\s-]+"
)
_WHICH = (
    r"(?P<which>(?i:last|this|next|past|previous|(?<=\bthe\s)following|coming|same|that|current|preceding|upcoming))"
)
_PART = rf"(?P<part>(?i:{_any(DAY_PARTS)}))"
_ZONE = r"(?P<zone>\s?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|CST|CDT|PST|PDT|MSK|IST|JST|AEST|local\s+time|Z)\b)?"
_AM = r"(?P<am>\s?(?i:a\.m\.|p\.m\.|am\b|pm\b))"
_COUNT = (
    rf"(?P<count>\d+(?:[.,]\d+)*(?:\s\d/\d|\s?[½¼¾])?|(?:(?:an?(?![\s-](?!hundred)(?:{'|'.join(SMALL)})\b)|{'|'.join(SMALL)})(?:(?:\s+and)?[\s-](?:{'|'.join(SMALL)}))*"
    r"(?:[\s-]and[\s-]a[\s-](?:half|quarter))?)\b)"
)
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|quarter|year|decade)"
_SEASON = rf"(?P<season>(?i:{'|'.join(SEASONS)}))"
_HEDGE = (
    r"(?:(?i:about|around|roughly|nearly|almost|some|approximately|(?:just\s+)?(?:over|under)|more\s+than|less\s+than|at\s+least|up\s+to"
    r"|a\s+mere|a\s+full|only|just)\s+)?"
)
_CLOCK_WORD = (
    r"(?P<rel>(?i:half|(?:a\s+)?quarter|five|ten|twenty|twenty-five)(?:\s+minutes)?\s+(?P<past>(?i:past|to|after)))\s+"
    r"(?P<hourword>(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
)
_IN_PART = r"(?P<inpart>\s+(?:in\s+the\s+(?:early\s+)?(?:morning|afternoon|evening)|at\s+night))?"

_CLOCK = (
    rf"(?<![\d:.])(?:(?P<clock>(?:[01]?\d|2[0-4])(?:[:.]|(?=\d\d\s?(?:GMT|UTC|EST|EDT|BST|CET)\b))[0-5]\d)(?:{_AM})?{_ZONE}"
    rf"|(?:(?P<hour>1[0-2]|0?[1-9])|\b(?P<hourword>(?i:{'|'.join(SMALL[:12])})))"
    rf"{_AM.replace('<am>', '<am2>')}{_ZONE.replace('<zone>', '<zone2>')})(?![\d:]|[.,]\d)"
)
_AND = r"(?:\s*[-–]\s*|\s+(?:and|to|or|through)\s+)"
_YEARS = r"1[0-9]\d\d|20\d\d"
_DAYTIME = r"(?P<part>morning|afternoon|evening|night)"
_SUFFIX = r"(?:st|nd|rd|th)"

_DATE_RULES = {
    "iso": (
        r"\b(?P<year>\d{4})-(?P<mon>\d\d)-(?P<day>\d\d)"
        r"(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
    ),
    "slashed": r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})(?![\d/])",
    "day_month": (
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:{_DAY}|{_DAY_WORD})(?:\s+of)?\s+(?:the\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
        rf"(?P<which2>\s+(?:last|this|next)\s+year)?"
    ),
    "month_day": (rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_MONTH}\s+(?:the\s+)?(?:{_DAY}|{_DAY_WORD}\b)(?:,?\s+{_YEAR})?"),
    "month_day_to_day": (
        rf"\b{_MONTH}\s+[0-3]?\d{_SUFFIX}?{_AND}(?P<second>{_DAY})(?:,?\s+{_YEAR})?(?!\s*\w*(?:people|percent|:))"
    ),
    "day_to_day_month": (
        rf"\b(?P<first>{_DAY})(?={_AND}[0-3]?\d{_SUFFIX}?\s+(?P<month>{_MONTH_NAMES})\b"
        rf"(?:\s+(?P<year>{_YEARS}))?)"
    ),
    "month_year": (
        rf"\b(?:{_EDGE})?{_MONTH},?(?:\s+of)?(?:\s+{_YEAR}"
        r"|(?P<which2>\s+(?:of\s+)?(?:last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year))"
    ),
    "month": (
        rf"\b(?:{_EDGE})?(?:(?i:the\s+)?{_WHICH}\s+)?(?:(?i:the\s+)?(?P<edge2>(?i:early|late|mid))[\s-])?{_MONTH}"
    ),
    "weekday": (
        rf"\b(?:(?P<edge>(?i:early|late|later|earlier))\s+(?i:on\s+)?)?(?:(?i:the\s+)?{_WHICH}\s+)?{_WEEKDAY}(?:['’]s)?\b"
        rf"(?:\s+(?P<edge2>early\s+|late\s+)?{_PART}\b|\s+(?P<which2>last|next|this)\s+week\b)?"
    ),
    "weekdays": rf"\b{_WEEKDAY}s\b",
    "day_word": (
        r"\b(?i:(?:(?P<edge>early|late|earlier|later)\s+)?(?P<word>the\s+day\s+before\s+yesterday"
        rf"|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight))(?:\s+(?:at\s+(?=mid|noon))?{_PART}\b)?"
    ),
    "which_unit": (
        rf"\b(?:{_EDGE})?(?i:the\s+)?{_WHICH}\s+(?i:(?:fiscal|financial|calendar|school|academic)\s+)?"
        r"(?P<unit>(?i:day|week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter))\b(?!-)(?:['’]s\b)?"
    ),
    "edge_unit": (
        r"\b(?i:(?:the\s+)?(?P<edge>(?:early|late)(?:\s+in)?|mid|(?:middle|start|beginning|end|close|turn)(?:\s+of)?)[\s-]+"
        r"(?:the\s+)?(?P<unit>day|week|month|quarter|year|decade|century))\b"
    ),
    "the_unit": r"\b(?i:(?P<lead>later|earlier)\s+in\s+the\s+(?P<unit>day|week|month|year|decade|century))\b",
    "the_weekend": r"\b(?i:(?:(?<=over\s)|(?<=at\s)|(?<=during\s)|(?<=on\s))the\s+weekend)\b",
    "the_day_before": r"\b(?i:(?:the|a)\s+(?P<unit>day|week|month|year|night)\s+(?P<to>before|after|earlier|later))\b",
    "the_day": (
        r"\b(?i:that\s+(?P<unit>day|week|weekend|month|year)"
        r"|the\s+(?:very\s+)?(?P<which>same|next|following|previous|preceding)\s+(?P<unit2>day|week|weekend|month|year))\b"
    ),
    "quarter": (
        r"\b(?i:(?:the\s+|its\s+|their\s+|his\s+)?(?:fiscal\s+)?(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+"
        rf"(?:fiscal\s+)?(?P<what>quarter|half))\b(?!-?final)(?:(?i:\s+of)?\s+(?i:fiscal\s+)?{_YEAR}"
        r"|(?P<which2>\s+(?:of\s+)?(?:last|this|next)\s+year))?"
        rf"|\bQ(?P<q>[1-4])\b(?:\s+{_YEAR.replace('<year>', '<qyear>')})?"
    ),
    "year_range": rf"\b(?P<from>{_YEARS})(?P<dash>\s?[-–/]\s?)(?P<year>\d{{4}}|\d\d)\b(?!-)",
    "year": (
        rf"(?<![\d$£€#.,/:-])\b(?:{_EDGE})?(?i:fiscal\s+(?:year\s+)?)?(?:{_SEASON}\s+(?i:of\s+)?)?{_YEAR}\b(?!/\d|-\d\d-)"
    ),
    "decade": (
        r"\b(?i:(?:the\s+)?(?:(?P<edge>early|late|mid|middle|(?:end|beginning)\s+of)[\s-]+(?:to[\s-]late[\s-]+)?(?:the\s+)?)?)"
        r"(?:(?P<year>1\d\d|20\d)0['’]?s\b|['’](?P<short>\d)0s\b)"
    ),
    "decade_word": rf"\b(?i:the\s+(?:(?P<edge>early|late|mid)[\s-]+)?(?P<word>{'|'.join(DECADES)}))\b",
    "century": (
        r"\b(?i:(?:the\s+)?(?:(?P<edge>early|late|mid)[\s-]+)?"
        r"(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<word>[a-z]+teenth|twelfth|twentieth|twenty-first))[\s-]+century)\b"
    ),
    "season": (
        r"\b(?i:(?:(?<=in\s)|(?<=by\s)|(?<=since\s)|(?<=until\s)|(?<=during\s)|(?<=from\s)|(?<=of\s))(?:the\s+)?)"
        rf"(?:{_EDGE})?{_SEASON}\b(?P<which2>\s+of\s+(?:last|this|next)\s+year\b)?(?!\s+of\s+(?:{_YEARS})\b)(?=\s*(?:[,.;:)]|\Z)|\s+(?:of|and|or|the|when|after|before|as|for|with|by|on|at|but|he|she|it"
        r"|they|we|was|were|is|are|will|has|had|have|that|which|who|a|an|to|than)\b)"
    ),
    "holiday": (
        r"\b(?P<name>Christmas(?:\s+(?:Day|Eve))?|New\s+Year['’]s\s+(?:Day|Eve)|Boxing\s+Day|Halloween|Valentine['’]s\s+Day"
        r"|May\s+Day)\b"
        rf"(?!\s+(?i:tree|card|present|gift|song|carol|party|market|season)s?)(?:,?\s+{_YEAR})?"
    ),
}

_CLOCK_RULES = {
    "part_of": (
        rf"\b(?i:the\s+(?:(?P<edge>early|late)\s+)?{_DAYTIME}(?:\s+hours)?\s+of\s+(?:the\s+)?)"
        rf"(?:{_DAY}(?:\s+of)?\s+(?P<month>{'|'.join(MONTHS)})\b"
        rf"|(?P<monthb>{'|'.join(MONTHS)})\s+{_DAY.replace('<day>', '<dayb>')})(?:,?\s+{_YEAR})?"
    ),
    "clock_day": rf"{_CLOCK},?\s+{_WEEKDAY}",
    "this_part": (
        r"\b(?i:(?:(?P<edge>early|late|earlier|later)\s+)?"
        rf"(?P<which>this|last|that|the\s+same|the\s+previous|the\s+following|the\s+next)\s+{_DAYTIME})\b(?!\s+of\b)"
    ),
    "the_part": (
        rf"\b(?i:(?<=in\s)the\s+(?:(?P<edge>early|late)\s+)?{_DAYTIME}(?:\s+hours)?\b"
        r"|overnight|(?<=at\s)(?P<part2>night|dawn|dusk)|(?<=by\s)(?P<part3>nightfall|dawn))\b"
    ),
    "noon": (
        r"\b(?i:(?:(?P<edge>shortly|just|soon|a\s+little|around|about)\s+(?:before\s+|after\s+)?)?"
        r"(?P<word>noon|midday|midnight))\b"
    ),
    "clock": _CLOCK,
    "o_clock": rf"\b(?P<hourword>(?i:{'|'.join(SMALL[:12])}|1[0-2]|[1-9]))\s+o['’]clock{_IN_PART}",
    "clock_words": rf"\b{_CLOCK_WORD}{_IN_PART}",
    "hour_in_part": (
        rf"\b(?P<hourword>(?i:{'|'.join(SMALL[:12])}|1[0-2]|[1-9]))"
        r"(?P<inpart>\s+in\s+the\s+(?:early\s+)?(?:morning|afternoon|evening))\b"
    ),
}

_UNITS_OPEN = r"(?P<unit>minute|hour|day|week|month|year|decade)s"
_LENGTH_RULES = {
    "ago": rf"\b{_HEDGE}(?i:(?:{_COUNT}|(?P<vague>{VAGUE}))[\s-]+{_UNIT}s?\s+ago)\b",
    "shifted": (
        rf"\b{_HEDGE}(?i:(?:{_COUNT}|(?P<vague>{VAGUE}))[\s-]+{_UNIT}s?\s+(?P<to>earlier|later|previously|from\s+now|hence))\b"
    ),
    "units_ago": r"\b(?i:(?P<vague>minute|hour|day|week|month|year|decade|centurie)s\s+(?P<to>ago|earlier|later))\b",
    "rate": (
        r"\b(?i:(?:(?<=\d\s)|(?<=once\s)|(?<=twice\s)|(?<=times\s)|(?<=illion\s)|(?<=housand\s)|(?<=percent\s)|(?<=euros\s)"
        r"|(?<=dollars\s)|(?<=pounds\s)|(?<=hours\s)|(?<=barrels\s)|(?<=days\s))(?:an?|per|each)\s+"
        r"(?P<unit>minute|hour|day|week|month|year))\b(?!\s+(?:ago|earlier|later|before|after|old)\b)"
    ),
    "every": (
        r"\b(?i:(?:every|each)\s+(?P<other>other\s+|single\s+|second\s+)?(?:(?P<count>two|three|four|five|six|ten|\d+)\s+)?"
        r"(?P<unit>second|minute|hour|day|night|week|weekend|month|quarter|year|decade|morning|afternoon|evening|season|spring"
        rf"|summer|autumn|fall|winter)s?)\b|\b(?i:every|each)\s+(?P<other2>(?i:other\s+))?(?:{_WEEKDAY}|{_MONTH})"
    ),
    "often": (
        r"\b(?i:(?P<word>hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|annual"
        r"|semiannual))\b"
    ),
    "stretch": (
        r"\b(?i:(?:the\s+)?(?P<lead>past|last|next|coming|first|final|recent|previous|preceding|following)\s+)?"
        rf"{_HEDGE}(?i:(?:{_COUNT}|(?P<vague>{VAGUE}))[\s-]+"
        r"(?:(?:full|long|short|straight|consecutive|more|calendar|business|working|whole)\s+)?"
        rf"{_UNIT}(?:s\b['’]?|['’]s\b|\b))(?![\s-]+old\b)(?P<half>\s+and\s+a\s+half)?"
    ),
    "the_number": rf"\b(?i:the\s+(?P<count>\d+|{'|'.join(SMALL[1:])})\s+{_UNITS_OPEN})\b",
    "half_unit": (
        r"\b(?i:(?P<part>half|(?:a\s+)?quarter\s+of|three[\s-]quarters\s+of)[\s-]+(?:an?[\s-]+)?"
        r"(?P<unit>minute|hour|day|month|year|decade|century))\b"
    ),
    "lead_units": (
        rf"\b(?i:(?:the\s+)?(?:recent|past|last|coming|next|previous|following)\s+(?:few\s+|several\s+|couple\s+of\s+)?{_UNITS_OPEN})\b"
    ),
    "bare_units": (
        r"\b(?i:(?:(?<=for\s)|(?<=after\s)|(?<=within\s)|(?<=in\s)|(?<=over\s)|(?<=of\s)|(?<=lasted\s)|(?<=took\s)|(?<=than\s)|(?<=just\s))"
        rf"{_UNITS_OPEN})\b(?!\s+old)|\b(?i:{_UNITS_OPEN.replace('<unit>', '<unit2>')})(?=\s+(?:before|after)\b)"
    ),
    "long": r"\b(?i:(?P<unit>day|week|month|year|decade|centur(?:y|ies)|hour)(?P<many>s)?[-\s]?long)\b",
    "present": (
        r"\b(?i:(?:right\s+)?now(?!\s+that\b)(?:adays)?|currently|at\s+present|at\s+the\s+moment|these\s+days"
        r"|presently|the\s+present)\b"
    ),
    "past": r"\b(?i:recently|lately|(?<=in\s)the\s+(?:recent\s+|distant\s+)?past)\b(?!\s+\w+s\b)",
    "future": r"\b(?i:(?:the\s+)?(?:near|immediate|foreseeable|distant)\s+future|(?<=in\s)(?:the\s+)?future)\b",
}


# What a sentence must hold for a rule to be tried: the search for a few letters is far cheaper than the rule. Each is
# given by what can be there (any of these, in small letters), by a pattern that must be found, and by its rules.
_NEEDS = {
    "digit": ("", r"\d", "iso slashed month_day_to_day day_to_day_month year_range year decade clock_day"),
    "years": ("", r"1[0-9]\d\d|20\d\d", "year year_range"),
    "tens": ("", r"\d0['’]?s", "decade"),
    "month": (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "",
        "day_month month_day month_day_to_day day_to_day_month month_year month part_of",
    ),
    "weekday": ("day", "", "weekday weekdays clock_day"),
    "day": ("today yesterday tomorrow tonight", "", "day_word"),
    "unit": (
        "second minute hour day night week month quarter year decade centur spring summer autumn fall winter season",
        "",
        "which_unit edge_unit the_unit the_weekend the_day_before the_day century season ago shifted units_ago rate "
        "stretch "
        "the_number half_unit lead_units bare_units long",
    ),
    "century": ("century", "", "century"),
    "season": ("spring summer autumn fall winter season", "", "season"),
    "ago": ("ago", "", "ago"),
    "shift": ("earlier later previously now hence", "", "shifted"),
    "to or fro": ("ago earlier later", "", "units_ago"),
    "rate": ("", r"\s(?:an?|per|each)\s", "rate"),
    "lead": ("recent past last coming next previous following", "", "lead_units"),
    "half": ("half quarter", "", "half_unit"),
    "decade": ("ties", "", "decade_word"),
    "quarter": ("quarter half q1 q2 q3 q4", "", "quarter"),
    "holiday": ("christmas new boxing halloween valentine may", "", "holiday"),
    "part": ("morning afternoon evening night dawn dusk", "", "part_of this_part the_part hour_in_part"),
    "noon": ("noon midday midnight", "", "noon"),
    "clock": ("", r"\d[:.]\d|\d{4}|[ap]\.?m\b", "clock clock_day"),
    "o_clock": ("clock", "", "o_clock"),
    "past": ("", r"\b(?:past|to|after)\b", "clock_words"),
    "each": ("", r"\b(?:every|each)\b", "every"),
    "often": ("", r"ly\b|annual", "often"),
    "now": ("now current present moment these", "", "present"),
    "late": ("recent late past", "", "past"),
    "future": ("future", "", "future"),
}


class Rule(NamedTuple):
    """A rule's name, its pattern, and the names of what a sentence must hold for it to match."""

    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order of preference, compiled once."""
    every = {**_DATE_RULES, **_CLOCK_RULES, **_LENGTH_RULES}
    needs = {name: tuple(n for n, (_, _, names) in _NEEDS.items() if name in names.split()) for name in every}
    return tuple(Rule(name, re.compile(rule), needs[name]) for name, rule in every.items())


@cache
def _needed() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str] | None], ...]:
    return tuple(
        (name, tuple(words.split()), re.compile(shape) if shape else None) for name, (words, shape, _) in _NEEDS.items()
    )


def rules_for(sentence: str) -> tuple[Rule, ...]:
    """The rules that can match in a sentence."""
    written = sentence.casefold()
    there = []
    for name, words, shape in _needed():
        if shape and shape.search(written):
            there.append(name)
        for word in words:
            if word in written:
                there.append(name)
                break
    return _with(frozenset(there))


@lru_cache(maxsize=4096)
def _with(there: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if there.issuperset(rule.needs)) if there else ()

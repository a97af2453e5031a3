"""Time expressions: found in a text and normalised against its publication date."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate import time_reading as reading
from variorum.annotate.time_patterns import patterns
from variorum.annotate.time_reading import Context, Direction
from variorum.model import Parse, Sentence, TimeExpression, Token
from variorum.values.date import TimeKind, TimeValue, bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[re.Match[str], Context], TimeValue | None]


class _Found(NamedTuple):
    rule: str
    match: re.Match[str]
    start: int
    end: int


@cache
def _readers() -> dict[str, Reader]:
    r = reading
    return {
        "iso": r.read_iso,
        "slashed": r.read_slashed,
        "day_month": r.read_day,
        "month_day": r.read_day,
        "month_day_to_day": r.read_day,
        "day_to_day_month": r.read_day,
        "month_year": r.read_month_year,
        "month": r.read_month,
        "weekday": r.read_weekday,
        "weekdays": r.read_weekdays,
        "week_from": r.read_weekday,
        "day_word": r.read_day_word,
        "this_part": r.read_this_part,
        "the_part": r.read_the_part,
        "noon": r.read_noon,
        "clock": r.read_clock,
        "o_clock": r.read_spoken_clock,
        "clock_words": r.read_spoken_clock,
        "hour_in_part": r.read_spoken_clock,
        "which_unit": r.read_which_unit,
        "edge_unit": r.read_edge_unit,
        "the_unit": r.read_the_unit,
        "the_weekend": r.read_weekend,
        "ago": r.read_ago,
        "shifted": r.read_shifted,
        "the_day_before": r.read_day_before,
        "the_day": r.read_the_day,
        "stretch": r.read_stretch,
        "the_number": r.read_stretch,
        "half_unit": r.read_half_unit,
        "lead_units": r.read_open_stretch,
        "bare_units": r.read_open_stretch,
        "units_ago": r.read_units_ago,
        "year_range": r.read_year_range,
        "year": r.read_year,
        "decade": r.read_decade,
        "decade_word": r.read_decade_word,
        "century": r.read_century,
        "quarter": r.read_quarter,
        "season": r.read_season,
        "present": r.read_present,
        "past": r.read_past,
        "future": r.read_future,
        "every": r.read_every,
        "often": r.read_often,
        "rate": r.read_rate,
        "holiday": r.read_holiday,
    }


_CLOCKS = frozenset({"clock", "o_clock", "clock_words", "hour_in_part", "noon", "the_part"})
_PREFER = {"rate": 0, "every": 0, "ago": 0, "shifted": 0, "the_day": 1}


def find_times(parse: Parse, text: str, published: str, language: str) -> tuple[TimeExpression, ...]:
    """Find the time expressions of an article, in order, with their TIMEX3 values.

    `published` is ISO 8601 with any precision, or empty: then what depends on it stays open ("XXXX-WXX-3").
    English is read in full, other languages in their dates, months, weekdays and years.
    """
    if language not in ("", "en"):
        from variorum.annotate.foreign_times import find_foreign_times

        return find_foreign_times(parse, text, published, language)
    anchor, year = anchor_of(published)
    found: list[TimeExpression] = []
    reference = ""
    for sentence in parse.sentences:
        here = _in_sentence(parse, sentence, text, anchor, year, reference)
        for each in here:
            if each.value.earliest and each.value.kind in (TimeKind.DATE, TimeKind.TIME):
                reference = each.value.value[:10] if "T" in each.value.value else each.value.value
        found.extend(here)
    return tuple(found)


def anchor_of(published: str) -> tuple[date | None, int | None]:
    """The day of a publication date (None if it has none) and its year."""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published)
    if not match or int(match[1]) < 1:
        return None, None
    if match[3] and bounds(match[0])[1]:
        return bounds(match[0])[1], int(match[1])
    return None, int(match[1])


def _matches(stretch: str, offset: int) -> list[_Found]:
    """All matches of all rules, the longest first at each place, without overlap."""
    found = [
        (match.start(), -match.end(), _PREFER.get(rule, 2), number, rule, match)
        for number, (rule, pattern) in enumerate(patterns())
        for match in pattern.finditer(stretch)
        if match.end() > match.start()
    ]
    return [
        _Found(rule, match, offset + start, offset - end)
        for start, end, _, _, rule, match in sorted(found, key=lambda f: f[:4])
    ]


def _in_sentence(
    parse: Parse, sentence: Sentence, text: str, anchor: date | None, year: int | None, reference: str
) -> list[TimeExpression]:
    stretch = re.sub(r"\s", " ", text[sentence.start : sentence.end])
    candidates = _matches(stretch, sentence.start)
    taken: list[tuple[int, int]] = []
    found: list[TimeExpression] = []
    for clocks in (False, True):
        for each in candidates:
            if (each.rule in _CLOCKS) is not clocks or any(s < each.end and each.start < e for s, e in taken):
                continue
            near = _nearest(found, each.start, reference) if clocks else _last(found, each.start, reference)
            context = Context(
                anchor,
                year,
                near,
                _direction(parse, sentence, each.start, stretch, sentence.start),
                stretch[max(0, each.start - sentence.start - 40) : each.start - sentence.start],
                stretch[each.end - sentence.start : each.end - sentence.start + 40],
            )
            if _in_name(parse, sentence, each):
                continue
            value = _readers()[each.rule](each.match, context)
            if value:
                start, end = _span(each)
                taken.append((start, end))
                found.append(TimeExpression(start, end, value))
    return sorted(found, key=lambda t: (t.start, t.end))


def _span(found: _Found) -> tuple[int, int]:
    """The characters of the expression: of a range's second date only its own."""
    if found.rule in ("month_day_to_day", "year_range"):
        name = "second" if found.rule == "month_day_to_day" else "year"
        offset = found.start - found.match.start()
        return offset + found.match.start(name), found.end
    written = found.match[0]
    lead = len(written) - len(written.lstrip())
    return found.start + lead, found.end - (len(written) - len(written.rstrip()))


def _day_of(value: TimeValue) -> str:
    return value.value[:10] if value.earliest and value.earliest == value.latest else ""


def _nearest(found: list[TimeExpression], start: int, reference: str) -> str:
    days = [(abs(t.start - start), t.start, _day_of(t.value)) for t in found if _day_of(t.value)]
    return min(days)[2] if days else reference


def _last(found: list[TimeExpression], start: int, reference: str) -> str:
    before = [(t.start, t.value.value) for t in found if t.start < start and t.value.earliest]
    return max(before)[1] if before else reference


def _token_at(parse: Parse, sentence: Sentence, start: int) -> Token | None:
    tokens = parse.inside(sentence)
    place = bisect_right([t.start for t in tokens], start) - 1
    return tokens[place] if 0 <= place < len(tokens) else None


def _in_name(parse: Parse, sentence: Sentence, found: _Found) -> bool:
    """A month that is somebody's name ("Theresa May") or part of a work's or a firm's."""
    if found.rule not in ("month", "weekday"):
        return False
    group = "month" if found.rule == "month" else "weekday"
    token = _token_at(parse, sentence, found.start - found.match.start() + found.match.start(group))
    return token is not None and token.entity in ("PERSON", "WORK_OF_ART", "FAC")


_AHEAD = re.compile(
    r"\b(?:will|shall|won't|would|going to|is to|are to|be|due to|due|scheduled|set to|set for|planned|plans?|planning|expected|expects?|"
    r"until|till|by|next|upcoming|deadline|ahead of|starting|beginning|postponed|rescheduled|delayed|through|may|might|can|"
    r"should|must|hopes?|intends?|aims?|tomorrow|to)\b",
    re.IGNORECASE,
)
_PLANNING = frozenset(
    "expect due plan schedule set intend hope likely slate aim postpone reschedule delay adjourn fix prepare ready".split()
)
_MODALS = frozenset({"will", "shall", "'ll", "wo", "may", "might", "can", "could", "should", "must", "would"})


def _direction(parse: Parse, sentence: Sentence, start: int, stretch: str, offset: int) -> Direction:
    if parse.has_syntax:
        token = _token_at(parse, sentence, start)
        return _by_syntax(parse, token) if token else Direction.UNKNOWN
    before = stretch[: start - offset][-60:]
    return Direction.FUTURE if _AHEAD.search(before) else Direction.PAST


def _by_syntax(parse: Parse, token: Token) -> Direction:
    """The direction of the verb that an expression hangs on, through its helpers and the verb that plans it."""
    verb, steps = token, 0
    preposition = ""
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.i and steps < 12:
        verb, steps = parse.tokens[verb.head], steps + 1
        if verb.pos == "ADP" and not preposition:
            preposition = verb.lemma.lower()
    if verb.pos not in ("VERB", "AUX"):
        return Direction.UNKNOWN
    if preposition in ("until", "till") and (verb.lemma in _PLANNING or verb.tag != "VBD"):
        return Direction.FUTURE
    return _of_verb(parse, verb, 0)


def _of_verb(parse: Parse, verb: Token, depth: int) -> Direction:
    helpers = [parse.tokens[c] for c in parse.children[verb.i] if parse.tokens[c].dep in ("aux", "auxpass")]
    lemmas = {h.lemma.lower() for h in helpers} | {h.text.lower() for h in helpers}
    if lemmas & _MODALS and "have" not in lemmas:
        return Direction.FUTURE
    if any(h.tag in ("VBD",) for h in helpers) or "have" in lemmas or verb.tag == "VBD":
        past_plan = verb.lemma in ("postpone", "reschedule", "adjourn")
        return Direction.FUTURE if past_plan else Direction.PAST
    if verb.tag == "VB" and "to" in lemmas:
        return _of_infinitive(parse, verb, depth)
    if verb.tag in ("VBZ", "VBP"):
        planned = verb.lemma in _PLANNING or any(parse.tokens[c].lemma in _PLANNING for c in parse.children[verb.i])
        return Direction.FUTURE if planned or not depth and verb.lemma not in ("say", "be") else Direction.UNKNOWN
    if verb.tag in ("VBG", "VBN") and helpers:
        return (
            Direction.FUTURE
            if any(h.tag in ("VBZ", "VBP") for h in helpers) and verb.tag == "VBG"
            else (Direction.FUTURE if verb.lemma in _PLANNING else Direction.PAST)
        )
    if verb.tag == "VBG" and verb.head != verb.i and depth < 3:
        return (
            _of_verb(parse, parse.tokens[verb.head], depth + 1)
            if parse.tokens[verb.head].pos in ("VERB", "AUX")
            else Direction.UNKNOWN
        )
    return Direction.PAST if verb.tag == "VBN" else Direction.UNKNOWN


def _of_infinitive(parse: Parse, verb: Token, depth: int) -> Direction:
    """An infinitive takes the direction of its governor: ahead if that plans or stands in the present."""
    above = parse.tokens[verb.head]
    if above.i == verb.i or depth > 3:
        return Direction.FUTURE
    if above.lemma.lower() in _PLANNING or above.pos in ("NOUN", "ADJ"):
        return Direction.FUTURE
    if above.tag == "VBD":
        return Direction.PAST
    return Direction.FUTURE

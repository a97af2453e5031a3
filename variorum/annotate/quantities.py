"""Quantities: number phrases with their unit, their bound and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.counted import Noun, NumberPlace, counted_noun
from variorum.annotate.times import find_times
from variorum.model import Parse, Quantity, Sentence, Token
from variorum.values.date import TimeKind
from variorum.values.number import Number, NumberKind, find_numbers
from variorum.values.quantity import Amount, Bound
from variorum.values.unit import Unit, money_before, unit_after, unit_of, units

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Phrase(NamedTuple):
    """One number or two ends of a range, with what stands around them; offsets into the sentence."""

    start: int
    end: int
    first: Number
    last: Number
    bound: Bound
    unit: Unit
    unit_span: tuple[int, int]


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
_FOREIGN_HEDGES = (
    (
        Bound.AT_LEAST,
        r"mindestens|wenigstens|au\s+moins|al\s+menos|por\s+lo\s+menos|minst|не\s+менее|pelo\s+menos|almeno",
    ),
    (Bound.AT_MOST, r"höchstens|bis\s+zu|au\s+plus|jusqu['’]à|hasta|högst|не\s+более|até|fino\s+a"),
    (Bound.NEARLY, r"fast|beinahe|knapp|presque|près\s+de|casi|nästan|почти|quase|quasi"),
    (Bound.OVER, r"mehr\s+als|über|plus\s+d[e']|más\s+de|mer\s+än|över|более|свыше|больше|mais\s+de|più\s+di|oltre"),
    (Bound.UNDER, r"weniger\s+als|unter|moins\s+d[e']|menos\s+de|mindre\s+än|менее|меньше|meno\s+di"),
    (
        Bound.ABOUT,
        r"etwa|rund|ungefähr|circa|ca\.|zirka|environ|quelque|unos|unas|alrededor\s+de|cerca\s+de|aproximadamente|omkring|"
        r"ungefär|около|примерно|circa|大约|约|約",
    ),
)
_AFTER = (
    (Bound.AT_LEAST, r"\s+or\s+(?:more|over)\b|\s+and\s+(?:more|over|above)\b|\+|\s+at\s+least\b"),
    (Bound.ABOUT, r"\s+or\s+so\b"),
)
_COUNT = Unit("", 1.0)
_NAME_TYPES = frozenset({"PERSON", "ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT"})
_RANGE = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+and\s+", re.IGNORECASE)


@cache
def _hedges(language: str) -> re.Pattern[str]:
    table = _HEDGES if language == "en" else _FOREIGN_HEDGES
    named = "|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(table))
    edge = r"(?<!\w)" if language not in ("zh", "ja") else ""
    gap = r"\s*" if language in ("zh", "ja") else r"(?<=[\s~])\s*"
    return re.compile(rf"{edge}(?:{named})\s*{gap}(?:the\s+|a\s+total\s+of\s+)?\Z", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(_AFTER)), re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    shapes = {
        "score": r"(?<![\d\w.,:-])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d\w.,:]*\d)(?!-)",
        "result": r"\b(?:win|won|wins|winning|lose|lost|loses|losing|beat|beaten|draw|drew|drawn|score|scored|lead|led|leading|"
        r"defeat|defeated|victory|loss|vote|voted|ruled?|ruling|goal|match|tie|equali[sz]ed)\b",
        "age": r"(?:[-\s]years?[-\s]olds?\b|\s+years\s+of\s+age\b)",
        "aged": r"\b(?:aged?|age\s+of|turned|turns)\s+\Z",
        "label": r"(?:\b(?:No|Nos|Nr|number|page|article|section|chapter|room|gate|route|flight|platform|line|phase|type|level|"
        r"category|class|group|unit|block|district|channel|version|episode|season|resolution|grade|size|magnitude)\.?\s?|[#№§]\s?)\Z",
        "street": r"\s+(?:[A-Z][\w'’.-]*\s+){1,3}(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Drive|Boulevard|Square|Way|Place)\b",
        "phone": r"(?:\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)\s?\d[\d\s-]{4,}|(?<!\d)\d{3}[-.\s]\d{3}[-.\s]\d{4}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)|\d+(?:\.\d+){2,}|"
        r"https?://\S+|\S+@\S+|(?<!\d)\d{1,2}/\d{1,2}(?!\d)|(?<!\w)24/7(?!\w))",
        "nobody": r"\b(?:no\s+one|nobody|not\s+(?:a\s+single|one)(?:\s+of\b)?|none(?=\s+of\b|\s+(?:was|were|is|are|has|have|had|died)\b))",
        "half": r"\s+(?:of|the|an?|its|their|his|her|our|all|those|these|as)\b",
        "half_before": r"\b(?:about|around|than|nearly|almost|over|under|roughly|least|by|some|least)\s+\Z",
        "half_after_no": r"[-\s]?(?:time|back|brother|sister|hour-long|mast|way|heartedly|hearted)\b",
    }
    return {name: re.compile(shape, re.IGNORECASE if name != "street" else 0) for name, shape in shapes.items()}


def find_quantities(parse: Parse, text: str, language: str) -> tuple[Quantity, ...]:
    """Find the quantities of an article, in order: amount, span of the phrase with bound and unit, noun counted.

    Left out: numbers in dates, clock times, names, labels ("page 12"), addresses, telephone numbers and links.
    Ages have the unit `year-age`, results of games `score`. English is read with its syntax, other languages by
    digits, units and the next word.
    """
    language = (language or "en").partition("-")[0].lower()
    dated = _dated(parse, text, language)
    found: list[Quantity] = []
    context: Noun | None = None
    for sentence in parse.sentences:
        for quantity in _in_sentence(parse, sentence, text, language, dated, context):
            found.append(quantity)
            if quantity.counted and not quantity.amount.unit and not quantity.amount.ordinal:
                context = Noun(quantity.counted, quantity.counted_start or 0, quantity.counted_end or 0)
    return tuple(found)


def _dated(parse: Parse, text: str, language: str) -> list[tuple[int, int]]:
    times = find_times(parse, text, "", language)
    return [(t.start, t.end) for t in times if t.value.kind in (TimeKind.DATE, TimeKind.TIME)]


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, 0))
    return any(s < end and start < e for s, e in spans[max(0, place - 3) : place])


def _in_sentence(
    parse: Parse, sentence: Sentence, text: str, language: str, dated: list[tuple[int, int]], context: Noun | None
) -> Iterator[Quantity]:
    stretch = re.sub(r"[\n\r\t\v\f]", " ", text[sentence.start : sentence.end])
    offset = sentence.start
    scores = list(_scores(stretch, offset, dated))
    shut = sorted(
        [(m.start(), m.end()) for m in _patterns()["phone"].finditer(stretch)] + [(s, e) for s, e, _ in scores]
    )
    numbers = [n for n in find_numbers(stretch, language) if not _overlaps(shut, n.start, n.end)]
    numbers = [n for n in numbers if not _overlaps(dated, offset + n.start, offset + n.end)]
    numbers = [n for n in numbers if not _is_label(parse, sentence, stretch, n, language)]
    made = [Quantity(offset + s, offset + e, amount) for s, e, amount in scores]
    for phrase in _phrases(stretch, numbers, language):
        amount = _amount(stretch, phrase)
        noun = _counted(parse, sentence, text, phrase, context)
        if not phrase.unit.base and not _countable(phrase, noun):
            continue
        made.append(_quantity(offset + phrase.start, offset + phrase.end, amount, noun))
        if noun and not amount.unit and not amount.ordinal:
            context = noun
    if language == "en":
        made.extend(_nothing(parse, sentence, stretch, text, context))
    yield from sorted(made, key=lambda q: (q.start, q.end))


def _counted(parse: Parse, sentence: Sentence, text: str, phrase: _Phrase, context: Noun | None) -> Noun | None:
    if phrase.unit.base == "year-age":
        return None
    start, end, after = (sentence.start + place for place in (phrase.first.start, phrase.last.end, phrase.unit_span[1]))
    return counted_noun(parse, sentence, text, NumberPlace(start, end, after, bool(phrase.unit.base)), context)


def _quantity(start: int, end: int, amount: Amount, noun: Noun | None) -> Quantity:
    if noun is None:
        return Quantity(start, end, amount)
    return Quantity(start, end, amount, noun.lemma, noun.start, noun.end)


def _countable(phrase: _Phrase, noun: Noun | None) -> bool:
    """A place in an order and "one" are quantities only with the noun they go with."""
    bare = phrase.first.kind is NumberKind.ORDINAL or (phrase.first.low == 1.0 and not phrase.first.digits)
    return noun is not None or not bare


def _scores(stretch: str, offset: int, dated: list[tuple[int, int]]) -> Iterator[tuple[int, int, Amount]]:
    """Results such as "3-1": the larger number first, or words of winning in the sentence, and no noun counted."""
    has_result = bool(_patterns()["result"].search(stretch))
    for match in _patterns()["score"].finditer(stretch):
        if _overlaps(dated, offset + match.start(), offset + match.end()):
            continue
        a, b = int(match[1]), int(match[2])
        money = stretch[max(0, match.start() - 1) : match.start()] in tuple("$€£¥")
        unit = unit_after("en").match(stretch, match.end())
        if money or unit or not (a >= b or has_result) or (a < b and not has_result):
            continue
        if has_result or (a >= b and max(a, b) < 30 and not re.match(r"\s+[a-z]+s\b", stretch[match.end() :])):
            yield match.start(), match.end(), Amount(float(a), float(b), "score", step=1.0)


def _token_at(parse: Parse, sentence: Sentence, place: int) -> Token | None:
    tokens = parse.inside(sentence)
    at = bisect_right([t.start for t in tokens], place) - 1
    return tokens[at] if 0 <= at < len(tokens) and tokens[at].end > place else None


def _is_label(parse: Parse, sentence: Sentence, stretch: str, number: Number, language: str) -> bool:
    """Numbers that name and do not count: "Boeing 747", "page 12", "RX-118", "1." before a list item, street numbers."""
    before, after = stretch[: number.start], stretch[number.end : number.end + 60]
    if re.search(r"[^\W\d_]-\Z", before) and number.digits and not money_before().search(before):
        return True
    if _patterns()["label"].search(before[-16:]) or _patterns()["street"].match(after):
        return True
    if number.digits and (re.match(r"[.)]\s*\Z|[.)]\s+(?=[A-Z])", after) and not before.strip()):
        return True
    if number.digits and re.match(r"[^\W\d_]", after) and not unit_after(language).match(after):
        return language not in ("zh", "ja")
    if number.kind is NumberKind.FRACTION:
        return _is_no_fraction(stretch, number)
    return _in_name(parse, sentence, number, before)


def _is_no_fraction(stretch: str, number: Number) -> bool:
    written = stretch[number.start : number.end].lower()
    if written != "half":
        return " " not in written and "-" not in written
    before, after = stretch[: number.start], stretch[number.end :]
    if _patterns()["half_after_no"].match(after) or re.search(r"\b(?:first|second|other)\s\Z", before, re.IGNORECASE):
        return True
    return not (_patterns()["half"].match(after) or _patterns()["half_before"].search(before))


def _in_name(parse: Parse, sentence: Sentence, number: Number, before: str) -> bool:
    token = _token_at(parse, sentence, sentence.start + number.end - 1)
    if token is None:
        return False
    if not parse.has_syntax:
        previous = re.search(r"(\S+)\s\Z", before)
        capital = bool(
            previous and previous[1][:1].isupper() and previous[1][-1:].isalnum() and before.strip() != previous[1]
        )
        return (
            number.digits
            and capital
            and len(previous[1] if previous else "") > 1
            and not previous[1].lower() in units("de")
        )  # type: ignore[index]
    if token.entity in _NAME_TYPES and (number.digits or token.pos == "PROPN"):
        return True
    previous_token = parse.tokens[token.i - 1] if token.i > sentence.first else None
    head = parse.tokens[token.head]
    if previous_token is None or number.kind is not NumberKind.CARDINAL:
        return False
    after_head = head.i < token.i and head.pos == "PROPN" and token.dep in ("nummod", "appos", "npadvmod", "nmod")
    return number.digits and after_head and previous_token.pos == "PROPN" and not token.text.endswith("%")


def _phrases(stretch: str, numbers: list[Number], language: str) -> Iterator[_Phrase]:
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
    between = re.search(r"\bbetween\s+(?:\S{1,3})?\Z", stretch[: a.start], re.IGNORECASE)
    if between and _BETWEEN.fullmatch(gap):
        return True
    start_from = re.search(
        r"\b(?:rose|risen|rise|grew|fell|increased?|dropped|up|down|raised?|cut)\b.*\bfrom\s+\S{0,3}\Z",
        stretch[: a.start],
        re.IGNORECASE,
    )
    scale = b.step > 1 and a.step <= 1 and a.low < b.low / b.step * 10
    return bool(_RANGE.fullmatch(gap)) and not start_from and (a.low < b.low or scale)


def _phrase(stretch: str, first: Number, last: Number, language: str) -> _Phrase:
    start, end = first.start, last.end
    unit, unit_span = _COUNT, (end, end)
    money = money_before().search(stretch[:start])
    age = _patterns()["age"].match(stretch, end)
    after = None if money else unit_after(language).match(stretch, end)
    if money:
        start, unit = money.start(1), unit_of(money[1], language) or _COUNT
    if (age and language == "en") or _is_age(stretch, first, last):
        unit, after = Unit("year-age", 1.0), None
        end = age.end() if age else end
    elif after and _fits(stretch, after, first, last):
        unit = unit_of(after[1], language) or _COUNT
        if re.fullmatch(r"pounds?", after[1], re.IGNORECASE) and re.match(r"\s+of\b", stretch[after.end() :]):
            unit = Unit("kilogram", 0.45359237)
        end, unit_span = after.end(1), (after.start(1), after.end(1))
    elif first.kind is NumberKind.FRACTION:
        of = re.match(
            r"\s+(?:of\s+)?an?\s+(second|minute|hour|day|week|month|year|decade|century|mile|kilomet(?:er|re))\b",
            stretch[end:],
        )
        if of:
            unit, unit_span = unit_of(of[1]) or _COUNT, (end + of.start(1), end + of.end(1))
            end += of.end()
        else:
            unit = Unit("percent", 100.0)
    bound, start, end = _bound(stretch, start, end, language, duration=unit.base == "second")
    if unit_span[1] < last.end:
        unit_span = (last.end, last.end)
    return _Phrase(start, end, first, last, bound, unit, unit_span)


def _is_age(stretch: str, first: Number, last: Number) -> bool:
    """ "Jan Rehn, 58, said", "aged 58"."""
    if _patterns()["aged"].search(stretch[: first.start]):
        return True
    name = re.search(r"[A-Z][\w'’.-]+,\s\Z", stretch[: first.start])
    young = first is last and first.digits and 1 <= first.low <= 115 and first.low.is_integer()
    return bool(name and young and re.match(r"\s?[,)]|\.\s*\Z", stretch[last.end :]))


_SHORT = re.compile(r"(?:in|m|s|h|b|k|rand|won|yard|stone|second|mark|feet|d)", re.IGNORECASE)


def _fits(stretch: str, after: re.Match[str], first: Number, last: Number) -> bool:
    """Whether what looks like a unit is one: "in" is a preposition, "m" must be glued or follow digits."""
    unit = after[1]
    if first.kind is NumberKind.ORDINAL:
        return False
    if unit.lower() == "in" or unit.lower() in ("second", "stone", "rand", "s", "h") and not last.digits:
        return (
            unit.lower() == "in"
            and last.digits
            and not after[0][0].isspace()
            and not stretch[after.end() : after.end() + 1].isalpha()
        )
    if unit.lower() == "second":
        return after[0].startswith("-") or last.low != 1
    return last.digits or len(unit) > 2 or unit in "%°"


def _bound(stretch: str, start: int, end: int, language: str, *, duration: bool) -> tuple[Bound, int, int]:
    table = _HEDGES if language == "en" else _FOREIGN_HEDGES
    before = _hedges(language).search(stretch[max(0, start - 40) : start])
    bound = Bound.EXACT
    if before:
        bound = table[int((before.lastgroup or "b0")[1:])][0]
        word = before[0].strip().lower()
        # "over two years" says how long something took as often as that it took longer.
        if duration and word in ("over", "about", "around", "under", "above", "beyond"):
            bound = Bound.ABOUT
        start = max(0, start - 40) + before.start()
    else:
        between = re.search(r"\b(?:between|from)\s+\Z", stretch[:start], re.IGNORECASE)
        start = (
            between.start() if between and bound is Bound.EXACT and between[0].lower().startswith("between") else start
        )
    after = _after().match(stretch, end)
    if after and language == "en" and bound is Bound.EXACT:
        bound = _AFTER[int((after.lastgroup or "b0")[1:])][0]
        end = after.end()
    return bound, start, end


def _amount(stretch: str, phrase: _Phrase) -> Amount:
    first, last, unit = phrase.first, phrase.last, phrase.unit
    low, high = first.low, last.high
    if first is not last and last.step >= 1000 and first.step < last.step and first.low < last.low / last.step * 10:
        low *= _scale(last)
    bound = phrase.bound
    if (first is not last or first.kind is NumberKind.VAGUE) and bound in (Bound.EXACT, Bound.ABOUT):
        bound = Bound.BETWEEN
    step = max(first.step, last.step) * unit.factor
    minus = bool(re.search(r"(?:\bminus\s|(?<![\w\d])[-−])\Z", stretch[: first.start])) and unit.base in (
        "celsius",
        "percent",
    )
    sign = -1.0 if minus else 1.0
    a, b = sorted((sign * low * unit.factor + unit.offset, sign * high * unit.factor + unit.offset))
    return Amount(a, b, unit.base, bound, first.kind is NumberKind.ORDINAL, step)


def _scale(number: Number) -> float:
    """The worth of the scale word of a number: "3.2 million": a million."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if number.step <= scale <= number.low:
            return scale
    return 1.0


def _nothing(parse: Parse, sentence: Sentence, stretch: str, text: str, context: Noun | None) -> Iterator[Quantity]:
    """ "Nobody", "none of the passengers", "no casualties": zero."""
    zero = Amount(0.0, 0.0, step=1.0)
    for match in _patterns()["nobody"].finditer(stretch):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        person = re.match(r"no\s?(?:one|body)\b", match[0], re.IGNORECASE)
        if person:
            noun: Noun | None = Noun("person", start, end)
        else:
            noun = counted_noun(parse, sentence, text, NumberPlace(start, end, end, measured=False), context)
        yield _quantity(start, end, zero, noun)
    if not parse.has_syntax:
        return
    for token in parse.inside(sentence):
        head = parse.tokens[token.head]
        if token.lemma.lower() == "no" and token.dep == "det" and head.tag == "NNS" and head.i > token.i:
            yield _quantity(token.start, token.end, zero, Noun(head.lemma.lower(), head.start, head.end))

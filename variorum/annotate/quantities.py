"""Quantities: number phrases with their unit, their bound and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from variorum.annotate.counted import Counted, Noun, NumberPlace, counted_noun
from variorum.annotate.number_phrases import Phrase, amount_of, phrases
from variorum.annotate.times import find_times
from variorum.model import Parse, Quantity, Sentence, Token
from variorum.values.date import TimeKind
from variorum.values.number import Number, NumberKind, find_numbers
from variorum.values.numerals import ORDINALS, POINT_LANGUAGES
from variorum.values.quantity import Amount
from variorum.values.unit import money_before, unit_after, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import TimeExpression

_LETTER = re.compile(r"[^\W\d_]")
_GLUED_BEFORE = re.compile(r"[^\W\d_]-\Z")
_ODD_SPACE = re.compile(r"[\n\r\t\v\f]")
_NAME_TYPES = frozenset({"PERSON", "ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT"})
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
"""Digits in groups of three, where a full stop groups them: elsewhere it is a version or an address."""
_IDLE = frozenset({"point", "go", "side", "hand", "way", "thing", "day", "another", "end", "stage", "moment", "time"})
"""What "one" does not count: "at one point", "on the one hand"."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    shapes = {
        "score": r"(?<![\d\w.,:-])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d\w.,:]*\d)(?!-)",
        "result": (
            r"(?i:\b(?:win|won|wins|winning|lose|lost|loses|losing|beat|beaten|draw|drew|drawn|scored?|lead|led|leading"
            r"|defeat|defeated|victory|loss|voted?|ruled?|ruling|goal|match|tie|equali[sz]ed)\b)"
        ),
        "label": (
            r"(?i:(?:\b(?:No|Nos|Nr|number|page|article|section|chapter|room|gate|route|flight|platform|line|phase|type"
            r"|level|category|class|group|unit|block|district|channel|version|episode|season|resolution|grade|size"
            r"|magnitude)\.?\s?|[#№§]\s?)\Z)"
        ),
        "street": (
            r"\s+(?:[A-Z][\w'’.-]*\s+){1,3}"
            r"(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Drive|Boulevard|Square|Way|Place)\b"
        ),
        "shut": (
            r"\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)\s?\d[\d\s-]{4,}|(?<!\d)\d{3}[-.\s]\d{3}[-.\s]\d{4}(?!\d)"
            r"|(?<!\d)\d{3}-\d{4}(?!\d)|\d+(?:\.\d+){2,}|https?://\S+|(?<!\S)\S+@\S+|(?<![\d\s])\d{1,2}/\d{1,2}(?!\d)"
            r"|(?<!\w)24/7(?!\w)|(?<!\w)9/11(?!\w)|(?i:\b(?:four-by-four|two-by-four|4\s?x\s?4)s?\b)"
        ),
        "nobody": (
            r"(?i:\b(?:no\s+one|nobody|not\s+(?:a\s+single|one)(?:\s+of\b)?"
            r"|none(?=\s+of\b|\s+(?:was|were|is|are|has|have|had|died)\b)))"
        ),
        "half": r"\s+(?:of|the|an?|its|their|his|her|our|all|those|these|as)\b",
        "half_before": r"(?i:\b(?:about|around|than|nearly|almost|over|under|roughly|least|by|some)\s+\Z)",
        "half_word": r"(?i:[-\s]?(?:time|back|brother|sister|hour-long|mast|way|heartedly|hearted)\b)",
    }
    return {name: re.compile(shape) for name, shape in shapes.items()}


def find_quantities(
    parse: Parse, text: str, language: str, times: Sequence[TimeExpression] | None = None
) -> tuple[Quantity, ...]:
    """Find the quantities of an article, in order: amount, span of the phrase with bound and unit, noun counted.

    Left out: numbers in dates, clock times, names, labels ("page 12"), addresses, telephone numbers and links.
    Ages have the unit `year-age`, results of games `score`. English is read with its syntax, other languages by
    digits, units and the next word. `times` are those of the article, if they were found before.
    """
    language = (language or "en").partition("-")[0].lower()
    if times is None:
        times = find_times(parse, text, "", language)
    points = (TimeKind.DATE, TimeKind.TIME)
    dated = [(t.start, t.end) for t in times if t.value.kind in points]
    lengths = [(t.start, t.end) for t in times if t.value.kind not in points]
    found: list[Quantity] = []
    context: Counted | None = None
    for sentence in parse.sentences:
        reader = _Reader(parse, sentence, text, language, dated, lengths, context)
        found.extend(reader.read())
        context = reader.context
    return tuple(_whole_lengths(found, text) if language == "en" else _in_two_units(found, text))


_AND_MORE = re.compile(r"[\s,]*(?:(?:y|e|et|und|och|og|en|и)\s|و|零)?\s*")
# Behind a comma the smaller unit may begin something else: "2 Stunden, 15 Minuten später".
_ENDS = re.compile(r"\s*(?:[.,;:!?)]|\Z|(?:y|e|et|und|och|og|en|и)\s+\d)")


def _in_two_units(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Measures told in two units as one quantity: "1 метр 70 сантиметров", "2 Stunden und 15 Minuten"."""
    held: Quantity | None = None
    for each in found:
        if held is not None and _goes_on(held, each, text):
            amount, more = held.amount, each.amount
            whole = replace(amount, low=amount.low + more.low, high=amount.high + more.high, step=more.step)
            held = replace(held, end=each.end, amount=whole)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _goes_on(first: Quantity, second: Quantity, text: str) -> bool:
    """Whether the second quantity tells what is left of the first in a smaller unit."""
    one, other = first.amount, second.amount
    if first.end > second.start or _AND_MORE.fullmatch(text, first.end, second.start) is None:
        return False
    if "," in text[first.end : second.start] and not _ENDS.match(text, second.end):
        return False
    units = {text[q.start : q.end].split()[-1] for q in (first, second)}
    alike = len(units) > 1 and bool(one.unit) and one.unit == other.unit
    return alike and 0 < other.high < one.step and one.low == one.high


_SINGLE = re.compile(r"\b(?:an?|one)\s+(?P<unit>minute|hour|day|week|month|year)\s+(?:and\s+)?\Z", re.IGNORECASE)
_SINGLE_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}


def _whole_lengths(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Lengths told in two units as one quantity: "two hours and ten minutes", "an hour and twenty minutes"."""
    held: Quantity | None = None
    for each in found:
        joined = _joined(held, each, text)
        if held is not None and (joined is None or held.end <= joined.start):
            yield held
        held = joined or each
    if held is not None:
        yield held


def _joined(first: Quantity | None, second: Quantity, text: str) -> Quantity | None:
    amount = second.amount
    if amount.unit != "second" or amount.low != amount.high:
        return None
    single = _SINGLE.search(text, max(0, second.start - 40), second.start)
    if single and amount.high < (more := _SINGLE_SECONDS[single["unit"].lower()]):
        start = first.start if first and first.end > single.start() else single.start()
        whole = replace(amount, low=amount.low + more, high=amount.high + more)
        return replace(second, start=start, amount=whole)
    if (
        first is None
        or first.amount.unit != "second"
        or not re.fullmatch(r"\s+(?:and\s+)?", text[first.end : second.start])
    ):
        return None
    units = [text[q.start : q.end].split()[-1].lower().rstrip("s") for q in (first, second)]
    if units[0] == units[1] or amount.high >= first.amount.low:
        return None
    whole = replace(
        first.amount, low=first.amount.low + amount.low, high=first.amount.high + amount.high, step=amount.step
    )
    return replace(first, end=second.end, amount=whole)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, 0))
    return any(s < end and start < e for s, e in spans[max(0, place - 3) : place])


class _Reader:
    """Reads the quantities of one sentence; `context` is what was counted last."""

    def __init__(
        self,
        parse: Parse,
        sentence: Sentence,
        text: str,
        language: str,
        dated: list[tuple[int, int]],
        lengths: list[tuple[int, int]],
        context: Counted | None,
    ) -> None:
        self.parse, self.sentence, self.text, self.language = parse, sentence, text, language
        self.dated, self.lengths, self.context = dated, lengths, context
        self.offset, self.tokens = sentence.start, parse.inside(sentence)
        self.stretch = _ODD_SPACE.sub(" ", text[sentence.start : sentence.end])

    def read(self) -> list[Quantity]:
        """All quantities of the sentence, in order."""
        made = [self._made(start, end, amount, None) for start, end, amount in self._scores()]
        for phrase in phrases(self.stretch, self._numbers([(q.start, q.end) for q in made]), self.language):
            quantity = self._quantity(phrase)
            if quantity:
                made.append(quantity)
        if self.language == "en":
            made.extend(self._nothing())
        return sorted(made, key=lambda q: (q.start, q.end))

    def _made(self, start: int, end: int, amount: Amount, noun: Noun | None) -> Quantity:
        if noun is None:
            return Quantity(self.offset + start, self.offset + end, amount)
        return Quantity(self.offset + start, self.offset + end, amount, noun.lemma, noun.start, noun.end)

    def _numbers(self, scores: list[tuple[int, int]]) -> list[Number]:
        """The numbers that are neither part of something else nor a label."""
        o = self.offset
        found = find_numbers(self.stretch, self.language)
        if not found:
            return []
        shut = [
            (o + m.start(), o + m.end())
            for m in _patterns()["shut"].finditer(self.stretch)
            if self.language in POINT_LANGUAGES or not _GROUPED.fullmatch(m[0])
        ]
        shut = sorted([*shut, *scores])
        return [
            number
            for number in map(self._as_ordinal, found)
            if not _overlaps(shut, o + number.start, o + number.end)
            and not _overlaps(self.dated, o + number.start, o + number.end)
            and not self._is_label(number)
        ]

    def _as_ordinal(self, number: Number) -> Number:
        """Take "a fifth term" for a place in an order: a noun follows where a fraction has "of" or nothing."""
        word = self.stretch[number.start : number.end].lower().split()
        if number.kind is not NumberKind.FRACTION or len(word) != 2 or word[1] not in ORDINALS:
            return number
        token = self._token_at(self.offset + number.end - 1)
        following = self.parse.tokens[token.i + 1] if token and token.i + 1 < len(self.parse.tokens) else None
        if following is None or following.pos not in ("NOUN", "PROPN", "ADJ") or following.tag in ("JJR", "RBR"):
            return number
        value = float(ORDINALS[word[1]])
        start = number.end - len(word[1])
        return Number(start, number.end, value, value, 1.0, NumberKind.ORDINAL, digits=False)

    def _quantity(self, phrase: Phrase) -> Quantity | None:
        amount = amount_of(self.stretch, phrase)
        noun = self._counted(phrase, amount)
        one = phrase.first.low == 1.0 and not phrase.first.digits
        # A place in an order and "one" are quantities only with the noun they go with.
        if not amount.unit and (one or amount.ordinal) and (noun is None or (one and noun.lemma in _IDLE)):
            return None
        # "One day" is a length only where it is read as one.
        start, end = self.offset + phrase.start, self.offset + phrase.end
        if one and amount.unit == "second" and self.language == "en" and not _overlaps(self.lengths, start, end):
            return None
        if noun and not amount.unit and not amount.ordinal:
            self.context = Counted(noun, amount.high, self.sentence.index)
        return self._made(phrase.start, phrase.end, amount, noun)

    def _counted(self, phrase: Phrase, amount: Amount) -> Noun | None:
        if amount.unit == "year-age":
            return None
        start, end, after = (self.offset + p for p in (phrase.first.start, phrase.last.end, phrase.unit_end))
        place = NumberPlace(start, end, after, bool(amount.unit), amount.ordinal, amount.high)
        return counted_noun(self.parse, self.sentence, self.text, place, self.context, self.language)

    def _scores(self) -> Iterator[tuple[int, int, Amount]]:
        """Results such as "3-1": in a sentence that tells of winning, or else the larger number first and no noun."""
        told: bool | None = None
        for match in _patterns()["score"].finditer(self.stretch):
            if told is None:
                told = bool(_patterns()["result"].search(self.stretch))
            a, b = int(match[1]), int(match[2])
            after = self.stretch[match.end() : match.end() + 40]
            counts = re.match(r"\s+(?:[a-z]+s|people|per)\b|\s?%", after) and not re.match(
                r"\s+(?:loss|was|is)\b", after
            )
            money = self.stretch[max(0, match.start() - 1) : match.start()] in tuple("$€£¥")
            unit = unit_after(self.language).match(self.stretch, match.end())
            dated = _overlaps(self.dated, self.offset + match.start(), self.offset + match.end())
            if money or unit or dated or counts or not (told or (a >= b and a < 30)):
                continue
            yield match.start(), match.end(), Amount(float(a), float(b), "score", step=1.0)

    def _token_at(self, place: int) -> Token | None:
        at = bisect_right(self.tokens, place, key=lambda t: t.start) - 1
        return self.tokens[at] if 0 <= at < len(self.tokens) and self.tokens[at].end > place else None

    def _is_label(self, number: Number) -> bool:
        """Numbers that name and do not count: "Boeing 747", "page 12", "RX-118", "1." before an item."""
        before = self.stretch[max(0, number.start - 60) : number.start]
        after = self.stretch[number.end : number.end + 60]
        if _patterns()["label"].search(before[-16:]) or _patterns()["street"].match(after):
            return True
        if number.kind is NumberKind.FRACTION:
            return self._is_no_fraction(number, before, after)
        if number.digits and self._is_sign(number, before, after):
            return True
        return self._in_name(number, before)

    def _is_sign(self, number: Number, before: str, after: str) -> bool:
        """Digits glued to letters, or that number an item of a list."""
        if _GLUED_BEFORE.search(before) and not money_before().search(before):
            return True
        here = self.offset + number.start
        opens_line = not self.text[max(0, here - 12) : here].rpartition("\n")[2].strip()
        if opens_line and re.match(r"[.)]\s*\Z|[.)]\s+(?=[A-Z])", after):
            return True
        glued = _LETTER.match(after) and not unit_after(self.language).match(after)
        return bool(glued) and self.language not in ("zh", "ja")

    def _is_no_fraction(self, number: Number, before: str, after: str) -> bool:
        written = self.stretch[number.start : number.end].lower()
        if written != "half":
            return not set(written) & set(" -/")
        if _patterns()["half_word"].match(after) or re.search(r"(?i:\b(?:first|second|other)\s\Z)", before):
            return True
        return not (_patterns()["half"].match(after) or _patterns()["half_before"].search(before))

    def _in_name(self, number: Number, before: str) -> bool:
        token = self._token_at(self.offset + number.end - 1)
        if token is None:
            return False
        if not self.parse.has_syntax:
            return number.digits and self._follows_name(before)
        if token.entity in _NAME_TYPES and (number.digits or token.pos == "PROPN"):
            return True
        named = token.pos == "PROPN" or token.text[0].isupper()
        if named and not number.digits and token.i > self.sentence.first:
            return self.parse.tokens[token.i - 1].pos == "PROPN"
        if token.i == self.sentence.first or number.kind is not NumberKind.CARDINAL or not number.digits:
            return False
        head = self.parse.tokens[token.head]
        behind = head.i < token.i and head.pos == "PROPN" and token.dep in ("nummod", "appos", "npadvmod", "nmod")
        return behind and self.parse.tokens[token.i - 1].pos == "PROPN"

    def _follows_name(self, before: str) -> bool:
        """Without syntax: a capitalised word inside the sentence stands right before (German writes all nouns so)."""
        word = re.search(r"(\w\S*\w)\s\Z", before)
        if word is None or self.language == "de" or before.strip() == word[1]:
            return False
        return word[1][0].isupper() and word[1].lower() not in units(self.language)

    def _nothing(self) -> Iterator[Quantity]:
        """ "Nobody", "none of the passengers", "no casualties": zero."""
        zero = Amount(0.0, 0.0, step=1.0)
        for match in _patterns()["nobody"].finditer(self.stretch) if "no" in self.stretch.lower() else ():
            start, end = self.offset + match.start(), self.offset + match.end()
            noun: Noun | None = Noun("person", start, end)
            if not re.match(r"(?i:no\s?(?:one|body)\b)", match[0]):
                place = NumberPlace(start, end, end, measured=False, ordinal=False, value=0.0)
                noun = counted_noun(self.parse, self.sentence, self.text, place, self.context)
            yield self._made(match.start(), match.end(), zero, noun)
        if not self.parse.has_syntax:
            return
        for token in self.tokens:
            if token.dep != "det" or token.lemma.lower() != "no":
                continue
            head = self.parse.tokens[token.head]
            if head.tag == "NNS" and head.i > token.i:
                noun = Noun(head.lemma.lower(), head.start, head.end)
                yield self._made(token.start - self.offset, token.end - self.offset, zero, noun)

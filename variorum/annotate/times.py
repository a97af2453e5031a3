"""Time expressions: found in a text and normalised against its publication date."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.timex.calendar import CALENDAR_READERS
from variorum.annotate.timex.clock import CLOCK_READERS
from variorum.annotate.timex.context import Context, Direction, anchor_of
from variorum.annotate.timex.direction import by_syntax, by_words
from variorum.annotate.timex.length import LENGTH_READERS
from variorum.annotate.timex.patterns import rules_for
from variorum.annotate.timex.words import SMALL
from variorum.model import Parse, Sentence, TimeExpression, Token
from variorum.values.date import TimeKind, TimeValue

if TYPE_CHECKING:
    from datetime import date

    from variorum.model import HasSpan


class Publication(NamedTuple):
    """When an article was published, as far as is known: day, year, clock time ("14:05")."""

    day: date | None
    year: int | None
    clock: str


class _Found(NamedTuple):
    rule: str
    match: re.Match[str]
    start: int
    end: int


_SPACE = re.compile(r"\s")
_READERS = CALENDAR_READERS | CLOCK_READERS | LENGTH_READERS
# These take their day from the dates around them, which must be read first.
_SECOND = frozenset({"clock", "o_clock", "clock_words", "hour_in_part", "noon", "the_part"})
_PREFERRED = frozenset({"rate", "every", "ago", "shifted", "part_of", "clock_day"})


def find_times(parse: Parse, text: str, published: str, language: str) -> tuple[TimeExpression, ...]:
    """Find the time expressions of an article, in order, with their TIMEX3 values.

    `published` is ISO 8601 with any precision, or empty: then what depends on it stays open ("XXXX-WXX-3").
    English is read in full, other languages in their dates, months, weekdays and years.
    """
    if (language or "en").partition("-")[0].lower() != "en":
        from variorum.annotate.timex.foreign import find_foreign_times

        return find_foreign_times(parse, text, published, language)
    anchor, year = anchor_of(published)
    clock = published[11:16] if anchor and published[10:11] in ("T", " ") else ""
    found: list[TimeExpression] = []
    reference = ""
    publication = Publication(anchor, year, clock)
    for sentence in parse.sentences:
        stretch = _SPACE.sub(" ", text[sentence.start : sentence.end])
        if not _matches(stretch):
            continue
        here = _Reader(parse, sentence, stretch, publication, reference).read()
        found.extend(here)
        reference = next((t.value.value for t in reversed(here) if _is_dated(t.value)), reference)
    return tuple(found)


def _is_dated(value: TimeValue) -> bool:
    return bool(value.earliest) and value.kind in (TimeKind.DATE, TimeKind.TIME)


_OFFSET = re.compile(
    rf"\b(\d\d?|{'|'.join(SMALL[:12])})\s+hours?\s+(ahead\s+of|behind)\s+(?:UTC|GMT|universal\s+time|Greenwich)",
    re.IGNORECASE,
)


# Asked whether there is any match, and then for all.
@lru_cache(maxsize=2048)
def _matches(sentence: str) -> tuple[tuple[int, str, re.Match[str]], ...]:
    """All matches in a sentence with their rules and the place of these among all that can match there."""
    return tuple(
        (number, rule.name, match)
        for number, rule in enumerate(rules_for(sentence))
        for match in rule.pattern.finditer(sentence)
        if match.end() > match.start()
    )


class _Reader:
    """Reads one sentence, given as `stretch` with plain spaces.

    First comes what stands for itself, then clock times, which take their day from it.
    """

    def __init__(
        self, parse: Parse, sentence: Sentence, stretch: str, publication: Publication, reference: str
    ) -> None:
        self.parse, self.sentence, self.stretch = parse, sentence, stretch
        self.publication, self.reference = publication, reference
        self.tokens = parse.inside(sentence)
        self.found: list[TimeExpression] = []

    def read(self) -> list[TimeExpression]:
        """All expressions of the sentence, in order."""
        candidates = self._candidates()
        for second in (False, True):
            for each in candidates:
                if (each.rule in _SECOND) is second:
                    self._take(each, second=second)
        return self._zoned(self.found)

    def _candidates(self) -> list[_Found]:
        """All matches of all rules, by place, the longest first."""
        offset = self.sentence.start
        found = [
            (_Found(rule, match, offset + match.start(), offset + match.end()), number)
            for number, rule, match in _matches(self.stretch)
        ]
        found.sort(key=lambda f: (_span(f[0])[0], -f[0].end, f[0].rule not in _PREFERRED, f[1]))
        return [each for each, _ in found]

    def _take(self, each: _Found, *, second: bool) -> None:
        start, end = _span(each)
        if any(t.start < end and start < t.end for t in self._around(start, 1)) or self._in_name(each):
            return
        value = _READERS[each.rule](each.match, self._context(each, start, nearest=second))
        if value:
            insort(self.found, TimeExpression(start, end, value), key=_start)

    def _around(self, start: int, reach: int) -> list[TimeExpression]:
        """What was found near a place, up to `reach` on either side."""
        place = bisect_right(self.found, start, key=_start)
        return self.found[max(0, place - reach) : place + reach]

    def _context(self, each: _Found, start: int, *, nearest: bool) -> Context:
        offset = self.sentence.start
        return Context(
            self.publication.day,
            self.publication.year,
            self._nearest(start) if nearest else self._last(start),
            self._direction(start),
            self.stretch[max(0, start - offset - 40) : start - offset],
            self.stretch[each.end - offset : each.end - offset + 40],
            self.publication.clock,
        )

    def _nearest(self, start: int) -> str:
        days = [
            (abs(t.start - start), t.start, t.value.value)
            for t in self._around(start, 6)
            if t.value.earliest and t.value.earliest == t.value.latest
        ]
        return min(days)[2] if days else self.reference

    def _last(self, start: int) -> str:
        before = [(t.start, t.value.value) for t in self._around(start, 6) if t.start < start and _is_dated(t.value)]
        return max(before)[1] if before else self.reference

    def _token_at(self, start: int) -> Token | None:
        place = bisect_right(self.tokens, start, key=_start) - 1
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def _in_name(self, each: _Found) -> bool:
        """A month or weekday that is somebody's name ("Theresa May") or part of a work's or a place's."""
        if each.rule not in ("month", "weekday"):
            return False
        token = self._token_at(self.sentence.start + each.match.start(each.rule))
        return token is not None and token.entity in ("PERSON", "WORK_OF_ART", "FAC")

    def _direction(self, start: int) -> Direction:
        token = self._token_at(start)
        if self.parse.has_syntax and token:
            return by_syntax(self.parse, token)
        here = start - self.sentence.start
        return by_words(self.stretch[max(0, here - 60) : here])

    def _zoned(self, found: list[TimeExpression]) -> list[TimeExpression]:
        """Clock times of a sentence that says how far its zone is from UTC ("two hours ahead of UTC")."""
        match = _OFFSET.search(self.stretch) if found else None
        if not match:
            return found
        hours = int(match[1]) if match[1].isdigit() else SMALL.index(match[1].lower()) + 1
        zone = f"{'+' if match[2].lower() == 'ahead of' else '-'}{hours:02}:00"
        return [
            replace(t, value=replace(t.value, zone=zone)) if "T" in t.value.value and not t.value.zone else t
            for t in found
        ]


def _start(found: HasSpan) -> int:
    return found.start


def _span(found: _Found) -> tuple[int, int]:
    """The characters of the expression: of a range's second date only its own."""
    match, offset = found.match, found.start - found.match.start()
    if found.rule == "month_day_to_day":
        return offset + match.start("second"), found.end
    if found.rule == "year_range":
        return offset + match.start("year"), found.end
    lead = len(match[0]) - len(match[0].lstrip())
    return found.start + lead, found.end - (len(match[0]) - len(match[0].rstrip()))

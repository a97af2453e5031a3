"""Date: one event on two days.

Evidence: two dates that exclude each other, neither known to the other report, in clauses that tell of the same
thing: they share words or parties, or each is the only day its report names on that side of today, and the two are
near each other (dates go wrong by a digit or a week). Traps: the day of a statement about the event, stages of one
affair (announced, sold, opened), ranges and repetitions, weekdays that are the same day, later moves of the date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import SOLID
from variorum.compare.affinity import affinity
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import other_parties
from variorum.model import Certainty, DiscrepancyKind, Verdict
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, compare_times, time_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, TimeExpression

_DAYS = frozenset({"day", "part", "hour", "minute"})
_CLOCKS = frozenset({"hour", "minute"})
# What may stand beside the figures of a time of day; any other word may name the day, and so may a date in figures.
_OF_DAY = re.compile(
    r"\b(?:about|around|shortly|just|before|after|local|time|o['’]clock|noon|hours?|gmt|utc)\b", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[^\W\d_]{3}|\d{4}|[-/]")
# "Sworn in only three days before, she spoke on 9 February."
_COUNTED_FROM = frozenset({"before", "after", "earlier", "later"})
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_LONGEST = 7
# Dates of one event that went wrong are this near in days, or share month or day.
_NEAR = 21
_HALF_YEAR = 183
# Counterparts as near as this tell of one event.
_ANSWERING = 0.6
_ENOUGH = 0.75
# Among more pairs of clauses than this as much is asked for between sentences that answer to each other.
_FEW = 400
_ENOUGH_ALONE = 0.15


class Dated(NamedTuple):
    """A fact with a day, whether written as a calendar date, and whether before or after its report.

    `clock` tells that only a time of day is written ("4 p.m."), whose day is the reader's guess.
    """

    fact: Fact
    time: TimeExpression
    tokens: frozenset[int]
    written: bool
    future: bool
    first: date
    clock: bool = False


def find(story: Story) -> Iterator[Discrepancy]:
    """Events on days that exclude each other."""
    dated = [list(_dated(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in dated[a]:
            for y in dated[b]:
                if x.first != y.first and (x.clock or y.clock):
                    continue
                sure = _conflict(story, x, y, dated[a], dated[b])
                if sure:
                    yield _discrepancy(story, x, y, sure, Verdict.CONFLICT)
                elif _looks_different(story, x, y):
                    yield _discrepancy(story, x, y, 0.3, Verdict.COMPATIBLE)
    yield from _years_apart(story)


def _years_apart(story: Story) -> Iterator[Discrepancy]:
    """Events put on two days, in two months or years, in sentences that answer to each other."""
    told = [list(_in_years(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in told[a]:
            for y in told[b]:
                if not _exclude(x, y) or x.future != y.future or _known(x, told[b]) or _known(y, told[a]):
                    continue
                if x.time.value.precision != y.time.value.precision:
                    continue
                answers = counterpart(story, x.fact, y.fact)
                near = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
                others = other_parties(story, x.fact, y.fact) and other_parties(story, y.fact, x.fact)
                few = len(story.facts[a]) * len(story.facts[b]) <= _FEW
                if (
                    answers >= _ANSWERING
                    and near.worth >= (0 if few else _ENOUGH)
                    and near.words
                    and not others
                    and _beginning(story, x) == _beginning(story, y)
                ):
                    yield _discrepancy(story, x, y, 0.5 * answers, Verdict.CONFLICT)


def _exclude(x: Dated, y: Dated) -> bool:
    """Whether two times exclude each other; without a year, as in a report of no date, by month and day."""
    if compare_times(x.time.value, y.time.value).relation is Relation.DIFFERENT:
        return True
    one, other = (_YEARLESS.match(d.time.value.value) for d in (x, y))
    if one is None or other is None:
        return False
    return any(p and q and p != q for p, q in zip(one.groups(), other.groups(), strict=True))


def _beginning(story: Story, x: Dated) -> bool:
    """Whether a time says when something ended ("until 2019"), and not when it was or began."""
    tokens = story.articles[x.fact.article].parse.tokens
    first = min(x.tokens, default=0)
    return not {t.text.lower() for t in tokens[max(0, first - 2) : first]} & {"until", "till", "by", "before"}


def _in_years(story: Story, a: int) -> Iterator[Dated]:
    """The facts that one day, month or year is told of, which no other time of their sentence is counted from."""
    article = story.articles[a]
    published = _day(article.article.published)
    for fact in story.facts[a]:
        times = [article.times[t] for t in fact.claim.times]
        alone = len(times) == 1 and not _counted_from(story, fact) and times[0].value.kind is TimeKind.DATE
        if fact.quoted or fact.claim.certainty not in SOLID or not alone:
            continue
        time = _nearest(times[0], article.text_of(times[0]), published)
        first = _day(time.value.earliest)
        if first is None and not _YEARLESS.match(time.value.value):
            continue
        # Of a report without a date it is not known which year is history to it.
        precisions = ("day", "month", "year") if published is not None else ("day", "month")
        if first is not None and time.value.precision not in precisions:
            continue
        tokens = frozenset(t.i for t in story.tokens(fact) if time.start <= t.start < time.end)
        future = published is not None and first is not None and first > published
        words_of_time = article.text_of(time)
        # Weekdays and hours pass through every report; calendar dates are of the event.
        if not (re.search(r"\d{4}", words_of_time) or _names_month(words_of_time)):
            continue
        yield Dated(fact, time, tokens, written=True, future=future, first=first or date.min)


def _counted_from(story: Story, fact: Fact) -> bool:
    """Whether the sentence counts from its date to the day of what it tells ("three days before")."""
    tokens = story.articles[fact.article].parse.inside(story.sentence(fact))
    return any(
        second.text.lower() in _COUNTED_FROM and first.lemma.lower() in ("day", "week", "month", "year", "hour")
        for first, second in pairwise(tokens)
    )


def _looks_different(story: Story, x: Dated, y: Dated) -> bool:
    """Whether two days of one event are written differently and mean the same ("Wednesday", "3 July")."""
    words = {" ".join(story.articles[d.fact.article].text_of(d.time).lower().split()) for d in (x, y)}
    compatible = len(words) > 1 and compare_times(x.time.value, y.time.value).relation is Relation.COMPATIBLE
    same_day = x.time.value.value == y.time.value.value and x.written != y.written
    if not compatible and not same_day:
        return False
    near = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
    return bool(near.words) and near.worth >= _ENOUGH


def _discrepancy(story: Story, x: Dated, y: Dated, sure: float, verdict: Verdict) -> Discrepancy:
    words = [" ".join(story.articles[d.fact.article].text_of(d.time).split()) for d in (x, y)]
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    meant = "" if verdict is Verdict.CONFLICT else f": {compare_times(x.time.value, y.time.value).reason}"
    reason = f"{a} has “{words[0]}” ({x.time.value.value}), {b} “{words[1]}” ({y.time.value.value}){meant}."
    one = reading(x.fact, x.time.value.value, 1, (x.time.start, x.time.end))
    other = reading(y.fact, y.time.value.value, 2, (y.time.start, y.time.end))
    return differ(DiscrepancyKind.DATE, reason, one, other, min(0.95, 0.5 + 0.3 * sure), verdict)


def _dated(story: Story, a: int) -> Iterator[Dated]:
    article = story.articles[a]
    published = _day(article.article.published)
    for fact in story.facts[a]:
        if fact.quoted or fact.claim.certainty is Certainty.CONDITIONAL or _counted_from(story, fact):
            continue
        for t in fact.claim.times:
            time = _nearest(article.times[t], article.text_of(article.times[t]), published)
            first, last = _day(time.value.earliest), _day(time.value.latest)
            if time.value.kind not in (TimeKind.DATE, TimeKind.TIME) or time.value.precision not in _DAYS:
                continue
            if first is None or last is None or (last - first).days > _LONGEST:
                continue
            tokens = frozenset(x.i for x in story.tokens(fact) if time.start <= x.start < time.end)
            words = article.text_of(time)
            written = any(c.isdigit() for c in words) or not time.value.relative or _names_month(words)
            yield Dated(
                fact, time, tokens, written, published is not None and first > published, first, _is_clock(words)
            )


def _is_clock(words: str) -> bool:
    """Whether an expression is a time of day and names no day."""
    return any(c.isdigit() for c in words) and not _LONG_WORD.search(_OF_DAY.sub("", words))


def _nearest(time: TimeExpression, words: str, published: date | None) -> TimeExpression:
    """A date without a year in the year nearest to publication: tense misleads ("was fixed for 3 April")."""
    day = _day(time.value.earliest)
    if published is None or day is None or time.value.precision != "day" or re.search(r"\d{4}", words):
        return time
    if not _names_month(words) or abs((day - published).days) < _HALF_YEAR:
        return time
    shift = 1 if day < published else -1
    try:
        moved = day.replace(year=day.year + shift)
    except ValueError:
        return time
    value = time_value(time.value.kind, moved.isoformat(), relative=True)
    return replace(time, value=value)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _names_month(words: str) -> bool:
    return any(w[:3].lower() in _MONTHS and w[:1].isupper() for w in words.split())


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _conflict(story: Story, x: Dated, y: Dated, left: list[Dated], right: list[Dated]) -> float:
    """How sure it is that one event is dated twice; 0 where it is not."""
    if _may_be_one_moment(story, x, y) or _may_be_one_moment(story, y, x):
        return 0.0
    if x.future != y.future or compare_times(x.time.value, y.time.value).relation is not Relation.DIFFERENT:
        return 0.0
    if _known(x, right) or _known(y, left):
        return 0.0
    near = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
    evidence = near.worth + max(0.0, story.cosine(x.fact, y.fact) - 0.3)
    acted = _same_act(x.fact, y.fact)
    alone = x.written and y.written and _alone(x, left) and _alone(y, right) and _slip(x, y)
    if alone and max(evidence + 0.2 * acted, 0.3 * _scene(story, x.fact, y.fact)) >= _ENOUGH_ALONE:
        return 0.3 + evidence
    return evidence if acted and near.words and evidence >= _ENOUGH else 0.0


def _may_be_one_moment(story: Story, x: Dated, y: Dated) -> bool:
    """Whether `x` is a clock time of no day ("at 6.20 local time") that on some day near is the moment of `y`."""
    if x.time.value.precision not in _CLOCKS or _has_day(story, x):
        return False
    days = (y.first + timedelta(days=step) for step in (-1, 0, 1))
    moved = (time_value(TimeKind.TIME, d.isoformat() + x.time.value.value[10:], zone=x.time.value.zone) for d in days)
    return any(compare_times(m, y.time.value).relation is Relation.COMPATIBLE for m in moved)


def _has_day(story: Story, x: Dated) -> bool:
    """Whether the text names the day that a clock time was put on."""
    words = story.articles[x.fact.article].text_of(x.time)
    if not x.time.value.relative or any(w[:1].isupper() and not w.isupper() for w in words.split()):
        return True
    times = story.articles[x.fact.article].times
    return any(t.value.earliest == x.time.value.earliest and t.value.precision in ("day", "part") for t in times)


def _scene(story: Story, a: Fact, b: Fact) -> float:
    """What the two facts share with their neighbours: for days that stand alone it is enough to be at one scene."""
    scenes = []
    for fact in (a, b):
        parse = story.articles[fact.article].parse
        near = parse.sentences[max(0, fact.claim.sentence - 1) : fact.claim.sentence + 2]
        scenes.append(phrase(story, fact.article, (t for s in near for t in range(s.first, s.last))))
    return likeness(scenes[0], scenes[1]).worth


def _same_act(a: Fact, b: Fact) -> bool:
    verbs = [f.claim.predicate.split(" ")[0] for f in (a, b)]
    return min(weight_of(v) for v in verbs) > 0.1 and kinship(verbs[0], verbs[1], "VERB", "VERB") > 0


def _known(x: Dated, others: list[Dated]) -> bool:
    """Whether the other report names this day, too: then its different one is of something else."""
    same = (Relation.SAME, Relation.COMPATIBLE)
    return any(compare_times(x.time.value, o.time.value).relation in same for o in others)


def _alone(x: Dated, own: list[Dated]) -> bool:
    """Whether it is the only written date of its report on that side of publication (and near it, as the date is)."""
    return all(
        o.time == x.time
        or not o.written
        or o.future != x.future
        or abs((o.first - x.first).days) > 400
        or compare_times(o.time.value, x.time.value).relation is not Relation.DIFFERENT
        for o in own
    )


def _slip(x: Dated, y: Dated) -> bool:
    """Whether one date may be a slip for the other."""
    a, b = x.first, y.first
    return abs((a - b).days) <= _NEAR or (a.year, a.month) == (b.year, b.month) or (a.month, a.day) == (b.month, b.day)

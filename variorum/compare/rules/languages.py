"""Number and date between reports in two languages, or in one that is not parsed.

There is no syntax on one side, so the evidence is the alignment: both claims tell the same once the values that differ
are left out. Asked for besides: the same thing counted (or dimension measured) on both sides, one such value in each
claim, and neither report has the other's value. Traps: a part of a whole, a toll that has risen since, rounding, days
of different events.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.counts import is_people
from variorum.compare.fates import fate
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import published_between
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes, related
from variorum.model import Certainty, DiscrepancyKind
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, compare_times
from variorum.values.quantity import compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.compare.context import Fact, Story
    from variorum.model import ClaimPair, Discrepancy, Quantity, Ref, TimeExpression
    from variorum.values.quantity import Amount

# How sure it has to be that two sentences speak of one fact, the values apart, and two clauses of them that have a day.
_SAME_FACT = 0.5
_SAME_DAY = 0.3
_LATER_HOURS = 3.0
_FAR = 60
"""Days: two dates further apart than this are hardly one event's."""
_FAR_MONTHS = 3 * 31
_FAR_YEARS = 5 * 366
_NO_CONFLICT = (Relation.SAME, Relation.COMPATIBLE)
# What nouns have to be to each other to count one thing.
_SYNONYMS = 0.8
_SHORTEST = 4
_PLURALS = frozenset({"s", "es", "e", "n", "en", "er", "ar", "or"})
_TOLLS = frozenset({"people", "dead", "injured"})
# Nouns that say nothing of people beside their fate.
_PEOPLE = frozenset({"", "people", "person", "dead", "injured"})


_Sentence = tuple[int, int]
"""An article and a sentence of it."""


class _Counted(NamedTuple):
    """An amount with the claim that tells it, and what befell the people counted."""

    quantity: Quantity
    fact: Fact
    fate: str
    fact_language: str

    @property
    def amount(self) -> Amount:
        """The amount."""
        return self.quantity.amount

    @property
    def noun(self) -> str:
        """The noun that is counted, or nothing."""
        return self.quantity.counted or ""


class _Sides(NamedTuple):
    a: Fact
    b: Fact
    sure: float


def find(story: Story) -> Iterator[Discrepancy]:
    """Amounts and days that exclude each other in claims that are aligned without syntax."""
    facts = {fact.ref: fact for fact in story.all_facts() if not fact.quoted}
    pairs = [p for p in story.aligned.pairs if p.a.article != p.b.article and not _parsed(story, p)]
    elsewhere = _elsewhere(story, pairs)
    sentences: dict[tuple[_Sentence, _Sentence], float] = {}
    for pair in pairs:
        if pair.topical >= _SAME_FACT and pair.a in facts and pair.b in facts and not elsewhere(pair):
            cell = _sentence(facts[pair.a]), _sentence(facts[pair.b])
            sentences[cell] = max(pair.topical, sentences.get(cell, 0.0))
    for pair in pairs:
        if pair.topical >= _SAME_DAY and pair.a in facts and pair.b in facts:
            a, b = facts[pair.a], facts[pair.b]
            if sure := sentences.get((_sentence(a), _sentence(b))):
                yield from _days(story, _Sides(a, b, sure))
    told: dict[_Sentence, list[_Counted]] = {}
    for (here, there), sure in sentences.items():
        for place in (here, there):
            if place not in told:
                told[place] = _counts(story, [f for f in story.facts_in(*place) if not f.quoted])
        yield from _numbers(story, told[here], told[there], sure)


def _sentence(fact: Fact) -> _Sentence:
    return fact.article, fact.claim.sentence


def _parsed(story: Story, pair: ClaimPair) -> bool:
    """Whether other rules can look at the pair: both sides have syntax."""
    return all(story.articles[ref.article].parse.has_syntax for ref in (pair.a, pair.b))


def _elsewhere(story: Story, pairs: Sequence[ClaimPair]) -> Callable[[ClaimPair], bool]:
    """Tells of a pair whether one of its claims is told more surely by another sentence of the other's report."""
    scores: dict[tuple[Ref, int], dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            told, sentence = scores[one, other.article], story.collation.claim(other).sentence
            told[sentence] = max(pair.score, told.get(sentence, 0.0))

    def more_surely(one: Ref, other: Ref, sure: float) -> bool:
        own = story.collation.claim(other).sentence
        return any(score > sure for sentence, score in scores[one, other.article].items() if sentence != own)

    return lambda pair: more_surely(pair.a, pair.b, pair.topical) or more_surely(pair.b, pair.a, pair.topical)


def _numbers(story: Story, left: Sequence[_Counted], right: Sequence[_Counted], sure: float) -> Iterator[Discrepancy]:
    for x in left:
        for y in right:
            if not _one_thing(x, y) or compare_amounts(x.amount, y.amount).relation is not Relation.DIFFERENT:
                continue
            alone = all(sum(_one_thing(q, q2) for q2 in own) == 1 for q, own in ((x, left), (y, right)))
            if not alone or _told(story, y.fact.article, x) or _told(story, x.fact.article, y):
                continue
            sides = _Sides(x.fact, y.fact, sure)
            if not _grown(story, sides, x, y):
                yield _number(story, sides, x.quantity, y.quantity)


def _counts(story: Story, facts: Sequence[Fact]) -> list[_Counted]:
    """What the claims of one sentence count, in order."""
    found: dict[int, Fact] = {}
    for fact in facts:
        if fact.claim.certainty is not Certainty.CONDITIONAL:
            for number in fact.claim.quantities:
                found.setdefault(number, fact)
    article = story.articles[facts[0].article]
    language = article.article.language
    here = article.parse.sentences[facts[0].claim.sentence]
    text = article.article.text[here.start : here.end]
    spans = {n: (article.quantities[n].start - here.start, article.quantities[n].end - here.start) for n in found}
    return [
        _Counted(
            article.quantities[n],
            fact,
            fate(text, spans[n], [spans[o] for o in spans if o != n], language),
            language.partition("-")[0].casefold(),
        )
        for n, fact in sorted(found.items())
        if not article.quantities[n].amount.ordinal and article.quantities[n].amount.unit not in ("score", "year-age")
    ]


def _one_thing(x: _Counted, y: _Counted) -> bool:
    """Whether two quantities count the same noun, of people of one fate, or measure the same dimension."""
    if x.amount.unit or y.amount.unit:
        return x.amount.unit == y.amount.unit
    if x.fate != y.fate:
        return False
    if x.fate and x.noun in _PEOPLE and y.noun in _PEOPLE:
        return True
    return _one_noun(x.noun, y.noun) or _persons_by_measure(x, y) or _persons_by_measure(y, x)


def _one_noun(x: str, y: str) -> bool:
    if not x or not y or is_people(x) != is_people(y):
        return False
    return x == y or related(x, y, "n", "n").score >= _SYNONYMS or _cognates(x, y)


def _cognates(x: str, y: str) -> bool:
    """Whether two nouns are one but for a plural: "place" and "places", not "plane" and "planet"."""
    short, long = sorted((x, y), key=len)
    return len(short) >= _SHORTEST and long.startswith(short) and long[len(short) :] in _PLURALS


def _persons_by_measure(x: _Counted, y: _Counted) -> bool:
    """Whether one is Chinese persons by their measure word, which stands for any noun of persons."""
    spaceless = x.fact_language in ("zh", "ja") and x.noun == "people"
    return spaceless and "noun.person" in classes(y.noun, "n")


def _told(story: Story, article: int, value: _Counted) -> bool:
    """Whether a report has this amount of such a thing anywhere."""
    return any(
        compare_amounts(q.amount, value.amount).relation in _NO_CONFLICT
        and (q.amount.unit == value.amount.unit if q.amount.unit or value.amount.unit else _may_be(q.counted, value))
        for q in story.articles[article].quantities
    )


def _may_be(noun: str, value: _Counted) -> bool:
    if not noun or _one_noun(noun, value.noun):
        return True
    return bool(value.fate) and noun in _PEOPLE and value.noun in _PEOPLE


def _grown(story: Story, sides: _Sides, x: _Counted, y: _Counted) -> bool:
    """Whether it is a count that goes up as a story goes on, and the later report has more."""
    if not (x.fate or y.fate or {x.noun, y.noun} & (_TOLLS | signals("toll"))):
        return False
    hours = published_between(story, sides.a.article, sides.b.article)
    more = y.amount.high - x.amount.high
    return hours is not None and abs(hours) >= _LATER_HOURS and (more > 0) == (hours > 0)


def _number(story: Story, sides: _Sides, x: Quantity, y: Quantity) -> Discrepancy:
    told = [f"“{_with_noun(story, fact, q)}”" for fact, q in ((sides.a, x), (sides.b, y))]
    a, b = outlet(story, sides.a.article), outlet(story, sides.b.article)
    reason = f"{a} has {told[0]}, {b} {told[1]}: {compare_amounts(x.amount, y.amount).reason}."
    one = reading(sides.a, shown(x.amount), 1, (x.start, x.end))
    other = reading(sides.b, shown(y.amount), 2, (y.start, y.end))
    return differ(DiscrepancyKind.NUMBER, reason, one, other, round(0.4 + 0.5 * sides.sure, 3))


def _with_noun(story: Story, fact: Fact, quantity: Quantity) -> str:
    end = max(quantity.end, quantity.counted_end or 0)
    if end - quantity.end > 40:
        end = quantity.end
    return " ".join(story.articles[fact.article].article.text[quantity.start : end].split())


def _days(story: Story, sides: _Sides) -> Iterator[Discrepancy]:
    left, right = (_dated(story, fact) for fact in (sides.a, sides.b))
    if len(left) != 1 or len(right) != 1:
        return
    x, y = left[0], right[0]
    if compare_times(x.value, y.value).relation is not Relation.DIFFERENT or _apart(x, y) > _most(story, sides, x, y):
        return
    told = [" ".join(story.articles[f.article].text_of(t).split()) for f, t in ((sides.a, x), (sides.b, y))]
    if not _apart(x, y) % 7 and not any(c.isdigit() for text in told for c in text):
        return  # one weekday, taken for that of another week by its tense
    if _named(story, sides.b.article, x) or _named(story, sides.a.article, y):
        return
    a, b = outlet(story, sides.a.article), outlet(story, sides.b.article)
    reason = f"{a} has “{told[0]}” ({x.value.value}), {b} “{told[1]}” ({y.value.value})."
    one = reading(sides.a, x.value.value, 1, (x.start, x.end))
    other = reading(sides.b, y.value.value, 2, (y.start, y.end))
    yield differ(DiscrepancyKind.DATE, reason, one, other, round(0.4 + 0.5 * sides.sure, 3))


def _dated(story: Story, fact: Fact) -> list[TimeExpression]:
    times = [story.articles[fact.article].times[t] for t in fact.claim.times]
    return [t for t in times if t.value.kind in (TimeKind.DATE, TimeKind.TIME) and t.value.earliest]


def _most(story: Story, sides: _Sides, x: TimeExpression, y: TimeExpression) -> int:
    """How many days apart two dates of one event may be told: more where both are years, or a measure is the same."""
    precision = {x.value.precision, y.value.precision}
    if precision == {"year"} or _same_measure(story, sides):
        return _FAR_YEARS
    return _FAR_MONTHS if precision == {"month"} else _FAR


def _same_measure(story: Story, sides: _Sides) -> bool:
    """Whether both sentences have the same sum of money or measure: what is planned at one price is one plan."""
    left, right = (_counts(story, story.facts_in(*_sentence(fact))) for fact in (sides.a, sides.b))
    return any(
        x.amount.unit and compare_amounts(x.amount, y.amount).relation is Relation.SAME for x in left for y in right
    )


def _apart(x: TimeExpression, y: TimeExpression) -> int:
    from datetime import date

    days: Sequence[date] = sorted(date.fromisoformat(t.value.earliest) for t in (x, y))
    return (days[1] - days[0]).days


def _named(story: Story, article: int, time: TimeExpression) -> bool:
    """Whether a report names this day anywhere."""
    return any(
        compare_times(t.value, time.value).relation in _NO_CONFLICT
        for t in story.articles[article].times
        if t.value.earliest and t.value.precision in ("day", "part", "hour", "minute", "week", time.value.precision)
    )

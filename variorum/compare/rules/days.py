"""Days written in two ways where a report has no date of its own: "Wednesday" and "July 3", "mid-May" and "May".

A report without a publication date leaves its weekdays and its days without a year open; the story's first dated
report gives the year and the week. The verdict is `compatible`, with the day that both mean. Asked for: different words
for the time, one of them open, days that overlap, and sentences that share what they tell of. Traps: no dated report,
another weekday, an open day of another event.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.phrases import likeness, sentence_phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.model import DiscrepancyKind, Verdict
from variorum.values.date import TimeKind, bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Annotated, Discrepancy, TimeExpression

_SHARED = 1.2
# So many characters may stand between a day and the one that it shares the month with.
_BESIDE = 8
_PRECISE = 31
"""Days: longer stretches are told by nobody as the day of an event."""


class Dated(NamedTuple):
    """A time in a fact with its first and last day; `open` tells that the story had to give the year or the week."""

    fact: Fact
    time: TimeExpression
    words: str
    first: date
    last: date
    open: bool


def find(story: Story) -> Iterator[Discrepancy]:
    """Days of one event that are one, the pair of sentences most alike for each two articles and day."""
    published = sorted(filter(None, (_day(a.article.published) for a in story.articles)))
    if not published:
        return
    dated = [list(_dated(story, a, published[0])) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        best: dict[date, tuple[float, Dated, Dated]] = {}
        for x in dated[a]:
            for y in dated[b]:
                shared = _shared(story, x, y) if _looks_different(x, y) else 0.0
                day = max(x.first, y.first)
                if shared >= _SHARED and shared > best.get(day, (0.0,))[0]:
                    best[day] = (shared, x, y)
        for day, (_, x, y) in sorted(best.items(), key=lambda item: item[0]):
            yield _discrepancy(story, x, y, day)


def _dated(story: Story, a: int, about: date) -> Iterator[Dated]:
    article = story.articles[a]
    for fact in story.facts[a]:
        for t in fact.claim.times:
            time = article.times[t]
            if time.value.kind is not TimeKind.DATE or fact.quoted:
                continue
            value = time.value.value
            stretch = _stretch(time.value.earliest, time.value.latest) or _filled(value, about)
            if stretch is not None and (stretch[1] - stretch[0]).days < _PRECISE:
                words = _words(article, t)
                yield Dated(fact, time, words, *stretch, value.startswith("XXXX"))


def _words(article: Annotated, t: int) -> str:
    """A time as it is written; a bare day with the time before it that has its month ("July 3 and 4")."""
    time = article.times[t]
    start, text = time.start, article.article.text
    if text[start : time.end].isdigit() and t and 0 <= start - article.times[t - 1].end <= _BESIDE:
        start = article.times[t - 1].start
    return " ".join(text[start : time.end].split())


def _filled(value: str, about: date) -> tuple[date, date] | None:
    """The days that an open value means near a day: a weekday in its week, a day or month in its year."""
    if value.startswith("XXXX-WXX-") and value[9:].isdigit():
        offset = (int(value[9:]) - about.isoweekday() + 3) % 7 - 3
        day = about + timedelta(days=offset)
        return day, day
    if not value.startswith("XXXX-") or "X" in value[4:]:
        return None
    _, first, last = bounds(f"{about.year}{value[4:]}")
    return (first, last) if first is not None and last is not None else None


def _stretch(earliest: str, latest: str) -> tuple[date, date] | None:
    first, last = _day(earliest), _day(latest)
    return (first, last) if first is not None and last is not None else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _looks_different(x: Dated, y: Dated) -> bool:
    """Whether one of two times is open and they are written differently and can mean the same."""
    return (x.open or y.open) and x.words.casefold() != y.words.casefold() and x.first <= y.last and y.first <= x.last


def _shared(story: Story, x: Dated, y: Dated) -> float:
    one, other = (sentence_phrase(story, d.fact.article, d.fact.claim.sentence) for d in (x, y))
    alike = likeness(one, other)
    return alike.worth if alike.words else 0.0


def _discrepancy(story: Story, x: Dated, y: Dated, day: date) -> Discrepancy:
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    meant = day.isoformat() if day == min(x.last, y.last) else f"{day:%Y-%m}"
    reason = f"{a} has “{x.words}”, {b} “{y.words}”: by the dates of the other reports both can mean {meant}."
    one = reading(x.fact, x.words, 1, (x.time.start, x.time.end))
    other = reading(y.fact, y.words, 2, (y.time.start, y.time.end))
    return differ(DiscrepancyKind.DATE, reason, one, other, 0.3, Verdict.COMPATIBLE)

"""Courses and prices of one thing told in a few words: which way it went, and what it went for.

Evidence: a journey on one date that begins where the other report has it end; one thing bought, sold or valued at
two amounts in one currency, where either report has one amount for it. Traps: journeys without a date (there and
back), totals and shares of a price, two sales of the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.phrases import root
from variorum.compare.syntax import child
from variorum.model import Role
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.quantity import compare_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse, Quantity

_LEAVING = frozenset({"leave", "depart", "flee", "quit", "exit", "abandon"})
_REACHING = frozenset({"reach", "enter", "visit"})
_MOVING = _LEAVING | _REACHING | {"go", "come", "travel", "fly", "sail", "move", "return", "head", "arrive", "march"}
_PRICED = frozenset({"cost", "sell", "buy", "purchase", "acquire", "fetch", "go for", "change hands"})


class Course(NamedTuple):
    """A journey: the fact that tells it, and the roots of the names it begins and ends at."""

    fact: Fact
    origin: frozenset[str]
    goal: frozenset[str]


def courses(story: Story, article: int) -> Iterator[Course]:
    """The journeys that a report tells with a verb of motion, its object, "from", "to" and "for"."""
    parse = story.articles[article].parse
    for fact in story.facts[article]:
        for i in fact.claim.tokens:
            lemma = parse.tokens[i].lemma.lower()
            if parse.tokens[i].pos == "VERB" and lemma in _MOVING:
                thing = _names(parse, [c for c in parse.children[i] if parse.tokens[c].dep == "dobj"])
                origin = _behind(parse, i, ("from",)) | (thing if lemma in _LEAVING else frozenset())
                goal = _behind(parse, i, ("to", "for", "into")) | (thing if lemma in _REACHING else frozenset())
                yield Course(fact, origin - goal, goal - origin)


def turned_course(story: Story, mine: Course, told: Course) -> bool:
    """Whether one journey, of one date, begins where the other ends."""
    if mine.origin & told.origin or mine.goal & told.goal:
        return False
    return bool(mine.origin & told.goal or mine.goal & told.origin) and _same_date(story, mine.fact, told.fact)


def _same_date(story: Story, a: Fact, b: Fact) -> bool:
    times = [[story.articles[f.article].times[t].value for t in f.claim.times] for f in (a, b)]
    days = [[v for v in each if v.precision in ("day", "part", "hour", "minute")] for each in times]
    return any(compare_times(x, y).relation in (Relation.SAME, Relation.COMPATIBLE) for x in days[0] for y in days[1])


def _behind(parse: Parse, verb: int, prepositions: tuple[str, ...]) -> frozenset[str]:
    found = [
        below
        for c in parse.children[verb]
        if parse.tokens[c].dep == "prep" and parse.tokens[c].lemma.lower() in prepositions
        for below in parse.children[c]
        if parse.tokens[below].dep == "pobj"
    ]
    return _names(parse, found)


def _names(parse: Parse, heads: list[int]) -> frozenset[str]:
    return frozenset(root(parse.tokens[h].text) for h in heads if parse.tokens[h].pos == "PROPN")


class Price(NamedTuple):
    """What a thing went for: the fact, the roots of the thing's names, and the amount."""

    fact: Fact
    thing: frozenset[str]
    amount: Quantity


def prices(story: Story, article: int) -> list[Price]:
    """The prices a report gives: one amount of money beside a verb of trade."""
    annotated, found = story.articles[article], []
    for fact in story.facts[article]:
        money = [q for q in (annotated.quantities[i] for i in fact.claim.quantities) if q.amount.unit]
        if fact.claim.predicate.lower() not in _PRICED or len(money) != 1:
            continue
        verb = fact.claim.predicate_token
        role = Role.AGENT if fact.claim.predicate.lower() in ("cost", "fetch") else Role.PATIENT
        heads = [x.head for x in fact.claim.fillers(role)]
        if not heads and verb is not None and (bare := child(annotated.parse, verb, "nsubj")) is not None:
            heads = [bare]
        thing = _names(annotated.parse, heads)
        if thing:
            found.append(Price(fact, thing, money[0]))
    return found


def other_price(mine: Price, told: Price) -> bool:
    """Whether one thing went for two amounts."""
    return bool(mine.thing & told.thing) and (
        compare_amounts(mine.amount.amount, told.amount.amount).relation is Relation.DIFFERENT
    )

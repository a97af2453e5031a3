"""Number: two amounts of the same thing that exclude each other.

Evidence: the same noun counted (or a kind of it, or people under other names), or the same dimension measured;
clauses that share words, parties or a time; and above all uniqueness: each report has one such number and neither has
the other's. Traps: a part of a whole ("of whom", "among", "another"), a toll that has risen since, rounding, a sum of
its parts, other units, numbers in somebody's quotation, rates ("a year") against totals, and numbers that tell
different sorts apart ("sleeping cars").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.affinity import Affinity, affinity
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.bases import another_base
from variorum.compare.rules.polarity import published_between
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty, ClauseKind, DiscrepancyKind, Verdict
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.quantity import Bound, compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Quantity
    from variorum.values.quantity import Amount

_OPEN = (Bound.AT_LEAST, Bound.OVER, Bound.AT_MOST, Bound.UNDER)
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_RATES = frozenset({"each", "per", "every", "apiece", "daily", "annually", "yearly", "monthly", "weekly", "hourly"})
_OF = re.compile(r"\s+of\s+(?:an?|the|them|these|those|its|his|her|their|our|which|whom)\b")
# "Six hours after the end" says when, not how long.
_OFFSETS = frozenset(
    {"after", "before", "later", "earlier", "ago", "behind", "ahead", "faster", "slower", "off", "away"}
)
_LASTING = frozenset({"for", "lasted", "within", "took", "takes", "in"})
# What does not go up as a story goes on: an age is of somebody, a result is final.
_FINAL = frozenset({"year-age", "score"})
_LATER_HOURS = 3.0
# What has to come together for a conflict, of counts and of measures.
_ENOUGH = 1.0
_ENOUGH_MEASURED = 1.15
_ENOUGH_ALONE = 0.7
_FIRM = 0.4
# What two numbers that agree have to share to be told as compatible.
_ALIKE = 0.6
# Two measures of one thing are not told further apart than this, as a ratio.
_FARTHEST = 12.0
# Sentences that answer to each other this surely tell of one measure, if it is no more than so many times the other.
_COUNTERPARTS = 0.65
_SLIP = 4.0
# What two nouns for people say in such sentences ("members", "men and women").
_PEOPLE = 0.4
_ANSWERING = 0.4
_WANTING = frozenset({"demand", "want", "seek", "ask", "request", "propose", "urge", "offer", "claim", "hope", "call"})
# A measure without a like verb has to stand in clauses this much alike (0 to 1).
_SAME_FACT = 0.35


class Count(NamedTuple):
    """A quantity in a fact, with what tells it from others: the noun, its modifiers and the tokens it covers."""

    fact: Fact
    quantity: Quantity
    noun: str
    sorts: frozenset[str]
    tokens: frozenset[int]
    part: bool
    rate: bool
    offset: bool
    grows: bool = False
    alone: bool = False

    @property
    def people(self) -> bool:
        """Whether people in general are counted."""
        return self.noun in signals("people")


_Told = dict[tuple[int, int], bool]
"""Whether a count (by its identity) is told by a report (by that of its list of counts)."""


def find(story: Story) -> Iterator[Discrepancy]:
    """Amounts that exclude each other."""
    told = [told_alone(list(counts(story, a))) for a in range(len(story.articles))]
    known: _Told = {}
    for a, b in story.pairs_of_articles():
        for x in told[a]:
            for y in told[b]:
                if not _comparable(x, y):
                    continue
                sure = _conflict(story, x, y, told[a], told[b], known)
                if sure:
                    yield _discrepancy(story, x, y, sure, Verdict.CONFLICT)
                elif _looks_different(story, x, y):
                    yield _discrepancy(story, x, y, 0.5, Verdict.COMPATIBLE)


def _comparable(x: Count, y: Count) -> bool:
    """The cheap half of the question whether two counts can be of one thing at all."""
    one, other = x.quantity.amount, y.quantity.amount
    if one.unit or other.unit:
        return one.unit == other.unit
    return bool(x.noun and y.noun) and (
        (is_people(x.noun) and is_people(y.noun)) or bool(kinship(x.noun, y.noun, "NOUN", "NOUN"))
    )


def is_people(noun: str) -> bool:
    """Whether a noun stands for people."""
    return noun in signals("people") or "noun.person" in classes(noun, "n")


def _looks_different(story: Story, x: Count, y: Count) -> bool:
    """Whether two numbers of one thing look different and are not: rounded, bounded, or grown since."""
    if _only_possible(x, y):
        return False
    relation = compare_amounts(x.quantity.amount, y.quantity.amount).relation
    grown = relation is Relation.DIFFERENT and not (x.part or y.part) and has_grown(story, x, y)
    if (relation is not Relation.COMPATIBLE and not grown) or x.rate != y.rate or not _tie(x, y):
        return False
    amounts = sorted((x.quantity.amount.high, y.quantity.amount.high))
    if x.quantity.amount.unit and amounts[1] > _FARTHEST * amounts[0]:
        return False
    near = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
    return _tie(x, y) + near.worth >= (_ENOUGH if grown else _ALIKE) and bool(near.words or near.entities)


def _discrepancy(story: Story, x: Count, y: Count, sure: float, verdict: Verdict) -> Discrepancy:
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    compared = compare_amounts(x.quantity.amount, y.quantity.amount)
    grown = verdict is Verdict.COMPATIBLE and compared.relation is Relation.DIFFERENT
    why = "such a count grows as a story goes on" if grown else compared.reason
    reason = f"{a} has {told_as(story, x)}, {b} {told_as(story, y)}: {why}."
    one = reading(x.fact, shown(x.quantity.amount), 1, (x.quantity.start, x.quantity.end))
    other = reading(y.fact, shown(y.quantity.amount), 2, (y.quantity.start, y.quantity.end))
    return differ(DiscrepancyKind.NUMBER, reason, one, other, min(0.95, 0.45 + 0.25 * sure), verdict)


def told_as(story: Story, count: Count) -> str:
    """The words of an amount with what is counted."""
    article, quantity = story.articles[count.fact.article], count.quantity
    words = article.text_of(quantity)
    if not count.noun or quantity.counted_start is None or quantity.counted_start < quantity.end:
        return " ".join(words.split())
    noun = article.article.text[quantity.counted_start : quantity.counted_end]
    return " ".join(f"{words} {noun}".split())


def counts(story: Story, a: int, *, quoted: bool = False) -> Iterator[Count]:
    """The amounts that a report tells; `quoted` those between quotation marks, too."""
    article = story.articles[a]
    for fact in story.facts[a]:
        if (fact.quoted and not quoted) or fact.claim.certainty is Certainty.CONDITIONAL:
            continue
        for q in fact.claim.quantities:
            quantity = article.quantities[q]
            amount = quantity.amount
            if amount.ordinal or amount.unit == "score" or quantity.counted == "time" or _trivial(amount):
                continue
            yield _count(story, fact, quantity)


def _trivial(amount: Amount) -> bool:
    """Whether it counts none or one: "one of them", "nobody"."""
    return amount.high <= 0 or (not amount.unit and amount.high <= 1)


def _count(story: Story, fact: Fact, quantity: Quantity) -> Count:
    text, tokens = story.articles[fact.article].article.text, story.tokens(fact)
    all_tokens = story.articles[fact.article].parse.tokens
    start, end = quantity.start, quantity.end
    noun_start, noun_end = quantity.counted_start or start, quantity.counted_end or end
    low, high = min(start, noun_start), max(end, noun_end)
    own = [t for t in tokens if t.start < high and low < t.end]
    head = next((t for t in own if noun_start <= t.start < noun_end and t.pos in ("NOUN", "PROPN")), None)
    sorts = frozenset(
        t.lemma.lower()
        for t in tokens
        if head is not None and t.head == head.i and t.dep in _MODIFIERS and weight_of(t.lemma.lower()) >= 0.3
    )
    first, last = (own[0].i, own[-1].i) if own else (0, 0)
    before = [t.text.lower() for t in all_tokens[max(0, first - 4) : first] if t.sentence == fact.claim.sentence]
    after = [t.text.lower() for t in all_tokens[last + 1 : last + 5] if t.sentence == fact.claim.sentence]
    return Count(
        fact,
        quantity,
        quantity.counted.lower(),
        sorts,
        frozenset(t.i for t in own),
        part=quantity.amount.unit != "percent"
        and (_is_part(before, [t.text.lower() for t in own], after) or bool(_OF.match(text, quantity.end))),
        offset=bool(
            quantity.amount.unit
            and set(after[:1]) & _OFFSETS
            and not set(before[-1:]) & _LASTING
            and after[:2] != ["behind", "bars"]
        ),
        rate=bool(set(before[-1:] + after) & _RATES) or after[:2] in (["a", "year"], ["a", "day"], ["a", "month"]),
        grows=bool(({quantity.counted.lower()} | {t.lemma.lower() for t in tokens}) & signals("toll")),
    )


def _is_part(before: list[str], own: list[str], after: list[str]) -> bool:
    """ "Another ten", "ten more", "ten of them", "of whom ten", "among them ten"."""
    more = {"another", "further", "additional", "other", "more", "extra", "remaining"}
    inside = set(own) & {"further", "other", "additional", "remaining", "more"} and "than" not in own
    return bool(
        set(before) & {"another", "among", "including", "whom", "which", "further", "additional", "except", "besides"}
        or inside
        or after[:1] == ["more"]
        or (
            after[:1] == ["of"]
            and bool(set(after[1:3]) & {"the", "them", "these", "those", "its", "his", "her", "their", "which", "whom"})
        )
        or (more & set(after[:1]))
    )


def _conflict(story: Story, x: Count, y: Count, left: list[Count], right: list[Count], known: _Told) -> float:
    """How sure it is that two counts are of one thing and exclude each other; 0 where they do not."""
    if x.part or y.part or x.rate != y.rate or x.offset != y.offset:
        return 0.0
    if compare_amounts(x.quantity.amount, y.quantity.amount).relation is not Relation.DIFFERENT:
        return 0.0
    tie = _tie(x, y)
    if not tie and not (is_people(x.noun) and is_people(y.noun)):
        return 0.0
    if told_too(x, right, known) or told_too(y, left, known) or summed(x, y, left, right):
        return 0.0
    if has_grown(story, x, y) or other_time(story, x.fact, y.fact) or only_wanted(story, x, y):
        return 0.0
    if another_base(story, x.fact, x.quantity, y.fact, y.quantity):
        return 0.0
    # What costs most comes last.
    answers = counterpart(story, x.fact, y.fact)
    tie = tie or _PEOPLE * (answers >= _COUNTERPARTS)
    if not tie:
        return 0.0
    near = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
    alone = x.alone and y.alone
    hour = same_hour(story, x, y)
    if _far_apart(x, y) and not (alone and near.words):
        return 0.0
    evidence = tie + min(near.worth, 1.2) + 0.35 * alone + hour + max(0.0, story.cosine(x.fact, y.fact) - 0.3)
    evidence += min(0.3, 0.3 * _scene(story, x, y))
    if _only_possible(x, y) and answers < _COUNTERPARTS:
        return 0.0
    evidence += _ANSWERING * answers
    if (
        x.quantity.amount.unit == "second"
        and not alone
        and ClauseKind.RELATIVE in (x.fact.claim.kind, y.fact.claim.kind)
    ):
        return 0.0  # how long somebody had done something, told in passing
    if x.quantity.amount.unit:
        surely = answers >= _COUNTERPARTS and not _far_apart(x, y, _SLIP)
        return evidence if surely or _measures_agree(x, y, near, alone=alone, evidence=evidence) else 0.0
    if not near.words and not near.entities and tie < _FIRM and not hour:
        evidence -= 0.3
    return evidence if evidence >= _ENOUGH else 0.0


def _measures_agree(x: Count, y: Count, near: Affinity, *, alone: bool, evidence: float) -> bool:
    """Whether two measures are surely of one thing."""
    if x.quantity.amount.unit == "year-age" and not near.entities:
        return False
    if x.offset or y.offset or _far_apart(x, y):
        return False
    if alone and evidence >= _ENOUGH_ALONE and not {x.quantity.amount.bound, y.quantity.amount.bound} & set(_OPEN):
        return True
    return evidence >= _ENOUGH_MEASURED and (near.score >= _SAME_FACT or _same_act(x.fact, y.fact))


def only_wanted(story: Story, x: Count, y: Count) -> bool:
    """Whether one is what somebody wants or plans to count, and the other what has come of it."""
    sentences = [story.articles[c.fact.article].parse.inside(story.sentence(c.fact)) for c in (x, y)]
    verbs = [{t.lemma.lower() for t in each if t.pos == "VERB"} for each in sentences]
    wanted = [c.fact.claim.predicate.split(" ")[0] in _WANTING for c in (x, y)]
    wanted = [w or (any(wanted) and bool(own & _WANTING)) for w, own in zip(wanted, verbs, strict=True)]
    certainties = {c.fact.claim.certainty for c in (x, y)}
    if (Certainty.POSSIBLE in certainties) != (certainties == {Certainty.POSSIBLE}):
        return True
    planned = certainties == {Certainty.PLANNED, Certainty.CERTAIN} and not x.quantity.amount.unit
    return wanted[0] != wanted[1] or planned


def _only_possible(x: Count, y: Count) -> bool:
    """Whether one of them stands behind "may": what is allowed, or what is guessed."""
    return Certainty.POSSIBLE in (x.fact.claim.certainty, y.fact.claim.certainty)


def _far_apart(x: Count, y: Count, ratio: float = _FARTHEST) -> bool:
    """Whether one is so many times the other that they hardly tell of one thing."""
    amounts = sorted((x.quantity.amount.high, y.quantity.amount.high))
    return amounts[0] <= 0 or amounts[1] / amounts[0] > ratio


def _scene(story: Story, x: Count, y: Count) -> float:
    """What the sentences of the two counts share."""
    sentences = [story.sentence(c.fact) for c in (x, y)]
    one, other = (
        phrase(story, c.fact.article, (t for t in range(s.first, s.last) if t not in c.tokens))
        for c, s in zip((x, y), sentences, strict=True)
    )
    return likeness(one, other, name_worth=0.2).worth


def _same_act(a: Fact, b: Fact) -> bool:
    verbs = [f.claim.predicate.split(" ")[0] for f in (a, b)]
    return min(weight_of(v) for v in verbs) > 0.1 and kinship(verbs[0], verbs[1], "VERB", "VERB") > 0


def _tie(x: Count, y: Count) -> float:
    """What the nouns (or the dimension) say for being one thing; 0 where they are different things."""
    return _tied(x.quantity.amount.unit, x.noun, x.sorts, y.noun, y.sorts)


@lru_cache(maxsize=1 << 16)
def _tied(unit: str, noun: str, sorts: frozenset[str], other: str, others: frozenset[str]) -> float:
    if unit:
        return 0.2 if noun == other or not (noun and other) or kinship(noun, other, "NOUN", "NOUN") else 0.0
    if not noun or not other or other_sorts(sorts, others):
        return 0.0
    if {noun, other} <= signals("people") and {noun, other} & {"people", "person"}:
        return 0.45
    near = kinship(noun, other, "NOUN", "NOUN")
    if near:
        return 0.6 * near * max(0.3, weight_of(noun), weight_of(other))
    return 0.0


def other_sorts(sorts: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both nouns are narrowed, and differently."""
    return bool(sorts and others) and not any(kinship(p, q) for p in sorts for q in others)


def told_too(x: Count, others: list[Count], known: _Told | None = None) -> bool:
    """Whether the other report has this very number of such a thing: then its different one is of something else.

    It is found once for a count and a report and kept in `known`, since it is asked for each count of that report.
    """
    key = id(x), id(others)
    if known is not None and key in known:
        return known[key]
    found = any(
        (x.quantity.amount.unit or _tie(x, o) or not o.noun)
        and compare_amounts(x.quantity.amount, o.quantity.amount).relation in (Relation.SAME, Relation.COMPATIBLE)
        for o in others
    )
    if known is not None:
        known[key] = found
    return found


def summed(x: Count, y: Count, left: list[Count], right: list[Count]) -> bool:
    """Whether one is the sum of numbers that the other report gives in one clause."""
    for one, others in ((x, right), (y, left)):
        against = y if one is x else x
        parts = [o.quantity.amount.low for o in others if o.fact.ref == against.fact.ref]
        if len(parts) > 1 and abs(sum(parts) - one.quantity.amount.low) < 0.5:
            return True
    return False


def told_alone(own: list[Count]) -> list[Count]:
    """The counts of a report, each with whether it stands alone there."""
    return [c._replace(alone=_alone(c, own)) for c in own]


def _alone(x: Count, own: list[Count]) -> bool:
    """Whether a report has no other number of such a thing (another telling of the same number does not count)."""
    return all(
        o is x or compare_amounts(o.quantity.amount, x.quantity.amount).relation in (Relation.SAME, Relation.COMPATIBLE)
        for o in own
        if o.quantity.amount.unit == x.quantity.amount.unit and (x.quantity.amount.unit or _tie(x, o))
    )


def has_grown(story: Story, x: Count, y: Count) -> bool:
    """Whether it is a count that goes up as a story goes on, and the later report has more; no without their times."""
    if not (x.grows or y.grows) or {x.quantity.amount.unit, y.quantity.amount.unit} & _FINAL:
        return False
    hours = published_between(story, x.fact.article, y.fact.article)
    more = y.quantity.amount.high - x.quantity.amount.high
    return hours is not None and abs(hours) >= _LATER_HOURS and (more > 0) == (hours > 0)


def other_time(story: Story, a: Fact, b: Fact) -> bool:
    """Whether all times of the one exclude all of the other."""
    times = [[story.articles[f.article].times[t].value for t in f.claim.times] for f in (a, b)]
    relations = {compare_times(p, q).relation for p in times[0] for q in times[1] if p.earliest and q.earliest}
    return bool(relations) and relations <= {Relation.DIFFERENT}


def same_hour(story: Story, x: Count, y: Count) -> float:
    """Something for the same moment, in the sentences they stand in."""
    times = [story.moments(c.fact) for c in (x, y)]
    if not all(times):
        return 0.0
    close = ("part", "hour", "minute")
    same = (Relation.SAME, Relation.COMPATIBLE)
    if any(
        compare_times(p, q).relation in same
        for p in times[0]
        for q in times[1]
        if {p.precision, q.precision} <= {*close}
    ):
        return 0.5
    return 0.15 if any(compare_times(p, q).relation in same and p.earliest for p in times[0] for q in times[1]) else 0.0

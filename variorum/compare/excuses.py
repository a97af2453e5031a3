"""What excuses two different amounts: why both can be right, though one thing is counted or measured.

The other report has this number as well, and so its different one is of something else; one follows from the other; the
count has grown since; they are of different times, from different bases, or one is only what somebody wants.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from variorum.compare.bases import another_base
from variorum.compare.context import kinship, weight_of
from variorum.compare.counts import DOERS, is_people, tie
from variorum.compare.reckoned import reckoned
from variorum.compare.rules.polarity import published_between
from variorum.lexicon.signals import signals
from variorum.model import Certainty, Ref
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.place import naming
from variorum.values.quantity import compare_amounts

if TYPE_CHECKING:
    from variorum.compare.context import Fact, Story
    from variorum.compare.counts import Count
    from variorum.model import Token
    from variorum.values.quantity import Amount

# What does not go up as a story goes on: an age is of somebody, a result is final.
_FINAL = frozenset({"year-age", "score"})
_LATER_HOURS = 3.0
# Verbs of no act.
_ANY = frozenset({"be", "have", "do", "get", "see"})
_WANTING = frozenset(
    {"demand", "want", "seek", "ask", "request", "propose", "urge", "offer", "claim", "hope", "call", "expect"}
    | {"need", "require"}
)
# Nouns that count some people only, and those of them that may count the same ones.
_SORTS = frozenset({"woman", "girl", "child", "boy", "baby", "infant", "toddler"})
_YOUNG = frozenset({"child", "boy", "girl", "baby", "infant", "toddler", "pupil", "student", "youngster"})
_ONE_SORT = (frozenset({"woman", "girl"}), _YOUNG)
# What stands between an amount and its noun, and how far that may be ("$60 billion worth of U.S. products").
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_BETWEEN = frozenset({"of", "in", "worth"})
_FAR = 5
# What is claimed and not wanted: by a storm.
_CLAIMED = frozenset({"life", "victim"})
Told = dict[tuple[int, int], bool]
"""Whether a count (by its identity) is told by a report (by that of its list of counts)."""


def excused(story: Story, x: Count, y: Count, left: list[Count], right: list[Count], known: Told | None = None) -> bool:
    """Whether two different amounts can both be right; `left` and `right` are all counts of the two reports."""
    if _parts_of_two(x, y) or x.rate != y.rate or x.offset != y.offset or _another_sort(story, x, y) or _one_more(x, y):
        return True
    if told_too(x, right, known) or told_too(y, left, known) or _written_too(x, y) or _summed(x, y, left, right):
        return True
    beside = (*x.beside, *y.beside)
    addends = () if _one_verb(x.fact, y.fact) else tuple(q for q in beside if _such(x, q.amount, q.counted.lower()))
    if reckoned(x.amount, y.amount, beside, addends):
        return True
    if has_grown(story, x, y) or _other_time(story, x.fact, y.fact) or _only_wanted(story, x, y):
        return True
    if another_base(story, x.fact, x.quantity, y.fact, y.quantity) or _of_others(story, x, y):
        return True
    return _of_two_nations(story, x, y)


def same_act(a: Fact, b: Fact) -> bool:
    """Whether the verbs of two facts are of one act, and not of any act ("be", "have")."""
    verbs = [f.claim.predicate.split(" ")[0] for f in (a, b)]
    return min(weight_of(v) for v in verbs) > 0.1 and kinship(verbs[0], verbs[1], "VERB", "VERB") > 0


def _one_verb(a: Fact, b: Fact) -> bool:
    verbs = {f.claim.predicate.split(" ")[0].lower() for f in (a, b)}
    return same_act(a, b) or (len(verbs) == 1 and not verbs & _ANY)


def _parts_of_two(x: Count, y: Count) -> bool:
    """Whether one is only a part, or both of what may be two wholes: not for one verb ("nine of the crew died")."""
    return x.part != y.part or x.part == "some" or (bool(x.part) and not _one_verb(x.fact, y.fact))


def _another_sort(story: Story, x: Count, y: Count) -> bool:
    """Whether one counts only the women, the boys, the children or who did it, and the other another sort or all."""
    both = {x.noun, y.noun}
    if len(both & DOERS) == 1 and both - DOERS <= signals("people"):
        return True
    if x.amount.unit or not both & _SORTS or not both <= signals("people") | _SORTS:
        return False
    one_sort = both != {"girl", "boy"} and any(both <= sort for sort in _ONE_SORT)
    return not one_sort and not any(_with_others(story, c) for c in (x, y))


def _with_others(story: Story, x: Count) -> bool:
    """Whether another noun is counted with its own: "230 men and women"."""
    text, quantity = story.articles[x.fact.article].article.text, x.quantity
    start, end = quantity.counted_start or quantity.start, quantity.counted_end or quantity.end
    return text[start - 5 : start].rstrip().endswith("and") or text[end : end + 5].lstrip().startswith("and ")


def _one_more(x: Count, y: Count) -> bool:
    """Whether one leaves out somebody who is named beside them: "the captain and nine sailors", "ten sailors"."""
    less, more = sorted((x, y), key=lambda c: c.amount.high)
    named = (less.led and not more.led) or (more.with_doer and not less.with_doer)
    return named and more.amount.high - less.amount.high == 1 and is_people(more.noun)


def _such(x: Count, amount: Amount, noun: str) -> bool:
    """Whether an amount is of such a thing as a count: of its unit, and of its noun or of people, too."""
    if amount.ordinal or amount.unit != x.amount.unit:
        return False
    people = is_people(x.noun) and is_people(noun)
    return bool(amount.unit) or not noun or people or bool(kinship(x.noun, noun, "NOUN", "NOUN"))


def _written_too(x: Count, y: Count) -> bool:
    """Whether one sentence has the number of the other, too, of whatever may be counted or measured in its unit."""
    return any(
        a.amount.high > 1 and not q.amount.ordinal and (q.amount.high, q.amount.unit) == (a.amount.high, a.amount.unit)
        for a, b in ((x, y), (y, x))
        for q in b.beside
    )


def _of_two_nations(story: Story, x: Count, y: Count) -> bool:
    """Whether what is counted or paid for is one country's here and another's there ("in Chinese goods")."""
    one, other = (_nations(story, c) for c in (x, y))
    return bool(one and other) and not one & other


def _nations(story: Story, x: Count) -> frozenset[str]:
    """The territories whose adjective or name stands right behind an amount, within its noun phrase."""
    tokens = story.articles[x.fact.article].parse.inside(story.sentence(x.fact))
    behind = [t for t in tokens if t.start >= x.quantity.end]
    inside = takewhile(lambda t: t.pos in _INSIDE or t.lemma.lower() in _BETWEEN, behind)
    known = (naming(t.text) for t in islice(inside, _FAR))
    return frozenset(n.territory.code for n in known if n is not None and n.kind in ("name", "demonym"))


def _of_others(story: Story, x: Count, y: Count) -> bool:
    """Whether they are ages of different persons, or one of a person and one of a thing."""
    if x.amount.unit != "year-age":
        return False
    bearers = [_bearer(story, c) for c in (x, y)]
    persons = {_is_person(b) for b in bearers if b is not None}
    if persons >= {True, False}:
        return True
    named = [_person(story, c.fact.article, b) for c, b in zip((x, y), bearers, strict=True)]
    if all(n is not None for n in named):
        return named[0] != named[1]
    one, other = x.fact.entities, y.fact.entities
    return bool(one and other) and not set(one) & set(other)


def _bearer(story: Story, x: Count) -> Token | None:
    """The noun or name that an age is told of, if there is one."""
    parse = story.articles[x.fact.article].parse
    above = (parse.tokens[parse.tokens[t].head] for t in sorted(x.tokens))
    return next((t for t in above if t.i not in x.tokens and t.pos in ("NOUN", "PROPN")), None)


def _is_person(bearer: Token) -> bool | None:
    """Whether what an age is told of is a person; None for a name of who knows what."""
    if bearer.entity == "PERSON":
        return True
    return is_people(bearer.lemma.lower()) if bearer.pos == "NOUN" else None


def _person(story: Story, article: int, bearer: Token | None) -> int | None:
    """Who is named by what an age is told of: the story's entity."""
    if bearer is None or bearer.pos != "PROPN":
        return None
    mention = story.mention_at(article, bearer.i)
    return None if mention is None else story.collation.entity_of.get(Ref(article, mention))


def told_too(x: Count, others: list[Count], known: Told | None = None) -> bool:
    """Whether the other report has this very number of such a thing: then its different one is of something else.

    It is found once for a count and a report and kept in `known`, since it is asked for each count of that report.
    """
    key = id(x), id(others)
    if known is not None and key in known:
        return known[key]
    found = any(
        (x.amount.unit or tie(x, o) or not o.noun)
        and compare_amounts(x.amount, o.amount).relation in (Relation.SAME, Relation.COMPATIBLE)
        for o in others
    )
    if known is not None:
        known[key] = found
    return found


def _summed(x: Count, y: Count, left: list[Count], right: list[Count]) -> bool:
    """Whether one is the sum of numbers of such things that the other report gives in one clause."""
    for one, others in ((x, right), (y, left)):
        against = y if one is x else x
        parts = [o.amount.low for o in others if o.fact.ref == against.fact.ref and _such(one, o.amount, o.noun)]
        if len(parts) > 1 and abs(sum(parts) - one.amount.low) < 0.5:
            return True
    return False


def has_grown(story: Story, x: Count, y: Count) -> bool:
    """Whether it is a count that goes up as a story goes on, and the later report has more; no without their times."""
    if not (x.grows or y.grows) or {x.amount.unit, y.amount.unit} & _FINAL:
        return False
    hours = published_between(story, x.fact.article, y.fact.article)
    more = y.amount.high - x.amount.high
    return hours is not None and abs(hours) >= _LATER_HOURS and (more > 0) == (hours > 0)


def _other_time(story: Story, a: Fact, b: Fact) -> bool:
    """Whether all times of the one exclude all of the other."""
    times = [[story.articles[f.article].times[t].value for t in f.claim.times] for f in (a, b)]
    relations = {compare_times(p, q).relation for p in times[0] for q in times[1] if p.earliest and q.earliest}
    return bool(relations) and relations <= {Relation.DIFFERENT}


def only_possible(x: Count, y: Count) -> bool:
    """Whether one of two alone stands behind "may": what is allowed, or what is guessed."""
    one, other = (c.fact.claim.certainty is Certainty.POSSIBLE for c in (x, y))
    return one != other


def _only_wanted(story: Story, x: Count, y: Count) -> bool:
    """Whether one is what somebody wants or plans to count, and the other what has come of it."""
    sentences = [story.articles[c.fact.article].parse.inside(story.sentence(c.fact)) for c in (x, y)]
    verbs = [{t.lemma.lower() for t in each if t.pos == "VERB"} for each in sentences]
    wanted = [c.fact.claim.predicate.split(" ")[0] in _WANTING for c in (x, y)]
    wanted = [
        w and not any(t.lemma.lower() in _CLAIMED for t in story.tokens(c.fact))
        for w, c in zip(wanted, (x, y), strict=True)
    ]
    wanted = [w or (any(wanted) and bool(own & _WANTING)) for w, own in zip(wanted, verbs, strict=True)]
    if only_possible(x, y):
        return True
    certainties = {c.fact.claim.certainty for c in (x, y)}
    planned = certainties == {Certainty.PLANNED, Certainty.CERTAIN} and not x.amount.unit
    return wanted[0] != wanted[1] or planned

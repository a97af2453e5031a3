"""Slots: a short report that tells one thing, set against what the other report says of the same.

Evidence: the two speak of one act or relation of the same parties (their names and nearly all their words are on both
sides) and one slot alone excludes the other: the act's opposite or its denial, a date, a place, who did it, or the
ends of a relation ("owns" against "is a subsidiary of"). Between two texts that tell little nothing else can be meant;
the more claims there are, the more has to be shared, and between long reports the rules of each kind decide alone.
Traps: denials of something beside it, two acts told of the same parties, a part for the whole, plans.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from variorum.compare.acts import (
    LIGHT,
    SOLID,
    Act,
    act_of,
    acts,
    alike,
    apart_in_time,
    covered,
    event_of,
    events,
    happening,
    one_act,
    other_things,
    own_words,
    same,
    same_doer,
    same_parties,
    times_of,
)
from variorum.compare.bonds import bonds
from variorum.compare.context import weight_of
from variorum.compare.courses import courses, other_price, prices, turned_course
from variorum.compare.denials import asked
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import finite
from variorum.lexicon.opposites import converse, in_turn, opposed
from variorum.model import Certainty, ClauseKind, DiscrepancyKind, MentionForm, Role
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.place import compare_places, naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Argument, Discrepancy, Parse, TimeExpression

# What share of a claim the other report has to have, when there is but one pair of claims, and for each doubling.
_SHARE, _FOR_EACH_DOUBLING = 0.5, 0.08
# What happens once to one party; other acts are repeated, each on its day.
_ONCE = frozenset(
    {"bear", "die", "kill", "assassinate", "murder", "execute", "found", "establish", "discover", "invent", "sink"}
)
# What is denied with these may have come about later, or have been so before.
_FOR_A_TIME = frozenset(
    {"initially", "yet", "still", "anymore", "originally", "previously", "formerly", "until", "once"}
)


def strictness(story: Story, a: int, b: int) -> float:
    """The share (0 to 1) of a claim that has to be found on the other side; above 1 nothing is enough."""
    pairs = len(story.facts[a]) * len(story.facts[b])
    return _SHARE + _FOR_EACH_DOUBLING * math.log2(max(1, pairs))


def find(story: Story) -> Iterator[Discrepancy]:
    """One claim against another report that tells of the same act; where both are short either may be the claim."""
    for a, b in story.pairs_of_articles():
        share = strictness(story, a, b)
        if share > 1.0 or not all(story.articles[x].parse.has_syntax for x in (a, b)):
            continue
        fewest = min(len(story.facts[a]), len(story.facts[b]))
        for short, long in ((a, b), (b, a)):
            found = [
                each
                for fact in story.facts[short]
                if len(story.facts[short]) == fewest and _plain(story, fact)
                for each in _against(story, fact, long, share)
            ]
            if found:
                yield from found
                break


def _plain(story: Story, fact: Fact) -> bool:
    """Whether a fact states something outright."""
    parse, verb = story.articles[fact.article].parse, fact.claim.predicate_token
    if verb is not None and parse.tokens[verb].pos == "VERB" and not finite(parse, verb):
        return False
    return (
        fact.claim.kind in (ClauseKind.MAIN, ClauseKind.SENTENCE, ClauseKind.CONJOINED)
        and not fact.quoted
        and fact.claim.certainty in SOLID
        and verb is not None
        and not asked(story, fact)
    )


def _against(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    for rule in (_opposite, _values, _turned, _modified, _went):
        for found in rule(story, fact, other, share):
            yield found
            return


def _opposite(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    """The same act denied here and affirmed there, or its opposite, of the same parties."""
    act = act_of(story, fact)
    if act is None or (weight_of(act.lemma.split(" ")[0]) <= LIGHT and not _has_opposite(story, act, other)):
        return
    against = []
    for told in acts(story, other):
        contrary = opposed(act.lemma, told.lemma)
        if not (contrary or one_act(act.lemma, told.lemma)) or apart_in_time(story, fact, told.fact):
            continue
        if (act.denied != told.denied) == contrary:
            if same_parties(story, act, told, loosely=True):
                return  # the other report says so, too
        elif _excludes(story, act, told, contrary=contrary) and covered(story, fact, told.fact, (act.token,)) >= share:
            against.append(told)
    for told in against[:1]:
        yield _discrepancy(story, DiscrepancyKind.POLARITY, act.fact, told.fact, "the one excludes the other")


def _excludes(story: Story, act: Act, told: Act, *, contrary: bool) -> bool:
    """Whether the opposite, or the denial, is told of the same parties and for certain."""
    sure = told.fact.claim.certainty
    if sure not in SOLID or (sure is Certainty.PLANNED and contrary):
        return False
    words = {t.lemma.lower() for f in (act.fact, told.fact) for t in story.tokens(f)}
    if words & _FOR_A_TIME or not same_parties(story, act, told) or other_things(story, act, told):
        return False
    # One buys what another sells, one stops what another resumes: of one and the same doer these exclude each other.
    apart = converse(act.lemma, told.lemma) or in_turn(act.lemma, told.lemma)
    return not (contrary and apart) or same_doer(story, act, told)


def _has_opposite(story: Story, act: Act, other: int) -> bool:
    return any(opposed(act.lemma, told.lemma) for told in acts(story, other))


def _values(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    """The same act of the same parties at another time, at another place, or by another party."""
    act = event_of(story, fact) or act_of(story, fact)
    if act is None:
        return
    found = [t for t in (*acts(story, other), *events(story, other)) if alike(act, t)]
    for told in found:
        if happening(act) or happening(told):
            yield from _dates(story, act, told, share)
        elif same_parties(story, act, told):
            if act.lemma in _ONCE or told.lemma in _ONCE:
                yield from _dates(story, act, told, share)
            yield from _places(story, act, told, share)
        elif same_parties(story, act, told, but=Role.AGENT) and not any(same_doer(story, act, t) for t in found):
            yield from _doers(story, act, told, share)


def _dates(story: Story, act: Act, told: Act, share: float) -> Iterator[Discrepancy]:
    mine, theirs = times_of(story, act.fact), times_of(story, told.fact)
    relations = {compare_times(x.value, y.value).relation for x in mine for y in theirs}
    if relations and relations <= {Relation.DIFFERENT} and covered(story, act.fact, told.fact, own_words(act)) >= share:
        reason = f"at different times ({_text(story, act.fact, mine[0])} and {_text(story, told.fact, theirs[0])})"
        yield _discrepancy(story, DiscrepancyKind.DATE, act.fact, told.fact, reason)


def _text(story: Story, fact: Fact, span: TimeExpression | Argument) -> str:
    return story.articles[fact.article].text_of(span)


def _places(story: Story, act: Act, told: Act, share: float) -> Iterator[Discrepancy]:
    for x in act.fact.claim.fillers(Role.PLACE):
        own = [y for y in told.fact.claim.fillers(Role.PLACE) if y.preposition == x.preposition]
        for y in own:
            found = compare_places(_head_name(story, act.fact, x), _head_name(story, told.fact, y))
            known = naming(_head_name(story, act.fact, x)) and naming(_head_name(story, told.fact, y))
            if len(own) != 1 or not known or found.relation is not Relation.DIFFERENT:
                continue
            if covered(story, act.fact, told.fact, (x.head,)) >= share:
                reason = f"at different places ({_text(story, act.fact, x)} and {_text(story, told.fact, y)})"
                yield _discrepancy(story, DiscrepancyKind.PLACE, act.fact, told.fact, reason)


def _head_name(story: Story, fact: Fact, argument: Argument) -> str:
    entity = story.collation.entity(fact.article, argument.mention)
    return entity.name if entity is not None else _text(story, fact, argument)


def _named(story: Story, fact: Fact) -> list[Argument]:
    """The agent of a fact, if there is one alone and it is named."""
    agents = fact.claim.fillers(Role.AGENT)
    mentions = story.articles[fact.article].mentions
    alone = len(agents) == 1 and agents[0].mention is not None
    named = alone and mentions[agents[0].mention or 0].form is MentionForm.NAME
    return list(agents) if named else []


def _doers(story: Story, act: Act, told: Act, share: float) -> Iterator[Discrepancy]:
    """One act on one thing, by one who is named and by another; not by "several towns", nor by one of a list."""
    for x in _named(story, act.fact):
        for y in _named(story, told.fact):
            if _namesakes(story, act.fact, x, told.fact, y):
                continue
            if same(story, act.fact, x, told.fact, y) is False and covered(story, act.fact, told.fact, ()) >= share:
                reason = f"by different parties ({_text(story, act.fact, x)} and {_text(story, told.fact, y)})"
                yield _discrepancy(story, DiscrepancyKind.PERSON, act.fact, told.fact, reason)


def _namesakes(story: Story, a: Fact, x: Argument, b: Fact, y: Argument) -> bool:
    """Whether two names have a word in common: the one may be short for the other ("St Clement's")."""
    words = [
        {w.removesuffix("'s").removesuffix("’s") for w in _text(story, f, z).split() if w[:1].isupper() and len(w) > 3}
        for f, z in ((a, x), (b, y))
    ]
    return bool(words[0] & words[1])


def _went(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    """A journey the other way round, or another price."""
    del share  # the names, the date and the verb are all there is to share
    for course in (c for c in courses(story, fact.article) if c.fact.ref == fact.ref):
        for told in (c for c in courses(story, other) if turned_course(story, course, c)):
            yield _discrepancy(story, DiscrepancyKind.ROLE, fact, told.fact, "the journey begins where the other ends")
    there = prices(story, other)
    for price in (p for p in prices(story, fact.article) if p.fact.ref == fact.ref):
        told_prices = [p for p in there if p.thing & price.thing]
        if told_prices and all(other_price(price, p) for p in told_prices):
            yield _discrepancy(story, DiscrepancyKind.NUMBER, fact, told_prices[0].fact, "one thing at two prices")


def _modified(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    """The same told of a thing that is called one thing here and its opposite there ("full", "empty")."""
    parse = story.articles[fact.article].parse
    there = story.articles[other].parse
    for i in fact.claim.tokens:
        noun, own = parse.tokens[i], _adjectives(parse, i)
        if noun.pos != "NOUN" or not own:
            continue
        like = [t.i for t in there.tokens if t.lemma.lower() == noun.lemma.lower() and t.pos == "NOUN"]
        theirs = [w for k in like for w in _adjectives(there, k)]
        alone = sum(t.lemma.lower() == noun.lemma.lower() for t in parse.tokens) == len(like) == 1
        told = story.fact_at(other, like[0]) if alone else None
        if told is None or set(own) & set(theirs) or not any(opposed(x, y) for x in own for y in theirs):
            continue
        if covered(story, fact, told, ()) >= share and not apart_in_time(story, fact, told):
            yield _discrepancy(story, DiscrepancyKind.POLARITY, fact, told, f"the {noun.lemma} is called its opposite")


def _adjectives(parse: Parse, noun: int) -> list[str]:
    return [parse.tokens[c].lemma.lower() for c in parse.children[noun] if parse.tokens[c].pos == "ADJ"]


def _turned(story: Story, fact: Fact, other: int, share: float) -> Iterator[Discrepancy]:
    """A relation told from the wrong end."""
    del share  # both parties and the relation are all there is to share
    for mine in bonds(story, fact):
        for told in (b for f in story.facts[other] for b in bonds(story, f)):
            crossed = mine.upper & told.lower and mine.lower & told.upper
            if mine.relation == told.relation and crossed and not (mine.upper & told.upper or mine.lower & told.lower):
                yield _discrepancy(story, DiscrepancyKind.ROLE, mine.fact, told.fact, "the two ends are swapped")


def _discrepancy(story: Story, kind: DiscrepancyKind, mine: Fact, told: Fact, reason: str) -> Discrepancy:
    texts = [" ".join(story.text(f).split()) for f in (mine, told)]
    a, b = outlet(story, mine.article), outlet(story, told.article)
    whole = f"{a} has “{texts[0]}”, {b} “{texts[1]}”: {reason}."
    return differ(kind, whole, reading(mine, texts[0], 1), reading(told, texts[1], 2), 0.55)

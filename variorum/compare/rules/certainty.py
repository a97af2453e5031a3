"""Certainty: settled or done here, still open there.

Evidence: one report has a decision, a contract, a firm date of something ("approved the merger"); another, of the
same thing, words that keep it open ("are considering", "remains a possibility", "no date has been set"). Traps: plans
that have become deeds by the time of a later report, openness about something else (how, when exactly), a party's
wish beside a decision of another body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.compare.denials import asked, negators
from variorum.compare.phrases import Phrase, likeness, phrase
from variorum.compare.plans import another_thinks, carried, same_plan, weighed
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import published_between
from variorum.compare.syntax import below, child, finite, waits
from variorum.lexicon.signals import signals
from variorum.model import Certainty, ClauseKind, DiscrepancyKind, Polarity, Reading, Role
from variorum.values.date import TimeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.compare.plans import Plan
    from variorum.model import Discrepancy, Parse, Token

_ENOUGH = 0.55
_ENOUGH_DENIED = 0.38
_NOUN = 0.35
_LATER_HOURS = 36.0
_LITTLE = 0.15
_LINKING = frozenset({"be", "remain", "become", "stay"})


class Settled(NamedTuple):
    """A fact that is settled, and what it is about."""

    fact: Fact
    about: Phrase


class Open(NamedTuple):
    """A fact that is open; `denied` where the report says outright that nothing is settled."""

    fact: Fact
    about: Phrase
    denied: bool
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """What is settled here and open there."""
    settled = [list(_settled(story, a)) for a in range(len(story.articles))]
    opened = [list(_open(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            for yes in settled[a]:
                for maybe in opened[b]:
                    sure = _conflict(story, yes, maybe)
                    if sure and not _both_told(yes, opened[a], settled[b]):
                        yield _discrepancy(story, yes, maybe, sure)
    yield from _weighed_up(story)


def _weighed_up(story: Story) -> Iterator[Discrepancy]:
    """What is done or sure to be done here, and being weighed up there."""
    plans = [list(weighed(story, a)) for a in range(len(story.articles))]
    if not any(plans):
        return
    done = [list(carried(story, a)) for a in range(len(story.articles))]
    for b in range(len(story.articles)):
        for maybe in plans[b]:
            if any(same_plan(yes, maybe) for yes in done[b]):
                continue
            for a in story.beside[b]:
                found = [(same_plan(yes, maybe), yes) for yes in done[a] if not _of_another(story, yes, maybe)]
                sure, yes = max(found, key=lambda each: each[0], default=(0.0, maybe))
                known = any(same_plan(yes, other) for other in plans[a])
                if sure and yes.fact is not None and not known and not _overtaken(story, b, a):
                    told = Open(yes.fact, maybe.about, denied=False, start=maybe.start, end=maybe.end)
                    yield _told(story, Settled(yes.fact, yes.about), told, b, sure)


def _of_another(story: Story, yes: Plan, maybe: Plan) -> bool:
    """Whether who weighs it up is known to be another than who carried it out."""
    return yes.fact is not None and maybe.fact is not None and another_thinks(story, yes.fact, maybe.fact)


def _overtaken(story: Story, earlier: int, later: int) -> bool:
    """Whether what was open in one report may have been decided by the time of the other."""
    hours = published_between(story, earlier, later)
    return hours is not None and hours >= _LATER_HOURS


def _both_told(yes: Settled, opened: list[Open], settled: list[Settled]) -> bool:
    """Whether the report that has it settled has it open, too, or the other way round."""
    return any(_same(o.about, yes.about) for o in opened) or any(_same(s.about, yes.about) for s in settled)


def _discrepancy(story: Story, yes: Settled, maybe: Open, sure: float) -> Discrepancy:
    return _told(story, yes, maybe, maybe.fact.article, sure)


def _told(story: Story, yes: Settled, maybe: Open, article: int, sure: float) -> Discrepancy:
    a, b = outlet(story, yes.fact.article), outlet(story, article)
    text = " ".join(story.articles[article].article.text[maybe.start : maybe.end].split())
    told = " ".join(story.text(yes.fact).split())
    reason = f"{a} has it as settled (“{told}”), {b} as open (“{text}”)."
    left = reading(yes.fact, "settled", 1)
    right = Reading("open", article, maybe.start, maybe.end, 2)
    return differ(DiscrepancyKind.CERTAINTY, reason, left, right, min(0.9, 0.5 + 0.3 * sure))


def _settled(story: Story, a: int) -> Iterator[Settled]:
    parse = story.articles[a].parse
    for fact in story.facts[a]:
        verb = fact.claim.predicate_token
        if fact.quoted or verb is None or fact.claim.polarity is Polarity.NEGATED or asked(story, fact):
            continue
        if fact.claim.kind is ClauseKind.ADVERBIAL or waits(parse, verb) or _long_past(story, fact):
            continue
        if any(map(_keeps_open, story.tokens(fact))) or negators(parse, fact) or not finite(parse, verb):
            continue
        first = fact.claim.predicate.split(" ")[0]
        nouns = {w.lemma for w in fact.words if w.pos == "NOUN"}
        done = first in signals("settled") or (
            first in ("give", "get", "receive", "win", "have") and nouns & signals("settlement")
        )
        if (fact.claim.certainty is Certainty.CERTAIN and done) or _firm(story, fact):
            yield Settled(fact, _about(story, fact, fact.claim.tokens))


def _keeps_open(token: Token) -> bool:
    """Whether a word keeps open what it is told with; May is a month."""
    return token.pos != "PROPN" and token.lemma.lower() in signals("open")


def _long_past(story: Story, fact: Fact) -> bool:
    """Whether it is dated to a year that is not that of the report: history, which a new debate does not contradict."""
    article = story.articles[fact.article]
    year = article.article.published[:4]
    times = [article.times[t].value for t in fact.claim.times]
    return any(
        t.precision in ("year", "decade", "century") or (year and t.earliest and t.latest[:4] < year) for t in times
    )


def _firm(story: Story, fact: Fact) -> bool:
    """ "Will lift off on 12 March, as the agency confirmed": a plan with a day, and nothing that keeps it open."""
    if fact.claim.certainty is not Certainty.PLANNED:
        return False
    times = [story.articles[fact.article].times[t].value for t in fact.claim.times]
    exact = any(t.kind is TimeKind.DATE and t.precision == "day" for t in times)
    sentence = story.articles[fact.article].parse.inside(story.sentence(fact))
    return exact and any(t.lemma.lower() in ("confirm", "announce", "fix", "schedule", "will") for t in sentence)


def _about(story: Story, fact: Fact, tokens: Iterable[int]) -> Phrase:
    """What a fact is about: its content words without those that only tell how settled it is, and without who acts."""
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    acts = verb is not None and child(parse, verb, "dobj") is not None and parse.tokens[verb].lemma not in _LINKING
    acting = {x.head for x in fact.claim.fillers(Role.AGENT)} if acts else set()
    whole = phrase(story, fact.article, (t for t in tokens if t not in acting))
    status = signals("open") | (signals("settled") - {"launch", "open", "close"})
    return whole._replace(words=tuple(w for w in whole.words if w.lemma not in status and w.pos != "ADV"))


def _open(story: Story, a: int) -> Iterator[Open]:
    parse = story.articles[a].parse
    for fact in story.facts[a]:
        if fact.quoted or asked(story, fact) or fact.claim.predicate_token is None:
            continue
        own = {
            *fact.claim.tokens,
            *below(parse, fact.claim.predicate_token),
            *_governing(parse, fact.claim.predicate_token),
        }
        if not any(_keeps_open(parse.tokens[t]) for t in _deciding(parse, fact.claim.predicate_token)):
            continue
        tokens = _segment(story, fact)
        denied = any(parse.tokens[i].text.lower() in signals("negation") for i in tokens)
        denied = denied and any(parse.tokens[i].lemma.lower() in signals("unsettled") for i in tokens)
        start, end = parse.tokens[tokens[0]].start, parse.tokens[tokens[-1]].end
        if not denied:
            start, end = min(fact.claim.start, parse.tokens[min(own)].start), fact.claim.end
        about = _about(story, fact, sorted({*own, *tokens} if denied else own))
        yield Open(fact, about, denied, start, end)


def _deciding(parse: Parse, verb: int) -> set[int]:
    """The words that say how open a clause is: its verb with modals, what it depends on, its object's adjectives."""
    near = {verb, *parse.children[verb], *_governing(parse, verb)}
    objects = [c for c in parse.children[verb] if parse.tokens[c].dep in ("dobj", "attr", "nsubj", "nsubjpass", "prep")]
    return near | {d for c in objects for d in parse.children[c] if parse.tokens[d].dep in ("amod", "pobj")}


def _governing(parse: Parse, verb: int) -> Iterator[int]:
    """The verbs that an infinitive depends on ("intends to build")."""
    for _ in range(3):
        token = parse.tokens[verb]
        if token.dep not in ("xcomp", "ccomp") or token.head == verb:
            return
        verb = token.head
        yield verb


def _segment(story: Story, fact: Fact) -> list[int]:
    """The tokens of the sentence around a fact up to a semicolon, without the words that say who tells it."""
    parse = story.articles[fact.article].parse
    sentence = story.sentence(fact)
    first = last = fact.claim.tokens[0]
    while first > sentence.first and parse.tokens[first - 1].text not in (";", ":"):
        first -= 1
    while last + 1 < sentence.last and parse.tokens[last + 1].text not in (";", ":"):
        last += 1
    told = story.telling[fact.article]
    kept = [t for t in range(first, last + 1) if t not in told]
    while kept and parse.tokens[kept[-1]].pos == "PUNCT":
        kept.pop()
    return kept or list(fact.claim.tokens)


def _same(a: Phrase, b: Phrase) -> float:
    """What two phrases share in nouns that weigh something; 0 for too little."""
    common = likeness(a, b, name_worth=0.15)
    heavy = [m for m in common.words if "NOUN" in (m.a.pos, m.b.pos)]
    return common.worth if heavy and max(m.worth for m in heavy) >= _NOUN else 0.0


def _in_question(yes: Settled, maybe: Open) -> bool:
    """Whether what both name is itself in question, and not deep inside what is ("may talk to those who signed it")."""
    claim = maybe.fact.claim
    heads = {claim.predicate_token, *(x.head for x in claim.arguments)}
    return any(m.b.i in heads and m.worth > _LITTLE for m in likeness(yes.about, maybe.about).words)


def _may_do_something_else(story: Story, yes: Settled, maybe: Open) -> bool:
    """Whether "may" stands before a verb that the settled fact has nothing like ("may use it", "will close it")."""
    verb, parse = maybe.fact.claim.predicate_token, story.articles[maybe.fact.article].parse
    if verb is None or not any(parse.tokens[c].lemma.lower() in ("may", "might") for c in parse.children[verb]):
        return False
    lemma = parse.tokens[verb].lemma.lower()
    words = phrase(story, yes.fact.article, yes.fact.claim.tokens).words
    return weight_of(lemma) > _LITTLE and not any(kinship(lemma, w.lemma, "VERB", w.pos) for w in words)


def _conflict(story: Story, yes: Settled, maybe: Open) -> float:
    common = _same(yes.about, maybe.about)
    if common < (_ENOUGH_DENIED if maybe.denied else _ENOUGH):
        return 0.0
    if not maybe.denied and (not _in_question(yes, maybe) or _may_do_something_else(story, yes, maybe)):
        return 0.0
    if not maybe.denied and another_thinks(story, yes.fact, maybe.fact):
        return 0.0
    if _overtaken(story, maybe.fact.article, yes.fact.article):
        return 0.0
    return common + (0.3 if maybe.denied else 0.0)

"""Polarity: what one report says happened did not happen according to another.

Evidence: a denial (negation, a verb that undoes, "without") whose event is affirmed elsewhere, with more in common
than the event: an argument, a party, a time. Traps: other parties (one signed, the other declined), another time,
"not yet" that came to pass by the later report, "no longer", denials of motives, wishes and duties, and reports that
tell both.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.compare.denials import Denial, asked, denials, denied
from variorum.compare.phrases import Likeness, likeness, phrase, root
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import finite
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind, Role
from variorum.values.comparison import Relation
from variorum.values.date import compare_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy

_SAME_CORE = 0.6
_SAME_THING = 0.55
_LIGHT = 0.1
_ENOUGH = 0.4
_REALISING = frozenset(
    {"begin", "start", "continue", "manage", "keep", "help", "force", "finish", "make", "come", "go"}
)
# What goes ahead has not been called off.
_RUNNING = frozenset({"run", "operate", "go ahead", "take place", "proceed", "continue"})
_CANCELLING = frozenset({"cancel", "call off", "scrap", "abandon", "suspend", "stop"})
_BEING = frozenset({"be", "have", "find", "exist", "see", "remain", "there"})
_NOT_YET = frozenset({"yet", "far", "still"})
_LATER_HOURS = 6.0


class Match(NamedTuple):
    """How well a fact affirms what a denial denies."""

    fact: Fact
    worth: float


def find(story: Story) -> Iterator[Discrepancy]:
    """Events affirmed and denied."""
    found = [list(denials(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for denial in found[a]:
            best = _affirmations(story, denial)
            if a in best:
                continue
            for b, match in sorted(best.items()):
                if not _both_told(found[b], denial) and not _came_later(story, denial, match.fact):
                    yield _discrepancy(story, denial, match)


def _discrepancy(story: Story, denial: Denial, match: Match) -> Discrepancy:
    no, yes = denial.fact, match.fact
    event = " ".join(w.lemma for w in denial.core.words)
    reason = (
        f"{outlet(story, yes.article)} affirms what {outlet(story, no.article)} denies: "
        f"“{' '.join(story.text(yes).split())}” against “{' '.join(story.text(no).split())}”."
    )
    left, right = reading(yes, event, 1), reading(no, f"not {event}", 2)
    return differ(DiscrepancyKind.POLARITY, reason, left, right, min(0.95, 0.6 + 0.15 * match.worth))


def _affirmations(story: Story, denial: Denial) -> dict[int, Match]:
    """For each article the fact that affirms best what is denied, where one does so well enough."""
    best: dict[int, Match] = {}
    compared = {denial.fact.article, *story.beside[denial.fact.article]}
    for fact in story.facts_like(denial.core.words, _SAME_CORE if not denial.undone else _SAME_THING):
        if fact.ref == denial.fact.ref or fact.article not in compared or not _may_affirm(story, denial, fact):
            continue
        worth = _worth(story, denial, fact)
        known = best.get(fact.article)
        if worth > (known.worth if known else 0.0):
            best[fact.article] = Match(fact, worth)
    return best


def _may_affirm(story: Story, denial: Denial, fact: Fact) -> bool:
    ahead = denial.undone and fact.claim.certainty is Certainty.PLANNED and _cancelled(denial)
    if (
        fact.quoted
        or not (fact.claim.certainty is Certainty.CERTAIN or ahead)
        or denied(story, fact)
        or asked(story, fact)
    ):
        return False
    return not other_parties(story, denial.fact, fact) and not _only_thought_of(story, fact)


def _only_thought_of(story: Story, fact: Fact) -> bool:
    """Whether the verb depends on another one that does not make it real ("considered replacing")."""
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    if verb is None or parse.tokens[verb].dep not in ("xcomp", "pcomp", "acl", "advcl", "csubj"):
        return False
    above = parse.tokens[parse.tokens[verb].head]
    return above.lemma.lower() not in _REALISING and not finite(parse, verb)


def other_parties(story: Story, a: Fact, b: Fact) -> bool:
    """Whether both acts have named agents, and none in common."""
    one, other = _agents(story, a), _agents(story, b)
    if one and not other:
        # "Aland has not joined" does not deny "four states have": the one has to be among the many.
        tokens = story.articles[b.article].parse.tokens
        unnamed = any(tokens[x.head].pos == "NOUN" for x in b.claim.fillers(Role.AGENT))
        return unnamed and not one & phrase(story, b.article, b.claim.tokens).names
    return bool(one and other and not one & other)


def _agents(story: Story, fact: Fact) -> frozenset[str]:
    """The roots of the names among those who act: themselves, or through pronouns and offices."""
    tokens = story.articles[fact.article].parse.tokens
    found: set[str] = set()
    for x in fact.claim.fillers(Role.AGENT):
        entity = story.collation.entity(fact.article, x.mention)
        if entity is not None and entity.names:
            found.update(root(name.split()[-1]) for name in entity.names)
        elif tokens[x.head].pos == "PROPN":
            found.add(root(tokens[x.head].text))
    return frozenset(found)


def _worth(story: Story, denial: Denial, fact: Fact) -> float:
    """What the fact shares with the denial besides the event, or 0 where it tells another event."""
    told = phrase(story, fact.article, fact.claim.tokens)
    core = likeness(denial.core, told)
    if not core.words or not _answers(story, denial, fact, core):
        return 0.0
    used = {m.b.i for m in core.words}
    others = tuple(w for w in told.words if w.i not in used)
    rest = likeness(denial.about, told._replace(words=others), name_worth=0.2)
    apart = _same_time(story, denial.fact, fact)
    if apart < 0 or (denial.thing.words and not likeness(denial.thing, told).words):
        return 0.0
    # What one accepts and the other rejects is the object itself: it counts.
    worth = rest.worth + apart + shared_entities(story, denial.fact, fact) + (core.worth if denial.undone else 0.0)
    return worth if worth >= _ENOUGH else 0.0


def _answers(story: Story, denial: Denial, fact: Fact, core: Likeness) -> bool:
    """Whether the event itself is affirmed: by the verb of the fact, or as the object of a verb that accepts it."""
    verb = fact.claim.predicate
    objects = {x.head for x in fact.claim.fillers(Role.PATIENT)}
    if denial.undone:
        if verb in _RUNNING or verb.split(" ")[0] in _RUNNING:
            doers = {x.head for x in (*fact.claim.fillers(Role.AGENT), *fact.claim.fillers(Role.PATIENT))}
            return _cancelled(denial) and any(m.b.i in doers for m in core.words)
        accepted = verb in signals("done") or verb.split(" ")[0] in signals("done")
        return accepted and any(m.b.i in objects for m in core.words)
    if weight_of(denial.core.words[0].lemma) <= _LIGHT and denial.core.words[0].pos == "VERB":
        # A light verb says nothing by itself: the same verb with all that completes it.
        whole = verb == denial.fact.claim.predicate and len(core.words) >= len(denial.core.words)
        return whole and not _other_doers(story, denial.fact, fact)
    told = {fact.claim.predicate_token} | (objects if weight_of(verb.split(" ")[0]) <= _LIGHT else set())
    thing = all(w.pos not in ("VERB", "AUX") for w in denial.core.words)
    happens = verb.split(" ")[0] in _BEING | signals("happening")
    if thing and not happens and not any(m.b.i == fact.claim.predicate_token for m in core.words):
        return False
    if denial.core.words[0].pos != "VERB":
        told |= {x.head for x in fact.claim.fillers(Role.AGENT)} | objects
    return any(m.b.i in told and kinship(m.a.lemma, m.b.lemma, m.a.pos, m.b.pos) >= _SAME_CORE for m in core.words)


def _other_doers(story: Story, a: Fact, b: Fact) -> bool:
    """Whether both have a noun for who or what it befalls, and not the same one."""
    one, other = (
        {
            story.articles[f.article].parse.tokens[x.head].lemma.lower()
            for role in (Role.AGENT, Role.PATIENT)
            for x in f.claim.fillers(role)
            if story.articles[f.article].parse.tokens[x.head].pos == "NOUN"
        }
        for f in (a, b)
    )
    return bool(one and other) and not any(kinship(p, q, "NOUN", "NOUN") >= _SAME_CORE for p in one for q in other)


def _cancelled(denial: Denial) -> bool:
    return bool({denial.fact.claim.predicate, denial.fact.claim.predicate.split(" ")[0]} & _CANCELLING)


def _same_time(story: Story, a: Fact, b: Fact) -> float:
    """Something for the same time, below 0 for another one."""
    times = [[story.articles[f.article].times[t] for c in _neighbours(story, f) for t in c.claim.times] for f in (a, b)]
    relations = [(compare_times(x.value, y.value).relation, x.value.precision) for x in times[0] for y in times[1]]
    if any(r in (Relation.SAME, Relation.COMPATIBLE) and p in ("part", "hour", "minute") for r, p in relations):
        return 0.5
    if any(r in (Relation.SAME, Relation.COMPATIBLE) for r, _ in relations):
        return 0.2
    return -1.0 if any(r is Relation.DIFFERENT for r, _ in relations) else 0.0


def shared_entities(story: Story, a: Fact, b: Fact) -> float:
    """What the entities that both facts name are worth: those that are everywhere little."""
    return sum(0.4 * (1 - 0.7 * min(1.0, 2 * story.spread.get(e, 0.0))) for e in sorted(a.entities & b.entities))


def _neighbours(story: Story, fact: Fact) -> list[Fact]:
    """The fact and those inside its sentence that it covers."""
    return [
        f
        for f in story.facts_in(fact.article, fact.claim.sentence)
        if f.claim.start >= fact.claim.start and f.claim.end <= fact.claim.end
    ]


def _both_told(own: list[Denial], denial: Denial) -> bool:
    """Whether the affirming report tells the denial itself, too."""
    return any(likeness(d.core, denial.core).words and likeness(d.about, denial.about).worth >= _ENOUGH for d in own)


def _came_later(story: Story, denial: Denial, yes: Fact) -> bool:
    """ "Not yet" in an earlier report and "done" in a later one do not exclude each other."""
    words = {t.lemma.lower() for t in story.tokens(denial.fact)}
    if yes.claim.certainty is Certainty.PLANNED:
        before = published_between(story, yes.article, denial.fact.article)
        return before is None or before >= _LATER_HOURS
    hours = published_between(story, denial.fact.article, yes.article)
    return bool(words & _NOT_YET) and (hours is None or hours >= _LATER_HOURS)


def published_between(story: Story, a: int, b: int) -> float | None:
    """Hours from the publication of one article to that of another; None where either is not known to the day."""
    try:
        first, second = (datetime.fromisoformat(story.articles[x].article.published) for x in (a, b))
        return (second.replace(tzinfo=None) - first.replace(tzinfo=None)).total_seconds() / 3600
    except ValueError:
        return None

"""Who did it to whom, told with the two the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import likeness, root
from variorum.compare.readings import swapped
from variorum.compare.rules import role as rule
from variorum.compare.syntax import below, cleft
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import DiscrepancyKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Fact, Story
    from variorum.model import Argument

_TOWARDS = frozenset(
    {"to", "at", "on", "against", "upon", "towards", "toward", "of", "with", "for", "from", "by", "into"}
)
_RECEIVING = frozenset({"receive", "get", "obtain", "collect", "accept", "borrow", "win", "hear", "learn", "inherit"})
_OTHERS = (Role.OTHER, Role.PLACE, Role.CAUSE)
_LIGHT = 0.15
_SAME = 0.7
_THINGS = frozenset({"noun.artifact", "noun.animal", "noun.group", "noun.possession"})
_PARTIES = frozenset({"noun.person", "noun.group"})


class Deed(NamedTuple):
    """One party does something to the other: the keys of either (roots of names, nouns), and their words."""

    fact: Fact
    agent: frozenset[str]
    goal: frozenset[str]
    who: str
    whom: str
    sure: bool
    front: bool = False


class Swaps:
    """The acts of a story's reports between two parties, and the pairs of them that are turned round."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._every: dict[int, list[Deed]] = {}

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of acts in which who acts here is acted upon there."""
        for x in _acts(pair.a):
            for y in _acts(pair.b):
                if self._turned(x, y):
                    yield self._candidate(pair, x, y)
        yield from self._in_front(pair)

    def _in_front(self, pair: Pairing) -> Iterator[Candidate]:
        """Who acts here and stands somewhere behind the verb there, and the other way round."""
        if max(pair.ahead) > 0:
            return
        for x in _doers(pair.a):
            for y in _doers(pair.b):
                crossed = _meet(x.agent, y.goal), _meet(y.agent, x.goal)
                acts = kinship(*(d.fact.claim.predicate.split(" ")[0].lower() for d in (x, y)), "VERB", "VERB")
                alike = acts or rule.one_act(x.fact, y.fact) or x.front or y.front
                if not _meet(x.agent, y.agent) and all(crossed) and alike:
                    yield self._candidate(pair, x, y, loosely=True)
                    return

    @staticmethod
    def _turned(x: Deed, y: Deed) -> bool:
        """Whether who acts here is acted upon there; of names both have to cross, or it is a chain (A to B, B to C)."""
        if _meet(x.agent, y.agent) or _meet(x.goal, y.goal):
            return False
        crossed = _meet(x.agent, y.goal), _meet(x.goal, y.agent)
        apart = (x.goal, y.agent) if crossed[0] else (x.agent, y.goal)
        return all(crossed) or (any(crossed) and not all(_named(side) for side in apart))

    def _candidate(self, pair: Pairing, x: Deed, y: Deed, *, loosely: bool = False) -> Candidate:
        one, other = (
            t.spot(frozenset({d.fact.claim.predicate_token or min(d.fact.claim.tokens)}), f"{d.who} to {d.whom}")
            for t, d in ((pair.a, x), (pair.b, y))
        )
        if loosely:
            x, y = x._replace(whom=y.who), y._replace(whom=x.who)
        reason = swapped(self._story, x.fact, (x.who, x.whom), y.fact, (y.who, y.whom))
        own = self._features(x, y) | {"loosely": float(loosely)}
        clefts = [cleft(t.parse, t.sentence) is not None for t in (pair.a, pair.b)]
        own["cleft"] = float(clefts[0] != clefts[1])
        return Candidate(DiscrepancyKind.ROLE, "role", one, other, reason, {**evidence(pair, one, other), **own})

    def _features(self, x: Deed, y: Deed) -> dict[str, float]:
        about = likeness(rule.about(self._story, x.fact), rule.about(self._story, y.fact), name_worth=0.0)
        return {
            "both crossed": float(_meet(x.agent, y.goal) and _meet(x.goal, y.agent)),
            "one act": float(rule.one_act(x.fact, y.fact)),
            "shared besides": min(about.worth, 2.0),
            "patients": float(x.sure and y.sure),
            "kin acts": kinship(*(d.fact.claim.predicate.split(" ")[0].lower() for d in (x, y)), "VERB", "VERB"),
            "named both": float(any(not k.islower() for k in (x.agent | x.goal) & (y.agent | y.goal))),
            "told both ways": float(any(_meet(x.agent, d.agent) and _meet(x.goal, d.goal) for d in self._all(y))),
        }

    def _all(self, y: Deed) -> list[Deed]:
        article = y.fact.article
        if article not in self._every:
            self._every[article] = [d for f in self._story.facts[article] for d in _deeds(self._story, f)]
        return self._every[article]


@once_a_sentence
def _doers(told: Told) -> tuple[Deed, ...]:
    """Who acts in the facts of a sentence, with all other parties of the sentence as those acted upon."""
    return tuple(_loose(told))


def _loose(told: Told) -> Iterator[Deed]:
    front = cleft(told.parse, told.sentence)
    for fact in told.facts:
        if _mutual(fact):
            continue
        for p in fact.claim.fillers(Role.AGENT):
            head = front if front is not None else p.head
            agent = _keys(told, head) | (frozenset() if front is not None else _party(told.story, fact, p))
            # "Parliament in Estav": what belongs to a party is no other party.
            own = frozenset(below(told.parse, head))
            others = frozenset(k for t in told.tokens if t.i not in own for k in _keys(told, t.i)) - agent
            if agent and others:
                yield Deed(fact, agent, others, told.parse.tokens[head].text, "", sure=False, front=front is not None)


def _keys(told: Told, i: int) -> frozenset[str]:
    token = told.parse.tokens[i]
    if token.pos == "PROPN" and token.text[:1].isupper():
        return frozenset({root(token.text)})
    lemma = token.lemma.lower()
    kinds = classes(lemma, "n") if token.pos == "NOUN" else frozenset()
    return frozenset({lemma}) if kinds & _PARTIES and weight_of(lemma) > _LIGHT else frozenset()


@once_a_sentence
def _acts(told: Told) -> tuple[Deed, ...]:
    return tuple(d for f in told.facts for d in _deeds(told.story, f))


def _deeds(story: Story, fact: Fact) -> Iterator[Deed]:
    if _mutual(fact):
        return
    agents = list(fact.claim.fillers(Role.AGENT))
    goals = [
        *fact.claim.fillers(Role.PATIENT),
        *fact.claim.fillers(Role.RECIPIENT),
        *rule.against(story, fact),
    ]
    goals += [x for x in fact.claim.arguments if x.role in _OTHERS and x.preposition in _TOWARDS]
    givers = [x for x in fact.claim.arguments if x.preposition == "from"]
    if givers and fact.claim.predicate.split(" ")[0] in _RECEIVING:
        agents, goals = givers, agents
    for p in agents:
        for q in goals:
            one, other = _party(story, fact, p), _party(story, fact, q)
            if one and other and not one & other:
                names = [rule.name(story, fact.article, x) for x in (p, q)]
                yield Deed(fact, one, other, names[0], names[1], sure=q.role is Role.PATIENT)


def _party(story: Story, fact: Fact, argument: Argument) -> frozenset[str]:
    named = rule.party(story, fact.article, argument)
    token = story.articles[fact.article].parse.tokens[argument.head]
    kinds = classes(token.lemma.lower(), "n")
    noun = token.pos == "NOUN" and bool(kinds & _PARTIES) and weight_of(token.lemma.lower()) > _LIGHT
    return named | (frozenset({token.lemma.lower()}) if noun or _shared(story, token.lemma.lower()) else frozenset())


def _shared(story: Story, lemma: str) -> bool:
    """Whether a noun that is no person may be a party: a thing that every report tells of."""
    if weight_of(lemma) <= _LIGHT or not classes(lemma, "n") & _THINGS:
        return False
    return all(lemma in lemmas for lemmas in story.lemmas)


def _mutual(fact: Fact) -> bool:
    """Whether two parties do it with each other ("met", "agreed")."""
    return fact.claim.predicate.split(" ")[0] in signals("mutual")


def _named(keys: frozenset[str]) -> bool:
    return any(not key.islower() for key in keys)


def _meet(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) or any(
        p.islower() and q.islower() and kinship(p, q, "NOUN", "NOUN") >= _SAME for p in a for q in b
    )

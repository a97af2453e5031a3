"""Who or what did one thing: two persons, or two things that cannot both have done it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import root
from variorum.compare.readings import outlet
from variorum.compare.rules.person import may_be_person
from variorum.lexicon.words import classes
from variorum.model import DiscrepancyKind, EntityType, MentionForm, Ref, Role
from variorum.values.comparison import Relation
from variorum.values.name import compare_names, same_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.model import Entity

_PERSON = frozenset({"noun.person"})
_GROUP = frozenset({"noun.group"})
_NEAR = 0.5
_ONE_TRADE = 0.6
_BESIDES = frozenset({"also", "too", "another", "other", "both", "join", "together", "alongside"})
_TRADES = ("NOUN", "PROPN")


class Actor(NamedTuple):
    """Somebody or something in a sentence: the head, the part it plays, its trade, and whether it is a person."""

    told: Told
    head: int
    tokens: frozenset[int]
    text: str
    roots: frozenset[str]
    role: Role | None
    person: bool
    trades: frozenset[str]
    entity: int | None
    names: tuple[str, ...] = ()
    sure: bool = False


class Actors:
    """Who acts in a story's reports, and the pairs of them that may stand for each other."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._roots: dict[int, frozenset[str]] = {}

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of persons (or of things) in one part, of which neither report has the other's."""
        for x in _actors(pair.a):
            for y in _actors(pair.b):
                if self._comparable(pair, x, y) and self._apart(x, y):
                    yield self._candidate(pair, x, y)

    @staticmethod
    def _comparable(pair: Pairing, x: Actor, y: Actor) -> bool:
        """Two persons with names, or two things that act, in sentences that are near each other.

        Reports name many people: those of two sentences that each have a nearer counterpart are just others.
        """
        if min(pair.ahead) > 0:
            return False
        if x.roots and y.roots:
            one_part = x.role is y.role and x.role is not None
            trades = any(kinship(p, q, "NOUN", "NOUN") >= _ONE_TRADE for p in x.trades for q in y.trades)
            return x.sure and y.sure and (one_part or trades)
        acts = x.role is y.role is Role.AGENT and not x.roots and not y.roots
        return acts and x.person == y.person and pair.near >= _NEAR

    def _apart(self, x: Actor, y: Actor) -> bool:
        if x.entity is not None and x.entity == y.entity and not (x.roots and y.roots):
            return False
        if x.roots:
            names = [(" ".join(n.split()), " ".join(m.split())) for n in x.names for m in y.names]
            if any(same_word(n.split()[-1].replace("-", ""), m.split()[-1].replace("-", "")) for n, m in names):
                return False
            if any(compare_names(n, m).relation is not Relation.DIFFERENT for n, m in names):
                return False
            return not x.roots & y.roots and not self._told(x, y.told) and not self._told(y, x.told)
        one, other = (p.told.parse.tokens[p.head].lemma.lower() for p in (x, y))
        return not kinship(one, other, "NOUN", "NOUN") and min(weight_of(one), weight_of(other)) > 0.1

    def _told(self, x: Actor, other: Told) -> bool:
        article = other.article
        if x.roots:
            if article not in self._roots:
                tokens = self._story.articles[article].parse.tokens
                self._roots[article] = frozenset(root(t.text) for t in tokens if t.text[:1].isupper())
            return bool(x.roots & self._roots[article])
        return x.told.parse.tokens[x.head].lemma.lower() in self._story.lemmas[article]

    def _candidate(self, pair: Pairing, x: Actor, y: Actor) -> Candidate:
        one, other = pair.a.spot(x.tokens, x.text), pair.b.spot(y.tokens, y.text)
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        own = self._features(x, y)
        kind, slot = (DiscrepancyKind.PERSON, "person") if x.person else (DiscrepancyKind.CAUSE, "doer")
        reason = f"In {a} it is {x.text}, in {b} {y.text}."
        slot = slot if x.roots else "doer"
        return Candidate(kind, slot, one, other, reason, {**evidence(pair, one, other), **own})

    def _features(self, x: Actor, y: Actor) -> dict[str, float]:
        lemmas = x.told.lemmas | y.told.lemmas
        return {
            "named": float(bool(x.roots)),
            "one part": float(x.role is y.role and x.role is not None),
            "agents": float(x.role is Role.AGENT and y.role is Role.AGENT),
            "patients": float(x.role is Role.PATIENT and y.role is Role.PATIENT),
            "no part": float(x.role is None or y.role is None),
            "one trade": float(any(kinship(p, q, "NOUN", "NOUN") >= _ONE_TRADE for p in x.trades for q in y.trades)),
            "told too": 0.0 if x.roots else (float(self._told(x, y.told)) + float(self._told(y, x.told))) / 2,
            "beside others": float(bool(lemmas & _BESIDES)),
            "only one": float(len(_actors(x.told)) == 1 and len(_actors(y.told)) == 1),
            "times told": float(_rarely(self._story, x) and _rarely(self._story, y)),
        }


def _rarely(story: Story, x: Actor) -> bool:
    """Whether a report brings somebody in for this alone."""
    if x.entity is None:
        return False
    return len([m for m in story.collation.entities[x.entity].mentions if m.article == x.told.article]) <= 2


@once_a_sentence
def _actors(told: Told) -> tuple[Actor, ...]:
    return tuple(_found(told))


def _found(told: Told) -> Iterator[Actor]:
    story = told.story
    seen: set[int] = set()
    for fact in told.facts:
        for argument in fact.claim.arguments:
            if argument.role in (Role.AGENT, Role.PATIENT, Role.RECIPIENT) or argument.preposition in ("by", "from"):
                role = Role.AGENT if argument.preposition in ("by", "from") else argument.role
                found = _actor(story, told, argument.head, role)
                if found is not None and found.head not in seen:
                    seen.add(found.head)
                    yield found
    for i, mention in enumerate(told.report.mentions):
        if told.sentence.start <= mention.start < told.sentence.end and mention.form is MentionForm.NAME:
            entity = story.collation.entity_of.get(Ref(told.article, i))
            if mention.head not in seen and entity is not None and _person(story.collation.entities[entity]):
                found = _actor(story, told, mention.head, None)
                if found is not None:
                    seen.add(mention.head)
                    yield found


def _person(entity: Entity) -> bool:
    full = any(" " in n for n in entity.names)
    return full and (entity.type is EntityType.PERSON or may_be_person(entity))


def _actor(story: Story, told: Told, head: int, role: Role | None) -> Actor | None:
    parse = told.parse
    if head in story.telling[told.article]:
        return None
    near = [head, *(c for c in parse.children[head] if parse.tokens[c].dep in ("appos", "compound", "flat"))]
    mention = next((i for h in near for i, m in enumerate(told.report.mentions) if m.head == h), None)
    token = parse.tokens[head]
    entity = None if mention is None else story.collation.entity_of.get(Ref(told.article, mention))
    named = mention is not None and told.report.mentions[mention].form is MentionForm.NAME
    if named and entity is not None and mention is not None:
        whole = story.collation.entities[entity]
        found = told.report.mentions[mention]
        tokens = frozenset(t.i for t in told.tokens if found.start <= t.start < found.end)
        if not tokens or not (_person(whole) or (found.type is EntityType.PERSON and " " in found.name)):
            return None
        # Two people of one office may have been taken for one: each goes by the name it has here.
        roots = frozenset({root(found.name.split()[-1])})
        trades = _trades(told, near, found.head, found.start)
        return Actor(
            told,
            found.head,
            tokens,
            found.name,
            roots,
            role,
            person=True,
            trades=trades,
            entity=entity,
            names=(found.name,),
            sure=found.type is EntityType.PERSON,
        )
    if token.pos != "NOUN" or role is None:
        return None
    kinds = classes(token.lemma.lower(), "n")
    person = bool(kinds & (_PERSON | _GROUP))
    tokens = frozenset({head, *(c for c in parse.children[head] if parse.tokens[c].dep in ("compound", "amod"))})
    text = " ".join(parse.tokens[i].text for i in sorted(tokens))
    return Actor(told, head, tokens, text, frozenset(), role, person, frozenset(), entity)


def _trades(told: Told, near: list[int], head: int, start: int) -> frozenset[str]:
    """The nouns beside a name that say what somebody is ("referee Jonas Weller", "Jonas Weller, the referee")."""
    parse = told.parse
    beside = {*near, *parse.children[head], parse.tokens[head].head if parse.tokens[head].dep == "appos" else head}
    first = next((t.i for t in told.tokens if t.start >= start), head)
    beside |= set(range(max(told.sentence.first, first - 2), first))
    lemmas = {parse.tokens[i].lemma.lower() for i in beside if parse.tokens[i].pos in _TRADES}
    return frozenset(w for w in lemmas if "noun.person" in classes(w, "n"))

"""Role: who did it to whom, told with the two swapped.

Evidence: two reports tell one act between the same two parties, told by verbs of one class or in the same words, and
the one that acts here is acted upon there; or two offices are bound to two parties the other way round ("Aland's
envoy at the ministry of Borria", "Borria's envoy at the ministry of Aland"). Traps: what two parties do with each
other (meet, agree), passives, acts that go both ways and are told both ways in one report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import qualified
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import Phrase, likeness, phrase, root
from variorum.compare.quoted_words import weighty
from variorum.compare.readings import differ, outlet, reading, swapped
from variorum.compare.syntax import cleft
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Argument, ClauseKind, DiscrepancyKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy

_CLASSES = (
    *("act_blame", "act_propose", "act_summon", "act_defeat", "act_sue", "act_pay", "act_buy"),
    *("act_attack", "act_praise", "act_ask", "act_warn", "act_forgive", "act_help", "act_block"),
)
_GOALS = (Role.PATIENT, Role.RECIPIENT)
_BINDING = frozenset({"poss", "compound", "amod", "nmod"})
# What has to be shared besides the parties: with verbs of one class, and without.
_SHARED = 0.45
_SHARED_ALONE = 1.1
# Counterparts as near as this tell of one act.
_ANSWERING = 0.55
_LIGHT = 0.1
_RECEIVING = frozenset({"receive", "get", "obtain", "collect", "accept", "borrow", "win"})
_TOWARDS = frozenset({"to", "at", "on", "against", "upon", "towards", "toward", "of"})
# A noun that says less than this cannot tell the two parties apart ("side", "man").
_OFFICE = 0.3


_PRONOUNS = frozenset(
    {"i", "we", "he", "she", "it", "they", "who", "me", "us", "him", "her", "them", "himself", "herself"}
)


# What one does to oneself has no other party.
_ONESELF = frozenset({"himself", "herself", "itself", "themselves", "oneself", "myself", "ourselves", "yourself"})


class Act(NamedTuple):
    """One party acts, the other is acted upon: the roots of their names, and the words of the sentence about it.

    `upon_somebody` tells whether the noun for the other is one for a person or a body.
    """

    fact: Fact
    agent: frozenset[str]
    goal: frozenset[str]
    agent_name: str
    goal_name: str
    about: Phrase
    upon_somebody: bool


class Bound(NamedTuple):
    """An office bound to a party: "ambassador", root of "Aland"."""

    fact: Fact
    noun: str
    party: str
    text: str


def find(story: Story) -> Iterator[Discrepancy]:
    """Acts and offices with the parties swapped."""
    acts = [list(_acts(story, a)) for a in range(len(story.articles))]
    bound = [list(_bindings(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in acts[a]:
            for y in acts[b]:
                if _turned(story, x, y):
                    yield from _swapped(story, x, y, (acts[a], acts[b]))
        yield from _crossed(story, bound[a], bound[b])


def _turned(story: Story, x: Act, y: Act) -> bool:
    """Whether who acts here is acted upon there; one of the two may go without a name ("sued its rival")."""
    if x.agent & y.agent or x.goal & y.goal:
        return False
    if x.goal and y.goal:
        return bool(x.agent & y.goal and x.goal & y.agent)
    # Who receives is to whom another report has it given.
    if not all(act.goal or act.upon_somebody for act in (x, y)) or _receives(x) != _receives(y):
        return False
    crossed = x.agent & y.goal or x.goal & y.agent
    return bool(crossed) and one_act(x.fact, y.fact) and counterpart(story, x.fact, y.fact) >= _ANSWERING


def _receives(act: Act) -> bool:
    return act.fact.claim.predicate.split(" ")[0] in _RECEIVING


def _acts(story: Story, a: int) -> Iterator[Act]:
    for fact in story.facts[a]:
        if fact.claim.predicate.split(" ")[0] in signals("mutual") or _first_person(story, fact):
            continue
        if _befalls_its_subject(story, fact):
            continue
        agents = _cleft(story, fact) or [(party(story, a, x), x) for x in fact.claim.fillers(Role.AGENT)]
        goals = [(party(story, a, x), x) for role in _GOALS for x in fact.claim.fillers(role)]
        goals += [(party(story, a, x), x) for x in fact.claim.fillers(Role.OTHER) if x.preposition in _TOWARDS]
        goals += [(party(story, a, x), x) for x in against(story, fact)]
        if any(x.lemma.lower() in _ONESELF for _, x in goals):
            continue
        received = [(party(story, a, x), x) for x in fact.claim.arguments if x.preposition == "from"]
        if received and fact.claim.predicate.split(" ")[0] in _RECEIVING:
            agents, goals = received, agents
        if goals and not any(party for party, _ in agents):
            agents = [(party(story, a, x), x) for x in _before(fact)]
        for agent, who in agents:
            for goal, whom in goals:
                if agent and not agent & goal:
                    names = name(story, a, who), name(story, a, whom)
                    yield Act(fact, agent, goal, *names, about(story, fact), _somebody(whom))


def _somebody(whom: Argument) -> bool:
    """Whether a phrase without a name may mean a party: a pronoun, or a noun for persons or bodies."""
    lemma = whom.lemma.lower()
    return lemma in _PRONOUNS or bool(classes(lemma, "n") & {"noun.person", "noun.group"})


def against(story: Story, fact: Fact) -> Iterator[Argument]:
    """Whom what is filed, made or laid is directed against ("filed a complaint against the judge")."""
    parse = story.articles[fact.article].parse
    for x in fact.claim.fillers(Role.PATIENT):
        for c in parse.children[x.head]:
            if parse.tokens[c].lemma.lower() == "against":
                for p in parse.children[c]:
                    t = parse.tokens[p]
                    yield Argument(
                        Role.OTHER, t.start, t.end, p, t.lemma, mention_at(story, fact.article, p), "against"
                    )


def _cleft(story: Story, fact: Fact) -> list[tuple[frozenset[str], Argument]]:
    """The agent of "It was X who did": parsers hang "who" on the nearest noun."""
    parse = story.articles[fact.article].parse
    head = cleft(parse, story.sentence(fact)) if fact.claim.kind is ClauseKind.RELATIVE else None
    if head is None:
        return []
    token = parse.tokens[head]
    found = Argument(Role.AGENT, token.start, token.end, head, token.lemma, mention_at(story, fact.article, head))
    return [(party(story, fact.article, found), found)]


def mention_at(story: Story, a: int, token: int) -> int | None:
    """The mention of an article whose head is a token."""
    return story.mention_at(a, token)


def _first_person(story: Story, fact: Fact) -> bool:
    """Whether somebody speaks of himself ("what he accuses me of"): speech, whose "he" is not the story's."""
    return any(t.text.lower() in weighty("first-person") for t in story.tokens(fact))


def _befalls_its_subject(story: Story, fact: Fact) -> bool:
    """Whether the verb is a bare participle behind what the parser took for its subject ("found himself stripped")."""
    parse, verb = story.articles[fact.article].parse, fact.claim.predicate_token
    if verb is None or parse.tokens[verb].tag != "VBN":
        return False
    bare = not any(parse.tokens[c].dep in ("aux", "auxpass") for c in parse.children[verb])
    return bare and any(x.head < verb for x in fact.claim.fillers(Role.AGENT))


def _before(fact: Fact) -> list[Argument]:
    """Where the parser found no subject: the last phrase before the verb, which it took for something else."""
    verb = fact.claim.predicate_token
    others = [x for x in fact.claim.fillers(Role.OTHER) if verb is not None and x.head < verb]
    return others[-1:] if not fact.claim.fillers(Role.AGENT) else []


def party(story: Story, a: int, argument: Argument) -> frozenset[str]:
    """The roots of the names of whoever fills a role, through pronouns and offices."""
    entity = story.collation.entity(a, argument.mention)
    if entity is not None and entity.names:
        return frozenset(root(name.split()[-1]) for name in entity.names)
    parse = story.articles[a].parse
    beside = [c for c in parse.children[argument.head] if parse.tokens[c].dep in ("appos", "compound")]
    named = [
        parse.tokens[i]
        for i in (argument.head, *beside)
        if parse.tokens[i].pos == "PROPN" and not parse.tokens[i].text.islower()
    ]
    return frozenset(root(t.text) for t in named[:1]) if named else qualified(parse, argument.head)


def name(story: Story, a: int, argument: Argument) -> str:
    """What whoever fills a role is called."""
    entity = story.collation.entity(a, argument.mention)
    return entity.name if entity is not None else story.articles[a].text_of(argument)


def about(story: Story, fact: Fact) -> Phrase:
    """The words from the verb on: what was done, and the clauses that hang on it."""
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    if verb is None:
        return phrase(story, fact.article, fact.claim.tokens)
    return phrase(story, fact.article, {*fact.claim.tokens, *parse.subtree(verb)})


def one_act(x: Fact, y: Fact) -> bool:
    """Whether two verbs name one act, or acts of one class."""
    one, two = _verbs(x), _verbs(y)
    if any(kinship(p, q, "VERB", "VERB") >= 0.54 and min(weight_of(p), weight_of(q)) > 0.1 for p in one for q in two):
        return True
    return any(one & signals(name) and two & signals(name) for name in _CLASSES)


def _verbs(fact: Fact) -> frozenset[str]:
    """The verb, with its particle and, for a light one, what completes it ("hold ... responsible")."""
    predicate = fact.claim.predicate
    found = {predicate, predicate.split(" ")[0]}
    if weight_of(predicate.split(" ")[0]) <= 0.3:
        found.update(w.lemma for w in fact.words if w.pos in ("ADJ", "NOUN"))
    return frozenset(found)


def _swapped(story: Story, x: Act, y: Act, acts: tuple[list[Act], list[Act]]) -> Iterator[Discrepancy]:
    common = likeness(x.about, y.about, name_worth=0.0)
    alike = one_act(x.fact, y.fact)
    if not alike and not any(weight_of(f.claim.predicate.split(" ")[0]) <= _LIGHT for f in (x.fact, y.fact)):
        return  # "criticised", "invited": two acts between the same two
    answers = alike and counterpart(story, x.fact, y.fact) >= _ANSWERING
    if not answers and (common.worth < (_SHARED if alike else _SHARED_ALONE) or not common.words):
        return
    if _told(x, acts[1]) or _told(y, acts[0]):
        return
    reason = swapped(story, x.fact, (x.agent_name, x.goal_name), y.fact, (y.agent_name, y.goal_name))
    left = reading(x.fact, f"{x.agent_name} to {x.goal_name}", 1)
    right = reading(y.fact, f"{y.agent_name} to {y.goal_name}", 2)
    yield differ(DiscrepancyKind.ROLE, reason, left, right, 0.9 if alike else 0.75)


def _told(act: Act, others: list[Act]) -> bool:
    """Whether the other report tells the act this way round, too: then it went both ways."""
    return any(
        act.agent & other.agent
        and act.goal & other.goal
        and likeness(act.about, other.about, name_worth=0.0).worth >= _SHARED
        for other in others
    )


def _bindings(story: Story, a: int) -> Iterator[Bound]:
    """Offices with the party they belong to, by possessive, adjective, or "of", "in"."""
    parse = story.articles[a].parse
    for fact in story.facts[a]:
        for i in fact.claim.tokens:
            token = parse.tokens[i]
            common = token.pos == "NOUN" or (token.pos == "PROPN" and token.text.islower())
            if not common or weight_of(token.lemma.lower()) < _OFFICE:
                continue
            for party in _parties(story, a, i):
                yield Bound(fact, token.lemma.lower(), party, token.text)


def _parties(story: Story, a: int, noun: int) -> Iterator[str]:
    parse = story.articles[a].parse
    for c in parse.children[noun]:
        token = parse.tokens[c]
        if token.dep in _BINDING and token.pos in ("PROPN", "ADJ") and token.text[:1].isupper():
            yield root(token.text)
        elif token.dep == "prep" and token.lemma.lower() in ("of", "in", "from"):
            for below in parse.children[c]:
                if parse.tokens[below].dep == "pobj" and parse.tokens[below].pos == "PROPN":
                    yield root(parse.tokens[below].text)
    # Parsers hang "of" and "from" on the verb now and then; standing right behind the noun they belong to it.
    behind = parse.tokens[noun + 1 : noun + 3]
    if len(behind) == 2 and behind[0].lemma.lower() in ("of", "from") and behind[1].pos == "PROPN":
        yield root(behind[1].text)


def _crossed(story: Story, left: list[Bound], right: list[Bound]) -> Iterator[Discrepancy]:
    """Two offices in one clause, bound to two parties here and the other way round there."""
    held = _holders(left), _holders(right)
    for x, y in _couples(left):
        for p, q in _couples(right):
            if (x.noun, y.noun) != (p.noun, q.noun) or (x.party, y.party) != (q.party, p.party):
                continue
            if any(len(h[n]) > 1 for h in held for n in (x.noun, y.noun)):
                continue
            a, b = outlet(story, x.fact.article), outlet(story, p.fact.article)
            reason = f"{x.text} and {y.text} belong to the two parties the other way round in {a} and {b}."
            one, two = reading(x.fact, f"{x.noun} of {x.party}", 1), reading(p.fact, f"{p.noun} of {p.party}", 2)
            yield differ(DiscrepancyKind.ROLE, reason, one, two, 0.9)


def _couples(bound: list[Bound]) -> list[tuple[Bound, Bound]]:
    """Two offices of two parties in one clause, in the order of their nouns."""
    return [(x, y) for x in bound for y in bound if x.fact.ref == y.fact.ref and x.noun < y.noun and x.party != y.party]


def _holders(bound: list[Bound]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in bound:
        found.setdefault(each.noun, set()).add(each.party)
    return found

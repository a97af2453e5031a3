"""Person: one office or act, given to two persons.

Evidence: each report names a person the other never names, in the same place of a like clause: the one who did it ("noticed the
empty case", "discovered the loss"), or the one to whom the same party did it ("named A as his successor", "gave B the job").
Reports mark it: "it was A who", "came from B", a person brought in by name and trade for this alone. Traps: speakers (every
report has its own), several persons doing one thing side by side, two names of one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import Phrase, likeness, phrase, root
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.role import mention_at
from variorum.compare.syntax import below, cleft
from variorum.lexicon.signals import signals
from variorum.model import Argument, Certainty, ClauseKind, DiscrepancyKind, EntityType, MentionForm, Role
from variorum.values.comparison import Relation
from variorum.values.name import compare_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy

_ENOUGH = 0.6
_ACT = 0.45
_MARKED = 0.2
_BROUGHT_IN = 0.1
_GOALS = (Role.PATIENT, Role.RECIPIENT, Role.OTHER)


class Cast(NamedTuple):
    """A person in a part: agent or goal of a fact, with the act's words, and how the report marks it."""

    fact: Fact
    agent: bool
    name: str
    entity: int
    acts: tuple[tuple[str, str], ...]
    about: Phrase
    others: frozenset[int]
    marked: float
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Parts given to two persons."""
    cast = [[c for c in _cast(story, a)] for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        here = [c for c in cast[a] if not _named_in(story, b, c.entity)]
        there = [c for c in cast[b] if not _named_in(story, a, c.entity)]
        for x in here:
            for y in there:
                sure = _conflict(story, x, y)
                if sure >= _ENOUGH:
                    yield _discrepancy(story, x, y, sure)


def _discrepancy(story: Story, x: Cast, y: Cast, sure: float) -> Discrepancy:
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"In {a} it is {x.name}, in {b} {y.name}; neither report names the other person."
    one, other = reading(x.fact, x.name, 1, (x.start, x.end)), reading(y.fact, y.name, 2, (y.start, y.end))
    return differ(DiscrepancyKind.PERSON, reason, one, other, min(0.9, 0.4 + 0.4 * sure))


def _named_in(story: Story, article: int, entity: int) -> bool:
    """Whether an article names the person, by any part of the name that is no common word."""
    if entity in story.present[article]:
        return True
    return any(name.split()[-1].lower() in story.lemmas[article] for name in story.collation.entities[entity].names)


def _cast(story: Story, a: int) -> Iterator[Cast]:
    for fact in story.facts[a]:
        if fact.quoted or fact.claim.certainty in (Certainty.POSSIBLE, Certainty.CONDITIONAL):
            continue
        if fact.claim.predicate.split(" ")[0] in signals("saying"):
            continue
        front = _cleft(story, fact)
        for argument in (front,) if front else fact.claim.arguments:
            found = _person(story, a, argument)
            agent = bool(front) or argument.role is Role.AGENT or argument.preposition in ("by", "from")
            if found is None or not (agent or argument.role in _GOALS):
                continue
            yield _part(story, fact, argument, found, agent=agent, front=bool(front))


def _person(story: Story, a: int, argument: Argument) -> int | None:
    """The entity of a person who is named in full here, through an apposition if need be ("hut warden Jo Pirk")."""
    article = story.articles[a]
    heads = (argument.head, *below(article.parse, argument.head))
    for head in heads:
        mention = mention_at(story, a, head)
        entity = story.collation.entity(a, mention)
        if entity is None or mention is None or article.mentions[mention].form is MentionForm.PRONOUN:
            continue
        full = any(len(n.split()) > 1 for n in entity.names)
        if full and entity.type in (EntityType.PERSON, EntityType.OTHER):
            return story.collation.entities.index(entity)
    return None


def _cleft(story: Story, fact: Fact) -> Argument | None:
    parse = story.articles[fact.article].parse
    head = cleft(parse, story.sentence(fact)) if fact.claim.kind is ClauseKind.RELATIVE else None
    if head is None:
        return None
    token = parse.tokens[head]
    return Argument(Role.AGENT, token.start, token.end, head, token.lemma, mention_at(story, fact.article, head))


def _part(story: Story, fact: Fact, argument: Argument, entity: int, *, agent: bool, front: bool) -> Cast:
    parse = story.articles[fact.article].parse
    own = set(parse.subtree(argument.head))
    rest = [t for t in fact.claim.tokens if t not in own]
    about = phrase(story, fact.article, rest)
    marked = _MARKED * (front or argument.preposition in ("by", "from"))
    marked += _BROUGHT_IN * (len(story.collation.entities[entity].mentions) <= 2)
    name = story.collation.entities[entity].name
    others = fact.entities - {entity}
    return Cast(
        fact, agent, name, entity, _acts(story, fact, about), about, others, marked, argument.start, argument.end
    )


def _acts(story: Story, fact: Fact, about: Phrase) -> tuple[tuple[str, str], ...]:
    """The words for what was done: the verb, or for a light one the nouns beside it ("the find was made by")."""
    verb = fact.claim.predicate.split(" ")[0]
    if weight_of(verb) > 0.1:
        return ((verb, "VERB"),)
    return tuple((w.lemma, w.pos) for w in about.words if w.pos == "NOUN")


def _conflict(story: Story, x: Cast, y: Cast) -> float:
    if x.agent != y.agent or not _may_differ(story, x, y):
        return 0.0
    act = max((kinship(p, q, s, t) for p, s in x.acts for q, t in y.acts), default=0.0)
    used = {w for cast in (x, y) for w, _ in cast.acts}
    rest = likeness(_without(x.about, used), _without(y.about, used), name_worth=0.25)
    if not x.agent and not x.others & y.others:
        return 0.0
    if act < 0.6 and (rest.worth < _ACT or x.agent):
        return 0.0
    common = 0.25 * len(x.others & y.others)
    return (
        _ACT * act + min(rest.worth, 0.6) + min(common, 0.25) + (x.marked + y.marked) / 2 * (act >= 0.6 or not x.agent)
    )


def _without(a: Phrase, words: set[str]) -> Phrase:
    return a._replace(words=tuple(w for w in a.words if w.lemma not in words))


def _may_differ(story: Story, x: Cast, y: Cast) -> bool:
    """Whether the two are surely two persons."""
    one, two = story.collation.entities[x.entity], story.collation.entities[y.entity]
    if one is two:
        return False
    return all(compare_names(p, q).relation is Relation.DIFFERENT for p in one.names for q in two.names) and not (
        {root(n.split()[-1]) for n in one.names} & {root(n.split()[-1]) for n in two.names}
    )

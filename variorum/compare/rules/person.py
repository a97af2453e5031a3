"""Person: one office or act, given to two persons.

Evidence: each report names a person the other never names, in the same place of a like clause: the one who did it
("noticed the empty case", "discovered the loss"), or the one to whom the same party did it ("named A as his
successor", "gave B the job"). Reports mark it: "it was A who", "came from B", a person brought in by name and trade
for this alone. Traps: speakers (every report has its own), several persons doing one thing side by side, two names of
one person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import Phrase, likeness, phrase, root
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.role import mention_at
from variorum.compare.syntax import child, cleft, finite
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes, known
from variorum.model import Argument, Certainty, ClauseKind, DiscrepancyKind, EntityType, MentionForm, Ref, Role
from variorum.values.comparison import Relation
from variorum.values.name import compare_names
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Annotated, Discrepancy, Entity, Parse, Reading

_ENOUGH = 0.5
_LIGHT = 0.1
_LEADING = frozenset({"lead", "head", "run", "hold"})
_ACT = 0.45
# Counterparts as near as this tell of one part, given to whom it may be.
_ANSWERING = 0.55
_SHARED = 0.3
_FRONT = frozenset({"ahead", "charge", "front"})
_HEADING = frozenset({"head", "leader", "chief", "chair"})
# Verbs of speech that with an object say what somebody came upon.
_NOTICING = frozenset({"report", "see", "notice"})
# Who gets it, by a verb of getting and by one of giving.
_GETTING = frozenset({"receive", "win", "get", "take", "collect", "claim", "earn", "land", "inherit"})
_GOING_TO = frozenset({"go", "award", "give", "hand", "present", "fall", "grant", "assign", "pass"})
_MARKED = 0.2
_BROUGHT_IN = 0.1
# Who "also" did it did it beside others.
_BESIDES = frozenset({"also", "too", "tribute", "another", "other", "both"})
_BESIDE = frozenset({"appos", "compound", "dobj", "nmod", "conj"})
_PARTS = frozenset({"", "by", "from", "to"})
# So many characters before a name are looked at for a comma.
_SPACE = 100
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
    parties: frozenset[str]
    marked: float
    start: int
    end: int
    sure: bool
    by_name: bool


def find(story: Story) -> Iterator[Discrepancy]:
    """Parts given to two persons."""
    cast = [list(_cast(story, a)) for a in range(len(story.articles))]
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
    one, other = _reading(x, 1), _reading(y, 2)
    return differ(DiscrepancyKind.PERSON, reason, one, other, min(0.9, 0.4 + 0.4 * sure))


def _reading(cast: Cast, side: int) -> Reading:
    """The clause, from the person on where "it was" puts the person in front of it."""
    found = reading(cast.fact, cast.name, side, (cast.start, cast.end))
    return replace(found, start=min(found.start, cast.start))


def _named_in(story: Story, article: int, entity: int) -> bool:
    """Whether an article names the person, by any part of the name that is no common word."""
    if entity in story.present[article]:
        return True
    return any(name.split()[-1].lower() in story.lemmas[article] for name in story.collation.entities[entity].names)


def _cast(story: Story, a: int) -> Iterator[Cast]:
    for fact in story.facts[a]:
        if fact.quoted or fact.claim.certainty in (Certainty.POSSIBLE, Certainty.CONDITIONAL):
            continue
        yield from _doers(story, fact)
        verb = fact.claim.predicate_token
        if _spoken(story, fact) or verb is None or any(t.lemma.lower() in _BESIDES for t in story.tokens(fact)):
            continue
        if not finite(story.articles[a].parse, verb):
            continue
        front = _cleft(story, fact)
        for argument in (front,) if front else fact.claim.arguments:
            found = _person(story, a, argument)
            agent = bool(front) or argument.role is Role.AGENT or argument.preposition in ("by", "from")
            if found is None or not (agent or argument.role in _GOALS) or argument.preposition not in _PARTS:
                continue
            yield _part(story, fact, argument, found, agent=agent, front=bool(front))


def _spoken(story: Story, fact: Fact) -> bool:
    """Whether the verb is one of speech or of being, which every report has of its own people."""
    first = fact.claim.predicate.split(" ")[0]
    found = {fact.claim.predicate, first} & signals("saying")
    noticing = first in _NOTICING and bool(fact.claim.fillers(Role.PATIENT))
    return bool(found) and not noticing and not _in_front(story, fact)


def _in_front(story: Story, fact: Fact) -> bool:
    """ "X is ahead in the race", "X is in charge of the game"."""
    words = {t.lemma.lower() for t in story.tokens(fact)}
    return fact.claim.predicate.split(" ")[0] == "be" and bool(words & _FRONT)


def _doers(story: Story, fact: Fact) -> Iterator[Cast]:
    """ "The leader of the rescue was X", "X was the first to report it": who does it, by a noun for the doer."""
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    if verb is not None and parse.tokens[verb].dep == "attr":
        verb = parse.tokens[verb].head
    if verb is None or parse.tokens[verb].lemma != "be" or not finite(parse, verb):
        return
    ends = child(parse, verb, "nsubj"), child(parse, verb, "attr")
    for doer, who in (ends, ends[::-1]):
        if doer is None or who is None:
            continue
        token = parse.tokens[who]
        argument = Argument(Role.AGENT, token.start, token.end, who, token.lemma)
        acts, found = _done_by(parse, doer), _person(story, fact.article, argument)
        if acts and found is not None:
            made = _part(story, fact, argument, found, agent=True, front=True)
            yield made._replace(acts=acts, about=phrase(story, fact.article, parse.subtree(doer)))
            return


def _done_by(parse: Parse, doer: int) -> tuple[tuple[str, str], ...]:
    """What a doer does: the verb behind "the first to", "the one who", or the noun itself ("finder", "leader")."""
    token = parse.tokens[doer]
    clause = child(parse, doer, "relcl", "acl")
    definite = any(parse.tokens[c].text.lower() in ("the", "its", "their") for c in parse.children[doer])
    if not definite:
        return ()
    if clause is not None and (token.pos != "NOUN" or token.lemma in ("person", "man", "woman", "one")):
        return ((parse.tokens[clause].lemma.lower(), "VERB"),)
    lemma = token.lemma.lower()
    heavy = weight_of(lemma) > _LIGHT or lemma in _HEADING
    does = token.pos == "NOUN" and "noun.person" in classes(lemma, "n") and heavy
    return ((lemma, "NOUN"),) if does else ()


def _person(story: Story, a: int, argument: Argument) -> int | None:
    """The entity of a person who is named in full here, through an apposition if need be ("hut warden Jo Pirk")."""
    article = story.articles[a]
    beside = [c for c in article.parse.children[argument.head] if article.parse.tokens[c].dep in _BESIDE]
    heads = (argument.head, *beside, *(d for c in beside for d in article.parse.children[c]))
    for head in heads:
        mention = mention_at(story, a, head)
        entity = story.collation.entity(a, mention)
        if entity is None or mention is None or article.mentions[mention].form is MentionForm.PRONOUN:
            continue
        full = any(len(n.split()) > 1 for n in entity.names)
        person = entity.type is EntityType.PERSON or _is_person(article.parse, mention_head(article, mention))
        if full and (person or may_be_person(entity)):
            return story.collation.entity_of[Ref(a, mention)]
    return _set_off(story, a, argument)


def _set_off(story: Story, a: int, argument: Argument) -> int | None:
    """The only person named in full inside a phrase, behind a comma ("by a guest from Lyon, Claire Duval")."""
    article = story.articles[a]
    if article.parse.tokens[argument.head].pos != "NOUN":
        return None
    inside = story.mentions_within(a, argument.start, argument.end)
    persons = [m for m in inside if m.type is EntityType.PERSON and m.form is MentionForm.NAME and " " in m.name]
    if len(persons) != 1 or not _before(article, persons[0].start).endswith(","):
        return None
    return story.collation.entity_of.get(Ref(a, article.mentions.index(persons[0])))


def _before(article: Annotated, place: int) -> str:
    """Some characters before a place, without the space between."""
    return article.article.text[max(0, place - _SPACE) : place].rstrip()


def may_be_person(entity: Entity) -> bool:
    """Two words, not both of them common ones: models take rare names of persons for those of bodies."""
    unsure = entity.type in (EntityType.ORGANISATION, EntityType.OTHER, EntityType.PLACE)
    if any(naming(n) for n in entity.names):
        return False
    return unsure and all(len(n.split()) == 2 and not all(map(known, n.split())) for n in entity.names)


def mention_head(article: Annotated, mention: int) -> int:
    """The head token of a mention."""
    return article.mentions[mention].head


def _is_person(parse: Parse, head: int) -> bool:
    """Whether a noun for a person stands beside a name ("curator Ana Lind", "the curator, Ana Lind")."""
    token = parse.tokens[head]
    beside = [parse.tokens[c] for c in parse.children[head]]
    if token.dep in ("appos", "compound", "nmod"):
        beside.append(parse.tokens[token.head])
    first = token.i
    while first > 0 and parse.tokens[first - 1].pos == "PROPN" and parse.tokens[first - 1].sentence == token.sentence:
        first -= 1
    beside.extend(parse.tokens[max(0, first - 1) : first])
    return any(
        t.pos in ("NOUN", "PROPN")
        and "noun.person" in classes(t.lemma.lower(), "n")
        and t.lemma.lower() != token.lemma.lower()
        for t in beside
        if t.text.islower() or t.i == parse.sentences[t.sentence].first
    )


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
    verb = fact.claim.predicate_token
    behind = argument.role is Role.AGENT and verb is not None and argument.head > verb
    source = behind or argument.preposition in ("by", "from")
    marked = _MARKED * (front or source)
    named = [
        m for m in story.collation.entities[entity].mentions if story.collation.mention(m).form is MentionForm.NAME
    ]
    marked += _BROUGHT_IN * (len(named) <= 2)
    name = story.collation.entities[entity].name
    others = fact.entities - {entity}
    sure = story.collation.entities[entity].type is EntityType.PERSON
    parties = frozenset(root(n.split()[-1]) for e in others for n in story.collation.entities[e].names if _is_named(n))
    acts = (("lead", "VERB"),) if _in_front(story, fact) else _acts(fact, about, marked=source)
    within = story.mentions_within(fact.article, argument.start, argument.end)
    by_name = any(m.form is MentionForm.NAME for m in within)
    place = argument.start, argument.end
    return Cast(fact, agent, name, entity, acts, about, others, parties, marked, *place, sure, by_name)


def _is_named(name: str) -> bool:
    return name.split()[-1][:1].isupper()


def _acts(fact: Fact, about: Phrase, *, marked: bool) -> tuple[tuple[str, str], ...]:
    """The words for what was done: the verb, or for a light one the nouns beside it ("the find was made by")."""
    verb = fact.claim.predicate.split(" ")[0]
    things = tuple((w.lemma, w.pos) for w in about.words if w.pos == "NOUN")
    if weight_of(verb) <= _LIGHT:
        return (*things, *(((verb, "VERB"),) if verb in _LEADING and things else ()))
    # What was made has its maker, by whatever verb ("drew the plans", "the plans come from").
    return ((verb, "VERB"), *(things if marked and "verb.creation" in classes(verb, "v") else ()))


def _conflict(story: Story, x: Cast, y: Cast) -> float:
    # Who "the judge" is in either report rests on a guess each.
    if not (x.sure or y.sure) or not (x.by_name or y.by_name) or not _may_differ(story, x, y):
        return 0.0
    answers = counterpart(story, x.fact, y.fact)
    if answers >= _ANSWERING and x.sure and y.sure and (x.agent == y.agent or _handed(x, y) or _handed(y, x)):
        shared = likeness(x.about, y.about, name_worth=0.25).worth
        if shared >= _SHARED and not (x.marked + y.marked < _MARKED and x.agent):
            return min(1.0, 0.3 + 0.5 * answers + 0.3 * min(shared, 1.0))
    if x.agent != y.agent:
        return 0.0
    act = max((kinship(p, q, s, t) for p, s in x.acts for q, t in y.acts), default=0.0)
    used = {w for cast in (x, y) for w, _ in cast.acts}
    rest = likeness(_without(x.about, used), _without(y.about, used), name_worth=0.25)
    if rest.worth < _MARKED and all(_tells_more(c, used) for c in (x, y)) and not x.parties & y.parties:
        return 0.0
    if not x.agent and not x.parties & y.parties and not _one_agent(story, x.fact, y.fact):
        return 0.0
    if act < 0.6 and (rest.worth < _ACT or x.agent):
        return 0.0
    common = 0.25 * len(x.parties & y.parties)
    return (
        _ACT * act + min(rest.worth, 0.6) + min(common, 0.25) + (x.marked + y.marked) / 2 * (act >= 0.6 or not x.agent)
    )


def _handed(x: Cast, y: Cast) -> bool:
    """Whether the one gets what goes to the other ("X won the prize", "the prize went to Y")."""
    verbs = [c.fact.claim.predicate.split(" ")[0] for c in (x, y)]
    return x.agent and not y.agent and verbs[0] in _GETTING and verbs[1] in _GOING_TO


def _tells_more(cast: Cast, used: set[str]) -> bool:
    """Whether a doer has an object ("leader of the choir"): objects that share nothing make two deeds."""
    nouns = [w for w in cast.about.words if w.pos == "NOUN" and w.lemma not in used and w.weight >= _MARKED]
    return bool(nouns) and any(p == "NOUN" or a in _LEADING for a, p in cast.acts)


def _one_agent(story: Story, a: Fact, b: Fact) -> bool:
    """Whether the same kind of body acts in both, by whatever noun ("the board of trustees", "the trustees")."""
    one, other = (
        {
            t.lemma.lower()
            for x in f.claim.fillers(Role.AGENT)
            for t in story.articles[f.article].parse.tokens
            if x.start <= t.start < x.end and t.pos == "NOUN"
        }
        for f in (a, b)
    )
    return any(
        kinship(p, q, "NOUN", "NOUN") >= 0.7 and min(weight_of(p), weight_of(q)) > 0.2 for p in one for q in other
    )


def _without(a: Phrase, words: set[str]) -> Phrase:
    return a._replace(words=tuple(w for w in a.words if w.lemma not in words))


def _may_differ(story: Story, x: Cast, y: Cast) -> bool:
    """Whether the two are surely two persons."""
    one, two = story.collation.entities[x.entity], story.collation.entities[y.entity]
    named = [{e for e in c.others if story.collation.entities[e].type is EntityType.PERSON} for c in (x, y)]
    if one is two or (x.agent and named[0] and named[1] and not named[0] & named[1]):
        return False
    return all(compare_names(p, q).relation is Relation.DIFFERENT for p in one.names for q in two.names) and not (
        {root(n.split()[-1]) for n in one.names} & {root(n.split()[-1]) for n in two.names}
    )

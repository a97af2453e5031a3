"""Acts: what the claims of two reports tell of somebody doing or of something happening, and whether it is one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.compare.denials import negators
from variorum.compare.phrases import phrase, root, sentence_phrase, size
from variorum.lexicon.signals import signals
from variorum.model import Certainty, Ref, Role
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, compare_times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Argument, Parse, TimeExpression

SOLID = (Certainty.CERTAIN, Certainty.PLANNED)
# Verbs that say as little as this are told apart by their objects.
LIGHT = 0.1
_SAME_ACT = 0.6
_HAPPENS = frozenset({"take place", "occur", "happen", "hold", "schedule", "slate", "plan", "set", "due", "begin"})
_HAVING = frozenset({"post", "record", "suffer", "book"})


class Act(NamedTuple):
    """A fact with the word that names its act: the verb, or a noun in it ("reported a loss")."""

    fact: Fact
    token: int
    lemma: str
    denied: bool


def act_of(story: Story, fact: Fact) -> Act | None:
    """What a fact says is done: its verb, unless that is a mere "is"."""
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    if verb is None or parse.tokens[verb].pos not in ("VERB", "AUX") or parse.tokens[verb].lemma == "be":
        return None
    return Act(fact, verb, fact.claim.predicate.lower(), _denied(parse, fact, verb))


def _denied(parse: Parse, fact: Fact, verb: int) -> bool:
    """Whether an odd number of negations and verbs that undo ("refused to") reaches the verb."""
    count = len(negators(parse, fact))
    head = parse.tokens[parse.tokens[verb].head]
    if parse.tokens[verb].dep in ("xcomp", "ccomp", "pcomp") and head.i != verb:
        count += head.lemma.lower() in signals("undone")
    return count % 2 == 1


def acts(story: Story, article: int) -> Iterator[Act]:
    """The acts of a report: its verbs, and the nouns that are what somebody did or had ("reported a loss")."""
    parse = story.articles[article].parse
    for fact in story.facts[article]:
        act = act_of(story, fact)
        if act is None:
            continue
        yield act
        if weight_of(act.lemma.split(" ")[0]) <= LIGHT or act.lemma in _HAVING:
            for x in fact.claim.fillers(Role.PATIENT):
                yield Act(fact, x.head, parse.tokens[x.head].lemma.lower(), act.denied)


def one_act(a: str, b: str) -> bool:
    """Whether two lemmas name one act."""
    if kinship(a, b, "VERB", "VERB") >= _SAME_ACT:
        return True
    one, other = a.split(" ")[0], b.split(" ")[0]
    return a.count(" ") == b.count(" ") and kinship(one, other, "VERB", "VERB") >= _SAME_ACT


def same_parties(story: Story, act: Act, told: Act, *, but: Role | None = None, loosely: bool = False) -> bool:
    """Whether nobody else acts or is acted upon, and (but `loosely`) one of them is surely the same."""
    sure = False
    for role in (Role.AGENT, Role.PATIENT):
        if role is but:
            continue
        mine, theirs = act.fact.claim.fillers(role), told.fact.claim.fillers(role)
        if any(x.head == told.token for x in theirs):
            continue
        found = [same(story, act.fact, x, told.fact, y) for x in mine for y in theirs]
        if found and not any(f is not False for f in found):
            return False
        sure = sure or any(found)
    return sure or loosely


def same(story: Story, a: Fact, x: Argument, b: Fact, y: Argument) -> bool | None:
    """Whether two phrases mean the same; None where that is not known."""
    one, other = _entity(story, a, x), _entity(story, b, y)
    left, right = (names_in(story, f.article, z) for f, z in ((a, x), (b, y)))
    heads = [story.articles[f.article].parse.tokens[z.head] for f, z in ((a, x), (b, y))]
    if left and right and not left & right and all(t.pos == "NOUN" for t in heads):
        return False  # "the Orlani government", "the government of Borria"
    if (one is not None and one == other) or left & right:
        return True
    if left and right:
        kin = one is not None and other in story.collation.entities[one].kin
        return None if kin else False
    if any(t.pos == "PRON" for t in heads):
        return None
    near = kinship(heads[0].lemma.lower(), heads[1].lemma.lower(), heads[0].pos, heads[1].pos)
    return True if near >= _SAME_ACT else None


def _entity(story: Story, fact: Fact, argument: Argument) -> int | None:
    return None if argument.mention is None else story.collation.entity_of.get(Ref(fact.article, argument.mention))


def names_in(story: Story, article: int, argument: Argument) -> frozenset[str]:
    """The roots of the names in a phrase's own words, or of its apposed name."""
    parse = story.articles[article].parse
    below = parse.children[argument.head]
    near = [argument.head, *(c for c in below if parse.tokens[c].dep in ("compound", "appos", "flat"))]
    own = frozenset(root(parse.tokens[i].text) for i in near if parse.tokens[i].pos == "PROPN")
    return own or qualified(parse, argument.head)


def qualified(parse: Parse, noun: int) -> frozenset[str]:
    """Whose a thing without a name is ("the Orlani government", "the government of Orla")."""
    below = parse.children[noun]
    near = [
        c
        for c in below
        if parse.tokens[c].dep in ("amod", "poss", "nmod", "compound") and parse.tokens[c].text[0].isupper()
    ]
    ofs = [p for c in below if parse.tokens[c].lemma.lower() == "of" for p in parse.children[c]]
    near += [p for p in ofs if parse.tokens[p].pos == "PROPN"]
    # "A patrol of the Orlani army".
    near += [c for p in ofs for c in parse.children[p] if parse.tokens[c].dep in ("amod", "poss", "compound")]
    inside = [i for n in near for i in (n, *(c for c in parse.children[n] if parse.tokens[c].dep == "compound"))]
    return frozenset(root(parse.tokens[i].text) for i in inside if parse.tokens[i].text[0].isupper())


def covered(story: Story, fact: Fact, told: Fact, skip: Collection[int]) -> float:
    """The share of a fact's words and names that stand about the other one: in its sentence and those beside it."""
    article = story.articles[fact.article]
    tokens = article.parse.tokens
    spans = [(q.start, q.end) for q in (article.quantities[i] for i in fact.claim.quantities)]
    spans += [(t.start, t.end) for t in (article.times[i] for i in fact.claim.times)]
    bare = {i for i in fact.claim.tokens if not any(s <= tokens[i].start < e for s, e in spans)}
    own = phrase(story, fact.article, bare - set(skip))
    count = len(story.articles[told.article].parse.sentences)
    near = [i for i in range(told.claim.sentence - 1, told.claim.sentence + 2) if 0 <= i < count]
    there = [sentence_phrase(story, told.article, i) for i in near]
    names = frozenset(n for p in there for n in p.names)
    words = tuple(w for p in there for w in p.words)
    whole = size(own)
    if not whole:
        return 0.0
    found = sum(w.weight for w in own.words if any(kinship(w.lemma, v.lemma, w.pos, v.pos) >= _SAME_ACT for v in words))
    return (found + 0.5 * len(own.names & names)) / whole


def other_things(story: Story, act: Act, told: Act) -> bool:
    """Whether both acts have objects, and none of them is surely the same ("eats grass", "does not eat hay")."""
    mine, theirs = (x.fact.claim.fillers(Role.PATIENT) for x in (act, told))
    if not mine or not theirs or any(x.head == told.token for x in theirs):
        return False
    return not any(same(story, act.fact, x, told.fact, y) for x in mine for y in theirs)


def same_doer(story: Story, act: Act, told: Act) -> bool:
    """Whether one who surely acts in the one acts in the other."""
    mine, theirs = (x.fact.claim.fillers(Role.AGENT) for x in (act, told))
    return any(same(story, act.fact, x, told.fact, y) for x in mine for y in theirs)


def apart_in_time(story: Story, a: Fact, b: Fact) -> bool:
    """Whether the two are told of different times."""
    relations = {compare_times(x.value, y.value).relation for x in times_of(story, a) for y in times_of(story, b)}
    return Relation.DIFFERENT in relations


def together_in_time(story: Story, a: Fact, b: Fact) -> bool:
    """Whether the two are told of one time."""
    relations = {compare_times(x.value, y.value).relation for x in times_of(story, a) for y in times_of(story, b)}
    return bool(relations & {Relation.SAME, Relation.COMPATIBLE})


def times_of(story: Story, fact: Fact) -> list[TimeExpression]:
    """The points in time that a fact names."""
    found = [story.articles[fact.article].times[t] for t in fact.claim.times]
    return [t for t in found if t.value.kind in (TimeKind.DATE, TimeKind.TIME)]


def events(story: Story, article: int) -> Iterator[Act]:
    """What a report says to happen."""
    return (act for act in (event_of(story, f) for f in story.facts[article]) if act is not None)


def event_of(story: Story, fact: Fact) -> Act | None:
    """What a fact with a verb of happening says to happen: its subject."""
    if fact.claim.predicate.lower() not in _HAPPENS:
        return None
    parse = story.articles[fact.article].parse
    for x in (*fact.claim.fillers(Role.AGENT), *fact.claim.fillers(Role.PATIENT)):
        token = parse.tokens[x.head]
        return Act(fact, x.head, token.lemma.lower(), bool(negators(parse, fact))) if token.pos == "NOUN" else None
    return None


def happening(act: Act) -> bool:
    """Whether the act is what happens ("the vote is slated for ..."), and not what somebody does."""
    return act.token != act.fact.claim.predicate_token


def own_words(act: Act) -> set[int]:
    """The tokens that name the act."""
    verb = act.fact.claim.predicate_token
    # "Take place" and "be due" are two words.
    return {act.token} | (set() if verb is None else {verb, verb + 1})


def alike(act: Act, told: Act) -> bool:
    """Whether two words name one act and both or neither deny it, for certain."""
    if told.fact.claim.certainty not in SOLID or act.denied != told.denied or not one_act(act.lemma, told.lemma):
        return False
    return weight_of(act.lemma.split(" ")[0]) > LIGHT or act.lemma == told.lemma

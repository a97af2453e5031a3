"""Contrary acts: two sentences that answer to each other, and what is done in the one is undone in the other.

Evidence: the sentences are each other's counterparts (see `compare.counterparts`), share a party or a thing, and their
acts are opposites ("the dyke held", "the dyke gave way"; "refused to sell", "agreed to part with"), or one act affirmed
here and denied there. Traps: two parties that act differently, a part and the rest ("others went ahead"), a plan and
what became of it by a later report, opposites told of two times, reports that tell both.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import LIGHT, SOLID, apart_in_time, one_act, same, times_of, together_in_time
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.denials import KNOWING, asked, negators
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import other_parties, published_between
from variorum.compare.syntax import child, waits
from variorum.lexicon.opposites import converse, excluded, in_turn, opposed
from variorum.lexicon.signals import paraphrases, signals
from variorum.lexicon.stems import stem
from variorum.model import Certainty, DiscrepancyKind, Polarity, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.compare.phrases import Phrase
    from variorum.model import Argument, Discrepancy, Parse

# Sentences as near as this tell the same but for one thing.
_ONE = 0.9
# How near counterparts have to be, and what the rest of the clauses has to share.
_NEAR = 0.5
_REST = 0.3
# Counterparts less near have to share more.
_NEAREST = 0.3
_REST_OF_FAR = 0.8
_AROUND = 0.6
# With less in common, and in far counterparts, a party has to be surely the same.
_MUCH = 0.6
_LATER_HOURS = 6.0
# From here on a verb and a noun name one deed ("invited", "the invitation").
_SAME = 0.7
# What the other report tells with such a word, and with so much in common, is the deed itself.
_SURELY = 0.85
_TOLD = 1.0
# Verbs that lend their object a verb's sense: "won the backing", "gave permission".
_LENDING = frozenset({"win", "get", "receive", "gain", "give", "obtain", "grant", "secure", "have", "find", "earn"})
_GIVING = frozenset({"extend", "issue", "make", "file", "lodge", "send", "sign", "hold"})
# Verbs that make what hangs on them come true or be meant.
_DECIDING = frozenset({"decide", "vote", "agree", "resolve", "choose", "manage", "promise", "pledge"})
_SPEAKING = frozenset(
    {"comment", "speak", "say", "talk", "answer", "respond", "elaborate", "discuss", "disclose", "be", "give"}
)
_COMPLETING = frozenset({"ahead", "away", "through", "unpunished", "missing"})
_PARTIAL = frozenset({"other", "another", "some", "most", "rest", "partly", "partially", "initially", "temporarily"})


_Kind = tuple[str, bool]
"""What is done, and whether that is denied."""


class Deed(NamedTuple):
    """A word for what a fact says is done, and whether it is denied."""

    fact: Fact
    lemma: str
    token: int
    denied: bool
    lent: bool

    @property
    def kind(self) -> _Kind:
        """What is done, and whether that is denied."""
        return self.lemma, self.denied


def find(story: Story) -> Iterator[Discrepancy]:
    """Deeds done here and undone there."""
    deeds = [list(_deeds(story, a)) for a in range(len(story.articles))]
    kinds = [frozenset(d.kind for d in each) for each in deeds]
    opposites = _Opposites()
    for a, b in story.pairs_of_articles():
        for x in deeds[a]:
            contrary = opposites.among(x.kind, kinds[b])
            for y in deeds[b] if contrary else ():
                if y.kind in contrary:
                    sure = _conflict(story, x, y)
                    if sure and not _told_too(story, x, deeds[b]) and not _told_too(story, y, deeds[a]):
                        yield _discrepancy(story, x, y, sure)


class _Opposites:
    """Which kinds of deeds exclude each other; every two are asked about once in a story."""

    def __init__(self) -> None:
        self._asked: dict[_Kind, set[_Kind]] = defaultdict(set)
        self._found: dict[_Kind, set[_Kind]] = defaultdict(set)

    def among(self, kind: _Kind, others: frozenset[_Kind]) -> set[_Kind]:
        """Those of some kinds that exclude a kind when both are of the same thing."""
        new = others - self._asked[kind]
        self._asked[kind] |= new
        self._found[kind].update(other for other in new if _contrary(kind, other))
        return self._found[kind] & others


def _discrepancy(story: Story, x: Deed, y: Deed, sure: float) -> Discrepancy:
    texts = [" ".join(story.text(d.fact).split()) for d in (x, y)]
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"{a} has “{texts[0]}”, {b} “{texts[1]}”: the one excludes the other."
    tokens = [story.articles[d.fact.article].parse.tokens[d.token] for d in (x, y)]
    one, other = (
        reading(d.fact, ("not " if d.denied else "") + d.lemma, side, (t.start, t.end))
        for d, side, t in ((x, 1, tokens[0]), (y, 2, tokens[1]))
    )
    return differ(DiscrepancyKind.POLARITY, reason, one, other, min(0.9, 0.5 + 0.3 * sure))


def _deeds(story: Story, a: int) -> Iterator[Deed]:
    parse = story.articles[a].parse
    for fact in story.facts[a] if parse.has_syntax else ():
        verb = fact.claim.predicate_token
        if verb is None or fact.quoted or fact.claim.certainty not in SOLID or asked(story, fact):
            continue
        governing = [verb, parse.tokens[verb].head] if parse.tokens[verb].dep == "xcomp" else [verb]
        if any(waits(parse, v) for v in governing):
            continue
        for lemma, token, extra in _words(parse, fact, verb):
            if _first(lemma) in _SPEAKING:
                continue
            denied = (fact.claim.polarity is Polarity.NEGATED or bool(negators(parse, fact))) != extra
            yield Deed(fact, lemma, token, denied, lent=parse.tokens[token].pos == "NOUN")


def _first(lemma: str) -> str:
    """The verb of a phrase ("go" of "go ahead")."""
    return lemma.split(" ")[0]


def _words(parse: Parse, fact: Fact, verb: int) -> Iterator[tuple[str, int, bool]]:
    """The words for what is done, each with its token and whether its place turns the fact's polarity round."""
    first = fact.claim.predicate.lower().split(" ")[0]
    if first == "be":
        for x in fact.claim.fillers(Role.ATTRIBUTE):
            if x.lemma.lower() not in KNOWING:
                yield x.lemma.lower(), x.head, False
        return
    yield fact.claim.predicate.lower(), verb, False
    yield from ((words, verb, False) for words in _phrasal(parse, fact, verb, first))
    if first in _LENDING | _GIVING:
        for x in fact.claim.fillers(Role.PATIENT):
            yield x.lemma.lower(), x.head, False
    yield from _willing(parse, fact, verb, first)


def _phrasal(parse: Parse, fact: Fact, verb: int, first: str) -> Iterator[str]:
    """A verb with the word that completes it: "go ahead", "take to hospital"."""
    beside = child(parse, verb, "advmod", "prt")
    if beside is not None and parse.tokens[beside].text.lower() in _COMPLETING:
        yield f"{first} {parse.tokens[beside].text.lower()}"
    for x in (*fact.claim.fillers(Role.PATIENT), *fact.claim.fillers(Role.ATTRIBUTE)):
        yield f"{first} {x.lemma.lower()}"
    if first in signals("light"):
        for x in fact.claim.arguments:
            if x.preposition in ("to", "into") and parse.tokens[x.head].pos == "NOUN":
                yield f"{first} to {x.lemma.lower()}"


def _willing(parse: Parse, fact: Fact, verb: int, first: str) -> Iterator[tuple[str, int, bool]]:
    """What somebody refused, agreed or decided to do, and that he did."""
    above = parse.tokens[parse.tokens[verb].head]
    if parse.tokens[verb].dep == "xcomp" and above.pos == "VERB":
        if above.lemma.lower() in signals("undone") and first not in _SPEAKING:
            yield f"{above.lemma.lower()} to", above.i, fact.claim.polarity is Polarity.NEGATED
        elif above.lemma.lower() in _DECIDING:
            yield f"{above.lemma.lower()} to", above.i, False
    inner = child(parse, verb, "xcomp", *(("ccomp",) if first == "let" else ()))
    if first == "let" and inner is not None and parse.tokens[inner].pos == "VERB":
        yield parse.tokens[inner].lemma.lower(), inner, False
    if first not in _DECIDING:
        return
    if inner is not None and parse.tokens[inner].pos == "VERB":
        yield parse.tokens[inner].lemma.lower(), inner, False
    # Small models take "agreed to part with" for a preposition and its noun.
    if inner is not None or any(parse.tokens[c].text.lower() == "to" for c in parse.children[verb]):
        yield f"{first} to", verb, False


def _contrary(x: _Kind, y: _Kind) -> bool:
    """Whether two deeds exclude each other when they are of the same thing."""
    (a, denied), (b, other) = x, y
    heavy = _says_what_is_done(a) and _says_what_is_done(b)
    if excluded(a, b) or (heavy and opposed(a, b)):
        return denied == other and not converse(a, b)
    return denied != other and heavy and _one_deed(a, b)


@lru_cache(maxsize=65536)
def _says_what_is_done(words: str) -> bool:
    return " " in words or weight_of(words) > LIGHT


def _one_deed(a: str, b: str) -> bool:
    if a.count(" ") != b.count(" "):
        return paraphrases(a.split(" ")[0], b.split(" ")[0])
    return one_act(a, b) or kinship(a, b) >= _SAME


def _conflict(story: Story, x: Deed, y: Deed) -> float:
    near = counterpart(story, x.fact, y.fact)
    if near < _NEAREST or apart_in_time(story, x.fact, y.fact) or _overtaken(story, x.fact, y.fact):
        return 0.0
    if _partial(story, x.fact) or _partial(story, y.fact) or _others(story, x, y):
        return 0.0
    rest, own = _rest(story, x, y)
    far = near < _NEAR
    # Of one word and its denial the sentences are enough; of two words each may be of a thing of its own.
    sure = own if x.denied == y.denied else rest
    if (
        rest < (_REST_OF_FAR if far else _REST)
        or ((far or sure < _MUCH) and not _same_party(story, x, y))
        or (_successive(x, y) and not _of_one_moment(story, x, y, near))
    ):
        return 0.0
    return min(1.0, 0.5 * near + 0.5 * rest)


def _same_party(story: Story, x: Deed, y: Deed) -> bool:
    """Whether one who acts, or one it befalls, is surely the same."""
    phrases = [[*d.fact.claim.fillers(Role.AGENT), *d.fact.claim.fillers(Role.PATIENT)] for d in (x, y)]
    return any(
        same(story, x.fact, p, y.fact, q) or _same_words(x.fact, p, y.fact, q) or _of_one_sort(story, x, p, y, q)
        for p in phrases[0]
        for q in phrases[1]
    )


def _of_one_sort(story: Story, x: Deed, p: Argument, y: Deed, q: Argument) -> bool:
    """Whether the one names what the other is the service or the building of ("the trams", "tram service")."""
    (here, mine), (there, theirs) = ((_stem(a), _sorts(story, d, a)) for d, a in ((x, p), (y, q)))
    return here in theirs or there in mine


def _sorts(story: Story, deed: Deed, argument: Argument) -> set[str]:
    parse = story.articles[deed.fact.article].parse
    below = (parse.tokens[c] for c in parse.children[argument.head])
    return {stem(t.lemma.lower()) for t in below if t.dep == "compound"}


def _stem(argument: Argument) -> str:
    return stem(argument.lemma.lower())


def _successive(x: Deed, y: Deed) -> bool:
    """Whether the one may follow upon the other: what is arrested is released, what begins ends."""
    return in_turn(_first(x.lemma), _first(y.lemma))


def _of_one_moment(story: Story, x: Deed, y: Deed, near: float) -> bool:
    """Whether it befalls the same thing by the same hand, in sentences that tell the same, for certain."""
    if times_of(story, x.fact) and times_of(story, y.fact) and not together_in_time(story, x.fact, y.fact):
        return False
    doers = [d.fact.claim.fillers(Role.AGENT) for d in (x, y)]
    if all(doers) and not any(same(story, x.fact, p, y.fact, q) for p in doers[0] for q in doers[1]):
        return False
    (mine, _), (theirs, _) = _undergoing(x.fact), _undergoing(y.fact)
    return near >= _ONE and any(same(story, x.fact, p, y.fact, q) for p in mine for q in theirs)


def _rest(story: Story, x: Deed, y: Deed) -> tuple[float, float]:
    """What the two share besides the deeds, less for what only their sentences share; and what the clauses do."""
    one, other = (phrase(story, d.fact.article, set(d.fact.claim.tokens) - {d.token}) for d in (x, y))
    left, right = (_sentence_without(story, d) for d in (x, y))
    own = likeness(one, other).worth
    return max(own, _AROUND * likeness(left, right).worth), own


def _sentence_without(story: Story, deed: Deed) -> Phrase:
    sentence = story.sentence(deed.fact)
    return phrase(story, deed.fact.article, set(range(sentence.first, sentence.last)) - {deed.token})


def _others(story: Story, x: Deed, y: Deed) -> bool:
    """Whether somebody else does it, or it is done to something else."""
    if other_parties(story, x.fact, y.fact) and other_parties(story, y.fact, x.fact):
        return True
    if x.lent or y.lent:
        return False
    undergone = [_undergoing(d.fact) for d in (x, y)]
    for role in (Role.AGENT, Role.PATIENT):
        if role is Role.AGENT and undergone[0][1] != undergone[1][1]:
            continue
        sides = undergone if role is Role.PATIENT else [(d.fact.claim.fillers(role), True) for d in (x, y)]
        pairs = [(p, q) for p in sides[0][0] for q in sides[1][0]]
        found = [same(story, x.fact, p, y.fact, q) for p, q in pairs]
        if found and all(f is False for f in found):
            return True
        alike = any(_same_words(x.fact, p, y.fact, q) for p, q in pairs)
        objects = undergone[0][1] and undergone[1][1]
        if role is Role.PATIENT and objects and found and not (any(found) or alike):
            return not _pronouns(story, x, y)
    return False


def _same_words(a: Fact, p: Argument, b: Fact, q: Argument) -> bool:
    """Whether two phrases have one head, by whatever part of speech ("the injured")."""
    return a.article != b.article and _stem(p) == _stem(q)


def _undergoing(fact: Fact) -> tuple[tuple[Argument, ...], bool]:
    """Who or what it befalls, and whether that is an object: of "the statue remains" it is the subject."""
    objects = fact.claim.fillers(Role.PATIENT)
    return (objects, True) if objects else (fact.claim.fillers(Role.AGENT), False)


def _pronouns(story: Story, x: Deed, y: Deed) -> bool:
    tokens = [
        story.articles[d.fact.article].parse.tokens[p.head] for d in (x, y) for p in d.fact.claim.fillers(Role.PATIENT)
    ]
    return any(t.pos == "PRON" for t in tokens)


def _partial(story: Story, fact: Fact) -> bool:
    return any(t.lemma.lower() in _PARTIAL for t in story.tokens(fact))


def _overtaken(story: Story, x: Fact, y: Fact) -> bool:
    """Whether the earlier report tells a plan, or what had "not yet" happened, and the later one what became of it."""
    hours = published_between(story, x.article, y.article)
    if hours is None:
        return Certainty.PLANNED in (x.claim.certainty, y.claim.certainty)
    earlier, later = (x, y) if hours >= 0 else (y, x)
    open_then = earlier.claim.certainty is Certainty.PLANNED and later.claim.certainty is Certainty.CERTAIN
    not_yet = any(t.lemma.lower() in ("yet", "still") for t in story.tokens(earlier))
    return abs(hours) >= _LATER_HOURS and (open_then or not_yet)


def _told_too(story: Story, x: Deed, others: list[Deed]) -> bool:
    """Whether the other report tells the very deed, too: then its contrary one is of something else."""
    own = phrase(story, x.fact.article, x.fact.claim.tokens)
    return any(
        x.denied == y.denied
        and kinship(x.lemma, y.lemma, "VERB", "VERB") >= _SURELY
        and likeness(own, phrase(story, y.fact.article, y.fact.claim.tokens)).worth >= _TOLD
        for y in others
    )

"""What an article gives as the cause of what: prepositions, conjunctions, verbs and nouns of cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import weight_of
from variorum.compare.phrases import Phrase, phrase
from variorum.compare.syntax import SUBJECTS, below, child, subject
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse, Token

_BECAUSE = frozenset({"because", "due", "owing"})
_FROM = frozenset({"result", "stem", "arise", "come", "originate"})
_TO = frozenset({"lead", "contribute"})
_BACK_TO = frozenset({"go", "date", "trace", "lead", "track"})
_RESULTS = frozenset({"result", "consequence", "outcome"})
_POINTING = frozenset({"point", "name", "see", "identify", "give", "regard", "cite", "mention", "describe"})
_POINTING_BACK = frozenset({"this", "that", "which"})
# Verbs that say so little by themselves that only a mishap as their object makes them verbs of cause.
_BRINGING = frozenset({"start", "do", "bring", "make", "create", "leave", "inflict", "begin", "kindle"})
_MISHAPS = frozenset({"noun.event", "noun.phenomenon", "noun.state", "noun.process"})


class Cause(NamedTuple):
    """A cause and its effect in one fact; an empty effect is "it", what the report is about.

    `happens` tells that the effect is something that befalls ("the fire", "the cable tore") and not what somebody does.
    """

    fact: Fact
    cause: Phrase
    effect: Phrase
    happens: bool = False


def causes(story: Story, a: int) -> Iterator[Cause]:
    """The causes an article gives."""
    parse = story.articles[a].parse
    for token in parse.tokens if parse.has_syntax else ():
        for cause, effect in (*_at(parse, token), *_told_otherwise(parse, token)):
            fact = _holder(story, a, token, cause)
            if fact is not None and not fact.quoted:
                yield from _made(story, fact, cause, effect)
    for fact in story.facts[a] if parse.has_syntax else ():
        if not fact.quoted:
            yield from _headed(story, fact)


def _holder(story: Story, a: int, token: Token, cause: set[int]) -> Fact | None:
    """The fact a cause stands in: that of the word that introduces it, of what governs it, or of the cause itself.

    Conjunctions and verbs that only report belong to no claim.
    """
    parse = story.articles[a].parse
    above = [token.head, parse.tokens[token.head].head] if token.dep == "mark" else []
    found = (story.fact_at(a, i) for i in (token.i, *reversed(above), *sorted(cause)))
    return next((fact for fact in found if fact is not None), None)


def _made(story: Story, fact: Fact, cause: set[int], effect: set[int]) -> Iterator[Cause]:
    parse = story.articles[fact.article].parse
    cause = _meant(parse, cause)
    told = phrase(story, fact.article, cause)
    if any(w.weight >= 0.3 for w in told.words):
        rest = {i for i in effect if i not in cause}
        done = phrase(story, fact.article, rest)
        befalls = bool(rest) and _befalls(parse, min(rest, key=lambda i: (_depth(parse, i), i)))
        yield Cause(fact, told, done._replace(words=tuple(w for w in done.words if w.weight > 0.1)), befalls)


def _meant(parse: Parse, cause: set[int]) -> set[int]:
    """What a bare "that" or "this" at a cause's place stands for: the clause before."""
    if len(cause) != 1 or parse.tokens[min(cause)].text.lower() not in _POINTING_BACK:
        return cause
    verb = parse.tokens[parse.tokens[min(cause)].head]
    if verb.dep == "conj" and verb.head < verb.i:
        return {i for i in below(parse, verb.head) if i < verb.i}
    if verb.sentence == 0 or verb.dep != "ROOT":
        return cause
    before = parse.sentences[verb.sentence - 1]
    return set(range(before.first, before.last)) if before.block.makes_claims else cause


def _depth(parse: Parse, index: int) -> int:
    depth = 0
    while parse.tokens[index].head != index and depth < 100:
        index, depth = parse.tokens[index].head, depth + 1
    return depth


def _befalls(parse: Parse, head: int) -> bool:
    """Whether a phrase names what happens by itself: a mishap, or a thing as the subject of a verb without object."""
    token = parse.tokens[head]
    if token.pos in ("NOUN", "PROPN"):
        return is_mishap(token.lemma.lower())
    here = child(parse, head, "nsubj")
    alone = here is not None and child(parse, head, "dobj", "auxpass") is None
    if token.pos != "VERB" or here is None or not alone or parse.tokens[here].pos != "NOUN":
        return False
    return "noun.person" not in classes(parse.tokens[here].lemma.lower(), "n")


def is_mishap(noun: str) -> bool:
    """Whether a noun names something that comes to pass: an event, a state, a phenomenon."""
    return not _MISHAPS.isdisjoint(classes(noun, "n"))


_Found = tuple[set[int], set[int]]


def _at(parse: Parse, token: Token) -> Iterator[_Found]:
    """Causes that this token introduces."""
    lemma = token.lemma.lower()
    if lemma in _BECAUSE:
        yield from _because(parse, token)
    elif token.pos == "VERB":
        particle = child(parse, token.i, "prt")
        verb = lemma if particle is None else f"{lemma} {parse.tokens[particle].lemma.lower()}"
        yield from _passive(parse, token, verb)
        yield from _active(parse, token, verb)
        yield from _ascribed(parse, token, verb)
        if lemma == "blame" and parse.tokens[token.head].lemma == "be":
            yield from _named(parse, token, lemma)
    elif lemma in ("responsible", "blame") or lemma in signals("reason"):
        yield from _named(parse, token, lemma)


def _told_otherwise(parse: Parse, token: Token) -> Iterator[_Found]:
    """Causes told without a verb or noun of cause of their own."""
    lemma = token.lemma.lower()
    if lemma == "be":
        yield from _cleft_cause(parse, token)
    if token.pos == "VERB":
        yield from _pointed_at(parse, token, lemma)
        yield from _gone_back(parse, token, lemma)
        yield from _begun(parse, token, lemma)
        yield from _suspected(parse, token, lemma)
    if lemma in _RESULTS and token.pos == "NOUN":
        yield from _resulting(parse, token)
    if lemma == "behind" and token.dep == "prep":
        yield from _behind(parse, token)


def _cleft_cause(parse: Parse, token: Token) -> Iterator[_Found]:
    """ "What triggered E was X", "what made E sick was X"."""
    clause, told = child(parse, token.i, "csubj", "nsubj"), child(parse, token.i, "attr", "ccomp", "acomp")
    if clause is None or told is None or parse.tokens[clause].pos != "VERB":
        return
    asks = child(parse, clause, "nsubj")
    verb = parse.tokens[clause].lemma.lower()
    particle = child(parse, clause, "prt")
    phrasal = verb if particle is None else f"{verb} {parse.tokens[particle].lemma.lower()}"
    if asks is None or parse.tokens[asks].text.lower() != "what":
        return
    if {verb, phrasal} & (signals("causing") | signals("caused") | _TO) or verb == "make":
        yield set(parse.subtree(told)), set(parse.subtree(clause)) - {clause, asks}


def _pointed_at(parse: Parse, token: Token, lemma: str) -> Iterator[_Found]:
    """ "Point to X", "name X as the cause of E"."""
    if lemma not in _POINTING:
        return
    inside = [i for i in parse.subtree(token.i) if i > token.i]
    role = next((i for i in inside if _as_reason(parse, i)), None)
    thing = next(_objects(parse, token.i, "to"), None) if lemma == "point" else child(parse, token.i, "dobj")
    if thing is None or (role is None and lemma != "point"):
        return
    told = set(parse.subtree(thing))
    if role is None:
        yield told, set()
        return
    noun = next(c for c in parse.children[role] if parse.tokens[c].dep == "pobj")
    of = next(_objects(parse, noun, "of"), None)
    yield told - set(parse.subtree(role)), set(below(parse, of)) if of is not None else set()


def _as_reason(parse: Parse, index: int) -> bool:
    if parse.tokens[index].lemma.lower() != "as":
        return False
    nouns = [parse.tokens[c].lemma.lower() for c in parse.children[index] if parse.tokens[c].dep == "pobj"]
    return any(n in signals("reason") for n in nouns)


def _gone_back(parse: Parse, token: Token, lemma: str) -> Iterator[_Found]:
    """ "E goes back to X", "E can be traced to X", "E came from X", where E is a mishap."""
    here = subject(parse, token.i)
    if here is None or not is_mishap(parse.tokens[here].lemma.lower()):
        return
    back = any(parse.tokens[c].lemma.lower() == "back" for c in parse.children[token.i])
    goal: int | None = None
    if lemma in _BACK_TO and (back or lemma in ("trace", "track")):
        starts = [token.i, *(c for c in parse.children[token.i] if parse.tokens[c].lemma.lower() == "back")]
        goal = next((g for at in starts for g in _objects(parse, at, "to")), None)
        # Small models read "traced to waste water" as an infinitive.
        goal = goal if goal is not None else child(parse, token.i, "xcomp", "advcl")
    elif lemma == "come" and not back:
        goal = next(_objects(parse, token.i, "from"), None)
    if goal is not None:
        yield set(parse.subtree(goal)), set(below(parse, here))


def _begun(parse: Parse, token: Token, lemma: str) -> Iterator[_Found]:
    """ "It all began with X", "the fire started in a kettle", where "it" is what the report is about."""
    here = subject(parse, token.i)
    if here is None or lemma not in ("begin", "start"):
        return
    noun = parse.tokens[here].lemma.lower()
    origin = next(_objects(parse, token.i, "with"), None)
    if origin is not None and (noun in ("it", "this", "everything", "all") or is_mishap(noun)):
        yield set(parse.subtree(origin)), set(below(parse, here)) if is_mishap(noun) else set()


def _suspected(parse: Parse, token: Token, lemma: str) -> Iterator[_Found]:
    """ "The police suspect X", "suspects that X did it": what the report is about has that cause."""
    if lemma != "suspect" or next(_objects(parse, token.i, "of"), None) is not None:
        return
    thing = child(parse, token.i, "ccomp", "dobj")
    if thing is None or child(parse, token.i, "auxpass") is not None or parse.tokens[thing].pos == "PROPN":
        return
    noun = parse.tokens[thing].pos == "NOUN"
    if not (noun and "noun.person" in classes(parse.tokens[thing].lemma.lower(), "n")):
        yield set(parse.subtree(thing)), set()


def _resulting(parse: Parse, token: Token) -> Iterator[_Found]:
    """ "E was the result of X"."""
    verb = parse.tokens[token.head]
    of, here = next(_objects(parse, token.i, "of"), None), subject(parse, verb.i)
    if of is not None and here is not None and here != token.i and verb.lemma == "be":
        yield set(parse.subtree(of)), set(below(parse, here))


def _behind(parse: Parse, token: Token) -> Iterator[_Found]:
    """ "X is (lies) behind E"."""
    verb, goal = parse.tokens[token.head], child(parse, token.i, "pobj")
    here = subject(parse, verb.i)
    if goal is None or here is None or verb.lemma not in ("be", "lie", "stand"):
        return
    person = "noun.person" in classes(parse.tokens[here].lemma.lower(), "n") or parse.tokens[here].pos != "NOUN"
    if is_mishap(parse.tokens[goal].lemma.lower()) and not person:
        yield set(below(parse, here)), set(below(parse, goal))


def _because(parse: Parse, token: Token) -> Iterator[_Found]:
    head = parse.tokens[token.head]
    if token.dep == "mark":
        above = head.head
        yield set(parse.subtree(head.i)) - {token.i}, set(below(parse, above))
        return
    inside = {i for i in parse.subtree(token.i) if parse.tokens[i].text.lower() not in (token.text.lower(), "of", "to")}
    if inside:
        yield inside, set(below(parse, token.head)) - inside - {token.i}


def _objects(parse: Parse, verb: int, preposition: str) -> Iterator[int]:
    for c in parse.children[verb]:
        if parse.tokens[c].lemma.lower() == preposition:
            yield from (b for b in parse.children[c] if parse.tokens[b].dep in ("pobj", "pcomp"))


def _passive(parse: Parse, token: Token, verb: str) -> Iterator[_Found]:
    here = subject(parse, token.i)
    if here is None and token.dep in ("acl", "relcl"):
        here = token.head
    brought = token.lemma.lower() in _BRINGING and here is not None and is_mishap(parse.tokens[here].lemma.lower())
    if verb not in signals("caused") and not brought:
        return
    by = next(_objects(parse, token.i, "by"), None)
    if by is None or (brought and parse.tokens[by].pos == "PROPN"):
        return
    yield set(parse.subtree(by)), set(below(parse, here)) if here is not None else set()


def _active(parse: Parse, token: Token, verb: str) -> Iterator[_Found]:
    here, thing = subject(parse, token.i), child(parse, token.i, "dobj")
    active = here is not None and parse.tokens[here].dep == "nsubj"
    brought = verb == "start" and thing is not None and is_mishap(parse.tokens[thing].lemma.lower())
    if active and here is not None and thing is not None and (verb in signals("causing") or brought):
        yield set(below(parse, here)), set(below(parse, thing))
    for preposition, verbs in (("to", _TO), ("in", frozenset({"result"}))):
        goal = next(_objects(parse, token.i, preposition), None)
        if active and here is not None and goal is not None and token.lemma.lower() in verbs:
            yield set(below(parse, here)), set(below(parse, goal))
    origin = next(_objects(parse, token.i, "from"), None)
    if active and here is not None and origin is not None and token.lemma.lower() in _FROM - {"come"}:
        yield set(below(parse, origin)), set(below(parse, here))


def _ascribed(parse: Parse, token: Token, verb: str) -> Iterator[_Found]:
    """ "Blame X (for E)", "blame E on X", "put it down to X", "attribute E to X"."""
    down = any(parse.tokens[c].lemma.lower() == "down" for c in parse.children[token.i])
    if verb not in signals("ascribing") and not (token.lemma.lower() == "put" and down):
        return
    thing = child(parse, token.i, "dobj")
    here = subject(parse, token.i)
    passive = here is not None and parse.tokens[here].dep == "nsubjpass"
    effect = (
        set(below(parse, thing))
        if thing is not None
        else set(below(parse, here))
        if passive and here is not None
        else set()
    )
    # One blames something on somebody; "prefers being blamed for this to ..." compares.
    onto = ("on",) if verb == "blame" else ("to", "on")
    goals = [g for p in onto for g in _objects(parse, token.i, p)]
    goals += [
        g for c in parse.children[token.i] if parse.tokens[c].lemma.lower() == "down" for g in _objects(parse, c, "to")
    ]
    if goals:
        yield set(parse.subtree(goals[0])), effect
    elif verb == "blame" and effect:
        done = next(_objects(parse, token.i, "for"), None)
        whole = set(parse.subtree(thing)) if thing is not None else effect
        yield whole, set(below(parse, done)) if done is not None else set()


def _named(parse: Parse, token: Token, lemma: str) -> Iterator[_Found]:
    """ "X is to blame for E", "X was responsible for E", "the cause of E was X"."""
    above = token.i
    for _ in range(3):
        here = child(parse, above, *sorted(SUBJECTS - {"expl"}))
        if here is not None or parse.tokens[above].head == above:
            break
        above = parse.tokens[above].head
    else:
        here = child(parse, above, *sorted(SUBJECTS - {"expl"}))
    if here is None or parse.tokens[above].lemma not in ("be", "blame", "seem", "appear"):
        return
    effect = next((g for p in ("for", "of", "behind") for at in (token.i, above) for g in _objects(parse, at, p)), None)
    done = set(below(parse, effect)) if effect is not None else set()
    if here == token.i:
        told = child(parse, above, "attr", "ccomp", "acomp")
        if told is not None and lemma in signals("reason"):
            yield set(parse.subtree(told)), done
    elif lemma in ("responsible", "blame") or token.dep == "attr":
        yield set(below(parse, here)), done


def _headed(story: Story, fact: Fact) -> Iterator[Cause]:
    """ "As for the reason, ...": the sentence that a word for cause opens."""
    parse = story.articles[fact.article].parse
    sentence = story.sentence(fact)
    opening = [t for t in parse.inside(sentence)[:6] if t.lemma.lower() in signals("reason") and t.pos == "NOUN"]
    if not opening or parse.tokens[sentence.first].lemma.lower() not in ("as", "about", "on", "regarding"):
        return
    if opening[0].i in fact.claim.tokens and len(fact.words) < 4:
        return
    told = {i for i in fact.claim.tokens if i > opening[0].i}
    if any(weight_of(parse.tokens[i].lemma.lower()) >= 0.3 for i in told):
        yield from _made(story, fact, told, set())

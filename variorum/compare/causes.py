"""What an article gives as the cause of what: prepositions, conjunctions, verbs and nouns of cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import weight_of
from variorum.compare.phrases import Phrase, phrase
from variorum.compare.syntax import SUBJECTS, below, child, subject
from variorum.lexicon.signals import signals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse, Token

_BECAUSE = frozenset({"because", "due", "owing"})
_FROM = frozenset({"result", "stem", "arise", "come"})
_TO = frozenset({"lead", "contribute"})


class Cause(NamedTuple):
    """A cause and its effect in one fact; an empty effect is "it", what the report is about."""

    fact: Fact
    cause: Phrase
    effect: Phrase


def causes(story: Story, a: int) -> Iterator[Cause]:
    """The causes an article gives."""
    parse = story.articles[a].parse
    for fact in story.facts[a] if parse.has_syntax else ():
        if not fact.quoted:
            for i in fact.claim.tokens:
                for cause, effect in _at(parse, parse.tokens[i]):
                    yield from _made(story, fact, cause, effect)
            yield from _headed(story, fact)


def _made(story: Story, fact: Fact, cause: set[int], effect: set[int]) -> Iterator[Cause]:
    told = phrase(story, fact.article, cause)
    if any(w.weight >= 0.3 for w in told.words):
        done = phrase(story, fact.article, {i for i in effect if i not in cause})
        yield Cause(fact, told, done._replace(words=tuple(w for w in done.words if w.weight > 0.1)))


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
    if verb not in signals("caused"):
        return
    by = next(_objects(parse, token.i, "by"), None)
    if by is None:
        return
    here = subject(parse, token.i)
    if here is None and token.dep in ("acl", "relcl"):
        here = token.head
    yield set(parse.subtree(by)), set(below(parse, here)) if here is not None else set()


def _active(parse: Parse, token: Token, verb: str) -> Iterator[_Found]:
    here, thing = subject(parse, token.i), child(parse, token.i, "dobj")
    active = here is not None and parse.tokens[here].dep == "nsubj"
    if active and here is not None and thing is not None and verb in signals("causing"):
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
    goals = [g for p in ("to", "on") for g in _objects(parse, token.i, p)]
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

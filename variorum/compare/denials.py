"""What an article says did not happen: negations, verbs that undo ("refuse", "cancel"), and "without"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import weight_of
from variorum.compare.phrases import Phrase, phrase
from variorum.compare.syntax import below, child, clause_head, finite, subject
from variorum.lexicon.signals import signals
from variorum.model import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse

_CLAIMED = (Certainty.CERTAIN, Certainty.PROBABLE)
_OBJECTS = ("dobj", "nsubjpass", "obj")
# Negations that deny something else than the event.
_HARMLESS = frozenset(
    {
        "only",
        "longer",
        "more",
        "less",
        "least",
        "fewer",
        "just",
        "necessarily",
        "later",
        "until",
        "doubt",
        "enough",
        "worse",
        "but",
        "before",
    }
)
# What is "not clear" or "not known" is left open; nothing of it is denied.
KNOWING = frozenset({"clear", "known", "certain", "sure", "obvious", "know"})
_HEAVY = 0.3
# Who declines to comment denies nothing.
_KEEPING_SILENT = frozenset({"comment", "elaborate"})
# "No invitation was extended": the passive subject is what did not happen.
_GIVING = frozenset({"hold", "extend", "issue", "make", "grant", "file", "conduct", "send", "lodge"})
# Where a negation reaches the clause; "with nothing worse" does not.
_REACHING = frozenset({"neg", "det", "preconj", "nsubj", "nsubjpass", "dobj", "attr", "advmod", "cc"})


class Denial(NamedTuple):
    """A fact that denies an event: `core` names the event, `about` the rest of what is said of it.

    `undone` tells that the core is the object of a verb like "reject", so that the affirmation is a verb like "accept".
    `thing` is the object of the denied verb, or the verb of its complement; empty where it has none.
    """

    fact: Fact
    core: Phrase
    about: Phrase
    undone: bool
    thing: Phrase


def denials(story: Story, a: int) -> Iterator[Denial]:
    """The denials of an article."""
    for fact in story.facts[a]:
        if not fact.quoted and fact.claim.certainty in _CLAIMED and not asked(story, fact):
            yield from _negated(story, fact)
            yield from _undone(story, fact)
            yield from _without(story, fact)


def asked(story: Story, fact: Fact) -> bool:
    """Whether the sentence is a question."""
    sentence = story.sentence(fact)
    return story.articles[fact.article].article.text[sentence.start : sentence.end].rstrip('"”’ ').endswith("?")


def negators(parse: Parse, fact: Fact) -> list[int]:
    """The words that deny in a fact's own clause."""
    found = []
    for i in fact.claim.tokens:
        token = parse.tokens[i]
        reaching = token.dep in _REACHING and token.text.lower() in signals("negation")
        if reaching and not (set(_around(parse, i)) & _HARMLESS):
            found.append(i)
    return found


def denied(story: Story, fact: Fact) -> bool:
    """Whether a fact denies in any way."""
    parse = story.articles[fact.article].parse
    return bool(negators(parse, fact)) or any(
        t.lemma.lower() in signals("undone") or t.lemma.lower() == "without" for t in story.tokens(fact)
    )


def _around(parse: Parse, i: int) -> list[str]:
    return [t.lemma.lower() for t in parse.tokens[i + 1 : i + 3]]


def _made(story: Story, fact: Fact, core: set[int], about: set[int], *, undone: bool = False) -> Iterator[Denial]:
    one = phrase(story, fact.article, core)
    if one.words:
        things = set() if undone else {t for verb in core for t in _things(story, fact, verb)}
        rest = phrase(story, fact.article, about - core)
        yield Denial(fact, one, rest, undone, phrase(story, fact.article, things))


def _things(story: Story, fact: Fact, verb: int) -> Iterator[int]:
    parse = story.articles[fact.article].parse
    for c in parse.children[verb]:
        if parse.tokens[c].dep in ("dobj", "nsubjpass", "attr", "ccomp", "xcomp"):
            yield c
    head = parse.tokens[verb]
    if head.dep in ("acl", "relcl") and parse.tokens[head.head].pos == "NOUN":
        yield head.head


def _negated(story: Story, fact: Fact) -> Iterator[Denial]:
    parse = story.articles[fact.article].parse
    verb = fact.claim.predicate_token
    signs = negators(parse, fact)
    if verb is None or len(signs) != 1 or not finite(parse, verb):
        return
    lemma = parse.tokens[verb].lemma.lower()
    if lemma in signals("undone") or lemma in KNOWING | _KEEPING_SILENT:
        return
    about = set(fact.claim.tokens) | set(below(parse, verb))
    here = subject(parse, verb)
    if _happens(parse, verb) and here is not None:
        yield from _made(story, fact, set(below(parse, here)) - set(signs), set(parse.subtree(here)) | about - {verb})
    elif weight_of(lemma) > 0.1:
        yield from _made(story, fact, {verb}, about - set(signs))
    elif lemma != "be" and (" " in fact.claim.predicate or _goal(parse, verb) is not None):
        # "Did not go off", "nobody was taken to hospital": light verbs with what completes them.
        goal = _goal(parse, verb)
        parts = {c for c in parse.children[verb] if parse.tokens[c].dep in ("prt", "dobj") and c > verb}
        yield from _made(story, fact, {verb} | ({goal} if goal is not None else parts), about - set(signs))


def _goal(parse: Parse, verb: int) -> int | None:
    """Where a light verb leads: the noun behind "to" or "into" ("taken to hospital")."""
    for c in parse.children[verb]:
        if parse.tokens[c].lemma.lower() in ("to", "into") and parse.tokens[c].dep == "prep":
            noun = child(parse, c, "pobj")
            if noun is not None and weight_of(parse.tokens[noun].lemma.lower()) >= _HEAVY:
                return noun
    return None


def _happens(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    words = {
        parse.tokens[c].lemma.lower() for c in parse.children[verb] if parse.tokens[c].dep in ("dobj", "prt", "advmod")
    }
    phrases = {token.lemma.lower(), *(f"{token.lemma.lower()} {w}" for w in words)}
    if phrases & (signals("happening") - {"go", "hold"}):
        return True
    return token.lemma in _GIVING and child(parse, verb, "nsubjpass") is not None


def _undone(story: Story, fact: Fact) -> Iterator[Denial]:
    """ "Refused to admit it": the complement; "rejected the offer", "cancelled the show": the object."""
    parse = story.articles[fact.article].parse
    for verb in fact.claim.tokens:
        token = parse.tokens[verb]
        particle = child(parse, verb, "prt")
        lemma = token.lemma.lower() + (f" {parse.tokens[particle].lemma.lower()}" if particle is not None else "")
        if token.pos != "VERB" or lemma not in signals("undone") or _reversed(parse, verb) or not finite(parse, verb):
            continue
        complement = child(parse, verb, "xcomp", "ccomp")
        thing = child(parse, verb, *_OBJECTS)
        if complement is not None and parse.tokens[complement].lemma.lower() in _KEEPING_SILENT:
            continue
        if complement is not None and complement > verb:
            yield from _made(
                story, fact, {complement}, set(parse.subtree(complement)) | set(fact.claim.tokens) - {verb}
            )
        elif thing is not None:
            core = set(below(parse, thing))
            yield from _made(story, fact, core, set(fact.claim.tokens) - {verb}, undone=True)


def _reversed(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].text.lower() in signals("negation") for c in parse.children[verb])


def _without(story: Story, fact: Fact) -> Iterator[Denial]:
    parse = story.articles[fact.article].parse
    for i in fact.claim.tokens:
        if parse.tokens[i].lemma.lower() == "without":
            inside = child(parse, i, "pcomp")
            if inside is None:
                thing = child(parse, i, "pobj")
                inside = child(parse, thing, "acl", "relcl") if thing is not None else None
            if inside is not None and finite(parse, clause_head(parse, i)):
                yield from _made(story, fact, {inside}, set(parse.subtree(i)) | set(fact.claim.tokens))

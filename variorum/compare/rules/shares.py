"""Shares: what all or none of some do here, and what some of them do not, or do, there.

Evidence: a clause about all, every or none of a kind, and in the sentence that answers to it a clause about some, two
or half of that kind, whose sign is the other one: the same is told of them and denied once, or its opposite is told
("none of the jurors wanted to acquit", "two jurors held out for an acquittal"). Signs are counted, not words: a
negative determiner, a negation and a verb that undoes turn the sign round each. Traps: some of them who did something
else, all but a few, not all, a part named as an example of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.affinity import match_words
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.denials import asked, negators
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import below, child
from variorum.lexicon.opposites import opposed
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty, DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Token

_ALL = frozenset({"all", "every", "each", "entire", "whole", "both"})
_NONE = frozenset({"no", "none", "neither"})
_SOME = frozenset(
    {"some", "several", "few", "half", "most", "many", "third", "quarter", "majority", "handful", "dozen", "part"}
)
_EVERYBODY = frozenset({"everyone", "everybody"})
_NOBODY = frozenset({"nobody", "no one", "noone"})
_NOT = frozenset({"not", "n't", "n’t", "no", "without", "never", "neither", "nor"})
_BUT = frozenset({"but", "except", "apart", "save", "almost", "nearly", "other", "another"})
_SAME_KIND = 0.6
_ANSWERING = 0.4
# What is told of them has to be tied by a word of this worth.
_TIED = 0.3
_OPPOSITE_HEAVY = 0.1
_NEGATION_REACH = 3


class Share(NamedTuple):
    """A fact about all (`whole`) or some of a kind: the noun's token, and whether it says that they do not."""

    fact: Fact
    whole: bool
    noun: int
    denied: bool
    own: frozenset[int]


def find(story: Story) -> Iterator[Discrepancy]:
    """All or none here, and some otherwise there."""
    told = [[s for fact in story.facts[a] for s in _shares(story, fact)] for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            for x in (s for s in told[a] if s.whole):
                for y in (s for s in told[b] if not s.whole):
                    if _contrary(story, x, y):
                        yield _discrepancy(story, x, y)


def negated(parse: Parse, token: Token) -> bool:
    """Whether "a single" stands behind "not" or "without": that is none of them."""
    before = parse.tokens[max(0, token.i - _NEGATION_REACH) : token.i]
    return any(t.text.lower() in _NOT for t in before if t.sentence == token.sentence)


def told_alike(story: Story, x: Fact, y: Fact) -> bool:
    """Whether something else than their subjects ties what two facts tell."""
    parts = []
    for fact in (x, y):
        subjects = {
            t
            for a in fact.claim.arguments
            if a.role.value == "agent"
            for t in below(story.articles[fact.article].parse, a.head)
        }
        parts.append(phrase(story, fact.article, set(fact.claim.tokens) - subjects))
    one, other = parts
    return any(m.worth >= _TIED for m in likeness(one, other).words)


def _shares(story: Story, fact: Fact) -> Iterator[Share]:
    parse = story.articles[fact.article].parse
    if not parse.has_syntax or fact.quoted or asked(story, fact):
        return
    if fact.claim.certainty in (Certainty.CONDITIONAL, Certainty.POSSIBLE):
        return
    if any(t.text.lower() in _BUT for t in story.tokens(fact)):
        return
    negations = negators(parse, fact)
    undone = _undone(parse, fact)
    for token in story.tokens(fact):
        found = _quantified(parse, token)
        if found is None:
            continue
        noun, whole, none = found
        if whole and not none and _after_not(parse, token):
            continue
        count = len([n for n in negations if n != token.i or not none]) + none + undone
        if none and token.i not in negations and negated(parse, token):
            count -= len([n for n in negations if token.i - _NEGATION_REACH <= n < token.i])
        own = frozenset({token.i, noun, *below(parse, noun)})
        yield Share(fact, whole, noun, count % 2 == 1, own)


def _undone(parse: Parse, fact: Fact) -> int:
    """1 where the verb hangs on one that undoes ("refused to sign"), or undoes its own object."""
    verb = fact.claim.predicate_token
    if verb is None:
        return 0
    above = parse.tokens[parse.tokens[verb].head]
    return int(parse.tokens[verb].dep == "xcomp" and above.lemma.lower() in signals("undone"))


def _quantified(parse: Parse, token: Token) -> tuple[int, bool, bool] | None:
    """(noun, whether all or none of them, whether none) of a word that says how many."""
    word, head = token.text.lower(), parse.tokens[token.head]
    if word in _EVERYBODY | _NOBODY:
        return token.i, True, word in _NOBODY
    noun = _of(parse, token.i)
    if noun is None and token.dep in ("det", "amod", "nummod", "predet", "advmod") and head.pos in ("NOUN", "PROPN"):
        noun = head.i
    if noun is None or "noun.time" in classes(parse.tokens[noun].lemma.lower(), "n"):
        return None
    if word in ("single", "one") and negated(parse, token):
        return noun, True, True
    if word in _ALL:
        return noun, True, False
    if word in _NONE:
        return noun, True, True
    partial = word in _SOME or (token.pos == "NUM" and not word[:4].isdigit())
    return (noun, False, False) if partial else None


def _of(parse: Parse, i: int) -> int | None:
    """The noun behind "of": "none of the jurors", "two of the twelve jurors"."""
    of = next((c for c in parse.children[i] if parse.tokens[c].text.lower() == "of" and c > i), None)
    return child(parse, of, "pobj") if of is not None else None


def _after_not(parse: Parse, token: Token) -> bool:
    return token.i > 0 and parse.tokens[token.i - 1].text.lower() in _NOT | {"almost", "nearly"}


def _contrary(story: Story, x: Share, y: Share) -> bool:
    if counterpart(story, x.fact, y.fact) < _ANSWERING or not _one_kind(story, x, y):
        return False
    left, right = (phrase(story, s.fact.article, set(s.fact.claim.tokens) - s.own).words for s in (x, y))
    opposite = any(
        opposed(p.lemma, q.lemma) and min(weight_of(p.lemma), weight_of(q.lemma)) > _OPPOSITE_HEAVY
        for p in left
        for q in right
    )
    if opposite:
        return x.denied == y.denied
    return x.denied != y.denied and any(m.worth >= _TIED for m in match_words(left, right))


def _one_kind(story: Story, x: Share, y: Share) -> bool:
    """Whether the same kind of persons or things is counted."""
    a, b = (story.articles[s.fact.article].parse.tokens[s.noun] for s in (x, y))
    one, other = a.lemma.lower(), b.lemma.lower()
    if kinship(one, other, "NOUN", "NOUN") >= _SAME_KIND:
        return True
    people = signals("people")
    return one in people | _NOBODY | _EVERYBODY and (other in people or "noun.person" in classes(other, "n"))


def _discrepancy(story: Story, x: Share, y: Share) -> Discrepancy:
    texts = [" ".join(story.text(s.fact).split()) for s in (x, y)]
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"{a} has all or none of them (“{texts[0]}”), {b} some otherwise (“{texts[1]}”)."
    one, other = reading(x.fact, texts[0], 1), reading(y.fact, texts[1], 2)
    return differ(DiscrepancyKind.SCOPE, reason, one, other, 0.9)

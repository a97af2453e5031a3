"""Bonds: a relation of two parties, told by a verb or a noun from either end ("owns", "a subsidiary of")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import names_in
from variorum.compare.denials import negators
from variorum.compare.phrases import root
from variorum.lexicon.opposites import ties
from variorum.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse


class Bond(NamedTuple):
    """A relation told of two parties, each by the roots of its names."""

    fact: Fact
    relation: str
    upper: frozenset[str]
    lower: frozenset[str]


def bonds(story: Story, fact: Fact) -> Iterator[Bond]:
    """The bonds that a fact tells."""
    parse = story.articles[fact.article].parse
    tie = ties().get(fact.claim.predicate.lower())
    if tie is not None and not negators(parse, fact):
        agents = _all_names(story, fact, Role.AGENT)
        goals = _all_names(story, fact, Role.PATIENT)
        yield from _bond(fact, tie.relation, agents, goals, above=tie.above)
    for i in fact.claim.tokens:
        tie = ties().get(parse.tokens[i].lemma.lower())
        if tie is not None and parse.tokens[i].pos == "NOUN":
            yield from _bond(fact, tie.relation, _bearer(parse, i), _belongs_to(parse, i), above=tie.above)


def _bond(fact: Fact, relation: str, bearer: frozenset[str], party: frozenset[str], *, above: bool) -> Iterator[Bond]:
    if bearer and party and not bearer & party:
        yield Bond(fact, relation, *((bearer, party) if above else (party, bearer)))


def _all_names(story: Story, fact: Fact, role: Role) -> frozenset[str]:
    return frozenset(n for x in fact.claim.fillers(role) for n in names_in(story, fact.article, x))


def _bearer(parse: Parse, noun: int) -> frozenset[str]:
    """Who is called so: the subject of "is", the name in apposition, or the name the noun is apposed to."""
    token = parse.tokens[noun]
    if token.dep == "attr":
        near = [c for c in parse.children[token.head] if parse.tokens[c].dep == "nsubj"]
    elif token.dep == "appos":
        near = [token.head]
    else:
        near = [c for c in parse.children[noun] if parse.tokens[c].dep == "appos"]
    return _named(parse, near)


def _belongs_to(parse: Parse, noun: int) -> frozenset[str]:
    """Whose: the possessor, or what follows "of" and "to", through an apposition."""
    near = [c for c in parse.children[noun] if parse.tokens[c].dep == "poss"]
    for c in parse.children[noun]:
        if parse.tokens[c].dep == "prep" and parse.tokens[c].lemma.lower() in ("of", "to"):
            near += [p for p in parse.children[c] if parse.tokens[p].dep == "pobj"]
    return _named(parse, near) or _named(
        parse, [a for p in near for a in parse.children[p] if parse.tokens[a].dep == "appos"]
    )


def _named(parse: Parse, heads: list[int]) -> frozenset[str]:
    """The roots of the names with these heads."""
    inside = [i for h in heads for i in (h, *(c for c in parse.children[h] if parse.tokens[c].dep == "compound"))]
    return frozenset(root(parse.tokens[i].text) for i in inside if parse.tokens[i].pos == "PROPN")

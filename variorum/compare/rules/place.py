"""Place: one event put at two places that exclude each other.

Evidence: places nest, so two names alone prove little. They exclude each other when one report says so ("at B, forty
kilometres from A", "in B, not in A") and the other puts the event at A; or when both tell the event in nearly the
same words, each with a place that the other never mentions. Traps: the place somebody comes from or travels to, a
seat or home, a dateline, a town for the region around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.affinity import affinity
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import root
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import names
from variorum.model import DiscrepancyKind, EntityType
from variorum.values.comparison import Relation
from variorum.values.place import compare_places, naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Token

_AT = frozenset(
    {"in", "at", "on", "near", "off", "outside", "beneath", "under", "above", "below", "inside", "from", "of"}
)
_SITED = _AT - {"from", "of"}
_MEASURES = frozenset(
    {
        "kilometre",
        "kilometer",
        "km",
        "mile",
        "metre",
        "meter",
        "walk",
        "drive",
        "ride",
        "flight",
        "hour",
        "minute",
        "day",
    }
)
_ELSEWHERE = frozenset({"side", "away", "far", "distance", "end", "instead", "rather"})
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "upstream"}
)
# A distance phrase is no longer than this many tokens.
_REACH = 9
_SAME_EVENT = 0.3
_SAME_WORDS = 0.62
_ANSWERING = 0.5


class Site(NamedTuple):
    """A name that says where a fact is: its roots, its words and where they stand."""

    fact: Fact
    roots: frozenset[str]
    name: str
    start: int
    end: int
    preposition: str
    first: int


class Apart(NamedTuple):
    """Said in one article: what `fact` tells is not at `name` but some way off; `first` is the name's token."""

    fact: Fact
    roots: frozenset[str]
    name: str
    here: str
    start: int
    end: int
    first: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Events at two places."""
    sites = [list(_sites(story, a)) for a in range(len(story.articles))]
    apart = [[x for s in found for x in _apart(story, s)] for found in sites]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            measured = {x.first for x in apart[a]}
            yield from _by_distance(story, [s for s in sites[a] if s.first not in measured], apart[b])
    known = [{r for s in found for r in s.roots} for found in sites]
    sited = [[s for s in found if s.preposition in _SITED and _is_place(story, s)] for found in sites]
    for a, b in story.pairs_of_articles():
        left = [s for s in sited[a] if not s.roots & known[b]]
        right = [s for s in sited[b] if not s.roots & known[a]]
        yield from _by_event(story, left, right)


def _sites(story: Story, a: int) -> Iterator[Site]:
    article = story.articles[a]
    parse = article.parse
    if not parse.has_syntax:
        return
    for first, last in names(parse):
        fact = story.fact_at(a, first)
        if fact is None:
            continue
        tokens = parse.tokens[first:last]
        start, end = tokens[0].start, tokens[-1].end
        roots = frozenset(root(t.text) for t in tokens)
        yield Site(fact, roots, article.article.text[start:end], start, end, _preposition(parse, first, last), first)


def _preposition(parse: Parse, first: int, last: int) -> str:
    """The preposition that governs a name, through the noun it belongs to ("in the Grauwald reserve")."""
    here = next((i for i in range(first, last) if not first <= parse.tokens[i].head < last), first)
    for _ in range(3):
        token = parse.tokens[here]
        if token.dep == "pobj":
            return parse.tokens[token.head].lemma.lower()
        if token.dep not in ("compound", "nmod", "appos"):
            return ""
        here = token.head
    return ""


def _apart(story: Story, site: Site) -> Iterator[Apart]:
    """ "Forty kilometres from A", "on the other side of the valley from A", "north of A", where A is the site."""
    parse = story.articles[site.fact.article].parse
    sentence = parse.sentences[parse.tokens[site.first].sentence]
    begin = max(sentence.first, site.first - 6)
    for i in range(site.first - 1, begin - 1, -1):
        word = parse.tokens[i].lemma.lower()
        if word in ("from", "of") and _is_distance(parse, sentence.first, i, word):
            here = _before(parse, sentence.first, i)
            fact = here and story.fact_at(site.fact.article, here[-1].i)
            if here and fact:
                name = " ".join(t.text for t in here)
                yield Apart(fact, site.roots, site.name, name, here[0].start, here[-1].end, site.first)
            return
        if word in (",", ";") or parse.tokens[i].pos == "VERB":
            return


def _is_distance(parse: Parse, first: int, at: int, word: str) -> bool:
    before = [t.lemma.lower() for t in parse.tokens[max(first, at - _REACH) : at]]
    if word == "of":
        return bool(before) and before[-1] in _DIRECTIONS
    return any(b in _MEASURES or b in _ELSEWHERE for b in before[-4:]) or "side" in before


def _before(parse: Parse, first: int, at: int) -> tuple[Token, ...]:
    """The place that the distance is measured from: the noun phrase before the measure, or before its comma."""
    for i in range(at - 1, max(first, at - _REACH - 3), -1):
        number = parse.tokens[i]
        if number.pos == "NUM" and i - 1 > first and parse.tokens[i - 1].pos in ("NOUN", "PROPN"):
            start = i - 1
            while start > first and parse.tokens[start - 1].pos in ("NOUN", "PROPN", "ADJ"):
                start -= 1
            return parse.tokens[start:i]
        if parse.tokens[i].text == ",":
            noun = i - 1
            if noun < first or parse.tokens[noun].pos not in ("NOUN", "PROPN"):
                return ()
            start = noun
            while start > first and parse.tokens[start - 1].pos in ("NOUN", "PROPN", "ADJ"):
                start -= 1
            return parse.tokens[start : noun + 1]
    return ()


def _by_distance(story: Story, sites: list[Site], apart: list[Apart]) -> Iterator[Discrepancy]:
    for far in apart:
        same = [s for s in sites if s.roots & far.roots and s.preposition in _AT]
        scored = sorted(((_event(story, s.fact, far.fact), -s.start, s) for s in same), key=lambda x: x[:2])
        if not scored or scored[-1][0] < _SAME_EVENT:
            continue
        site = scored[-1][2]
        a, b = outlet(story, site.fact.article), outlet(story, far.fact.article)
        reason = f"{a} puts it at {site.name}, {b} at {far.here}, away from {far.name}."
        left = reading(site.fact, site.name, 1, (site.start, site.end))
        right = reading(far.fact, far.here, 2, (far.start, far.end))
        yield differ(DiscrepancyKind.PLACE, reason, left, right, 0.8)


def _event(story: Story, a: Fact, b: Fact) -> float:
    return max(affinity(story, a, b).worth, story.cosine(a, b), counterpart(story, a, b))


def _by_event(story: Story, left: list[Site], right: list[Site]) -> Iterator[Discrepancy]:
    for x in left:
        for y in right:
            if x.preposition != y.preposition:
                continue
            if compare_places(x.name, y.name).relation is not Relation.DIFFERENT:
                continue
            found = affinity(story, x.fact, y.fact)
            alike = found.score >= _SAME_WORDS and len(found.words) >= 2 and not _may_nest(x, y)
            answers = found.words and counterpart(story, x.fact, y.fact) >= _ANSWERING and _both_known(x, y)
            if alike or answers:
                a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
                reason = f"{a} puts it {x.preposition} {x.name}, {b} {y.preposition} {y.name}."
                one, other = reading(x.fact, x.name, 1, (x.start, x.end)), reading(y.fact, y.name, 2, (y.start, y.end))
                yield differ(DiscrepancyKind.PLACE, reason, one, other, 0.6)


def _may_nest(x: Site, y: Site) -> bool:
    """Whether one is a country and the other a place that is not known, which may lie in it."""
    known = [naming(site.name) for site in (x, y)]
    return None in known and any(k is not None and k.kind == "name" for k in known)


def _both_known(x: Site, y: Site) -> bool:
    """Whether both are known places: of others it is not known that neither lies in the other."""
    return naming(x.name) is not None and naming(y.name) is not None


def _is_place(story: Story, site: Site) -> bool:
    article = story.articles[site.fact.article]
    return any(
        m.type is EntityType.PLACE and m.start < site.end and site.start < m.end
        for m in (article.mentions[i] for i in site.fact.claim.mentions)
    )

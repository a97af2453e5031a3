"""Extent: one thing said of the whole world here and of a part of it there.

Evidence: two clauses of one statement that are alike in nearly all, of which one says "in international affairs" or
"across the world" and the other "in the region" or "nationwide", and neither has anything of the other's extent. The
verdict is `variant` of kind scope. Traps: both extents in one clause, names ("the World Bank"), what is merely called
international or local ("an international team", "local police"), and speech, whose wordings are compared as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import differ, outlet, reading
from variorum.model import DiscrepancyKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Token

_WIDE = frozenset({"world", "globe", "international", "global", "worldwide", "globally", "internationally"})
_NARROW = frozenset({"region", "regional", "regionally", "national", "nationwide", "nationally", "local", "locally"})
_WITHIN = frozenset({"in", "across", "throughout", "on", "over", "around"})
# How sure it has to be that the clauses tell the same.
_SAME = 0.7
_WEIGHT = 0.6


class _Extent(NamedTuple):
    """Where a fact says something holds: whether that is the whole world, and the characters that say so."""

    fact: Fact
    wide: bool
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Statements whose claims differ in how far they reach."""
    found = {e.fact.ref: e for a in range(len(story.articles)) for f in story.facts[a] if (e := _extent(story, f))}
    for pair in story.aligned.pairs:
        a, b = found.get(pair.a), found.get(pair.b)
        if a and b and a.wide != b.wide and pair.score >= _SAME and a.fact.article != b.fact.article:
            yield _discrepancy(story, a, b)


def _extent(story: Story, fact: Fact) -> _Extent | None:
    """The one extent of a fact; nothing where it has two kinds of them."""
    if fact.quoted:
        return None
    parse = story.articles[fact.article].parse
    words = [t for t in story.tokens(fact) if t.lemma.lower() in _WIDE | _NARROW and t.pos != "PROPN"]
    kinds = {t.lemma.lower() in _WIDE for t in words}
    spans = [span for t in words if (span := _span(parse, t)) is not None]
    if len(kinds) != 1 or not spans:
        return None
    return _Extent(fact, kinds.pop(), *spans[0])


def _span(parse: Parse, word: Token) -> tuple[int, int] | None:
    """The adverbial that a word of extent makes or stands in: itself, or from its preposition to its noun."""
    if word.pos == "ADV":
        return word.start, word.end
    noun = word if word.pos == "NOUN" else parse.tokens[word.head]
    above = parse.tokens[noun.head]
    if noun.dep != "pobj" or above.lemma.lower() not in _WITHIN or above.start > word.start:
        return None
    return above.start, noun.end


def _discrepancy(story: Story, a: _Extent, b: _Extent) -> Discrepancy:
    def told(e: _Extent) -> str:
        return " ".join(story.articles[e.fact.article].article.text[e.start : e.end].split())

    one, other = (reading(e.fact, told(e), side, (e.start, e.end)) for side, e in enumerate((a, b), 1))
    reason = (
        f"{outlet(story, a.fact.article)} says it holds “{told(a)}”, {outlet(story, b.fact.article)} “{told(b)}”: "
        "the one reaches further than the other."
    )
    return differ(DiscrepancyKind.SCOPE, reason, one, other, _WEIGHT, Verdict.VARIANT)

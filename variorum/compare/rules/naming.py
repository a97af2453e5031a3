"""Naming: one thing under names of different weight, such as "war" and "special operation".

Evidence: families of names for one kind of thing, each plain or loaded (a choice that takes a side), whose occurrences
in different reports belong to one party or place: its name stands beside the word ("the war in X", "the X conflict"),
or in the clause ("invaded X"). The verdict is `variant`: names are choices of words, no facts. Traps: another thing of
the same kind (the war next door, or that of another year), several of them at once, a name inside a quotation (its
speaker's choice), two plain names, and reports that use both.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.quote_marks import marked_parts
from variorum.compare.phrases import root
from variorum.compare.readings import outlet, reading
from variorum.lexicon.signals import Naming, namings, signals
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Token

_LONGEST_NAME = 3
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
# What is many by nature keeps its plural; a plural of the others is several things.
_SINGLE = frozenset({"war", "takeover", "land"})


class Named(NamedTuple):
    """An occurrence of a name in a fact: what it is among the namings, and whose or where the thing is.

    `parties` are the roots of names nearest to it, `years` those told in its clause.
    """

    fact: Fact
    naming: Naming
    words: str
    parties: frozenset[str]
    years: frozenset[str]
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Things that go by names of different weight, one discrepancy a thing."""
    named = [n for a in range(len(story.articles)) for n in _named(story, a)]
    for family in sorted({n.naming.family for n in named}):
        yield from _of_family(story, [n for n in named if n.naming.family == family])


def _of_family(story: Story, named: list[Named]) -> Iterator[Discrepancy]:
    """One variant for each thing: occurrences of names that share a party, the most told of first."""
    left = named
    while left:
        party = _most_told(left)
        if party is None:
            return
        about = [n for n in left if party in n.parties]
        left = [n for n in left if party not in n.parties]
        if _differently(about):
            yield _discrepancy(story, about)


def _most_told(named: list[Named]) -> str | None:
    """The party that most reports name, in two at least."""
    counted = Counter(p for _, p in {(n.fact.article, p) for n in named for p in n.parties})
    often = Counter(p for n in named for p in n.parties)
    shared = sorted((-count, -often[p], p) for p, count in counted.items() if count > 1)
    return shared[0][2] if shared else None


def _differently(about: list[Named]) -> bool:
    """Whether two reports have no name in common, and one of theirs is loaded, for what may be of one time."""
    by_article: dict[int, list[Named]] = {}
    for n in about:
        by_article.setdefault(n.fact.article, []).append(n)
    for one, other in combinations(by_article.values(), 2):
        shades = [{n.naming.shade for n in each} for each in (one, other)]
        years = [{y for n in each for y in n.years} for each in (one, other)]
        if shades[0] & shades[1] or (all(years) and not years[0] & years[1]):
            continue
        if any(n.naming.loaded for n in (*one, *other)):
            return True
    return False


def _discrepancy(story: Story, about: list[Named]) -> Discrepancy:
    """All names of the thing as sides, with the first occurrence of each shade in each report."""
    shades = sorted({n.naming.shade for n in about})
    kept: dict[tuple[int, str], Named] = {}
    for n in sorted(about, key=lambda n: (n.fact.article, n.start)):
        kept.setdefault((n.fact.article, n.naming.shade), n)
    readings = tuple(
        reading(n.fact, n.words, shades.index(n.naming.shade) + 1, (n.start, n.end)) for n in kept.values()
    )
    told: dict[str, list[str]] = {}
    for (_, shade), n in kept.items():
        told.setdefault(shade, []).append(f"{outlet(story, n.fact.article)}: “{n.words}”")
    words = "; ".join(name for shade in shades for name in sorted(told[shade]))
    reason = f"The reports name the same thing with different weight: {words}."
    return Discrepancy(DiscrepancyKind.NAMING, Verdict.VARIANT, reason, readings, 0.6)


def _named(story: Story, a: int) -> Iterator[Named]:
    for fact in story.facts[a]:
        if fact.claim.mode in (Mode.DIRECT, Mode.UNMARKED):
            continue
        tokens = story.tokens(fact)
        lemmas = [t.lemma.lower() for t in tokens]
        at = 0
        while at < len(tokens):
            size, found = _at(lemmas, at)
            own = tokens[at : at + size]
            if found is not None and not _misleading(story, a, found, own):
                yield _occurrence(story, fact, found, own)
            at += size


def _at(lemmas: list[str], at: int) -> tuple[int, Naming | None]:
    """The longest name that begins here, with its length in words."""
    for size in range(min(_LONGEST_NAME, len(lemmas) - at), 0, -1):
        found = namings().get(" ".join(lemmas[at : at + size]))
        if found is not None:
            return size, found
    return 1, None


def _misleading(story: Story, a: int, naming: Naming, own: tuple[Token, ...]) -> bool:
    """Whether the words are no name that the outlet gives to one thing: no noun or verb, several things, speech."""
    head = own[-1]
    if head.pos not in ("NOUN", "VERB", "PROPN") or (naming.family in _SINGLE and head.tag in ("NNS", "NNPS")):
        return True
    article = story.articles[a]
    return any(
        start <= head.start < end and len(article.article.text[start:end].split()) > _LONGEST_NAME + 1
        for q in article.quotations
        if q.start <= head.start < q.end and q.mode is Mode.PARTIAL
        for start, end in marked_parts(article.article.text, q)
    )


def _occurrence(story: Story, fact: Fact, naming: Naming, own: tuple[Token, ...]) -> Named:
    parse = story.articles[fact.article].parse
    head = own[-1]
    phrase = [parse.tokens[i] for i in parse.subtree(head.i)]
    clause = story.tokens(fact)
    sentence = parse.inside(story.sentence(fact))
    nouns = head.pos != "VERB"
    around = (phrase, clause, sentence) if nouns and naming.family != "rule" else (phrase,) if nouns else (clause,)
    parties = next((p for p in map(_parties, around) if p), frozenset())
    years = frozenset(t.text for t in (*phrase, *clause) if _YEAR.match(t.text))
    text = story.articles[fact.article].article.text
    words = " ".join(text[own[0].start : head.end].split())
    return Named(fact, naming, words, parties, years, own[0].start, head.end)


def _parties(tokens: Iterable[Token]) -> frozenset[str]:
    """The roots of the names among some tokens, of adjectives made from names, too ("Ukrainian")."""
    return frozenset(
        root(t.text)
        for t in tokens
        if t.pos in ("PROPN", "ADJ", "NOUN")
        and t.text[:1].isupper()
        and (t.pos == "PROPN" or t.entity in ("NORP", "GPE", "LOC", "ORG"))
        and t.lemma.lower() not in signals("vague")
    )

"""Naming: one thing under names of different weight, such as "war" and "special operation".

Evidence: families of names for one kind of thing, each plain or loaded (a choice that takes a side), whose occurrences
in different reports belong to one party or place: its name stands beside the word ("the war in X", "the X conflict"),
or in the clause ("invaded X"). The verdict is `variant`: names are choices of words, no facts. Traps: another thing of
the same kind (the war next door, or that of another year), several of them at once, a name inside a quotation (its
speaker's choice), two plain names, reports that use both, and what is only charged, feared or possible.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.quote_marks import marked_parts
from variorum.compare.phrases import root
from variorum.compare.quoted_words import weighty
from variorum.compare.readings import outlet, reading, who_has
from variorum.lexicon.signals import Naming, namings, signals
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse, Token

_LONGEST_NAME = 3
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
# Two sentences are one but for a name where they share so many words, and this share of the longer one's.
_SAME_WORDS = 3
_SAME_SHARE = 0.6
_MOST_RUNS = 2
# A name that only tells of what kind another thing is ("murder probe", "war-ravaged").
_MODIFYING = frozenset({"compound", "npadvmod", "amod", "nmod"})
# So many steps up from a name stands what makes it a charge or a fear ("charged with acts of aggression").
_GOVERNED = 4
_TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
# What is many by nature keeps its plural; a plural of the others is several things.
_SINGLE = frozenset({"war", "takeover", "land"})
# Clashes may be one event; massacres are several.
_DEEDS = frozenset({"killing"})


class _Frame(NamedTuple):
    """A sentence's words outside quotations, and the lemmas among them that tell something."""

    tokens: tuple[Token, ...]
    known: frozenset[str]


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
    yield from _in_one_frame(story)


def _in_one_frame(story: Story) -> Iterator[Discrepancy]:
    """Two sentences with nearly the same words, but for a name that takes a side in one of them."""
    told = [[_frame(story, a, i) for i in _sentences(story, a)] for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in told[a]:
            for y in told[b]:
                if len(x.known & y.known) < max(_SAME_WORDS, _SAME_SHARE * max(len(x.known), len(y.known))):
                    continue
                runs = _other_words(x, y)
                found = next((run for run in runs if _takes_a_side(*run)), None)
                if found is not None and len(runs) <= _MOST_RUNS:
                    yield _framed(story, a, b, found)


def _sentences(story: Story, a: int) -> list[int]:
    """The sentences of a report that tell something, in order."""
    return sorted({f.claim.sentence for f in story.facts[a]})


def _frame(story: Story, a: int, index: int) -> _Frame:
    parse = story.articles[a].parse
    quoted = [(q.start, q.end) for q in story.articles[a].quotations if q.mode in (Mode.DIRECT, Mode.UNMARKED)]
    tokens = tuple(
        t
        for t in parse.inside(parse.sentences[index])
        if t.pos not in ("PUNCT", "SPACE") and not any(start <= t.start < end for start, end in quoted)
    )
    return _Frame(tokens, frozenset(t.lemma.lower() for t in tokens if t.pos in _TELLING))


def _other_words(x: _Frame, y: _Frame) -> list[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """The stretches in which two sentences differ, as they stand in each, where both have something to tell."""
    lemmas = [[t.lemma.lower() for t in f.tokens] for f in (x, y)]
    steps = SequenceMatcher(None, lemmas[0], lemmas[1], autojunk=False).get_opcodes()
    runs = [(x.tokens[i:k], y.tokens[j:n]) for tag, i, k, j, n in steps if tag != "equal"]
    return [(p, q) for p, q in runs if any(t.pos in _TELLING for t in (*p, *q))]


def _takes_a_side(p: tuple[Token, ...], q: tuple[Token, ...]) -> bool:
    """Whether one of two stretches has a loaded word that the other has not, for something that it names, too."""
    own = [{t.lemma.lower() for t in side if t.pos in _TELLING} for side in (p, q)]
    if not all(own) or any(t.pos in ("NUM", "PROPN") for t in (*p, *q)):
        return False
    loaded = [words & weighty("loaded") for words in own]
    return loaded[0] != loaded[1] and not own[0] & own[1]


def _framed(story: Story, a: int, b: int, run: tuple[tuple[Token, ...], tuple[Token, ...]]) -> Discrepancy:
    readings, words = [], []
    for article, side, tokens in ((a, 1, run[0]), (b, 2, run[1])):
        start, end = tokens[0].start, tokens[-1].end
        words.append(" ".join(story.articles[article].article.text[start:end].split()))
        sentence = story.articles[article].parse.sentences[tokens[0].sentence]
        readings.append(Reading(words[-1], article, sentence.start, sentence.end, side, start, end))
    reason = (
        f"In the same sentence the reports use words of different weight: {outlet(story, a)} has “{words[0]}”, "
        f"{outlet(story, b)} “{words[1]}”."
    )
    return Discrepancy(DiscrepancyKind.NAMING, Verdict.VARIANT, reason, tuple(readings), 0.6)


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
    ordered = sorted(kept.values(), key=lambda n: (shades.index(n.naming.shade), n.fact.article))
    words = who_has((outlet(story, n.fact.article), n.words) for n in ordered)
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
    """Whether the words are no name that the outlet gives to one thing: several things, a charge, a fear, speech."""
    head = own[-1]
    several = head.tag in ("NNS", "NNPS") and naming.family in (_SINGLE | _DEEDS if naming.loaded else _SINGLE)
    if head.pos not in ("NOUN", "VERB", "PROPN") or several:
        return True
    if head.pos == "VERB" and head.lemma.lower() not in signals("naming-acts"):
        return True
    article = story.articles[a]
    if head.dep in _MODIFYING or _not_there(article.parse, head):
        return True
    return any(
        start <= head.start < end and len(article.article.text[start:end].split()) > _LONGEST_NAME + 1
        for q in article.quotations
        if q.start <= head.start < q.end and q.mode is Mode.PARTIAL
        for start, end in marked_parts(article.article.text, q)
    )


def _not_there(parse: Parse, head: Token) -> bool:
    """Whether a name is of what is charged, feared or possible only: "charged with murder", "the threat of a war"."""
    beside = [parse.tokens[c] for c in parse.children[head.i] if parse.tokens[c].dep == "amod"]
    governing, at = [], head
    for _ in range(_GOVERNED):
        at = parse.tokens[at.head]
        governing.append(at)
        if at.pos not in ("ADP", "PART") and at.lemma.lower() != "act":
            break
    return any(t.lemma.lower() in signals("not-there") for t in (*beside, *governing))


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

"""Naming: one thing under names of different weight, such as "war" and "special operation".

Evidence: families of names for one kind of thing, from the plainest to the most loaded, in clauses of different
reports that name the same parties. The verdict is `variant`: names are choices of words, no facts. Traps: another
thing of the same kind (another war), a name inside a quotation (its speaker's choice), names of one weight, and
reports that use both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.phrases import phrase
from variorum.compare.readings import outlet, reading
from variorum.lexicon.signals import namings
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story


class Named(NamedTuple):
    """A loaded or plain name in a fact, its family and shade, and the names of parties around it."""

    fact: Fact
    family: str
    shade: str
    words: str
    parties: frozenset[str]
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Things that go by names of different weight."""
    named = [n for a in range(len(story.articles)) for n in _named(story, a)]
    for family in sorted({n.family for n in named}):
        yield from _of_family(story, [n for n in named if n.family == family])


def _of_family(story: Story, named: list[Named]) -> Iterator[Discrepancy]:
    """One variant for the thing that most reports speak of, with the first reading of each shade in each report."""
    counted = Counter(party for n in named for party in n.parties)
    shared = [p for p, _ in sorted(counted.items(), key=lambda x: (-x[1], x[0])) if _in_articles(named, p) > 1]
    if not shared:
        return
    about = [n for n in named if shared[0] in n.parties]
    shades = sorted({n.shade for n in about})
    own = {n.fact.article: {m.shade for m in about if m.fact.article == n.fact.article} for n in about}
    if len(shades) < 2 or len({frozenset(s) for s in own.values()}) < 2:
        return
    kept: dict[tuple[int, str], Named] = {}
    for n in about:
        kept.setdefault((n.fact.article, n.shade), n)
    readings = tuple(
        reading(n.fact, n.words, shades.index(n.shade) + 1, (n.start, n.end))
        for n in sorted(kept.values(), key=lambda n: (n.fact.article, n.start))
    )
    words = "; ".join(f"{outlet(story, r.article)}: “{r.value}”" for r in readings)
    reason = f"The reports name the same thing with different weight: {words}."
    yield Discrepancy(DiscrepancyKind.NAMING, Verdict.VARIANT, reason, readings, 0.6)


def _in_articles(named: list[Named], party: str) -> int:
    return len({n.fact.article for n in named if party in n.parties})


def _named(story: Story, a: int) -> Iterator[Named]:
    article = story.articles[a]
    parse = article.parse
    for fact in story.facts[a]:
        if fact.claim.mode in (Mode.DIRECT, Mode.UNMARKED):
            continue
        tokens = story.tokens(fact)
        lemmas = [t.lemma.lower() for t in tokens]
        for i in range(len(tokens)):
            for size in (3, 2, 1):
                found = namings().get(" ".join(lemmas[i : i + size])) if i + size <= len(tokens) else None
                if found is not None and (size > 1 or tokens[i].pos in ("NOUN", "VERB", "PROPN")):
                    sentence = parse.sentences[fact.claim.sentence]
                    nearest = parse.subtree(tokens[i].i) if found[0] == "rule" else range(sentence.first, sentence.last)
                    around = phrase(story, a, nearest).names
                    start, end = tokens[i].start, tokens[i + size - 1].end
                    words = " ".join(article.article.text[start:end].split())
                    yield Named(fact, *found, words, around, start, end)
                    break

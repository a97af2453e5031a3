"""What something is called: a loaded name here, a plain or another loaded one there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship
from variorum.compare.readings import outlet
from variorum.lexicon.signals import Naming, namings, signals
from variorum.model import DiscrepancyKind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.model import Token

_LONGEST = 3


class Names:
    """The names of different weight in a story's reports."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._shades: dict[int, frozenset[tuple[str, str]]] = {}

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """One candidate for each family of names in which two sentences differ, one of them loaded."""
        seen: set[str] = set()
        for x, own in _names(pair.a):
            for y, theirs in _names(pair.b):
                differ = x.family == y.family and x.shade != y.shade and (x.loaded or y.loaded)
                if differ and x.family not in seen:
                    seen.add(x.family)
                    if not self._both_used(pair, x, y):
                        yield self._candidate(pair, (x, own), (y, theirs))
        if not seen:
            yield from self._bare(pair)

    def _bare(self, pair: Pairing) -> Iterator[Candidate]:
        """A loaded noun for who acts or is acted upon, where the other sentence has no loaded word at all."""
        words = [_loaded(t) for t in (pair.a, pair.b)]
        if bool(words[0]) == bool(words[1]) or min(pair.ahead) > 0:
            return
        told, plain = (pair.a, pair.b) if words[0] else (pair.b, pair.a)
        token = (words[0] or words[1])[0]
        text = told.parse.tokens[token].text
        other = _counterpart(plain, told.parse.tokens[token].lemma.lower())
        spots = {
            told.article: told.spot({token}, text),
            plain.article: plain.spot({other}, plain.parse.tokens[other].text),
        }
        one, two = spots[pair.a.article], spots[pair.b.article]
        a, b = outlet(self._story, told.article), outlet(self._story, plain.article)
        reason = f"{a} has the loaded word “{text}”, {b} tells it without (“{spots[plain.article].value}”)."
        own = {
            "bare": 1.0,
            "several loaded": float(len(words[0] or words[1]) > 1),
            "used by both": float(told.parse.tokens[token].lemma.lower() in self._story.lemmas[plain.article]),
            "noun": float(told.parse.tokens[token].pos == "NOUN"),
        }
        yield Candidate(DiscrepancyKind.NAMING, "naming", one, two, reason, {**evidence(pair, one, two), **own})

    def _candidate(
        self, pair: Pairing, x: tuple[Naming, frozenset[int]], y: tuple[Naming, frozenset[int]]
    ) -> Candidate:
        texts = [" ".join(t.parse.tokens[i].text for i in sorted(own)) for t, own in ((pair.a, x[1]), (pair.b, y[1]))]
        one, other = pair.a.spot(x[1], texts[0]), pair.b.spot(y[1], texts[1])
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"The reports name the same thing with different weight: {a}: “{texts[0]}”; {b}: “{texts[1]}”."
        own = {"both loaded": float(x[0].loaded and y[0].loaded)}
        return Candidate(DiscrepancyKind.NAMING, "naming", one, other, reason, {**evidence(pair, one, other), **own})

    def _both_used(self, pair: Pairing, x: Naming, y: Naming) -> bool:
        """Whether one report has the other's name for it, too: then it has made no choice."""
        here, there = self._of(pair.a.article), self._of(pair.b.article)
        return (x.family, x.shade) in there or (y.family, y.shade) in here

    def _of(self, article: int) -> frozenset[tuple[str, str]]:
        if article not in self._shades:
            lemmas = self._story.lemmas[article]
            self._shades[article] = frozenset(
                (n.family, n.shade) for name, n in namings().items() if " " not in name and name in lemmas
            )
        return self._shades[article]


@once_a_sentence
def _names(told: Told) -> tuple[tuple[Naming, frozenset[int]], ...]:
    return tuple(_named(told))


def _named(told: Told) -> Iterator[tuple[Naming, frozenset[int]]]:
    lemmas = [t.lemma.lower() for t in told.tokens]
    at = 0
    while at < len(lemmas):
        for size in range(min(_LONGEST, len(lemmas) - at), 0, -1):
            found = namings().get(" ".join(lemmas[at : at + size]))
            last = told.tokens[at + size - 1]
            if found is not None and last.pos in ("NOUN", "VERB", "PROPN", "ADJ") and not _in_speech(told, last):
                yield found, frozenset(t.i for t in told.tokens[at : at + size])
                at += size - 1
                break
        at += 1


def _loaded(told: Told) -> list[int]:
    """The loaded words of a sentence outside speech, the head nouns first."""
    found = [
        t
        for t in told.tokens
        if t.lemma.lower() in signals("loaded") and t.pos in ("NOUN", "ADJ", "VERB") and not _in_speech(told, t)
    ]
    return [t.i for t in sorted(found, key=lambda t: (t.pos != "NOUN", t.i))]


def _in_speech(told: Told, token: Token) -> bool:
    """Whether a word is a speaker's choice and not the outlet's."""
    return any(q.start <= token.start < q.end and q.mode is not Mode.INDIRECT for q in told.report.quotations)


def _counterpart(told: Told, lemma: str) -> int:
    """The noun in another sentence that a loaded one stands for: the likest one, or its subject."""
    nouns = [t for t in told.tokens if t.pos in ("NOUN", "PROPN")]
    best = max(
        nouns,
        key=lambda t: (kinship(lemma, t.lemma.lower(), "NOUN", "NOUN"), t.dep in ("nsubj", "nsubjpass"), -t.i),
        default=told.tokens[0],
    )
    return best.i

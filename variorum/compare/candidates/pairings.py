"""Sentences of two reports that may tell of one thing, and what is told in each of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from variorum.compare.counterparts import nearness
from variorum.compare.phrases import sentence_phrase
from variorum.compare.syntax import extent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.compare.phrases import Phrase
    from variorum.model import Annotated, Parse, Quantity, Sentence, TimeExpression, Token

T = TypeVar("T")
# Sentences less near than this answer to nothing.
_LEAST = 0.2
_TINY = 1e-6
# Between reports of more pairs of sentences only the very nearest that are so near are looked at.
LONG = 200
_LEAST_OF_LONG = 0.7
# With fewer sentences than this a nearest one says nothing.
_FEWEST = 3
# Sentences that share so much of their words are one sentence, altered.
_REPRINTED = 0.7


@dataclass(frozen=True)
class Told:
    """A sentence of a report with what it tells, and what was found in it; `told` makes one for each sentence."""

    story: Story
    article: int
    index: int
    found: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def report(self) -> Annotated:
        """The report it stands in."""
        return self.story.articles[self.article]

    @property
    def parse(self) -> Parse:
        """The parse of that report."""
        return self.report.parse

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.parse.sentences[self.index]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""
        return self.parse.inside(self.sentence)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, without punctuation."""
        return tuple(t.text.lower() for t in self.tokens if any(map(str.isalnum, t.text)))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Its lemmas in lower case."""
        return frozenset(t.lemma.lower() for t in self.tokens)

    @cached_property
    def phrase(self) -> Phrase:
        """Its content words and names."""
        return sentence_phrase(self.story, self.article, self.index)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts it tells."""
        return tuple(f for f in self.story.facts[self.article] if f.claim.sentence == self.index)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The amounts in it."""
        return tuple(q for q in self.report.quantities if self.sentence.start <= q.start < self.sentence.end)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The times in it."""
        return tuple(t for t in self.report.times if self.sentence.start <= t.start < self.sentence.end)

    @cached_property
    def entities(self) -> frozenset[int]:
        """The story's entities that it names."""
        return frozenset(e for f in self.facts for e in f.entities)

    @cached_property
    def own(self) -> tuple[int, int]:
        """Its range of characters without the words that only say who tells it, unless it is all of that.

        "According to the mayor" is not cut behind its first word.
        """
        telling = self.story.telling[self.article]
        kept = [t.i for t in self.tokens if t.i not in telling] or [t.i for t in self.tokens]
        before = self.parse.tokens[kept[0]].head
        return extent(self.parse, [before, *kept] if before == kept[0] - 1 and before in telling else kept)

    def fact_at(self, token: int) -> Fact | None:
        """The fact a token belongs to."""
        return self.story.fact_at(self.article, token)

    def spot(self, tokens: Collection[int], value: str) -> Spot:
        """The place of some of its tokens, as a value that may stand against another."""
        own = frozenset(tokens)
        fact = next((f for f in (self.fact_at(t) for t in sorted(own)) if f is not None), None)
        focus = extent(self.parse, own)
        if fact is not None and fact.claim.start <= focus[0] and focus[1] <= fact.claim.end:
            return Spot(self, fact, own, value, fact.claim.start, fact.claim.end, focus)
        start, end = self.own
        return Spot(self, fact, own, value, min(start, focus[0]), max(end, focus[1]), focus)


class Spot(NamedTuple):
    """A value in a sentence: its tokens, how it is shown, the reading it stands in, and the differing words."""

    told: Told
    fact: Fact | None
    tokens: frozenset[int]
    value: str
    start: int
    end: int
    focus: tuple[int, int]


def told(story: Story, article: int, index: int) -> Told:
    """A sentence of a report, always the same object, since it stands in many pairings."""
    kept = story.told
    if (article, index) not in kept:
        kept[article, index] = Told(story, article, index)
    return kept[article, index]


def once_a_sentence(find: Callable[[Told], T]) -> Callable[[Told], T]:
    """What is found in a sentence, found once and kept with it."""

    @wraps(find)
    def found(sentence: Told) -> T:
        kept = sentence.found
        if find not in kept:
            kept[find] = find(sentence)
        result: T = kept[find]
        return result

    return found


class Pairing(NamedTuple):
    """Two sentences that may tell of one thing: how near they are, and how many are nearer to either."""

    a: Told
    b: Told
    near: float
    ahead: tuple[int, int]
    margin: float


def has_pairings(story: Story, a: int, b: int) -> bool:
    """Whether sentences of two reports are paired: not in reports of a sentence or two, whose nearest says nothing."""
    read = all(story.articles[x].parse.has_syntax for x in (a, b))
    return read and min(len(_telling(story, x)) for x in (a, b)) >= _FEWEST and nearness(story, a, b) is not None


def reprinted(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sentences or clauses, by their lemmas, are one with few words changed."""
    return bool(a and b) and len(a & b) >= _REPRINTED * len(a | b)


def _telling(story: Story, article: int) -> list[int]:
    return sorted({f.claim.sentence for f in story.facts[article]})


def pairings(story: Story, a: int, b: int) -> Iterator[Pairing]:
    """For each sentence of either report the two of the other that are nearest to it, but for the same words.

    Reports of a sentence or two have none: there a sentence has a nearest one whatever it tells.
    """
    near = nearness(story, a, b)
    if near is None or not has_pairings(story, a, b):
        return
    telling = [_telling(story, x) for x in (a, b)]
    long = math.prod(len(story.articles[x].parse.sentences) for x in (a, b)) > LONG
    turned = near.articles != (a, b)
    rows = {i: near.best_in_column(i) if turned else near.best_in_row(i) for i in telling[0]}
    columns = {j: near.best_in_row(j) if turned else near.best_in_column(j) for j in telling[1]}
    found = {(i, j): v for i, best in rows.items() for v, j in best} | {
        (i, j): v for j, best in columns.items() for v, i in best
    }
    for (i, j), here in sorted(found.items()):
        ahead = _ahead(rows.get(i, []), here), _ahead(columns.get(j, []), here)
        if here >= _LEAST and i in rows and j in columns:
            if long and (max(ahead) > 0 or here < _LEAST_OF_LONG):
                continue
            others = [v for best, at in ((rows[i], j), (columns[j], i)) for v, k in best if k != at]
            pair = Pairing(told(story, a, i), told(story, b, j), here, ahead, here - max(others, default=0.0))
            if pair.a.words != pair.b.words:
                yield pair


def _ahead(best: list[tuple[float, int]], here: float) -> int:
    return sum(v > here + _TINY for v, _ in best)

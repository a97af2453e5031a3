"""An article as lineage looks at it: its words, its sentences, and which of them are somebody's quoted words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from variorum.lexicon.frequency import probabilities
from variorum.lexicon.stems import stem
from variorum.model import BlockKind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Annotated, Article

# A word, a number with its separators, or one character of a script written without spaces.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_TOLD = (BlockKind.LEAD, BlockKind.BODY, BlockKind.SUBHEAD)
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n\s*|\s*\Z)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»']*\s+(?=[\"“‘«„(]?[^\W\d_a-z])|(?<=[。！？])")
_QUOTED = re.compile(r"\"[^\"\n]{2,600}\"|“[^”\n]{2,600}”|„[^“”\n]{2,600}[“”]|«[^»\n]{2,600}»|「[^」\n]{2,600}」")
_VERBATIM_MODES = frozenset({Mode.DIRECT, Mode.PARTIAL, Mode.UNMARKED})


class Word(NamedTuple):
    """A word in folded form. `free` is false inside a quotation: such words are the speaker's, not the reporter's."""

    form: str
    start: int
    end: int
    free: bool


class Stretch(NamedTuple):
    """A sentence: its characters, its words `first` to `last` (exclusive) among the view's, its number in the parse.

    Where there is no parse, `number` is -1.
    """

    start: int
    end: int
    first: int
    last: int
    number: int = -1


@dataclass(frozen=True)
class View:
    """The told text of an article: body and lead, without headline, captions, credits and navigation.

    `amounts` are numbers as (start, end, normalised value), so that "forty" and "40" are the same.
    """

    article: Article
    words: tuple[Word, ...]
    sentences: tuple[Stretch, ...]
    quotations: tuple[tuple[int, int], ...]
    amounts: tuple[tuple[int, int, str], ...] = ()

    @property
    def free(self) -> int:
        """The number of words that are the reporter's own."""
        return self._free_before[-1]

    def free_in(self, first: int, last: int) -> int:
        """How many of the words from `first` to `last` (exclusive) are the reporter's own."""
        return self._free_before[last] - self._free_before[first]

    @cached_property
    def _free_before(self) -> list[int]:
        """For each word, and for the end, the number of own words before it."""
        return list(accumulate((word.free for word in self.words), initial=0))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The figures, names and other rare words of the article: what a copyist keeps, mistakes and all."""
        common = probabilities()
        return frozenset(w.form for w in self.words if w.form[0].isdigit() or w.form not in common)

    def terms(self, sentence: Stretch) -> set[str]:
        """The stems of a sentence and its amounts."""
        first = bisect_left(self.amounts, (sentence.start,))
        found = {stem(word.form) for word in self.words[sentence.first : sentence.last]}
        for start, end, value in self.amounts[first:]:
            if start >= sentence.end:
                break
            found -= {stem(w.form) for w in self.words[sentence.first : sentence.last] if start <= w.start < end}
            found.add(value)
        return found

    def own(self, sentence: Stretch) -> int:
        """The number of a sentence's words that are the reporter's own."""
        return self.free_in(sentence.first, sentence.last)

    def text_of(self, sentence: Stretch) -> str:
        """The characters of a sentence, spaces folded and stray surrogates replaced."""
        text = " ".join(self.article.text[sentence.start : sentence.end].split())
        return text.encode("utf-8", "replace").decode("utf-8")


def view(annotated: Annotated) -> View:
    """Look at an article through its blocks, its parse where there is one, and its quotations."""
    article = annotated.article
    blocks = [(b.start, b.end) for b in article.blocks if b.kind in _TOLD] or [(0, len(article.text))]
    quotations = _quotations(annotated, blocks)
    words = tuple(_words(article.text, blocks, quotations))
    starts = [word.start for word in words]
    stretches = [(s.start, s.end, s.index) for s in annotated.parse.sentences if s.block in _TOLD]
    sentences = []
    for start, end, number in stretches or [(*each, -1) for each in _sentences(article.text, blocks)]:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first:
            sentences.append(Stretch(start, end, first, last, number))
    return View(article, words, tuple(sentences), quotations, _amounts(annotated))


def _amounts(annotated: Annotated) -> tuple[tuple[int, int, str], ...]:
    found = ((q.start, q.end, q.amount) for q in annotated.quantities if not q.amount.ordinal)
    return tuple(sorted((start, end, f"{amount.low:g} {amount.high:g}") for start, end, amount in found))


def _quotations(annotated: Annotated, blocks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The stretches that are quoted word for word, joined and in order."""
    found = [
        piece for q in annotated.quotations if q.mode in _VERBATIM_MODES for piece in q.pieces or ((q.start, q.end),)
    ]
    text = annotated.article.text
    found += [match.span() for start, end in blocks for match in _QUOTED.finditer(text, start, end)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _words(text: str, blocks: list[tuple[int, int]], quotations: tuple[tuple[int, int], ...]) -> Iterable[Word]:
    ends = [end for _, end in quotations]
    for start, end in blocks:
        for match in _WORD.finditer(text, start, end):
            at = bisect_left(ends, match.end())
            quoted = at < len(ends) and quotations[at][0] <= match.start()
            yield Word(match.group().casefold().replace("’", "'"), match.start(), match.end(), not quoted)


def _sentences(text: str, blocks: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for block_start, block_end in blocks:
        for paragraph in _PARAGRAPH.finditer(text, block_start, block_end):
            start = paragraph.start()
            for boundary in _SENTENCE_END.finditer(text, paragraph.start(), paragraph.end()):
                yield start, boundary.start() + len(boundary.group().rstrip())
                start = boundary.end()
            if start < paragraph.end():
                yield start, paragraph.end()

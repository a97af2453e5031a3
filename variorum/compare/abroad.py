"""Which rules may speak of a report that a pipeline of another language has parsed.

Most rules read English: its auxiliaries, prepositions and classes of words. Of clauses in another language they would
guess, so nothing that they find there is told. Numbers, days and countries are compared by values, quotations by their
marks; who did it to whom is read off the roles alone, between two reports of one language.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.compare.context import Story
    from variorum.model import Annotated, Discrepancy

    _Sentence = tuple[int, int]

# How surely two sentences have to tell of one fact, what differs left out.
_TIED = 0.4

_BY_VALUES = frozenset({"languages", "nations"})
_BY_ROLES = frozenset({"role"})


def readable(articles: Sequence[Annotated], rule: str, found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """What a rule may tell: all of English and of languages without heads, and what it reads in any language."""
    foreign = frozenset(a for a, article in enumerate(articles) if _foreign(article))
    for each in found:
        places = {reading.article for reading in each.readings}
        one_language = len({_language(articles[a]) for a in places}) == 1
        if foreign.isdisjoint(places) or rule in _BY_VALUES or (rule in _BY_ROLES and one_language):
            yield each


def tied(story: Story, found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """What is told of sentences of one language, and of two where these are aligned well enough for what differs.

    Rules and candidates go by evidence of English: words that are shared, roles, prepositions. Between two languages
    none of it speaks against a pair, so the alignment has to speak for it.
    """
    languages = [_language(article) for article in story.articles]
    if len(set(languages)) < 2:
        yield from found
        return
    aligned: dict[tuple[_Sentence, ...], float] = {}
    for pair in story.aligned.pairs:
        cell = tuple(sorted((ref.article, story.collation.claim(ref).sentence) for ref in (pair.a, pair.b)))
        aligned[cell] = max(pair.topical, aligned.get(cell, 0.0))
    for each in found:
        places = sorted({(r.article, _sentence(story.articles[r.article], r.start)) for r in each.readings})
        abroad = (cell for cell in combinations(places, 2) if languages[cell[0][0]] != languages[cell[1][0]])
        if all(aligned.get(cell, 0.0) >= _TIED for cell in abroad):
            yield each


def _sentence(article: Annotated, offset: int) -> int:
    """The sentence in which a character stands."""
    return max(0, bisect_right(article.parse.sentences, offset, key=lambda s: s.start) - 1)


def _foreign(article: Annotated) -> bool:
    return article.parse.has_heads and not article.parse.has_syntax


def _language(article: Annotated) -> str:
    return article.article.language.partition("-")[0].casefold()

"""Which rules may speak of a report that a pipeline of another language has parsed.

Most rules read English: its auxiliaries, prepositions and classes of words. Of clauses in another language they would
guess, so nothing that they find there is told. Numbers, days and countries are compared by values, quotations by their
marks; who did it to whom is read off the roles alone, between two reports of one language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import Annotated, Discrepancy

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


def _foreign(article: Annotated) -> bool:
    return article.parse.has_heads and not article.parse.has_syntax


def _language(article: Annotated) -> str:
    return article.article.language.partition("-")[0].casefold()

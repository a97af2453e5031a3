"""Where the passages of a judgement stand in a story today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model import Span, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.judgements.types import Passage
    from variorum.model import Collation, HasSpan

_WORD = re.compile(r"\w+")
# Two spans are the same passage when this part of what either covers is covered by both.
_SAME = 0.5


class Places:
    """The passages of judgements as spans of a story's articles.

    A passage is looked for by its words, so that it is found however the text around it was cut anew, and not found
    once the article no longer has it.
    """

    def __init__(self, collation: Collation) -> None:
        self._texts = {a.article.id: (i, a.article.text) for i, a in enumerate(collation.articles)}
        self._found: dict[tuple[str, str], tuple[Span, ...]] = {}

    def article(self, identifier: str) -> int | None:
        """The position of an article in the collation, if it is in the story."""
        found = self._texts.get(identifier)
        return None if found is None else found[0]

    def spans(self, passage: Passage) -> tuple[Span, ...]:
        """Everywhere that a passage stands in its article."""
        key = passage.article, passage.text
        if key not in self._found:
            known = self._texts.get(passage.article)
            self._found[key] = () if known is None else tuple(_find(known[1], passage.text))
        return self._found[key]

    def holds(self, passage: Passage, article: int, span: HasSpan) -> bool:
        """Whether a span of an article is the passage."""
        if self.article(passage.article) != article:
            return False
        return any(alike(found, span) for found in self.spans(passage))


def alike(a: HasSpan, b: HasSpan) -> bool:
    """Whether two spans are mostly the same characters."""
    common = shared(a, b)
    return common > 0 and common >= _SAME * (a.end - a.start + b.end - b.start - common)


def _find(text: str, passage: str) -> Sequence[Span]:
    words = _WORD.findall(passage)
    if not words:
        return ()
    pattern = r"\b" + r"\W+".join(map(re.escape, words)) + r"\b"
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, text, re.IGNORECASE)]

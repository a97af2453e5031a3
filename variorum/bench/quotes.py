"""Attributions on PolNeAR's articles: what `find_quotations` finds, in the shape of its annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Parse, Quotation

_MARKS = "\"“”„«»‘’'"


def predict(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """For rows with `id` and `text`, rows with `id` and `attributions` [{source, cue, content}] (lists of spans)."""
    articles = [_article(row["id"], row["text"]) for row in rows]
    for article, parsed in zip(articles, parse(articles), strict=True):
        yield {"id": article.id, "attributions": attributions(parsed, article.text)}


def _article(identifier: str, text: str) -> Article:
    return Article(identifier, text, (Block(0, len(text), BlockKind.BODY),), language="en")


def attributions(parsed: Parse, text: str) -> list[dict[str, list[list[int]]]]:
    """The quotations of an article as PolNeAR writes them: speech that goes on under one cue is one attribution.

    Of what is quoted inside another's words PolNeAR keeps the outer attribution alone (49 of the 19,868 attributions
    of its training part lie in another), so that what somebody is said to have said is left out here.
    """
    grouped: dict[tuple[object, ...], list[Quotation]] = {}
    for number, quotation in enumerate(find_quotations(parsed, (), text, "en")):
        key = (quotation.cue_start, quotation.source_start) if quotation.cue_start is not None else ("none", number)
        grouped.setdefault(key, []).append(quotation)
    found = [
        {
            "source": [] if group[0].source_start is None else [[group[0].source_start, group[0].source_end or 0]],
            "cue": [] if group[0].cue_start is None else [[group[0].cue_start, group[0].cue_end or 0]],
            "content": [list(_with_marks(text, *piece)) for quotation in group for piece in quotation.pieces],
        }
        for group in grouped.values()
    ]
    contents = [frozenset(i for start, end in each["content"] for i in range(start, end)) for each in found]
    return [each for each, own in zip(found, contents, strict=True) if not any(own < other for other in contents)]


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """PolNeAR counts quotation marks and the word "that" as content."""
    if text[max(0, start - 5) : start].lower() == "that ":
        start -= 5
    if start and text[start - 1] in _MARKS:
        start -= 1
    if text[end : end + 1] and text[end] in _MARKS:
        end += 1
    return start, end

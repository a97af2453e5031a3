"""What is found in one article: sentences, mentions, entities, quantities, times, quotations, claims."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from variorum.model import Annotated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Article, Parse

__all__ = ["annotate"]


def annotate(articles: Sequence[Article]) -> list[Annotated]:
    """Annotate articles, in order. English is parsed; every other language gets what rules can find."""
    from variorum.annotate.parse import parse

    return [_annotate(article, parsed) for article, parsed in zip(articles, parse(articles), strict=True)]


def _annotate(article: Article, parsed: Parse) -> Annotated:
    from variorum.annotate.claims import find_claims
    from variorum.annotate.entities import find_mentions

    text, language = article.text, article.language
    mentions, entities = find_mentions(parsed, text)
    quantities = _found("quantities", "find_quantities", parsed, text, language)
    times = _found("times", "find_times", parsed, text, article.published, language)
    quotations = _found("quotations", "find_quotations", parsed, mentions, text, language)
    claims = find_claims(parsed, mentions, quotations, quantities, times)
    return Annotated(article, parsed, mentions, entities, quotations, quantities, times, claims)


def _found(module: str, function: str, *arguments: object) -> tuple[Any, ...]:
    try:
        finder = getattr(import_module(f"variorum.annotate.{module}"), function)
    except (ImportError, AttributeError):
        return ()
    return tuple(finder(*arguments))

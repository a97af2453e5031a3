"""Articles of Event Registry (newsapi.ai): entries of `articles.results` or of recent activity, or under their URI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.shapes.fields import inner, language, text

if TYPE_CHECKING:
    from collections.abc import Mapping


def by_address(value: Mapping[str, Any]) -> list[Any] | None:
    """What an object holds that has answers by URI, each with an article as its `info` or with an `error`, or None."""
    answers = list(value.values())
    if not answers or not all(isinstance(each, dict) and {"info", "error"} & each.keys() for each in answers):
        return None
    return [each.get("info") or each for each in answers]


def read(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """An article. Its `dateTimePub` is when it was published, `dateTime` when it was found; the former wins."""
    if item.keys() == {"error"}:
        return Problem(place, f"it is no article but an error ({item['error']}); ask for the article again")
    source = inner(item, "source")
    if not source or "uri" not in item or not {"dateTime", "dateTimePub", "isDuplicate"} & item.keys():
        return None
    body = text(item, "body")
    if not body:
        return Problem(place, "the Event Registry article has no body; ask for it with articleBodyLen=-1")
    metadata = Metadata(
        id=text(item, "uri"),
        url=text(item, "url"),
        outlet=text(source, "title", "uri"),
        title=text(item, "title"),
        published=text(item, "dateTimePub", "dateTime", "date"),
        language=language(item, "lang"),
    )
    return RawDocument(place, body, "text/plain", metadata)

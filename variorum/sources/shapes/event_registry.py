"""Articles of Event Registry (newsapi.ai): the entries of `articles.results`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.shapes.fields import inner, language, text

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """An article. Its `dateTimePub` is when it was published, `dateTime` when it was found; the former wins."""
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

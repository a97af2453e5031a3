"""JSON objects as other programs write them, recognised by their shape and read with all they tell.

A shape is a module with `read(item, place)`: the document of an object, a problem where the object is of that shape
and holds no text, or None where it is of another shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.sources.shapes import crawlers, csl, event_registry, gdelt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.model import Problem, RawDocument

SHAPES = {
    "news-please": crawlers.news_please,
    "Fundus": crawlers.fundus,
    "newspaper4k": crawlers.newspaper,
    "trafilatura": crawlers.trafilatura,
    "Event Registry": event_registry.read,
    "GDELT Global Quotation Graph": gdelt.read,
    "CSL JSON and Zotero": csl.read,
}


def read(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """The document of an object in the first shape that it fits; None where it fits none."""
    return next((found for shape in SHAPES.values() if (found := shape(item, place)) is not None), None)

"""JSON and JSON lines: objects with `text` or `html` and metadata, ninjs items, and what other programs write."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources import ninjs, shapes
from variorum.sources.decode import decode, is_binary
from variorum.sources.shapes import event_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = ("id", "url", "outlet", "title", "published", "language")
_LISTS = ("articles", "items", "results", "activity", "associations", "recentActivity", "recentActivityArticles")
_DEPTH = 3
# The year 2001 in seconds, the year 2065 in milliseconds; between them lie the plausible dates in both.
_SECONDS, _MOST = 1e9, 3e12
_ASK = "give an object with `text` or `html`"


def documents(data: bytes, origin: str, *, by_line: bool) -> Iterator[RawDocument | Problem]:
    """The documents of a JSON file (`by_line`: one object a line).

    A broken line is told with its number and passed over.
    """
    if not data.strip():
        yield Problem(origin, "it is empty; give a file that holds an article")
        return
    if is_binary(data):
        yield Problem(origin, "it is no text but a binary file; give text, Markdown, HTML or JSON")
        return
    decoded = decode(data)
    text = decoded.text
    if decoded.note:
        yield Problem(origin, decoded.note, skipped=False)
    if by_line:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield from _parsed(line, f"{origin}:{number}", "the line is no JSON")
    else:
        yield from _whole(text, origin)


def _whole(text: str, origin: str) -> Iterator[RawDocument | Problem]:
    """One value, or JSON lines in a file that is named .json."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
            yield from documents(text.encode("utf-8", "surrogatepass"), origin, by_line=True)
        else:
            yield Problem(origin, f"it is no JSON ({wrong}); mend it, or give one object a line as .jsonl")
        return
    yield from _of_value(value, origin)


def _parsed(line: str, place: str, what: str) -> Iterator[RawDocument | Problem]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        yield Problem(place, f"{what} ({wrong}) and was left out; mend or remove it")
        return
    yield from _of_value(value, place)


def _of_value(value: Any, place: str) -> Iterator[RawDocument | Problem]:
    if isinstance(value, list):
        if not value:
            yield Problem(place, f"the list is empty; {_ASK}")
        for number, each in enumerate(value, start=1):
            yield from _of_value(each, f"{place}:{number}")
        return
    if not isinstance(value, dict):
        yield Problem(place, f"it is no object with an article; {_ASK}")
        return
    inner = _inner(value)
    if inner is not None:
        yield from _of_value(inner, place)
        return
    yield _of_object(value, place)


def _inner(value: dict[str, Any], depth: int = 1) -> list[Any] | None:
    """The list of articles inside an object that is no article itself, one level down or up to three."""
    if "text" in value:
        return None
    for name in _LISTS:
        member = value.get(name)
        if isinstance(member, dict) and depth < _DEPTH:
            member = _inner(member, depth + 1)
        if isinstance(member, list):
            return member
    return event_registry.by_address(value)


def _moment(published: Any) -> dict[str, str]:
    """A time that is given in seconds or milliseconds since 1970, as a number that can be nothing else."""
    if isinstance(published, bool) or not isinstance(published, int | float) or not _SECONDS < published < _MOST:
        return {}
    seconds = published / 1000 if published > _MOST / 1000 else published
    return {"published": datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")}


def _of_object(item: dict[str, Any], place: str) -> RawDocument | Problem:
    foreign = shapes.read(item, place)
    if foreign is not None:
        return foreign
    if ninjs.is_ninjs(item):
        return ninjs.document(item, place) or Problem(place, "the ninjs item has no body; give items with a body")
    told = {name: str(item[name]).strip() for name in _FIELDS if isinstance(item.get(name), str | int)}
    metadata = Metadata(**told | _moment(item.get("published")))
    for name, media_type in (("text", "text/plain"), ("html", "text/html")):
        content = item.get(name)
        if isinstance(content, str) and content.strip():
            return RawDocument(place, content, media_type, metadata)
    return Problem(place, f"it has neither `text` nor `html`; {_ASK}")

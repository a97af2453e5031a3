"""OPML: lists of feeds, in outlines within outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from variorum.feeds.addresses import absolute
from variorum.feeds.entries import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_INCLUSIONS = frozenset(("include", "link"))


class Subscription(NamedTuple):
    """A feed that an outline names: its address, its title there, and the titles of the outlines around it."""

    address: str
    title: str
    folder: tuple[str, ...]


class Outline(NamedTuple):
    """The feeds of an outline in its order, each once, and what is wrong with it, by line."""

    title: str
    subscriptions: tuple[Subscription, ...]
    faults: tuple[tuple[int, str], ...]


def read(text: str, base: str = "") -> Outline:
    """Read an outline; links are relative to `base`. Raises `FeedError` where the text is no OPML."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as wrong:
        raise FeedError(f"it is no OPML (line {wrong.lineno or 1}: {wrong.msg})") from wrong
    if root is None or _name(root) != "opml":
        raise FeedError(f"it is no OPML: its root is <{_name(root)[:40]}>")
    found: dict[str, Subscription] = {}
    faults: list[tuple[int, str]] = []
    for element, folder in _outlines(root):
        address, fault = _address(element, base)
        if fault:
            faults.append((element.sourceline or 0, fault))
        if address:
            title = _attribute(element, "text") or _attribute(element, "title")
            found.setdefault(address, Subscription(address, title, folder))
    title = next((" ".join((e.text or "").split()) for e in root.iter("title")), "")
    return Outline(title, tuple(found.values()), tuple(faults))


def _outlines(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every outline with the titles above it. libxml2 bounds the depth at 256; nothing here recurs."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folder = waiting.pop()
        inner = folder
        if _name(element) == "outline":
            yield element, folder
            title = _attribute(element, "text") or _attribute(element, "title")
            inner = (*folder, title) if title else folder
        waiting.extend((child, inner) for child in reversed(element))


def _address(element: Any, base: str) -> tuple[str, str]:
    """The feed that an outline names, and what is wrong with it."""
    kind = _attribute(element, "type").lower()
    given = _attribute(element, "xmlurl")
    if not given and kind in _INCLUSIONS and _attribute(element, "url").lower().endswith(".opml"):
        given = _attribute(element, "url")
    if not given:
        named = _attribute(element, "text") or _attribute(element, "title") or "an outline"
        return "", f"{named!r} is of type {kind} but has no xmlUrl" if kind in {"rss", "atom"} else ""
    address = absolute(given, base)
    return address, "" if address else f"{given[:200]!r} is no http or https address"


def _attribute(element: Any, name: str) -> str:
    """An attribute by its name in any case, as outlines in use write it."""
    value = next((v for key, v in element.attrib.items() if key.lower() == name), "")
    return " ".join(value.split())


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if element is not None and isinstance(element.tag, str) else ""

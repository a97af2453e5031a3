"""XML documents: parsing that fetches nothing, names without namespaces, the paragraphs of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def parsed(data: bytes) -> Any:
    """The root element, or why there is none. Entities are not expanded and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        return str(wrong)


def name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any) -> str:
    """All words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def first(item: Any, sought: str) -> str:
    """The words of the first element of that name; empty without one."""
    return next((words(e) for e in item.iter() if name(e) == sought), "")


def paragraphs(element: Any, edges: Collection[str], skipped: Collection[str] = ()) -> Iterator[str]:
    """The words between one edge of an element named in `edges` and the next, in order, without what is `skipped`."""
    gathered: list[str] = []
    for piece in (*_pieces(element, edges, skipped), None):
        if piece is not None:
            gathered.append(piece)
        elif found := " ".join("".join(gathered).split()):
            yield found
            gathered = []


def _pieces(element: Any, edges: Collection[str], skipped: Collection[str]) -> Iterator[str | None]:
    """The texts inside an element, with None where a paragraph begins or ends."""
    edge = name(element) in edges
    if edge:
        yield None
    yield " " if name(element) in ("br", "lb") else element.text or ""
    for child in element:
        if name(child) and name(child) not in skipped:
            yield from _pieces(child, edges, skipped)
        yield child.tail or ""
    if edge:
        yield None

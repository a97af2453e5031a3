"""XML files, read by the name of their root element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Problem
from variorum.sources import newsml, trafilatura_xml
from variorum.sources.markup import name, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import RawDocument

_KNOWN = "give NewsML-G2, NITF or what trafilatura writes, or `variorum watch` a feed"


def documents(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The documents of a file; a problem where it is no XML or of another kind."""
    root = parsed(data)
    if isinstance(root, str):
        yield Problem(origin, f"it is no XML that can be read ({root}); give a well-formed file")
        return
    kind = name(root).lower()
    if kind in newsml.ROOTS:
        yield from newsml.documents(root, origin)
    elif kind in trafilatura_xml.ROOTS:
        yield from trafilatura_xml.documents(root, origin)
    else:
        yield Problem(origin, f"XML files with <{name(root)}> are not known; {_KNOWN}")

"""Files of GDELT's Global Knowledge Graph 2.1, which are tab-separated and named .csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Problem
from variorum.sources.decode import decode, is_binary
from variorum.sources.shapes import gdelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import RawDocument


def documents(data: bytes, origin: str) -> Iterator[RawDocument | Problem]:
    """The records of a file that quote somebody. How many do not is told once."""
    if is_binary(data):
        yield Problem(origin, "it is no text but a binary file; unpack it first")
        return
    text, _ = decode(data)
    silent = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = gdelt.knowledge_graph(line, f"{origin}:{number}")
        if found is None:
            reason = "the line is no record of GDELT's knowledge graph 2.1, the one table that is known; give articles"
            yield Problem(f"{origin}:{number}", f"{reason} as .jsonl")
            if number == 1:
                return
        elif isinstance(found, Problem):
            silent += 1
        else:
            yield found
    if silent:
        reason = f"{silent:,} record{'s' if silent > 1 else ''} without a quotation: nothing of them can be compared"
        yield Problem(origin, reason, skipped=False)

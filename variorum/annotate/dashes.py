"""Direct speech behind a dash, as much of the press sets it: "– Vi stänger, säger Anna Lind.", "—No —dijo Ruiz—.".

The dash opens a paragraph; nothing closes the speech but the words that tell who spoke. So a paragraph without
reporting words is no speech (it may be an item of a list), and what follows those words is not taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from variorum.annotate.cues import reporting_words
from variorum.annotate.quote_marks import Marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LANGUAGES = frozenset(
    ("sv", "no", "nb", "nn", "da", "fi", "is", "pl", "ru", "uk", "bg", "fr", "es", "pt", "it", "hu", "el")
)
_OPENING = re.compile(r"[–—―-]\s?(?=\w|[¿¡«“”\"'])")
_LETTER = re.compile(r"\w")


def dashed_stretches(text: str, paragraphs: Iterable[tuple[int, int]], language: str) -> Iterator[Marked]:
    """The speech behind the dash that opens a paragraph, up to its reporting words."""
    closing = _closing(language) if language in _LANGUAGES else None
    if closing is None:
        return
    for start, end in paragraphs:
        line = text.rfind("\n", 0, start) + 1
        # The dash may be labelled as residue and lie before the paragraph.
        opening = _OPENING.match(text, line if not _LETTER.search(text, line, start) else start, end)
        found = closing.search(text, opening.end(), end) if opening else None
        if opening is None or found is None:
            continue
        if "\n" not in text[opening.end() : found.start()] and _LETTER.search(text, opening.end(), found.start()):
            stop = found.end("last")
            yield Marked(opening.end(), stop, opening.start(), stop, 0, ((opening.end(), stop),), closed=True)


@cache
def _closing(language: str) -> re.Pattern[str] | None:
    """Where speech ends: after its last mark, or at a comma or a dash, before reporting words."""
    words = sorted(reporting_words(language), key=lambda w: (-len(w), w))
    if not words:
        return None
    joined = "|".join(map(re.escape, words))
    perfect = r"(?:(?:a|ont)(?:-t-(?:il|elle|ils|elles))?\s)?" if language == "fr" else ""
    return re.compile(
        rf"(?P<last>[.!?…]?)(?:,?\s+[–—―-]\s?|,\s+|(?<=[.!?…])\s+){perfect}(?:{joined})(?!\w)", re.IGNORECASE
    )

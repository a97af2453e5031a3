"""The edition as one self-contained page.

The brief, the discrepancies with their readings, the quotations wording by wording, who reports what, the lineage as a
drawing, and the articles' texts; each citation links to the characters it rests on (`#p1-45-105`: article 1, characters
45 to 105). It also carries the terms of schema.org.

    <section id="brief" aria-labelledby="h-brief">
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.html`."""
    yield File("edition.html", edition.to_html().encode("utf-8", "replace"))

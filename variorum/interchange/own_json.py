"""The edition itself, as data.

Everything that was found, with every span; all other formats are made from it. Its fields are described on the page on
the edition, and by its JSON Schema. `variorum verify` recomputes each span, hash and reference.

    {"id": "radio", "outlet": "Coast Radio", "title": "Dam gates opened at Orrin after record rain"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.json`."""
    yield File("edition.json", edition.to_json().encode("utf-8", "replace"))

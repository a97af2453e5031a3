"""The edition as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.html`."""
    yield File("edition.html", edition.to_html().encode("utf-8", "replace"))

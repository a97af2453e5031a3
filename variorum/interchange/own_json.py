"""The edition itself, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.json`."""
    yield File("edition.json", edition.to_json().encode("utf-8", "replace"))

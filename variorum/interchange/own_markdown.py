"""The edition as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.md`."""
    yield File("edition.md", edition.to_markdown().encode("utf-8", "replace"))

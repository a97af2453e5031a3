"""The edition as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.edition.data import Edition


def render(edition: Edition) -> str:
    """The edition as Markdown."""
    return f"# {edition.story.title}\n"

"""The edition in a terminal, short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from variorum.edition.data import Edition


def summary(edition: Edition) -> RenderableType:
    """A compact summary that rich can print."""
    return Text(edition.story.title)

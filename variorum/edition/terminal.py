"""The edition in a terminal, short."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from variorum.edition.data import Edition


def print_summary(edition: Edition, console: Console) -> None:
    """Print a compact summary."""
    console.print(edition.story.title, markup=False)

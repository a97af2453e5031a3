"""The page: a template filled from the edition."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.edition.data import Edition


def render(edition: Edition) -> str:
    """One self-contained page."""
    return f"<!doctype html><title>{escape(edition.story.title)}</title>"


def render_fragment(edition: Edition) -> str:
    """A short summary for notebooks."""
    return f"<h2>{escape(edition.story.title)}</h2>"

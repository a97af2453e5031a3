"""The edition as one self-contained page."""

from variorum.edition.html.page import render_fragment, render_html

__all__ = ["render_fragment", "render_html"]

"""The edition as one self-contained page."""

from variorum.edition.html.page import render, render_fragment

__all__ = ["render", "render_fragment"]

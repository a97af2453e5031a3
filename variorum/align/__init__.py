"""Alignment: claims of several articles to statements, quotations to utterances."""

from variorum.align.collate import align

__all__ = ["align"]

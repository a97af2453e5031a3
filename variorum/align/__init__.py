"""Alignment: claims of several articles to statements, quotations to utterances."""

from variorum.align.collate import align, align_prepared, prepare

__all__ = ["align", "align_prepared", "prepare"]

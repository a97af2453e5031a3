"""Importing this loads the English parser, for processes that are forked afterwards and share it."""

from variorum.annotate.english import english
from variorum.archive import claims

__all__ = ["claims"]

english()

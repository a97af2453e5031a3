"""The brief: a few sentences of the sources themselves, agreed facts first, then what is disputed; all cited."""

from variorum.brief.write import unsupported_words, write

__all__ = ["unsupported_words", "write"]

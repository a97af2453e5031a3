"""Readers: files, folders, addresses and standard input to raw documents. What cannot be read becomes a problem."""

from variorum.sources.reader import read

__all__ = ["read"]

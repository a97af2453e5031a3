"""What is kept: documents, articles in all their versions, stories, editions, judgements, feeds.

One `Writer` at a time, any number of `View`s, which cannot write. SQLite in a file, or PostgreSQL by its URL.
"""

from variorum.store.records import LockedError, LostError, NoStoreError, StoreError, UnknownError
from variorum.store.view import View
from variorum.store.writer import Writer

__all__ = ["LockedError", "LostError", "NoStoreError", "StoreError", "UnknownError", "View", "Writer"]

"""The desk: a store, the feeds that fill it, the stories that grow in it, and the people who judge them."""

from variorum.desk.core import Added, Desk

__all__ = ["Added", "Desk"]

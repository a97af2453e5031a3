"""Feeds: RSS, Atom, JSON Feed, news sitemaps and OPML, asked politely, and the articles they name."""

from variorum.feeds.entries import Entry, Feed, FeedError, FeedKind, Pace
from variorum.feeds.parse import parse

__all__ = ["Entry", "Feed", "FeedError", "FeedKind", "Pace", "parse"]

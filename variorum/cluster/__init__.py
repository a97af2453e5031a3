"""Groups of articles: stories, and near-duplicates."""

from variorum.cluster.grouping import stories

__all__ = ["stories"]

"""Groups of articles: stories, and near-duplicates."""

from variorum.cluster.duplicates import near_duplicates
from variorum.cluster.grouping import stories

__all__ = ["near_duplicates", "stories"]

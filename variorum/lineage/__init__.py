"""Who derives from whom: text reuse, its direction, and the independent sources."""

from variorum.lineage.trace import trace

__all__ = ["trace"]

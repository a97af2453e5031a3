"""Who derives from whom: text reuse, its direction, and the independent sources."""

from variorum.lineage.set_in_marks import set_in_marks
from variorum.lineage.trace import trace

__all__ = ["set_in_marks", "trace"]

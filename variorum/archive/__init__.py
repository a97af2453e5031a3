"""Archives: millions of articles to tables, in stages of shards that survive being killed."""

from variorum.archive.lock import LockedError
from variorum.archive.report import Report
from variorum.archive.run import NothingReadError, Options, archive

__all__ = ["LockedError", "NothingReadError", "Options", "Report", "archive"]

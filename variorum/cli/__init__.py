"""The command line. Exit codes: 0 done; 1 nothing came of it, or a check failed; 2 wrong use; 3 done, but something
was skipped.
"""

from variorum.cli.app import main

__all__ = ["main"]

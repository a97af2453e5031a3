"""The command line. Exit codes: 0 done; 1 nothing came of it, or something failed; 2 wrong use; 3 done, but something
was skipped; 130 interrupted.
"""

from variorum.cli.entry import main

__all__ = ["main"]

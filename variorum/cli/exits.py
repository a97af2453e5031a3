"""The exit codes of every command, and how a command ends; 130 is what shells give to one that Ctrl-C ended."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

DONE = 0
FAILED = 1
USAGE = 2
SKIPPED = 3
INTERRUPTED = 130


def finish(work: Callable[[], int]) -> NoReturn:
    """Do the work of a command and exit with its code; Ctrl-C ends it with a word instead of a traceback."""
    try:
        code = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted; the files that are written are whole\n")
        code = INTERRUPTED
    sys.exit(code)

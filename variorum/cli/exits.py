"""The exit codes of every command, and how a command ends; 130 is what shells give to one that Ctrl-C ended."""

from __future__ import annotations

import errno
import sys
from io import StringIO
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

DONE = 0
FAILED = 1
USAGE = 2
SKIPPED = 3
INTERRUPTED = 130
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def finish(work: Callable[[], int]) -> NoReturn:
    """Do the work of a command and exit with its code; a full disk ends it with a word instead of a traceback."""
    try:
        code = work()
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _FULL:
            raise
        where = error.filename or "what the command prints"
        sys.stderr.write(f"cannot write {where}: {error.strerror}; the files that are written are whole\n")
        # What is left of the output cannot be written either, which Python would tell at the end.
        sys.stdout = StringIO()
        code = FAILED
    sys.exit(code)

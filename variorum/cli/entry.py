"""Where the command line begins: what takes longest of all is begun before the rest is even imported.

The parser takes the longest to load and asks nothing of the command line, which is imported and read meanwhile: a
glance at the arguments tells whether a process will be needed for it. Where the glance is wrong (the arguments turn out
to be no good) that process ends with the command.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from variorum.cli.exits import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.pool import Annotators

_NOT_RUN = frozenset({"-h", "--help", "--debug"})
_begun: Annotators | None = None


def main() -> None:
    """Run the command line; Ctrl-C ends it with a word, also while it is still being imported."""
    try:
        _run()
    except (KeyboardInterrupt, SystemExit) as end:
        # Typer makes of the one the other, with the code that shells give.
        if isinstance(end, SystemExit) and end.code != INTERRUPTED:
            raise
        sys.stderr.write("\ninterrupted; the files that are written are whole\n")
        sys.exit(INTERRUPTED)


def _run() -> None:
    global _begun
    # Nearly all that is made is kept to the end: seldom looking for cycles finds as much.
    gc.set_threshold(50_000)
    # The matrices are small: a second thread for their products costs more than it brings.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _will_collate(sys.argv[1:]):
        _begun = _new()
    from variorum.cli.app import app

    try:
        app()
    finally:
        # What is left at the end goes with the process: Python need not look through it for cycles, several times over.
        gc.freeze()


def annotators() -> Annotators:
    """The processes that annotate: those that were begun, or else new ones."""
    global _begun
    begun, _begun = _begun, None
    return begun or _new()


def _will_collate(arguments: Sequence[str]) -> bool:
    return len(arguments) > 1 and arguments[0] == "collate" and _NOT_RUN.isdisjoint(arguments)


def _new() -> Annotators:
    from variorum.annotate.pool import Annotators, spare
    from variorum.lexicon.words import known

    # Read before the processes part, since all need it.
    known("story")
    return Annotators(spare())

"""One run at a time on an archive's folder."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.layout import Layout


class LockedError(Exception):
    """Another run works in the folder."""


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Hold the folder for this process; the lock goes when the process ends, in whatever way.

    Raises `LockedError`, and `OSError` when the folder cannot be written.
    """
    layout.work.mkdir(parents=True, exist_ok=True)
    with (layout.work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise LockedError(f"another run works in {layout.root}; wait for it, or choose another folder") from taken
        yield

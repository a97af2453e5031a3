"""Work that makes many objects which are all kept, and no cycles of them.

Python looks for cycles of objects that nobody can reach after every few hundred that are new. The tokens, mentions and
claims of an article are thousands, refer to each other by position and stay: the search found nothing and took a fourth
of annotation's own time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the search for cycles off to the end of the block, which should be short: other threads go without it, too.

    Where it is switched off already it stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

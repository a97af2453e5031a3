"""How long models take, beside everything else."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_spent: defaultdict[str, float] = defaultdict(float)


@contextmanager
def model_at_work(name: str) -> Iterator[None]:
    """Add the wall time of the block to what the model `name` has taken in this process."""
    started = time.perf_counter()
    try:
        yield
    finally:
        _spent[name] += time.perf_counter() - started


def spent_in_models() -> dict[str, float]:
    """Seconds by model since the process began."""
    return dict(_spent)

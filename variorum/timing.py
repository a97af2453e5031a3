"""Where the time of a run goes: seconds by stage and by model, of the wall and of the processor.

Only the thread that does the work is counted: what another does meanwhile is on its own account.
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Time(NamedTuple):
    """Seconds of the wall, and those of them in which the processor worked on it."""

    wall: float = 0.0
    processor: float = 0.0


_stages: defaultdict[str, Time] = defaultdict(Time)
_models: defaultdict[str, Time] = defaultdict(Time)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the time of the block to what the stage `name` has taken in this process."""
    with _added(_stages, name):
        yield


@contextmanager
def model_at_work(name: str) -> Iterator[None]:
    """Add the time of the block, in which a model loads or runs, to what the model `name` has taken."""
    with _added(_models, name):
        yield


@contextmanager
def _added(account: defaultdict[str, Time], name: str) -> Iterator[None]:
    wall, processor = time.perf_counter(), time.thread_time()
    try:
        yield
    finally:
        spent = account[name]
        account[name] = Time(spent.wall + time.perf_counter() - wall, spent.processor + time.thread_time() - processor)


def spent_in_stages() -> dict[str, Time]:
    """What each stage has taken since the process began, the models it ran included."""
    return dict(_stages)


def times_of_models() -> dict[str, Time]:
    """What each model has taken since the process began, on loading and on running."""
    return dict(_models)


def spent_in_models() -> dict[str, float]:
    """Seconds of the wall by model since the process began."""
    return {name: spent.wall for name, spent in _models.items()}

"""Where the time of a run goes: seconds by stage and by model, of the wall and of the processor.

Only the thread that does the work is counted: what another does meanwhile is on its own account. A process that works
for another one hands its account over (`drain`, `add`).
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Time(NamedTuple):
    """Seconds of the wall, and those of them in which the processor worked on it."""

    wall: float = 0.0
    processor: float = 0.0


class Account(NamedTuple):
    """What stages and models have taken, by name: what a process tells another that it worked for."""

    stages: dict[str, Time]
    models: dict[str, Time]


_stages: defaultdict[str, Time] = defaultdict(Time)
_models: defaultdict[str, Time] = defaultdict(Time)
_lock = Lock()


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
        _add(account, name, Time(time.perf_counter() - wall, time.thread_time() - processor))


def _add(account: defaultdict[str, Time], name: str, more: Time) -> None:
    with _lock:
        spent = account[name]
        account[name] = Time(spent.wall + more.wall, spent.processor + more.processor)


def drain() -> Account:
    """Take everything off the accounts of this process."""
    taken = Account(dict(_stages), dict(_models))
    _stages.clear()
    _models.clear()
    return taken


def add(account: Account) -> None:
    """Put on the accounts of this process what another one, working for it, has taken."""
    for mine, theirs in ((_stages, account.stages), (_models, account.models)):
        for name, spent in theirs.items():
            _add(mine, name, spent)


def spent_in_stages() -> dict[str, Time]:
    """What each stage has taken since the process began, the models it ran included."""
    return dict(_stages)


def times_of_models() -> dict[str, Time]:
    """What each model has taken since the process began, on loading and on running."""
    return dict(_models)


def spent_in_models() -> dict[str, float]:
    """Seconds of the wall by model since the process began."""
    return {name: spent.wall for name, spent in _models.items()}

"""Where the time of a run goes: seconds by stage and by model, of the wall and of the processor.

Only the thread that does the work is counted: what another does meanwhile is on its own account. A process that works
for another one hands its account over (`drain`, `add`).

Work goes on in several threads and processes at once, so that their times do not add up to that of the wall. Whoever
wants to know when models were at work asks for it before the run (`keep_spells`).
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


class Spell(NamedTuple):
    """When a model was at work, by the clock that all processes of a machine share (`time.perf_counter`)."""

    begun: float
    ended: float


class Account(NamedTuple):
    """What stages and models have taken, by name: what a process tells another that it worked for."""

    stages: dict[str, Time]
    models: dict[str, Time]
    spells: tuple[Spell, ...] = ()


_stages: defaultdict[str, Time] = defaultdict(Time)
_models: defaultdict[str, Time] = defaultdict(Time)
_lock = Lock()
_spells: list[Spell] | None = None


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the time of the block to what the stage `name` has taken in this process."""
    with _added(_stages, name):
        yield


@contextmanager
def model_at_work(name: str) -> Iterator[None]:
    """Add the time of the block, in which a model loads or runs, to what the model `name` has taken."""
    begun = time.perf_counter()
    try:
        with _added(_models, name):
            yield
    finally:
        if _spells is not None:
            _spells.append(Spell(begun, time.perf_counter()))


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
    taken = Account(dict(_stages), dict(_models), tuple(_spells or ()))
    for kept in (_stages, _models, _spells):
        if kept is not None:
            kept.clear()
    return taken


def add(account: Account) -> None:
    """Put on the accounts of this process what another one, working for it, has taken."""
    for mine, theirs in ((_stages, account.stages), (_models, account.models)):
        for name, spent in theirs.items():
            _add(mine, name, spent)
    if _spells is not None:
        _spells.extend(account.spells)


def spent_in_stages() -> dict[str, Time]:
    """What each stage has taken since the process began, the models it ran included."""
    return dict(_stages)


def times_of_models() -> dict[str, Time]:
    """What each model has taken since the process began, on loading and on running."""
    return dict(_models)


def keep_spells() -> None:
    """Note from now on when models are at work, here and in processes that are forked later."""
    global _spells
    _spells = []


def spells_of_models() -> list[Spell]:
    """The spells noted so far in which some model was loaded or run: in order, those that overlap as one."""
    joined: list[Spell] = []
    for spell in sorted(_spells or ()):
        if joined and spell.begun <= joined[-1].ended:
            joined[-1] = Spell(joined[-1].begun, max(joined[-1].ended, spell.ended))
        else:
            joined.append(spell)
    return joined


def spent_in_models() -> dict[str, float]:
    """Seconds of the wall by model since the process began."""
    return {name: spent.wall for name, spent in _models.items()}

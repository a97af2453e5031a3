"""Work for engines: functions of a module, since they travel."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from variorum.engines.packets import by_partition, unpack

PARTITIONS = 5


def square(number: int) -> int:
    return number * number


def fail(number: int) -> int:
    if number == 3:
        raise ValueError("number 3 is wrong")
    return number


def die_once(folder: str, number: int) -> int:
    """Kill this process at the first try of one number."""
    once = Path(folder) / "once"
    if number == 2 and not once.exists():
        once.touch()
        os.kill(os.getpid(), 9)
    return number


def die(_number: int) -> int:
    os.kill(os.getpid(), 9)
    return 0


def rows_of(source: int) -> np.ndarray:
    """Rows of a key and a value, of which the keys come in many sources."""
    chance = np.random.default_rng(source)
    return np.stack([chance.integers(0, 40, 300), chance.integers(0, 1000, 300)], axis=1)


def split(source: int) -> list[bytes]:
    rows = rows_of(source)
    # One source has nothing for one partition, and none for any.
    rows = rows[rows[:, 0] % PARTITIONS != 1] if source == 2 else rows[:0] if source == 3 else rows
    return by_partition(rows, rows[:, 0] % PARTITIONS, PARTITIONS)


def merge(partition: int, packets: list[bytes]) -> tuple[int, list[tuple[int, list[int]]]]:
    """Each key of a partition with its values, in the order of the sources."""
    rows = np.concatenate([unpack(each) for each in packets] or [np.zeros((0, 2), np.int64)])
    keys = sorted(set(rows[:, 0].tolist()))
    return partition, [(key, rows[rows[:, 0] == key][:, 1].tolist()) for key in keys]


def edges(source: int) -> np.ndarray:
    if source == 0:
        return np.zeros((0, 2), np.int64)
    return np.random.default_rng(source).integers(0, 2000, (250, 2))


def chain(source: int) -> np.ndarray:
    """A path through a thousand nodes, every tenth edge in each source."""
    first = np.arange(source, 999, 10)
    return np.stack([first + 1, first], axis=1)

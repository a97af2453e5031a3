"""Who is due to sleep, against a look at every article."""

from __future__ import annotations

from statistics import median_low
from typing import NamedTuple

import numpy as np

from variorum.cluster.growing.calendar import Calendar

_HOUR = 3600


class _Dated(NamedTuple):
    time: int | None


def test_everybody_older_than_the_window_is_told_whenever_it_came():
    chance, window, told = np.random.default_rng(3), 100 * _HOUR, 0
    calendar, awake, ticks = Calendar(window, 10_000), {}, []
    for batch in range(200):  # a quarter comes late, some of it too late
        late = np.where(chance.random(20) < 0.25, chance.integers(0, 130, 20), 0)
        times = [int((batch * 2 + 200 - each) * _HOUR) for each in late]
        rows = np.array(sorted(set(range(4000)) - awake.keys())[:20])  # rows are used again at once
        calendar.note(rows, [_Dated(time) for time in times])
        awake.update(zip(rows.tolist(), times, strict=True))
        ticks = [*ticks, *times][-101:]
        due = calendar.overdue(())
        assert sorted(due) == sorted(row for row, time in awake.items() if time < median_low(ticks) - window)
        calendar.forget(due)
        told += len(due)
        for row in due:
            del awake[row]
    assert told > 3000


def test_beyond_the_capacity_who_came_first_sleeps_however_it_is_dated():
    calendar = Calendar(100 * _HOUR, 1000)
    slept: list[int] = []
    for start in range(0, 3000, 10):
        rows = np.arange(start, start + 10)
        calendar.note(rows, [_Dated(None if row % 3 else 5000 - row) for row in rows.tolist()])
        due = calendar.overdue([7])
        calendar.forget(due)
        slept += due
        assert start + 10 - len(slept) <= 1000 + 1000 // 256 + 1
    assert slept == [row for row in range(slept[-1] + 1) if row != 7]

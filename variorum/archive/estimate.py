"""How long it will still take, as honestly as can be told.

Within a stage: what is left of it, at the rate of its last shards, since shards differ and the machine gets busier or
calmer. For the stages to come: what they took an article on the machine that the figures are from, times how much
slower this one has proved to be in the stages that were measured. Nothing is told until three shards of a stage (or
all of them) were done in this run: a run that goes on after a kill has to measure anew.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.archive.stages import Step

_LAST = 8
_FEWEST = 3
_SECOND = 1.0
# Seconds of one process an article, by stage, in order (benchmarks/archive.py costs).
USUAL = {
    "read": 0.030,
    "sketch": 0.0003,
    "propose": 0.0002,
    "pairs": 0.0001,
    "near": 0.0002,
    "duplicates": 0.0001,
    "lineage": 0.002,
    "annotate": 0.012,
    "windows": 0.004,
    "stories": 0.0001,
    "claims": 0.06,
    "statements": 0.5,
}


class Estimate:
    """Takes in the steps of a run by `jobs` processes, in which the stages `left_out` are not done."""

    def __init__(self, jobs: int, left_out: frozenset[str] = frozenset()) -> None:
        self._jobs = jobs
        self._to_come = [stage for stage in USUAL if stage not in left_out]
        self._stage = ""
        self._size = 0
        self._articles = 0.0
        self._slowness: float | None = None
        self._last: deque[tuple[int, float]] = deque(maxlen=_LAST)

    def left(self, step: Step) -> float | None:
        """The seconds that are left after a step; None while they cannot be told."""
        if step.stage != self._stage:
            self._last.clear()
            self._stage = step.stage
            if step.stage in self._to_come:
                self._to_come = self._to_come[self._to_come.index(step.stage) + 1 :]
        if step.wall is not None:
            self._last.append((step.size - self._size, step.wall))
        self._size = step.size
        if step.stage == "read" and step.size:
            self._articles = step.articles * step.of_size / step.size
        self._measure(step)
        if self._slowness is None:
            return None
        to_come = sum(USUAL[stage] for stage in self._to_come) * self._articles * self._slowness
        return (self._in_stage(step, self._slowness) + to_come) / self._jobs

    def _measure(self, step: Step) -> None:
        """Learn how much slower than usual this machine is, from shards that took long enough to tell."""
        size, wall = self._recent()
        usual = USUAL.get(step.stage, 0.0) * self._articles * size / max(1, step.of_size)
        if len(self._last) >= min(_FEWEST, step.of_shards) and usual and (wall > _SECOND or self._slowness is None):
            self._slowness = wall / usual

    def _in_stage(self, step: Step, slowness: float) -> float:
        size, wall = self._recent()
        left = step.of_size - step.size
        if size and len(self._last) >= min(_FEWEST, step.of_shards):
            return wall * left / size
        return USUAL.get(step.stage, 0.0) * self._articles * slowness * left / max(1, step.of_size)

    def _recent(self) -> tuple[int, float]:
        return sum(size for size, _ in self._last), sum(wall for _, wall in self._last)

"""Run a task on a gold file: predictions, figures, time, and the share of it that models took."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from variorum.bench.tasks import TASKS
from variorum.settings import Settings
from variorum.timing import spent_in_models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from variorum.bench.scores import Row, Scores


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run. `seconds` is wall time of prediction, `in_models` the part of it by model.

    `digest` is the SHA-256 of the gold file: figures of different data cannot be mixed up.
    """

    task: str
    gold: str
    digest: str
    rows: int
    scores: Scores
    seconds: float
    in_models: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """The result for JSON; times in seconds."""
        return {
            "task": self.task,
            "gold": self.gold,
            "sha256": self.digest,
            "rows": self.rows,
            "seconds": round(self.seconds, 2),
            "seconds_in_models": {name: round(value, 2) for name, value in sorted(self.in_models.items())},
            "figures": {name: round(value, 4) for name, value in self.scores.figures.items()},
        }


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the place and the reason."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file. Raises GoldError with the line that is wrong."""
    rows: list[Row] = []
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    rows.append(_row(path, number, line))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    if not rows:
        raise GoldError(f"{path}: has no rows")
    return rows


def _row(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{path}:{number}: is no JSON ({error})") from error
    if not isinstance(row, dict) or not ("id" in row or "story" in row):
        raise GoldError(f"{path}:{number}: is no row of gold data (it has neither id nor story)")
    return row


def run(task_name: str, path: Path, encoder: str = "use") -> tuple[Result, list[dict[str, object]]]:
    """Predict and score, with the encoder of that name (`use` or `ngrams`).

    Raises GoldError for an unknown task or an unusable file.
    """
    if task_name not in TASKS:
        raise GoldError(f"there is no task {task_name!r}; choose from {', '.join(TASKS)}")
    task, rows = TASKS[task_name], read_rows(path)
    for number, row in enumerate(rows, 1):
        if missing := [name for name in task.needs if name not in row]:
            raise GoldError(f"{path}: row {number} has no {missing[0]!r}, which the task {task_name} needs")
    before, started = spent_in_models(), time.perf_counter()
    predictions = list(task.predict(rows, Settings(encoder=encoder)))
    seconds = time.perf_counter() - started
    in_models = {name: value - before.get(name, 0.0) for name, value in spent_in_models().items()}
    result = Result(
        task=task_name,
        gold=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        rows=len(rows),
        scores=task.score(rows, _matched(rows, predictions)),
        seconds=seconds,
        in_models={name: value for name, value in in_models.items() if value > 0},
    )
    return result, predictions


def _matched(rows: Sequence[Row], predictions: Sequence[Row]) -> list[Row]:
    """Predictions in the order of the gold rows; an empty answer where there is none."""
    key = "id" if "id" in rows[0] else "story"
    by_key = {row[key]: row for row in predictions}
    return [by_key.get(row[key], {}) for row in rows]

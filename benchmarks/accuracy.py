"""Every task on every gold file: one table, and floors that never go down silently.

    python benchmarks/accuracy.py GOLD                     print the table
    python benchmarks/accuracy.py GOLD --check             fail where a figure is below its floor
    python benchmarks/accuracy.py GOLD --pin               raise the floors to what is reached
    python benchmarks/accuracy.py GOLD --pin --allow-regression    and lower those that are not
    python benchmarks/accuracy.py GOLD --only dates --worst 10     one task, and its worst items
    python benchmarks/accuracy.py GOLD --encoder ngrams    what the model of vectors brings

GOLD is the folder of labelled data. A floor holds for a file of one digest only; without its data it is not checked.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.bench.run import Result, run

FLOORS = Path(__file__).with_name("floors.json")
OWN = Path(__file__).with_name("cases")
_SLACK = 0.0005


@dataclass(frozen=True, slots=True)
class Goal:
    """A gold file of a task and the figures that matter there; `upper` ones must not rise."""

    task: str
    file: str
    figures: tuple[str, ...]
    upper: tuple[str, ...] = ()


GOALS = (
    Goal(
        "quotes",
        "quotes/polnear_dev.jsonl",
        ("content_f1", "at03_f1", "source_accuracy", "marked_at03_f1", "marked_source_accuracy"),
    ),
    Goal("stories", "stories/wikinews_medium.jsonl", ("bcubed_f1",)),
    Goal("stories", "stories/ecbplus_open.jsonl", ("bcubed_f1",)),
    Goal("stories", "stories/allsides_val.jsonl", ("bcubed_f1",)),
    Goal("alignment", "alignment/ecbplus_open.jsonl", ("precision", "recall", "f1")),
    Goal("pairs", "pairs/mrpc_val.jsonl", ("accuracy", "f1")),
    Goal("conflicts", "conflicts/rte3_dev.jsonl", ("precision", "recall")),
    Goal(
        "conflict-cases",
        "cases/conflict_cases.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal(
        "conflict-cases",
        "own/conflicts.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal(
        "conflict-cases",
        "own/conflicts_3.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal(
        "conflict-cases",
        "own/unread.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal(
        "conflict-cases",
        "own/unread_2.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal(
        "conflict-cases",
        "own/unread_3.jsonl",
        ("recall_tight", "precision", "kind_accuracy"),
        ("compatible_flagged_rate",),
    ),
    Goal("lineage-cases", "own/lineage.jsonl", ("edge_f1", "direction_accuracy", "bcubed_f1")),
    Goal("lineage-cases", "cases/lineage_cases.jsonl", ("edge_f1", "direction_accuracy", "bcubed_f1")),
    Goal("dates", "dates/te3_a.jsonl", ("span_f1", "value_f1")),
    Goal("extraction", "extraction/scrapinghub.jsonl", ("f1",)),
    Goal("briefs", "briefs/allsides_val.jsonl", ("rouge1", "rouge2", "rougeL")),
    Goal("reuse", "reuse/clough_stevenson.jsonl", ("f1",)),
)


def main() -> int:
    """Run what is asked for; return the exit code."""
    options = _options()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failures = []
    print(f"{'task':15}{'file':26}{'seconds':>8}{'models':>8}  figures")
    for goal in GOALS:
        path = _place(goal, options.gold)
        if options.only and goal.task != options.only:
            continue
        if not path.exists():
            print(f"{goal.task:15}{path.name:26}  absent, not measured")
            continue
        result, _ = run(goal.task, path, options.encoder)
        _print(goal, result, options.worst)
        floor = floors.get(goal.file, {})
        failures += _below(goal, result, floor)
        if options.pin:
            floors[goal.file] = _pinned(goal, result, floor, options.allow_regression)
    if options.pin:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if options.check and failures else 0


def _place(goal: Goal, gold: Path) -> Path:
    """Where the file lies: `own/` is what the repository brings."""
    return OWN / Path(goal.file).name if goal.file.startswith("own/") else gold / goal.file


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder of labelled data")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--pin", action="store_true", help="write the floors that are reached")
    parser.add_argument("--allow-regression", action="store_true", help="let --pin lower floors, too")
    parser.add_argument("--only", default="", help="one task")
    parser.add_argument("--encoder", choices=("use", "ngrams"), default="use", help="sentence vectors")
    parser.add_argument("--worst", type=int, default=0, help="print this many of the worst items of each file")
    return parser.parse_args()


def _print(goal: Goal, result: Result, worst: int) -> None:
    share = sum(result.in_models.values()) / max(result.seconds, 1e-9)
    told = "  ".join(f"{name} {result.scores.figures[name]:.3f}" for name in goal.figures + goal.upper)
    print(f"{goal.task:15}{Path(goal.file).name:26}{result.seconds:8.1f}{share:8.0%}  {told}", flush=True)
    for item in result.scores.worst(worst):
        print(f"    {item.score:.2f} {item.id}: {item.reason}")


def _below(goal: Goal, result: Result, floor: dict[str, Any]) -> list[str]:
    if floor.get("sha256") not in (None, result.digest):
        return [f"{goal.file}: other data than its floors were pinned on; they are not checked"]
    known = floor.get("figures", {})
    return [
        f"{goal.file}: {name} is {result.scores.figures[name]:.4f}, its floor {known[name]:.4f}"
        for name in goal.figures + goal.upper
        if name in known and _worse(goal, name, result.scores.figures[name], known[name])
    ]


def _worse(goal: Goal, name: str, value: float, floor: float) -> bool:
    return value > floor + _SLACK if name in goal.upper else value < floor - _SLACK


def _pinned(goal: Goal, result: Result, floor: dict[str, Any], regression: bool) -> dict[str, Any]:
    known = floor.get("figures", {}) if floor.get("sha256") == result.digest else {}
    figures = {}
    for name in goal.figures + goal.upper:
        value = round(result.scores.figures[name], 4)
        keep = name in known and not regression and _worse(goal, name, value, known[name])
        figures[name] = known[name] if keep else value
    return {"sha256": result.digest, "figures": figures}


if __name__ == "__main__":
    sys.exit(main())

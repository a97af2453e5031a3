"""`variorum bench`: measure the stages on labelled data."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from variorum.cli.console import Console, printable
from variorum.cli.exits import DONE, USAGE
from variorum.cli.files import replace_text

if TYPE_CHECKING:
    from pathlib import Path

    from variorum.bench.run import Result


def run(task: str, gold: Path, out: Path | None, *, worst: int = 0, encoder: str = "use", as_json: bool = False) -> int:
    """Run the task, write the predictions, print the figures; return the exit code."""
    from variorum.bench.run import GoldError
    from variorum.bench.run import run as run_task

    console = Console()
    try:
        result, predictions = run_task(task, gold, encoder)
    except GoldError as error:
        console.error(str(error))
        return USAGE
    if out:
        replace_text(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predictions))
    if as_json:
        sys.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False) + "\n")
    else:
        _tell(console, result)
    for item in result.scores.worst(worst):
        console.out.print(f"{item.score:.2f}  {item.id}  {printable(item.reason)}", markup=False, soft_wrap=True)
    return DONE


def _tell(console: Console, result: Result) -> None:
    from rich.table import Table

    table = Table(title=f"{result.task} on {result.gold} ({result.rows} rows)", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in result.scores.figures.items():
        table.add_row(name, f"{value:.4f}" if isinstance(value, float) else str(value))
    console.out.print(table)
    models = sum(result.in_models.values())
    console.out.print(
        f"{result.seconds:.1f} s, of which models {models:.1f} s ({models / max(result.seconds, 1e-9):.0%})",
        markup=False,
    )

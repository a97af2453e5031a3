"""`variorum archive`: an archive of files to tables, with progress, a report and a sample of what was skipped."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from variorum.cli.console import Console, printable
from variorum.cli.exits import DONE, FAILED, SKIPPED
from variorum.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from variorum.archive import Options, Report
    from variorum.archive.estimate import Estimate
    from variorum.archive.stages import Step

_PATIENCE = 1.0
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    inputs: tuple[str, ...]
    out: Path
    options: Options
    engine: str = "local"
    master: str = ""
    jobs: int = 0
    as_json: bool = False
    quiet: bool = False


def run(order: Order) -> int:
    """Do what was asked; return the exit code."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    from variorum.archive import LockedError, NothingReadError, archive
    from variorum.engines import EngineError, start

    console = Console(quiet=order.quiet or order.as_json)
    try:
        parsing = order.options.claims_from or order.options.statements_from
        preload = ("variorum.archive.loaded", *(("variorum.archive.parser",) if parsing else ()))
        engine = start(order.engine, master=order.master, jobs=order.jobs, preload=preload)
    except EngineError as error:
        console.error(str(error))
        return FAILED
    try:
        with _Shown(console, _estimate(order)) as shown:
            found = archive(order.inputs, order.out, engine, order.options, shown.step)
    except NothingReadError as error:
        for problem in error.problems:
            console.problem(problem)
        console.error(f"{error}; {order.out}/skipped.jsonl has a sample of what was skipped, with the reasons")
        return FAILED
    except (EngineError, LockedError) as error:
        console.error(str(error))
        return FAILED
    except OSError as error:
        console.error(
            f"{error.filename or order.out}: {error.strerror or error}; start again: what is finished is kept"
        )
        return FAILED
    finally:
        engine.close()
    return _told(found, order, console)


def _told(found: Report, order: Order, console: Console) -> int:
    for problem in found.problems:
        console.problem(Problem(str(problem["place"]), str(problem["reason"]), skipped=bool(problem["skipped"])))
    if order.as_json:
        sys.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) + "\n")
    elif not order.quiet:
        _tables(found, order, console)
    if found.failed:
        return FAILED
    return SKIPPED if found.lost else DONE


def _estimate(order: Order) -> Estimate:
    from variorum.archive.estimate import Estimate
    from variorum.engines.start import cores

    wanted = {"claims": order.options.claims_from, "statements": order.options.statements_from}
    return Estimate(order.jobs or cores(), frozenset(stage for stage, least in wanted.items() if not least))


def _tables(found: Report, order: Order, console: Console) -> None:
    from rich.table import Table

    precision = "" if found.precision is None else f", {found.precision:.1%} of {found.candidates:,} candidates"
    rows = {
        "files": f"{found.files:,} ({found.bytes / 1e6:,.1f} MB)",
        "records": f"{found.records:,}",
        "articles": f"{found.articles:,}",
        **{f"passed over: {name}": f"{number:,}" for name, number in _first(found.passed_over)},
        **{f"skipped: {name}": f"{number:,}" for name, number in _first(found.skipped)},
        "near-duplicate pairs": f"{found.near_duplicates:,}, cuts {found.cuts:,}{precision}",
        "near-duplicate groups": f"{found.duplicate_groups:,} with {found.duplicate_articles:,} articles",
        "lineage edges": f"{found.lineage_edges:,}, {found.directed_edges:,} of them directed",
        "stories": f"{found.stories:,}, {found.stories_of_several:,} of several articles "
        f"({found.articles_in_stories_of_several:,})",
        "claims": f"{found.claims:,} and {found.quotations:,} quotations of {found.articles_annotated:,} articles",
        "statements": f"{found.statements:,} of {found.stories_stated:,} stories",
    }
    table = Table(title=f"{order.out}", title_justify="left", show_header=False)
    for name, value in rows.items():
        table.add_row(printable(name), value)
    console.out.print(table)
    times = Table("stage", "shards", "seconds", "processor", "this run", title="time", title_justify="left")
    for each in found.stages:
        shown = (f"{each.shards:,}", f"{each.seconds:,.1f}", f"{each.processor:,.1f}", f"{each.this_run:,.1f}")
        times.add_row(each.stage, *shown)
    console.out.print(times)
    if found.skipped:
        console.out.print(f"{order.out}/skipped.jsonl names examples of what was skipped", markup=False, soft_wrap=True)


def _first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return list(counts.items())[:_SHOWN]


class _Shown:
    """Progress: a bar on a terminal, else a line when a stage ends that took a second or more."""

    def __init__(self, console: Console, estimate: Estimate) -> None:
        self._console = console
        self._estimate = estimate
        self._began = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""
        self._stage_began = self._began

    def __enter__(self) -> _Shown:
        if not self._console.quiet and self._console.err.is_terminal:
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
            self._bar = Progress(*columns, TimeElapsedColumn(), console=self._console.err, transient=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, step: Step) -> None:
        """Show a step."""
        left = self._estimate.left(step)
        if self._console.quiet:
            return
        if step.stage != self._stage:
            self._stage, self._stage_began = step.stage, time.monotonic()
        if self._bar is not None:
            self._draw(step, left)
        elif step.shards == step.of_shards and time.monotonic() - self._stage_began > _PATIENCE:
            ended = (
                f"{step.stage}: {step.of_shards:,} shards done, {time.monotonic() - self._began:,.0f} s since the start"
            )
            self._console.err.print(ended + _about(left), markup=False, soft_wrap=True)

    def _draw(self, step: Step, left: float | None) -> None:
        told = f"{step.shards:,} of {step.of_shards:,} shards{_about(left)}"
        if self._task is None:
            self._task = self._bar.add_task(step.stage, total=None, told=told)
        if not self._bar.live.is_started and time.monotonic() - self._began > _PATIENCE:
            self._bar.start()
        total, done = max(1, step.of_size), step.size if step.of_size else 1
        self._bar.update(self._task, description=step.stage, total=total, completed=done, told=told)


def _about(seconds: float | None) -> str:
    """What is left, no more exactly than it is known."""
    if seconds is None:
        return ""
    if seconds < 90:
        return f", about {max(5, round(seconds / 5) * 5)} s left"
    if seconds < 5400:
        return f", about {round(seconds / 60)} min left"
    return f", about {seconds / 3600:.1f} h left"

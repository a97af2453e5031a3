"""What the commands say: summaries to standard output, progress and problems to standard error."""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console as RichConsole

    from variorum.edition import Edition
    from variorum.model import Problem
    from variorum.pipeline import Progress, Report

_PATIENCE = 1.0
_FULL_SUMMARIES = 3


class Console:
    """The terminal. `quiet` leaves problems and errors only."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    @cached_property
    def out(self) -> RichConsole:
        """Standard output; made when there is something to say."""
        from rich.console import Console as RichConsole

        return RichConsole(soft_wrap=False, highlight=False)

    @cached_property
    def err(self) -> RichConsole:
        """Standard error; made when there is something to say."""
        from rich.console import Console as RichConsole

        return RichConsole(stderr=True, highlight=False)

    def problem(self, problem: Problem) -> None:
        """Say what was skipped or mended."""
        from rich.markup import escape

        word = "[bold red]skipped[/]" if problem.skipped else "[bold yellow]note[/]"
        word = "[bold red]failed[/]" if problem.error else word
        self.err.print(
            f"{word} {escape(printable(problem.place))}: {escape(printable(problem.reason))}", soft_wrap=True
        )

    def error(self, message: str) -> None:
        """Say why nothing came of it."""
        from rich.markup import escape

        self.err.print(f"[bold red]error[/] {escape(printable(message))}", soft_wrap=True)

    @contextmanager
    def progress(self) -> Iterator[Report]:
        """A progress bar that shows itself only when the work takes longer than a second, on a terminal."""
        if self.quiet or not self.err.is_terminal:
            yield lambda _: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        started = time.monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        bar = Bar(*columns, console=self.err, transient=True)
        tasks: dict[str, object] = {}

        def report(step: Progress) -> None:
            if not bar.live.is_started and time.monotonic() - started > _PATIENCE:
                bar.start()
            if step.stage not in tasks:
                tasks[step.stage] = bar.add_task(step.stage, total=step.total or None)
            bar.update(tasks[step.stage], completed=step.done, total=step.total or None)  # type: ignore[arg-type]

        try:
            yield report
        finally:
            bar.stop()

    def editions(self, written: list[tuple[Edition, list[Path]]]) -> None:
        """Show the summaries of the first editions in full and the others in a line each."""
        from variorum.edition.terminal import summary

        shared = [entry for entry in written if len(entry[0].articles) > 1] or written
        for edition, paths in shared[:_FULL_SUMMARIES]:
            self.out.print(summary(edition))
            self._paths(paths)
        for edition, paths in shared[_FULL_SUMMARIES:]:
            self.out.print(f"{edition.story.title} ({len(edition.articles)} articles)", markup=False)
            self._paths(paths)
        for edition, paths in written:
            if len(edition.articles) == 1 and len(written) > 1:
                self._alone(edition, paths)

    def _alone(self, edition: Edition, paths: list[Path]) -> None:
        article = edition.articles[0]
        name = article.origin or article.id
        self.out.print(f"{name}: on something else; it stays alone", markup=False, soft_wrap=True)
        self._paths(paths)

    def _paths(self, paths: list[Path]) -> None:
        for path in paths:
            self.out.print(f"  {path}", markup=False, soft_wrap=True)


def printable(text: str) -> str:
    """The text without control characters, so that a file's name cannot steer the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)

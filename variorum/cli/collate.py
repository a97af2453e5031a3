"""`variorum collate`: run the pipeline, write the editions, show the summary."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.cli import entry
from variorum.cli.console import Console
from variorum.cli.exits import DONE, FAILED, SKIPPED
from variorum.cli.files import replace_bytes
from variorum.model import Problem
from variorum.timing import stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from variorum.edition import Edition
    from variorum.settings import Settings

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    inputs: tuple[str, ...]
    out: Path
    formats: tuple[str, ...]
    settings: Settings
    as_json: bool = False
    quiet: bool = False
    debug: bool = False


@dataclass
class _Tally:
    """The problems met so far. With `debug` the first fault of variorum's own ends the run with its traceback."""

    console: Console
    debug: bool = False
    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.console.problem(problem)
        if problem.error and self.debug:
            raise problem.error

    @property
    def code(self) -> int:
        if any(problem.error for problem in self.problems):
            return FAILED
        return SKIPPED if any(problem.skipped for problem in self.problems) else DONE


def run(order: Order) -> int:
    """Do what was asked; return the exit code."""
    console = Console(quiet=order.quiet or order.as_json)
    tally = _Tally(console, order.debug)
    if not _writable(order.out, console):
        return FAILED
    from variorum.annotate.pool import Annotators

    # They load the parser while this process reads and loads the encoder.
    annotators = Annotators() if order.debug else entry.annotators()
    _load_formats(order.formats)
    from variorum.pipeline import editions

    written: list[tuple[Edition, list[Path]]] = []
    try:
        with annotators, console.progress() as report:
            found = editions(order.inputs, order.settings, report=report, complain=tally.add, annotators=annotators)
            written.extend((edition, paths) for edition in found if (paths := _written(edition, order, tally)))
    except OSError as error:
        if order.debug or isinstance(error, BrokenPipeError):
            raise
        console.error(f"{error.filename or order.out}: cannot be written ({error.strerror or error})")
        return FAILED
    if not written:
        if not any(problem.error for problem in tally.problems):
            console.error("no article could be read, so there is no edition")
        return FAILED
    _tell(written, console, order)
    return tally.code


def _load_formats(names: Collection[str]) -> None:
    """Make ready now what editions are written with. What fails shows itself, with its reason, at the first edition."""
    from variorum.interchange import format_named

    for name in names:
        with suppress(Exception):
            format_named(name).implementation()
    if "html" in names:
        from variorum.edition.html.page import load_templates

        load_templates()


def _writable(out: Path, console: Console) -> bool:
    """Make the output folder before any work is done; say what is wrong if that fails."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".variorum-write-test"
        probe.touch()
        probe.unlink()
    except OSError as error:
        console.error(f"{out}: cannot write here ({error.strerror}); choose another folder with -o")
        return False
    return True


def _written(edition: Edition, order: Order, tally: _Tally) -> list[Path]:
    """Write an edition; a format that cannot be made is told and costs no other."""
    folder = order.out / folder_name(edition)
    folder.mkdir(parents=True, exist_ok=True)
    return [path for name in order.formats for path in _write(edition, name, folder, tally)]


def _write(edition: Edition, name: str, folder: Path, tally: _Tally) -> list[Path]:
    from variorum.interchange import MissingPartError, export

    title = edition.story.title or edition.story.id
    try:
        with stage("render"):
            files = list(export(edition, name))
    except MissingPartError as missing:
        tally.add(Problem(f"{title}, as {name}", str(missing)))
        return []
    except Exception as error:
        reason = f"variorum failed to write this edition ({type(error).__name__}: {error}); please report it"
        tally.add(Problem(f"{title}, as {name}", reason, error=error))
        return []
    for file in files:
        replace_bytes(folder / file.name, file.content)
    return [folder / file.name for file in files]


def folder_name(edition: Edition) -> str:
    """A readable, stable name for a story's folder: words of its title, and its identifier whole."""
    folded = unicodedata.normalize("NFKD", edition.story.title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded)
    room = max(0, _LONGEST_NAME - 1 - len(edition.story.id))
    return f"{'-'.join(words[:8])[:room].rstrip('-')}-{edition.story.id}".lstrip("-")


def _tell(written: list[tuple[Edition, list[Path]]], console: Console, order: Order) -> None:
    if order.as_json:
        sys.stdout.write(json.dumps(list(_records(written)), ensure_ascii=False, indent=2) + "\n")
        return
    if not order.quiet:
        console.editions(written)


def _records(written: list[tuple[Edition, list[Path]]]) -> Iterator[dict[str, object]]:
    for edition, paths in written:
        yield {
            "story": edition.story.id,
            "title": edition.story.title,
            "articles": [article.id for article in edition.articles],
            "independent_sources": len(edition.lineage.groups),
            "files": [str(path) for path in paths],
        }

"""`variorum export`: a story's edition as files."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli import completion
from variorum.cli.exits import DONE, FAILED
from variorum.cli.store_options import AsJson, Db, print_json, with_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import Edition


def export_command(
    story: Annotated[str, typer.Argument(metavar="STORY", help="Its identifier, or a beginning that only it has.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to write to.")],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            "--format",
            metavar="NAME,...",
            help="The formats; `variorum formats` lists them.",
            autocompletion=completion.formats,
        ),
    ] = "html,json,md",
    db: Db = "",
    as_json: AsJson = False,
) -> None:
    """Write a story's edition to files, in one format or more."""
    from variorum.cli.formats import format_names

    names = format_names(to, option="--to")

    def work() -> int:
        from variorum.desk.editions import edition_of
        from variorum.store import View

        with View(db) as view:
            edition = edition_of(view, story)
        return _export(edition, names, out, as_json=as_json)

    with_store(work)


def _export(edition: Edition, names: Sequence[str], out: Path, *, as_json: bool) -> int:
    from variorum.cli.console import Console
    from variorum.cli.files import replace_bytes
    from variorum.interchange import MissingPartError, export

    console = Console()
    written: list[str] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in names:
            for file in export(edition, name):
                replace_bytes(out / file.name, file.content)
                written.append(str(out / file.name))
    except OSError as error:
        console.error(f"{error.filename or out}: cannot be written ({error.strerror or error})")
        return FAILED
    except MissingPartError as error:
        console.error(str(error))
        return FAILED
    if as_json:
        print_json({"story": edition.story.id, "files": written})
    else:
        for path in written:
            console.out.print(path, markup=False, soft_wrap=True)
    return DONE

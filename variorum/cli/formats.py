"""`variorum formats`, and the names of formats as options take them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import typer

from variorum.cli.exits import DONE
from variorum.interchange import UnknownFormatError, format_named
from variorum.interchange import formats as all_formats


def format_names(told: str, *, option: str) -> tuple[str, ...]:
    """The names in a list with commas between, each once. Raises typer.BadParameter, naming the option."""
    names = tuple(dict.fromkeys(part.strip() for part in told.split(",") if part.strip()))
    if not names:
        raise typer.BadParameter("name a format; `variorum formats` lists them", param_hint=option)
    for name in names:
        try:
            format_named(name)
        except UnknownFormatError as error:
            raise typer.BadParameter(str(error), param_hint=option) from error
    return names


def run(*, as_json: bool) -> int:
    """Print the formats; return the exit code."""
    if as_json:
        listed = [{k: v for k, v in asdict(each).items() if k != "module"} for each in all_formats()]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return DONE
    from rich.console import Console
    from rich.table import Table

    table = Table("format", "what it is", "described by", box=None, header_style="bold", pad_edge=False)
    for each in all_formats():
        table.add_row(f"[bold]{each.name}[/]", each.title, each.standard)
    Console().print(table)
    return DONE

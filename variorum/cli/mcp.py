"""`variorum mcp`: the server for agents."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads it
from typing import Annotated

import typer

from variorum.cli.exits import DONE, FAILED, finish


def mcp_command(
    db: Annotated[
        str, typer.Option("--db", metavar="PATH|URL", help="The store: an SQLite file or a postgresql:// address.")
    ] = "",
    root: Annotated[
        Path | None, typer.Option("--root", help="The folder whose files may be collated; none are read without it.")
    ] = None,
) -> None:
    """Serve agents over the Model Context Protocol, on standard input and output.

    Tools: collate, stories, search, show and cite; every text in an answer comes with its article and offsets. Needs
    the extra mcp (pip install 'variorum[mcp]'). Configure a client to start it:

      variorum mcp --db desk.db --root reports/
    """
    finish(lambda: _run(db, root))


def _run(db: str, root: Path | None) -> int:
    from variorum.mcp import Options, serve

    if root is not None and not root.is_dir():
        sys.stderr.write(f"{root}: there is no such folder; give one that holds reports\n")
        return FAILED
    try:
        serve(Options(db, root))
    except ImportError as error:
        if "mcp" not in (error.name or ""):
            raise
        sys.stderr.write("the Model Context Protocol needs its package: pip install 'variorum[mcp]'\n")
        return FAILED
    return DONE

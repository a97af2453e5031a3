"""What the commands on a store share: its place, its errors, JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from variorum.cli.exits import FAILED, finish

if TYPE_CHECKING:
    from collections.abc import Callable

Db = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        help="The store: an SQLite file or a postgresql:// address; else $VARIORUM_DB, db in variorum.toml here, or "
        "variorum.db here.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text for people.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print problems only.")]


def with_store(work: Callable[[], int]) -> None:
    """Do the work of a command and exit with its code; what is wrong with the store is said in a line."""

    def guarded() -> int:
        from variorum.cli.console import Console
        from variorum.store import StoreError

        try:
            return work()
        except StoreError as wrong:
            Console().error(str(wrong))
            return FAILED

    finish(guarded)


def print_json(value: object) -> None:
    """Print records, or lists of them, as JSON."""
    sys.stdout.write(
        json.dumps(value, ensure_ascii=False, indent=2, default=_plain).encode("utf-8", "replace").decode()
    )
    sys.stdout.write("\n")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"no JSON of {type(value).__name__}")


def day(told: str, option: str) -> str:
    """A day or a time as ISO 8601. Raises typer.BadParameter, naming the option."""
    if not told:
        return ""
    from variorum.extract.dates import published

    found = published(told)
    if not found:
        raise typer.BadParameter(f"{told!r} is no date; write it as YYYY-MM-DD", param_hint=option)
    return found

"""`variorum verify`: check editions."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from variorum.cli.console import Console
from variorum.cli.exits import DONE, FAILED

if TYPE_CHECKING:
    from pathlib import Path


def run(editions: list[Path], *, as_json: bool = False) -> int:
    """Check each edition; return the exit code."""
    from rich.markup import escape

    console = Console()
    failures = {str(path): _failures(path) for path in editions}
    if as_json:
        sys.stdout.write(json.dumps(failures, ensure_ascii=False, indent=2) + "\n")
    else:
        for path, found in failures.items():
            for failure in found:
                console.error(f"{path}: {failure}")
            if not found:
                console.out.print(f"[bold green]verified[/] {escape(str(path))}", soft_wrap=True)
    return FAILED if any(failures.values()) else DONE


def _failures(path: Path) -> list[str]:
    """What does not hold in a file, or why it cannot be read."""
    from variorum.edition import verify

    try:
        return [str(failure) for failure in verify(path)]
    except OSError as error:
        return [f"cannot be read ({error.strerror or error})"]

"""How a command begins."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

from variorum.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_command_looks_for_cycles_seldom_but_does_look(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    monkeypatch.setattr(app, "app", lambda: seen.append(gc.get_threshold()))
    try:
        app.main()
    finally:
        gc.set_threshold(*before)
    assert gc.isenabled()
    assert seen[0][0] >= 10_000
    assert all(seen[0])


def test_a_process_parses_before_what_only_this_one_needs_is_imported(tmp_path: Path) -> None:
    program = """
import sys
import variorum.annotate.pool as pool

def begun(workers):
    print(*(name for name in ("numpy", "variorum.extract", "scipy", "jinja2", "rich.console") if name in sys.modules))
    sys.exit()

pool.Annotators = begun
from variorum.cli import main
main()
"""
    command = [sys.executable, "-c", program, "collate", str(tmp_path), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["numpy"]

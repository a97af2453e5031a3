"""How a command begins."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from variorum.cli import app, entry


def test_a_command_looks_for_cycles_seldom_but_does_look(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    monkeypatch.setattr(sys, "argv", ["variorum", "formats"])
    monkeypatch.setattr(app, "app", lambda: seen.append(gc.get_threshold()))
    try:
        entry.main()
    finally:
        gc.set_threshold(*before)
        kept = gc.get_freeze_count()
        gc.unfreeze()
    assert gc.isenabled()
    assert seen[0][0] >= 10_000
    assert all(seen[0])
    assert kept


def test_a_process_parses_before_what_only_this_one_needs_is_imported(tmp_path: Path) -> None:
    program = """
import sys
import variorum.annotate.pool as pool

def begun(workers):
    seen = ("numpy", "variorum.extract", "scipy", "jinja2", "rich.console", "typer")
    print(*(name for name in seen if name in sys.modules))
    sys.exit()

pool.Annotators = begun
from variorum.cli import main
main()
"""
    command = [sys.executable, "-c", program, "collate", str(tmp_path), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["numpy"]


BEGUN = """
import sys
import variorum.annotate.pool as pool
from variorum.cli import entry

class Noting(pool.Annotators):
    def __init__(self, workers=0):
        super().__init__(workers)
        print("begun", workers, *(worker.process.pid for worker in self._workers))

pool.Annotators = Noting
pool.spare = lambda: 1
sys.argv[0] = "variorum"
entry.main()
"""


def begun(*arguments: str) -> list[list[str]]:
    """The processes that a command begins: how many at a time, and their numbers."""
    command = [sys.executable, "-c", BEGUN, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("begun")]


@pytest.mark.parametrize("arguments", [("collate", "--help"), ("collate",), ("formats",), ("--help",), ()])
def test_what_collates_nothing_begins_no_process(arguments: tuple[str, ...]) -> None:
    assert begun(*arguments) == []


def test_processes_are_begun_once_and_not_where_faults_are_sought(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill at Torvik burnt down on Monday. Nobody was hurt.", encoding="utf-8")
    arguments = ("collate", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "-q")
    assert [count for count, *_ in begun(*arguments)] == ["1"]
    assert begun(*arguments, "--debug") == [["0"]]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes by their numbers")
def test_a_process_that_was_begun_in_vain_ends_with_the_command() -> None:
    ((_, process),) = begun("collate", "x.txt", "--no-such-option")
    assert not Path(f"/proc/{process}").exists()

"""The same archive on Spark, also when its executors are killed while they work.

Run with: pytest -m slow tests/archive/test_spark.py
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from archive.conftest import command, tables

pytestmark = pytest.mark.slow

MASTER = "local-cluster[2,1,1024]"
_ALL = ("--statements-from", "4", "--engine", "spark", "--master", MASTER)


def test_the_tables_are_those_of_the_local_engine(source, whole, tmp_path):
    pytest.importorskip("pyspark")
    done = subprocess.run(command(source, tmp_path / "out", *_ALL), capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert tables(tmp_path / "out") == tables(whole)


@pytest.mark.parametrize(("after", "stage"), [("plan", "read"), ("sketch", "propose")])
def test_an_executor_that_is_killed_costs_nothing(source, whole, tmp_path, after, stage):
    """The executor is killed in the middle of a map (`read`), and of a grouping (`propose`)."""
    pytest.importorskip("pyspark")
    out = tmp_path / "out"
    process = subprocess.Popen(command(source, out, *_ALL), stderr=subprocess.PIPE)
    markers = out / ".variorum" / "done"
    _until(lambda: _finished(markers / after, process), process)
    assert not (markers / stage).exists() or not list((markers / stage).glob("*.json"))
    killed = _kill_an_executor(process.pid)
    process.communicate()
    assert killed
    assert process.returncode == 3
    assert tables(out) == tables(whole)


def _finished(folder: Path, process: subprocess.Popen[bytes]) -> bool:
    """Whether the last stage before the one in question is over, which is when all of its markers are there."""
    expected = {"plan": 3, "sketch": 1}[folder.name]
    return len(list(folder.glob("*.json"))) == expected or process.poll() is not None


def _until(happened: object, process: subprocess.Popen[bytes]) -> None:
    while not happened():  # type: ignore[operator]
        assert process.poll() is None
        time.sleep(0.02)


def _kill_an_executor(command: int) -> bool:
    """Kill one of the Java processes that Spark's cluster has started as executors."""
    for each in sorted(_below(command)):
        if b"CoarseGrainedExecutorBackend" in _line(each):
            os.kill(each, signal.SIGKILL)
            return True
    return False


def _below(process: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found |= {int(child)} | _below(int(child))
        except OSError:
            continue
    return found


def _line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""

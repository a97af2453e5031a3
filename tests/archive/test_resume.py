"""A run that is killed goes on where it was, and ends with the same bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from archive.conftest import command, tables

_ALL = ("--statements-from", "4", "--jobs", "2")


def test_killed_at_any_moment_it_ends_with_the_same(source, whole, tmp_path):
    chance = random.Random()  # noqa: S311 - other moments at every run
    out = tmp_path / "out"
    kills = 0
    wait = 0.4
    while True:
        process = subprocess.Popen(command(source, out, *_ALL), stderr=subprocess.PIPE, start_new_session=True)
        try:
            process.communicate(timeout=wait * chance.uniform(0.5, 1.5))
        except subprocess.TimeoutExpired:
            # Now the command alone, whose processes end by themselves, now everything at once.
            if kills % 2:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            kills += 1
            wait *= 1.5
            continue
        break
    assert process.returncode == 3
    assert kills >= 2
    assert tables(out) == tables(whole)


def test_a_process_that_is_killed_is_replaced(source, whole, tmp_path):
    out = tmp_path / "out"
    process = subprocess.Popen(command(source, out, *_ALL), stderr=subprocess.PIPE)
    killed = 0
    while process.poll() is None and killed < 2:
        for child in _workers(process.pid):
            os.kill(child, signal.SIGKILL)
            killed += 1
            break
        time.sleep(0.5)
    _, told = process.communicate()
    assert process.returncode == 3, told.decode()
    assert killed
    assert tables(out) == tables(whole)


def _workers(command: int) -> list[int]:
    """The processes that the command's server of processes has forked."""
    return [worker for server in _children(command) if b"forkserver" in _line(server) for worker in _children(server)]


def _children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_what_was_damaged_between_two_runs_is_made_again(source, whole, tmp_path):
    out = shutil.copytree(whole, tmp_path / "out")
    damaged = sorted(out.glob("articles/*.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    lost = sorted(out.glob("lineage/*.parquet"))[0]
    lost.unlink()
    marker = sorted((out / ".variorum" / "done" / "annotate").glob("*.json"))[0]
    marker.write_text("{")
    subprocess.run(command(source, out, *_ALL), check=False)
    assert tables(out) == tables(whole)


def test_a_changed_setting_repeats_what_hangs_on_it_and_no_more(source, whole, tmp_path):
    out = shutil.copytree(whole, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")}
    subprocess.run(command(source, out, *_ALL, "--threshold", "0.95"), check=False)
    again = {path.parent.name for path in out.glob("*/*.parquet") if before.get(path) != path.stat().st_mtime_ns}
    assert "duplicates" in again
    assert "articles" not in again
    assert "annotations" not in again


def test_two_runs_on_one_folder_do_not_mix(source, tmp_path):
    import fcntl

    folder = tmp_path / "out" / ".variorum"
    folder.mkdir(parents=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = subprocess.run(command(source, tmp_path / "out"), capture_output=True, text=True)
    assert done.returncode == 1
    assert "another run works in" in done.stderr


def test_the_report_adds_up_the_time_of_all_runs(source, whole, tmp_path):
    out = shutil.copytree(whole, tmp_path / "out")
    first = {each["stage"]: each for each in json.loads((out / "report.json").read_text())["stages"]}
    subprocess.run(command(source, out, *_ALL), check=False)
    second = {each["stage"]: each for each in json.loads((out / "report.json").read_text())["stages"]}
    assert second["read"]["seconds"] == first["read"]["seconds"] > 0
    assert second["read"]["this_run"] < first["read"]["this_run"]

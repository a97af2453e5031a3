from __future__ import annotations

import os
import signal
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from engines import work
from engines.contract import SHUFFLE, Contract, collected
from hypothesis import given
from hypothesis import strategies as st

from variorum.engines import EngineError, start
from variorum.engines.components import forest, labels
from variorum.engines.packets import read_packet, write_packets
from variorum.engines.port import ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.engines import Engine


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    found = start("local", jobs=2)
    yield found
    found.close()


class TestLocal(Contract):
    def test_a_lost_process_is_replaced(self, engine: Engine, tmp_path: Path) -> None:
        found = collected(engine.map, partial(work.die_once, str(tmp_path)), list(range(5)))
        assert found == {i: i for i in range(5)}

    def test_processes_that_are_always_lost_are_given_up(self, engine: Engine) -> None:
        with pytest.raises(EngineError, match="fewer --jobs"):
            engine.map(work.die, [1], ignore)

    def test_a_second_try_finds_the_packets_of_the_first(self, engine: Engine, tmp_path: Path) -> None:
        first = collected(engine.group, SHUFFLE, [0, 1], [0, 1], tmp_path)
        times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
        assert collected(engine.group, SHUFFLE, [0, 1], [0], tmp_path) == {0: first[0]}
        assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times


def _children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _begun() -> set[int]:
    """The processes that this process's servers have forked."""
    return {worker for server in _children(os.getpid()) for worker in _children(server)}


def _kill_as_they_begin(others: set[int], ended: threading.Event, most: int) -> None:
    killed: set[int] = set()
    while len(killed) < most and not ended.is_set():
        for worker in _begun() - others - killed:
            killed.add(worker)
            os.kill(worker, signal.SIGKILL)
            break


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("_", range(6))
def test_a_process_that_is_lost_while_it_begins_is_replaced(_):
    ended = threading.Event()
    killer = threading.Thread(target=_kill_as_they_begin, args=(_begun(), ended, 2))
    found = start("local", jobs=2)
    killer.start()
    try:
        assert collected(found.map, work.square, list(range(6))) == {i: i * i for i in range(6)}
    finally:
        ended.set()
        killer.join()
        found.close()


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=8))
def test_packets_are_read_as_they_were_written(tmp_path_factory, packets):
    path = tmp_path_factory.mktemp("packets") / "p"
    write_packets(path, packets)
    assert [read_packet(path, i, len(packets)) for i in range(len(packets))] == packets


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30), st.integers(1, 5))
def test_a_forest_connects_what_its_edges_do(pairs, batches):
    edges = np.array(pairs, np.int64).reshape(-1, 2)
    found = labels(20, np.array_split(edges, batches))
    assert labels(20, [forest(edges)]).tolist() == found.tolist()
    for a, b in pairs:
        assert found[a] == found[b] <= min(a, b)
    assert len(forest(edges)) <= 20


def test_engines_that_are_not_there():
    with pytest.raises(EngineError, match="local, spark"):
        start("flink")
    with pytest.raises(EngineError, match="--engine spark"):
        start("local", master="spark://host:7077")

"""The same contract on Spark, and executors that are killed. Run with: pytest -m slow tests/engines tests/archive"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from engines.contract import Contract

from variorum.engines import EngineError, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.engines import Engine

MASTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    pytest.importorskip("pyspark")
    with pytest.MonkeyPatch.context() as environment:
        # The contract's functions are looked up by their module where the work is done.
        environment.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
        found = start("spark", master=MASTER)
        yield found
        found.close()


@pytest.mark.slow
class TestSpark(Contract):
    pass


def test_without_java_the_reason_is_told(monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError, match="needs Java"):
        start("spark")


def test_without_pyspark_the_reason_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(EngineError, match=r"install variorum\[spark\]"):
        start("spark")

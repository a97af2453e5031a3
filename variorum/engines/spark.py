"""The Spark engine, for archives beyond one machine.

Spark brings what a cluster needs: it hands out the shards, moves the packets of a grouping between machines, and
repeats what a lost executor had done. The work itself is the same functions as on one machine, on the same bytes, so
the results are the same. Every executor needs variorum installed and must see the input and output folders under the
same paths (a network file system).
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from variorum.engines.components import RANGE, forest, labels
from variorum.engines.packets import pack, unpack
from variorum.engines.port import EngineError, Shuffle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from variorum.engines.port import Finished

T = TypeVar("T")
R = TypeVar("R")

_POLL = 0.2
_QUIET = """status=error
name=variorum
rootLogger.level=error
rootLogger.appenderRef.stderr.ref=stderr
appender.stderr.type=Console
appender.stderr.name=stderr
appender.stderr.target=SYSTEM_ERR
appender.stderr.layout.type=PatternLayout
appender.stderr.layout.pattern=%d{HH:mm:ss} %p %c{1}: %m%n
"""


class SparkEngine:
    """Spark on a master: `spark://host:7077`, `yarn`, `local[4]`, `local-cluster[2,1,1024]` (executors, cores, MB)."""

    name = "spark"

    def __init__(self, master: str) -> None:
        self._context = _context(master)

    def map(self, work: Callable[[T], R], items: Sequence[T], finished: Finished[R]) -> None:
        """Apply `work` to each item, each a task of its own."""
        if not items:
            return
        shards = self._context.parallelize(list(enumerate(items)), len(items))
        self._run(shards, lambda shard: (shard[0], work(shard[1])), finished)

    def group(
        self,
        shuffle: Shuffle[T, R],
        sources: Sequence[T],
        wanted: Sequence[int],
        scratch: Path,  # noqa: ARG002 - Spark has its own
        finished: Finished[R],
    ) -> None:
        """Split every source, move the packets, merge the partitions that are wanted; Spark keeps what it needs."""
        if not wanted:
            return
        chosen = frozenset(wanted)
        split, merge, partitions = shuffle.split, shuffle.merge, shuffle.partitions

        def packets(numbered: tuple[int, T]) -> Iterator[tuple[int, tuple[int, bytes]]]:
            number, source = numbered
            for partition, packet in enumerate(split(source)):
                if packet and partition in chosen:
                    yield partition, (number, packet)

        def merged(partition: int, rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, R]]:
            if partition in chosen:
                yield partition, merge(partition, [packet for _, (_, packet) in sorted(rows, key=_source)])

        numbered = self._context.parallelize(list(enumerate(sources)), max(1, len(sources)))
        grouped = numbered.flatMap(packets).partitionBy(partitions, int).mapPartitionsWithIndex(merged)
        self._run(grouped, _same, finished)

    def components(
        self, read: Callable[[T], NDArray[np.int64]], sources: Sequence[T], count: int
    ) -> Iterator[NDArray[np.int64]]:
        """Executors reduce each source's edges to a forest; the driver unites these, with eight bytes a node."""
        packets: list[bytes] = []
        if sources:
            shards = self._context.parallelize(list(sources), len(sources))
            packets = shards.map(lambda source: pack(forest(read(source)))).collect()
        found = labels(count, (unpack(packet) for packet in packets if packet))  # type: ignore[misc]
        yield from (found[start : start + RANGE] for start in range(0, count, RANGE))

    def close(self) -> None:
        """Leave the cluster."""
        self._context.stop()

    def _run(self, rows: Any, result: Callable[[Any], tuple[int, R]], finished: Finished[R]) -> None:
        """Compute the rows in a thread and tell of each result as its task ends.

        Results come home in an accumulator, which Spark adds up once a task; a row that comes twice is told once.
        """
        home: Any = self._context.accumulator([], _results())
        failed: list[BaseException] = []

        def compute() -> None:
            try:
                rows.foreach(lambda row: home.add([result(row)]))
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=compute, daemon=True)
        thread.start()
        told: set[int] = set()
        while thread.is_alive():
            thread.join(_POLL)
            _tell(list(home.value), told, finished)
        if failed:
            raise EngineError(f"Spark gave up: {_reason(failed[0])}") from failed[0]
        _tell(list(home.value), told, finished)


def _tell(results: list[tuple[int, R]], told: set[int], finished: Finished[R]) -> None:
    for position, result in results:
        if position not in told:
            told.add(position)
            finished(position, result)


def _same(row: Any) -> Any:
    return row


def _source(row: tuple[int, tuple[int, bytes]]) -> int:
    return row[1][0]


def _results() -> Any:
    from pyspark.accumulators import AccumulatorParam

    class Results(AccumulatorParam):  # type: ignore[misc, type-arg, unused-ignore]
        """A list that tasks add their results to."""

        def zero(self, _: Any) -> list[Any]:
            """No results."""
            return []

        def addInPlace(self, one: list[Any], other: list[Any]) -> list[Any]:  # noqa: N802 - Spark's name
            """Both lists."""
            one.extend(other)
            return one

    return Results()


def _reason(error: BaseException) -> str:
    """The last line of a Python traceback inside Spark's message, or the message's first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if line.partition(":")[0].endswith(("Error", "Exception")) and " at " not in line]
    return (said[-1] if said else lines[0] if lines else type(error).__name__)[:500]


def _context(master: str) -> Any:
    """Start Spark. Raises `EngineError` with what is missing."""
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        raise EngineError("the Spark engine needs pyspark; install variorum[spark]") from None
    if not _java():
        raise EngineError("Spark needs Java 8, 11 or 17; install it, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A cluster of this machine's own processes starts them from Spark's home.
    if "SPARK_HOME" not in os.environ:
        import pyspark

        os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)  # noqa: PTH120
    told = {
        "spark.app.name": "variorum archive",
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
        "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        # The models are loaded once a Python process, not once a task.
        "spark.python.worker.reuse": "true",
        **_logging(),
    }
    if master.startswith("local"):
        told |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    try:
        context = SparkContext.getOrCreate(SparkConf().setAll(list(told.items())))
    except Exception as error:
        raise EngineError(f"Spark does not start on {master}: {_reason(error)}") from error
    context.setLogLevel("FATAL")
    return context


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home and shutil.which("java", path=f"{home}/bin")) or shutil.which("java") is not None


def _logging() -> dict[str, str]:
    """Spark writes a screenful at every start unless it is told otherwise."""
    import tempfile
    from pathlib import Path

    path = Path(tempfile.mkdtemp(prefix="variorum-spark-")) / "log4j2.properties"
    path.write_text(_QUIET, encoding="utf-8")
    option = f"-Dlog4j2.configurationFile={path.as_uri()}"
    return {"spark.driver.extraJavaOptions": option, "spark.executor.extraJavaOptions": option}

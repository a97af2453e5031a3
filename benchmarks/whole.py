"""The speed of the whole: what `python benchmarks/speed.py whole` runs, each task in a process of its own.

Tasks: `units` (processor time of each step on one article, beside plain spaCy and the encoder on the same text), `full`
(annotate and encode everything), `archive` (the command on a file of articles), `near` and `stories` with their rivals.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from made_up_day import day

if TYPE_CHECKING:
    from variorum.model import Problem

SAMPLE = 100
"""Articles whose steps are timed one by one."""
IN_A_FILE = 20_000


def main() -> None:
    """Do one task and print what it took as JSON: `whole.py TASK SIZE`."""
    task, size = sys.argv[1], int(sys.argv[2])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    print(json.dumps(_TASKS[task](size)))


def measured(task: str, size: int, patience: float) -> dict[str, float]:
    """Do a task in a process of its own. Empty when it takes more than `patience` seconds or cannot run here."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    command = [sys.executable, __file__, task, str(size)]
    piped = subprocess.PIPE
    running = subprocess.Popen(command, stdout=piped, stderr=piped, text=True, env=environment, start_new_session=True)
    try:
        told, complaint = running.communicate(timeout=patience)
    except BaseException as error:
        # The processes that it started end with it.
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            return {}
        raise
    if running.returncode:
        reason = (complaint.strip().splitlines() or ["killed; perhaps memory ran out"])[-1]
        print(f"{task} {size}: {reason}", file=sys.stderr)
        return {}
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


class Clock:
    """Seconds of the processor that a block takes in this process."""

    def __enter__(self) -> Clock:
        self._began, self.seconds = time.process_time(), 0.0
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self._began


class Memory:
    """The most memory (MB) of a process and all its children, shared pages once, looked at every half second."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid, self._ended = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.5):
            self.peak = max(self.peak, sum(_share(pid) for pid in _family(self._pid)) / 1024)


def _family(pid: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir() if Path("/proc").is_dir() else ():
        try:
            if entry.name.isdigit():
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def _own_peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _written(size: int, folder: str) -> list[str]:
    """A day's articles in files that are not too large to be read."""
    paths: list[str] = []
    articles = iter(day(size))
    while part := list(islice(articles, IN_A_FILE)):
        path = Path(folder) / f"day-{len(paths):03}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for made in part:
                row = {name: getattr(made, name) for name in ("id", "outlet", "published", "title", "text")}
                file.write(json.dumps({**row, "language": "en"}) + "\n")
        paths.append(str(path))
    return paths


def _articles(size: int) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        return _read(_written(size, folder))


def _read(written: list[str]) -> list[object]:
    from variorum.pipeline import read_articles
    from variorum.settings import Settings

    return list(read_articles(written, Settings(), complain=_refused))


def _refused(problem: Problem) -> None:
    """What is not read would be measured as nothing; copies of what was read are left out."""
    if "is a copy of" not in problem.reason:
        raise SystemExit(f"{problem.place}: {problem.reason}")


def _units(size: int) -> dict[str, float]:
    """Milliseconds of the processor for an article, by step; models apart from what uses them."""
    from variorum.annotate import annotate
    from variorum.annotate.english import english
    from variorum.cluster import near_duplicates
    from variorum.cluster.record import records
    from variorum.encode import default_encoder
    from variorum.timing import drain

    size = min(size, SAMPLE)
    parser, encoder = english(), default_encoder()
    encoder.encode(["begin"])
    _articles(3)
    with tempfile.TemporaryDirectory() as folder:
        written = _written(size, folder)
        with Clock() as reading:
            articles = _read(written)
    # What is compiled and read at first use belongs to the start.
    annotate(articles[:3])
    near_duplicates(articles[:3])
    records(articles[:3], encoder)
    drain()
    with Clock() as light:
        made = records(articles, encoder)
        packed = [each.to_bytes() for each in made]
    opening = drain().models[encoder.name].processor
    with Clock() as near:
        near_duplicates(articles)
    with Clock() as full:
        annotated = annotate(articles)
    parsing = drain().models["english"].processor
    sentences = [[each.article.text[s.start : s.end] for s in each.parse.sentences] for each in annotated]
    with Clock() as encoding:
        for each in sentences:
            encoder.encode(each)
    with Clock() as plain:
        for doc in parser.pipe([article.text for article in articles], batch_size=16):
            len(list(doc.sents))
    steps = {
        "read and clean": reading.seconds,
        "near-duplicates": near.seconds,
        "record, own": light.seconds - opening,
        "record, encoder": opening,
        "annotation, own": full.seconds - parsing,
        "annotation, parser": parsing,
        "sentences, encoder": encoding.seconds,
        "plain spaCy": plain.seconds,
    }
    words = sum(len(article.text.split()) for article in articles) / size
    return {
        **{name: 1000 * seconds / size for name, seconds in steps.items()},
        "words": words,
        "record bytes": sum(map(len, packed)) / size,
    }


def _full(size: int) -> dict[str, float]:
    """Everything is parsed and every sentence encoded, by two processes and this one."""
    from variorum.annotate import annotate_many
    from variorum.encode import default_encoder

    size = min(size, 4 * SAMPLE)
    articles, encoder = _articles(size), default_encoder()
    begun = before = 0.0
    with Memory(os.getpid()) as memory:
        for number, each in enumerate(annotate_many(articles, workers=2)):
            encoder.encode([each.article.text[s.start : s.end] for s in each.parse.sentences])
            if number == size // 4:  # by now everything is loaded
                begun, before = time.perf_counter(), number + 1
        wall = time.perf_counter() - begun
    return {"a second": (size - before) / wall, "peak_mb": memory.peak}


def _archive(size: int) -> dict[str, float]:
    """The command on a file of articles: two processes; what is in a story of several is annotated in full."""
    with tempfile.TemporaryDirectory() as folder:
        paths, out = _written(size, folder), Path(folder) / "out"
        command = [sys.executable, "-m", "variorum", "archive", *paths, "-o", str(out), "--jobs", "2", "-q"]
        command += ["--statements-from", "0"]
        began = time.perf_counter()
        with subprocess.Popen(command) as running, Memory(running.pid) as memory:
            if running.wait():
                raise SystemExit("variorum archive failed")
        wall = time.perf_counter() - began
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    spent = {f"stage {each['stage']}": each["processor"] for each in report["stages"]}
    processor = sum(spent.values())
    kept = {"a second": size / wall, "peak_mb": memory.peak, "wall": wall, "annotated": report["articles_annotated"]}
    return {**kept, "with two cores": 2 * size / processor, **spent}


def _near(size: int) -> dict[str, float]:
    from variorum.cluster import near_duplicates

    articles = _articles(size)
    near_duplicates(articles[:3])
    with Clock() as clock:
        found = near_duplicates(articles)
    return {"a second": size / clock.seconds, "groups": sum(len(each) > 1 for each in found), "peak_mb": _own_peak()}


def _stories(size: int) -> dict[str, float]:
    from rivals import given_vectors, score

    from variorum.cluster import stories

    made, articles = list(day(size)), _articles(size)
    truth = {each.id: each.story for each in made}
    rows = given_vectors([truth[article.id] for article in articles])
    with Clock() as clock:
        found = stories(articles, _Given(rows))
    return _scored(size, clock, score([[truth[articles[i].id] for i in story] for story in found]))


def _growing(size: int) -> dict[str, float]:
    """Stories of a stream, article by article, records included."""
    from rivals import given_vectors, score

    from variorum.cluster.growing import Growing, records

    made, articles = list(day(size)), _articles(size)
    truth = {each.id: each.story for each in made}
    rows = given_vectors([truth[article.id] for article in articles])
    growing = Growing()
    with Clock() as clock:
        growing.extend(records(articles, _Given(rows)))
    return _scored(size, clock, score([[truth[name] for name in story] for story in growing.stories().values()]))


def _scored(size: int, clock: Clock, quality: float) -> dict[str, float]:
    return {"a second": size / clock.seconds, "seconds": clock.seconds, "f1": quality, "peak_mb": _own_peak()}


class _Given:
    """Vectors that are there already, handed out in order."""

    name = "given"

    def __init__(self, rows: object) -> None:
        self._rows = rows

    def encode(self, texts: list[str]) -> object:
        return self._rows[: len(texts)]


def _rival(name: str) -> object:
    def run(size: int) -> dict[str, float]:
        import rivals

        return getattr(rivals, name)(list(day(size)))

    return run


_TASKS = {
    "units": _units,
    "full": _full,
    "archive": _archive,
    "near": _near,
    "near-datasketch": _rival("datasketch"),
    "stories": _stories,
    "stories-growing": _growing,
    "stories-linkage": _rival("linkage"),
    "stories-bertopic": _rival("bertopic"),
}


if __name__ == "__main__":
    main()

"""How long an edition takes, and how much memory.

    python benchmarks/speed.py start examples/bridge      # cold start: the command, all formats, three runs after one
    python benchmarks/speed.py growth 25 50 100 200       # made-up reports of one story
    python benchmarks/speed.py words 100000               # one article of so many words, and two others
    python benchmarks/speed.py whole 1000 10000           # the speed of the whole, as Markdown, beside others

Every run is a process of its own. Seconds are given of the wall and of the processor; on a busy machine only the
latter mean something. `models` is the part that loading and running models took; `outside`, that of the wall in which
no process of the command loaded or ran one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from made_up import long_article
from made_up_story import story
from whole_table import PATIENCE, print_tables


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("start", "growth", "words", "whole", "run"))
    parser.add_argument("arguments", nargs="+")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that one task of `whole` may take")
    given = parser.parse_args()
    if given.what == "run":
        _run(given.arguments)
    elif given.what == "whole":
        print_tables([int(each) for each in given.arguments], given.patience)
    elif given.what == "start":
        _start(given.arguments)
    else:
        _growth([int(each) for each in given.arguments], given.what)


def _start(inputs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _with_bytecode(folder)
        runs = [_started(inputs, f"{folder}/out") for _ in range(4)][1:]
    for name in ("wall", "outside", "processor"):
        seconds = [run[name] for run in runs]
        print(f"{name:9}", *(f"{each:5.2f}" for each in seconds), f" median {median(seconds):.2f} s")
    _table([(" ".join(inputs), min(runs, key=lambda run: run["wall"]))])


def _started(inputs: list[str], out: str) -> dict[str, Any]:
    """Run the command; `outside` are the seconds of its wall in which no process loads or runs a model."""
    before, begun = _processor(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, str(Path(__file__).parent / "cold_start.py"), str(begun), out, *inputs]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - begun
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {
        **measured,
        "wall": wall,
        "outside": wall - sum(ended - begun for begun, ended in measured["spells"]),
        "processor": _processor(resource.RUSAGE_CHILDREN) - before,
    }


def _with_bytecode(folder: str) -> None:
    """Let the processes that are begun keep compiled modules, as those of an installed package are kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/bytecode"


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _growth(sizes: list[int], what: str) -> None:
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            texts = list(story(size)) if what == "growth" else [long_article(size), *story(2)]
            for number, text in enumerate(texts):
                (Path(folder) / f"outlet-{number:04}.txt").write_text(text, encoding="utf-8")
            words = sum(len(text.split()) for text in texts)
            rows.append((f"{len(texts)} articles, {words} words", _measured([folder])))
    _table(rows)


def _measured(inputs: list[str]) -> dict[str, Any]:
    command = [sys.executable, __file__, "run", *inputs]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _run(inputs: list[str]) -> None:
    """Collate one story as the command does; print what that took, in this process and its helpers, as JSON."""
    from variorum.cli.collate import Order, run
    from variorum.settings import Settings
    from variorum.timing import spent_in_stages, times_of_models

    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        settings = Settings(one_story=True)
        run(Order(tuple(inputs), Path(out), ("html", "json", "md"), settings, quiet=True))
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    measured = {
        "wall": time.perf_counter() - began,
        "processor": _processor(resource.RUSAGE_SELF) + _processor(resource.RUSAGE_CHILDREN),
        "peak_mb": own / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "other_mb": others / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "stages": {name: list(spent) for name, spent in spent_in_stages().items()},
        "models": {name: list(spent) for name, spent in times_of_models().items()},
    }
    print(json.dumps(measured))


def _table(rows: list[tuple[str, dict[str, Any]]]) -> None:
    for name, measured in rows:
        models = sum(spent[1] for spent in measured["models"].values())
        print(
            f"\n{name}: wall {measured['wall']:.2f} s, processor {measured['processor']:.2f} s, of which loading and "
            f"running models {models:.2f} s, all else {measured['processor'] - models:.2f} s"
        )
        if "peak_mb" in measured:
            print(f"peak {measured['peak_mb']:.0f} MB, and {measured['other_mb']:.0f} MB in a process that annotates")
        for kind in ("stages", "models"):
            for each, (wall, processor) in measured[kind].items():
                print(f"  {kind[:-1]:6} {each:20} wall {wall:7.2f}  processor {processor:7.2f}")


if __name__ == "__main__":
    main()

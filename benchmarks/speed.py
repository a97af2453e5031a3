"""How long an edition takes, and how much memory.

    python benchmarks/speed.py start examples/bridge      # cold start: the command, all formats, best of three
    python benchmarks/speed.py growth 25 50 100 200       # made-up articles of one story
    python benchmarks/speed.py words 100000               # one article of so many words
    python benchmarks/speed.py whole 1000 10000           # the speed of the whole, as Markdown, beside others

Every run is a process of its own. Seconds are given of the wall and of the processor; on a busy machine only the
latter mean something. `models` is the part that loading and running models took.
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

from made_up import article, long_article
from whole_table import PATIENCE, print_tables


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("start", "growth", "words", "whole", "run"))
    parser.add_argument("arguments", nargs="+")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that one task of `whole` may take")
    given = parser.parse_args()
    if given.what == "run":
        _run(given.arguments[0], given.arguments[1:])
    elif given.what == "whole":
        print_tables([int(each) for each in given.arguments], given.patience)
    elif given.what == "start":
        _start(given.arguments)
    else:
        _growth([int(each) for each in given.arguments], given.what)


def _start(inputs: list[str]) -> None:
    runs = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as out:
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([sys.executable, "-m", "variorum", "collate", *inputs, "-o", out, "-q"], check=True)
            wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        runs.append((wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    print(f"the command: {min(runs)[0]:.2f} s of the wall, {min(cpu for _, cpu in runs):.2f} s of the processor")
    _table([(" ".join(inputs), _measured("several", inputs))])


def _growth(sizes: list[int], what: str) -> None:
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            texts = [article(number) for number in range(size)] if what == "growth" else [long_article(size)]
            for number, text in enumerate(texts):
                (Path(folder) / f"outlet-{number:04}.txt").write_text(text, encoding="utf-8")
            words = sum(len(text.split()) for text in texts)
            rows.append((f"{len(texts)} articles, {words} words", _measured("one", [folder])))
    _table(rows)


def _measured(stories: str, inputs: list[str]) -> dict[str, object]:
    command = [sys.executable, __file__, "run", stories, *inputs]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    measured: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _run(stories: str, inputs: list[str]) -> None:
    """Collate as the command does, in this process, and print what it took as JSON."""
    from variorum.cli.collate import Order, run
    from variorum.settings import Settings
    from variorum.timing import spent_in_stages, times_of_models

    began, processor = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as out:
        settings = Settings(one_story=stories == "one")
        run(Order(tuple(inputs), Path(out), ("html", "json", "md"), settings, quiet=True, debug=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured = {
        "wall": time.perf_counter() - began,
        "processor": time.process_time() - processor,
        "peak_mb": peak / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "stages": {name: list(spent) for name, spent in spent_in_stages().items()},
        "models": {name: list(spent) for name, spent in times_of_models().items()},
    }
    print(json.dumps(measured))


def _table(rows: list[tuple[str, dict[str, object]]]) -> None:
    for name, measured in rows:
        models = sum(spent[1] for spent in measured["models"].values())
        print(
            f"\n{name}: wall {measured['wall']:.2f} s, processor {measured['processor']:.2f} s, "
            f"of which models {models:.2f} s, peak {measured['peak_mb']:.0f} MB"
        )
        for kind in ("stages", "models"):
            for each, (wall, processor) in measured[kind].items():
                print(f"  {kind[:-1]:6} {each:20} wall {wall:7.2f}  processor {processor:7.2f}")


if __name__ == "__main__":
    main()

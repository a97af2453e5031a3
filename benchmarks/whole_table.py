"""The tables of `python benchmarks/speed.py whole`, in Markdown."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whole import SAMPLE, measured

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 900.0
_MODELS = ("annotation, parser", "sentences, encoder", "record, encoder")
_NEAR = (("variorum", "near"), ("datasketch", "near-datasketch"))
_STORIES = (
    ("variorum, all at once", "stories"),
    ("variorum, as they arrive", "stories-growing"),
    ("TF-IDF, average linkage", "stories-linkage"),
    ("BERTopic", "stories-bertopic"),
)


def print_tables(sizes: Sequence[int], patience: float = PATIENCE) -> None:
    """Measure everything at the sizes given and print it, each table as soon as it is known."""
    _heading(sizes)
    _units()
    _sustained(sizes, patience)
    _compared("Near-duplicates", _NEAR, sizes, patience)
    _compared("Stories", _STORIES, sizes, patience)


def _heading(sizes: Sequence[int]) -> None:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    busy = "; **the machine was busy: seconds are longer than they need be**" if load > 1.5 else ""
    _say(f"`python benchmarks/speed.py whole {' '.join(map(str, sizes))}`, {datetime.now(UTC):%d %B %Y},")
    _say(f"{_processor()}, {cores} cores, Python {platform.python_version()}, load {load:.1f} at the start{busy}.")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _units() -> None:
    """What each step costs for one article, and what that is beside the models alone."""
    found = measured("units", SAMPLE, PATIENCE)
    if not found:
        return
    plain = found["plain spaCy"]
    floor = plain + found["sentences, encoder"]
    _say(f"\n### One article ({found['words']:.0f} words), milliseconds of the processor\n")
    _row("step", "milliseconds", "of plain spaCy and the encoder")
    _row("---", "---:", "---:")
    for name in (
        "read and clean",
        "near-duplicates",
        "record, own",
        "record, encoder",
        "annotation, own",
        *_MODELS[:2],
    ):
        _row(name, f"{found[name]:.1f}", f"{found[name] / floor:.0%}")
    _row("plain spaCy on the same text", f"{plain:.1f}", f"{plain / floor:.0%}")
    own = sum(found[name] for name in ("read and clean", "near-duplicates", "record, own", "annotation, own"))
    models = sum(found[name] for name in _MODELS)
    light = sum(found[name] for name in ("read and clean", "near-duplicates", "record, own", "record, encoder"))
    _say(f"\n- own code beside parser and encoder, everything parsed: **{own / models:.2f}** (goal 0.20)")
    _say(f"- everything parsed, against plain spaCy and the encoder: {(own + models) / floor:.2f} times")
    _say(f"- an article that enters no story of several (light): {light:.1f} ms, {light / floor:.0%} of the floor")
    _say(f"- a record that is kept for grouping: {found['record bytes']:.0f} bytes")


def _sustained(sizes: Sequence[int], patience: float) -> None:
    _say("\n### The whole, two processes: read, cleaned, annotated, encoded, grouped, stored\n")
    _say(
        "`variorum archive` annotates in full what is in a story of several; rates are of the wall, and what two cores"
    )
    _say("of its own would give: articles by the seconds of the processor that all stages took.\n")
    _row("what", "articles", "articles a second", "with two cores", "memory of all processes, MB")
    _row("---", "---:", "---:", "---:", "---:")
    full = measured("full", sizes[0], patience)
    if full:
        count = min(sizes[0], 4 * SAMPLE)
        told = f"{full['a second']:.1f}", "", f"{full['peak_mb']:.0f}"
        _row("every article parsed, every sentence encoded", count, *told)
    stages: list[tuple[int, dict[str, float]]] = []
    for size in sizes:
        found = measured("archive", size, patience)
        told = (f"{found['with two cores']:.1f}", f"{found['peak_mb']:.0f}") if found else ("", "")
        _row("`variorum archive`", size, _rate(found, patience), *told)
        if found:
            stages.append((size, found))
    for size, found in stages[-1:]:
        _say(f"\nStages of the archive of {size} articles, milliseconds of the processor for an article:\n")
        _row("stage", "milliseconds")
        _row("---", "---:")
        for name, seconds in found.items():
            if name.startswith("stage ") and seconds >= 0.0005 * size:
                _row(name.removeprefix("stage "), f"{1000 * seconds / size:.1f}")


def _compared(title: str, rivals: Sequence[tuple[str, str]], sizes: Sequence[int], patience: float) -> None:
    """Ours, first in `rivals`, beside the others: articles a second of the processor, and the ratio to them."""
    _say(f"\n### {title}, one process\n")
    _row("articles", "by", "articles a second", "variorum is faster by", "B-cubed F1", "MB")
    _row("---:", "---", "---:", "---:", "---:", "---:")
    for size in sizes:
        ours: dict[str, float] = {}
        for name, task in rivals:
            found = measured(task, size, patience)
            ours = ours or found
            faster = f"{ours['a second'] / found['a second']:.1f}" if found and ours and found is not ours else ""
            quality = f"{found['f1']:.3f}" if "f1" in found else ""
            peak = f"{found['peak_mb']:.0f}" if found else ""
            _row(size, name, _rate(found, patience), faster, quality, peak)


def _rate(found: dict[str, float], patience: float) -> str:
    return f"{found['a second']:.1f}" if found else f"not within {patience:.0f} s, or not possible here"


def _row(*cells: object) -> None:
    _say("| " + " | ".join(str(cell) for cell in cells) + " |")


def _say(line: str) -> None:
    print(line, flush=True)

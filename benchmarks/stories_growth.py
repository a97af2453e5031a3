"""How many articles a second join their stories, by how many are awake; and how much memory that takes.

    python benchmarks/stories_growth.py                              # 10,000 to 1,000,000, a process for each size
    python benchmarks/stories_growth.py 10000 30000 --figure growth.svg

The records are made up (`made_up_stream.py`), vectors and hashed words included: what is measured is what happens once
an article has been read and encoded. Each window is filled as a restart fills it, from records and their stories,
and all neighbours are found (`Growing.survey`), as in a stream that has run for long; then the stream goes on: some
articles first that are not counted, then those that are. Seconds are of the processor,
in one thread; on a busy machine they come out longer, since its cache is shared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

_SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
_SETTLE, _COUNTED = 2_000, 4_000
# The window of `Growing`.
_DAYS = 14.0


def main() -> None:
    """Read the command line, measure each size in a process of its own, print a table and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=_SIZES)
    parser.add_argument("--figure", type=Path, help="where to write an SVG plot")
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(_measured(given.run)))
        return
    rows = []
    columns = f"{'awake':>9} {'articles/s':>10} {'while filling':>13} {'surveying':>9} {'kB/article':>10} {'MB':>6}"
    print(f"{columns} {'B-cubed of the new':>18}")
    for size in given.sizes:
        command = [sys.executable, __file__, "--run", str(size)]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        row = json.loads(done.stdout)
        rows.append(row)
        told = f"{row['rate']:>10.0f} {row['filling']:>13.0f} {row['surveying']:>9.0f}"
        told += f" {row['kb_each']:>10.2f} {row['peak_mb']:>6.0f}"
        print(f"{row['awake']:>9,} {told} {row['bcubed']:>18.3f}", flush=True)
    if given.figure:
        given.figure.write_text(_plot([(row["awake"], row["rate"]) for row in rows]), encoding="utf-8")


def _measured(size: int) -> dict[str, float]:
    from made_up_stream import stream

    from variorum.cluster.growing import Growing

    more = _SETTLE + _COUNTED
    # As many come a day at the end as all the time, so that as many fall asleep as arrive.
    made = stream(size + more, _DAYS * (size + more) / size)
    records, before = made.records, _memory()
    filling = 0.0
    first = [next(records) for _ in range(min(size, 2_000))]
    held = _memory() - before
    per_record = held / len(first)
    growing = Growing()
    stories = {f"{i:07}": int(story) + 1 for i, story in enumerate(made.stories[:size].tolist())}
    began = time.process_time()
    making = 0.0

    def told() -> object:
        nonlocal making
        yield from first
        for _ in range(size - len(first)):
            started = time.process_time()
            record = next(records)
            making += time.process_time() - started
            yield record

    growing = Growing.restored(told(), stories, next_story=max(stories.values()) + 1)
    filling = time.process_time() - began - making
    began = time.process_time()
    growing.survey()
    surveying = time.process_time() - began
    rest = list(records)
    growing.extend(rest[:_SETTLE])
    started = time.process_time()
    growing.extend(rest[_SETTLE:])
    spent = time.process_time() - started
    awake = sum(len(articles) for articles in growing.stories().values())
    return {
        "awake": awake,
        "rate": _COUNTED / spent,
        "filling": size / filling,
        "surveying": size / surveying,
        "kb_each": (_memory() - before - per_record * len(rest)) / awake * 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bcubed": _right(growing, rest[_SETTLE:], made.stories),
    }


def _memory() -> float:
    """Megabytes that the process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def _right(growing: object, new: list, truth: object) -> float:
    """B-cubed F1 of the new articles, each against all awake ones."""
    of: dict[str, int] = {a: s for s, articles in growing.stories().items() for a in articles}
    held: dict[int, list[str]] = growing.stories()
    true_size: dict[int, int] = {}
    for article in of:
        story = int(truth[int(article)])
        true_size[story] = true_size.get(story, 0) + 1
    precision = recall = 0.0
    for record in new:
        story = int(truth[int(record.article)])
        mine = held[of[record.article]]
        both = sum(int(truth[int(article)]) == story for article in mine)
        precision += both / len(mine) / len(new)
        recall += both / true_size[story] / len(new)
    return 2 * precision * recall / (precision + recall)


def _plot(points: list[tuple[int, float]]) -> str:
    """Articles a second over articles awake (logarithmic), as a small SVG."""
    from math import log10

    wide, high, left, bottom = 640, 320, 70, 50
    low, top = min(log10(x) for x, _ in points), max(log10(x) for x, _ in points)
    most = 500 * (int(max(1_000.0, *(y for _, y in points)) / 500) + 1)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + (log10(x) - low) / max(1e-9, top - low) * (wide - left - 40),
            high - bottom - y / most * (high - bottom - 30),
        )

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
        "<title>Articles a second by articles awake</title>",
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
    ]
    for y in range(0, most + 1, 500):
        x0, level = at(points[0][0], y)
        lines.append(f'<path d="M{x0:.1f} {level:.1f}H{wide - 40}" stroke="#ddd"/>')
        lines.append(f'<text x="{left - 8}" y="{level + 4:.1f}" text-anchor="end">{y:,}</text>')
    x0, goal = at(points[0][0], 1_000)
    lines.append(f'<path d="M{x0:.1f} {goal:.1f}H{wide - 40}" stroke="#b00" stroke-dasharray="4 3"/>')
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
    lines.append(f'<polyline points="{path}" fill="none" stroke="#036" stroke-width="2"/>')
    for awake, rate in points:
        x, y = at(awake, rate)
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#036"/>')
        lines.append(f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{rate:,.0f}</text>')
        lines.append(f'<text x="{x:.1f}" y="{high - bottom + 18}" text-anchor="middle">{awake:,}</text>')
    lines.append(f'<text x="{(left + wide - 40) / 2}" y="{high - 10}" text-anchor="middle">articles awake</text>')
    lines.append('<text x="8" y="16">articles a second (goal: the dashed line)</text></svg>\n')
    return "\n".join(lines)


if __name__ == "__main__":
    main()

"""What an archive costs: near-duplicates against datasketch, ten million signatures in bounded memory, unit costs.

    python benchmarks/archive.py duplicates 2000          # documents a second, three runs, medians (extra `bench`)
    python benchmarks/archive.py signatures 10_000_000    # simulated signatures to pairs, each process within 2 GB
    python benchmarks/archive.py window 100_000           # the stories of one window of made-up records, and its memory
    python benchmarks/archive.py make 2000 > day.warc.gz  # a made-up day of pages as a crawl keeps them
    python benchmarks/archive.py whole 1000               # such a day from WARC to tables: articles a second, by stage
    python benchmarks/archive.py costs ARCHIVE            # seconds and bytes an article by stage, of a finished run

Times are of the processor. Texts are made up (benchmarks/made_up.py), so that anybody gets the same ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from made_up import article
from made_up_day import day
from whole import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

_MEMORY = 2_000_000_000
_BATCH = 50_000
_RUNS = 3
_RUN = 20_000
_WORD = re.compile(r"\w+")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=(*_MEASURED, "make", "costs"))
    parser.add_argument("argument")
    given = parser.parse_args()
    if given.what == "make":
        _make(int(given.argument), sys.stdout.buffer)
    elif given.what == "costs":
        _costs(Path(given.argument))
    else:
        _MEASURED[given.what](int(given.argument))


def _duplicates(count: int) -> None:
    texts = [article(number) for number in range(count)]
    words = statistics.mean(len(text.split()) for text in texts)
    print(f"{count} articles of {words:.0f} words: shingles of five words, 128 values a signature")
    ways: list[tuple[str, Callable[[Sequence[str]], object]]] = [("variorum", _ours)]
    ways += [("datasketch", _datasketch), ("rensa", _rensa)]
    medians: dict[str, float] = {}
    for name, way in ways:
        try:
            way(texts[:10])
            medians[name] = statistics.median(_rate(way, texts) for _ in range(_RUNS))
        except ImportError:
            print(f"  {name:12} is not installed; install the extra `bench`")
    for name, rate in medians.items():
        ratio = f"{rate / medians['datasketch']:6.1f} times datasketch" if "datasketch" in medians else ""
        print(f"  {name:12} {rate:9,.0f} documents a second  {ratio}")


def _rate(way: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    began = time.process_time()
    way(texts)
    return len(texts) / (time.process_time() - began)


def _ours(texts: Sequence[str]) -> object:
    from variorum.cluster.minhash import bands, shingles, signatures

    return bands(signatures(shingles(texts)))


def _shingled(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}


def _datasketch(texts: Sequence[str]) -> object:
    """The fast way in: all shingles of a text at once, 128 permutations, and the insertion into its index."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.8, num_perm=128)
    for number, text in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([each.encode() for each in _shingled(text)])
        index.insert(str(number), signature)
    return index


def _rensa(texts: Sequence[str]) -> object:
    from rensa import RMinHash

    return RMinHash.digests_from_token_sets([sorted(_shingled(text)) for text in texts], 128, 1)


def _signatures(count: int) -> None:
    """From signatures to proposed pairs over files, one partition after another, within 2 GB of address space."""
    from variorum.archive import near
    from variorum.engines.components import labels
    from variorum.engines.packets import read_packet

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    folder = Path(tempfile.mkdtemp(prefix="variorum-signatures-"))
    partitions = near.partitions_for(count)
    print(f"{count:,} signatures, {partitions} partitions, address space limited to {_MEMORY / 1e9:g} GB")
    clock = _Clock()
    sources = _split_to_files(count, partitions, folder)
    on_disk = sum(path.stat().st_size for path in folder.iterdir())
    clock.tell("signatures and bands to files", f"{on_disk / 1e9:.2f} GB on disk")
    pairs = 0
    for number in range(partitions):
        packets = [packet for path in sources if (packet := read_packet(path, number, partitions))]
        pairs += near.propose(folder, number, packets).counts["agreements"]
    clock.tell("bands to pairs", f"{pairs:,} agreements in a band")
    proposed = sorted((folder / ".variorum" / "propose").glob("*.npy"))
    different, right = _judged(proposed, count)
    clock.tell("precision", f"{right:,} of {different:,} pairs proposed are copies ({right / max(1, different):.2%})")
    found = labels(count, (np.load(path) for path in proposed))
    several = np.bincount(found, minlength=count)[found] > 1
    clock.tell("groups", f"{several.sum():,} articles in groups")
    print(f"  peak {_peak():.0f} MB")
    shutil.rmtree(folder)


def _window(count: int) -> None:
    """As a process of an archive groups one window: packets of records in, a table of stories out."""
    from dataclasses import replace

    from made_up_stream import stream

    from variorum.archive.filed import Filed, bundled
    from variorum.archive.stories import cluster

    packets: list[bytes] = []
    records = enumerate(stream(count, days=4.0).records)
    while some := list(islice(records, _RUN)):
        named = [(number, record.time or 0, replace(record, article=f"{number:015}")) for number, record in some]
        packets.append(bundled([Filed(0, seconds, number, record.to_bytes()) for number, seconds, record in named]))
    print(f"{count:,} records of one window, {sum(map(len, packets)) / 1e6:.0f} MB in packets, {_peak():.0f} MB by now")
    clock = _Clock()
    with tempfile.TemporaryDirectory(prefix="variorum-window-") as folder:
        cluster(Path(folder), 0, packets)
    clock.tell("stories", f"peak {_peak():.0f} MB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _judged(proposed: Sequence[Path], count: int) -> tuple[int, int]:
    """How many different pairs are proposed, and how many of them are copies of one original; stretch by stretch."""
    different = right = 0
    for low in range(0, count, count // 16 + 1):
        rows = (np.load(path) for path in proposed)
        within = [pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < low + count // 16 + 1)] for pairs in rows]
        keys = np.unique(np.concatenate([pairs[:, 0] * count + pairs[:, 1] for pairs in within]))
        different += len(keys)
        right += int((_origins(keys // count) == _origins(keys % count)).sum())
    return different, right


def _origins(numbers: np.ndarray) -> np.ndarray:
    """The article that each one copies, by itself if none: every tenth copies one before it."""
    return np.where(numbers % 10 == 9, np.maximum(8, numbers - 1 - 10 * (numbers % 977)), numbers)


class _Clock:
    """Tells the seconds of the processor between steps."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def tell(self, step: str, more: str) -> None:
        now = time.process_time()
        print(f"  {step:30} {now - self._last:8.1f} s  {more}", flush=True)
        self._last = now


def _split_to_files(count: int, partitions: int, folder: Path) -> list[Path]:
    from variorum.archive import near
    from variorum.engines.packets import write_packets

    sources = []
    for start in range(0, count, _BATCH):
        numbers = np.arange(start, min(start + _BATCH, count))
        np.save(folder / "rows.npy", near.keyed(_made_up_bands(numbers), numbers))
        sources.append(folder / f"{start:012}")
        write_packets(sources[-1], near.split_bands(partitions, folder / "rows.npy"))
    return sources


def _made_up_bands(numbers: np.ndarray) -> np.ndarray:
    """Bands of articles of which every tenth copies one before it, with a twentieth of its signature changed."""
    from variorum.cluster.minhash import bands
    from variorum.cluster.minhash.signatures import BINS

    copies = numbers % 10 == 9
    origin = _origins(numbers).astype(np.uint64)
    values = _mixed(origin[:, None] * np.uint64(BINS) + np.arange(BINS, dtype=np.uint64))
    changed = np.random.default_rng(int(numbers[0])).random((len(numbers), BINS)) < 0.05
    changed &= copies[:, None]
    values[changed] += np.uint64(1)
    return bands(values.astype(np.uint32))


def _mixed(values: np.ndarray) -> np.ndarray:
    from variorum.cluster.minhash.shingles import mixed

    return mixed(values + np.uint64(0x9E3779B97F4A7C15))


_MENU = "".join(f"<li><a href='/section/{n}'>Section {n}</a><img src='/i/{n}.png' alt=''></li>" for n in range(300))
_PAGE = (
    "<!doctype html><html><head><title>{title}</title><meta property='article:published_time' content='{published}'>"
    "<meta property='og:site_name' content='{outlet}'></head><body><nav><ul>{menu}</ul></nav><main><article>"
    "<h1>{title}</h1>{body}</article></main><footer><ul>{menu}</ul></footer></body></html>"
)


def _make(count: int, out: BinaryIO) -> None:
    """Write pages of about 50 kB, of which two kilobytes are the article, with their requests, as .warc.gz."""
    for made in day(count):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in made.text.split("\n\n"))
        # What is dated later than today would be searched for another date all over the page.
        told = {"title": made.title, "published": made.published.replace("2031-", "2024-"), "outlet": made.outlet}
        page = _PAGE.format(**told, body=body, menu=_MENU).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        for kind, content in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", http)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://{made.id}.example/\r\n"
                f"WARC-Date: 2024-07-05T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n"
                f"Content-Length: {len(content)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + content + b"\r\n\r\n", mtime=0))


def _whole(count: int) -> None:
    """Two processes; stories of two and more are annotated in full, none is aligned."""
    with tempfile.TemporaryDirectory(prefix="variorum-whole-") as folder:
        source, out = Path(folder) / "day.warc.gz", Path(folder) / "out"
        with source.open("wb") as file:
            _make(count, file)
        command = [sys.executable, "-m", "variorum", "archive", str(source), "-o", str(out), "-q"]
        began = time.perf_counter()
        with (
            subprocess.Popen([*command, "--jobs", "2", "--statements-from", "0"]) as running,
            Memory(running.pid) as memory,
        ):
            if running.wait():
                raise SystemExit("variorum archive failed")
        wall = time.perf_counter() - began
        _costs(out)
        stages = json.loads((out / "report.json").read_text(encoding="utf-8"))["stages"]
        processor = sum(stage["processor"] for stage in stages)
    print(f"{count / wall:.1f} pages a second of the wall, {2 * count / processor:.1f} with two cores of its own")
    print(f"all processes together held at most {memory.peak:,.0f} MB")


def _costs(archive: Path) -> None:
    report = json.loads((archive / "report.json").read_text(encoding="utf-8"))
    articles = report["articles"]
    print(f"{articles:,} articles out of {report['bytes'] / 1e6:,.1f} MB, {report['records']:,} records")
    print("| stage | shards | processor, ms an article | kept, bytes an article |")
    print("|---|---:|---:|---:|")
    for stage in report["stages"]:
        markers = (archive / ".variorum" / "done" / stage["stage"]).glob("*.json")
        files = (json.loads(marker.read_text(encoding="utf-8"))["files"] for marker in markers)
        size = sum(size for each in files for size, _ in each.values())
        cost = 1000 * stage["processor"] / articles
        print(f"| {stage['stage']} | {stage['shards']:,} | {cost:.3f} | {size / articles:,.0f} |")


_MEASURED = {"duplicates": _duplicates, "signatures": _signatures, "window": _window, "whole": _whole}


if __name__ == "__main__":
    main()

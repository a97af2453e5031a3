"""How long the desk's pages take with many articles in the store.

    python -m benchmarks.load --articles 200000 --db /somewhere/large.db

makes a made-up store there if there is none (benchmarks/made_up_store.py), starts the real `variorum serve`, and asks
for every kind of page, many different ones of each, one after the other as a reader would, and then by several readers
at a time. The clock is that of the one who asks, from the request to the last byte, over connections that are kept,
with httpx. It prints the median, the 95th percentile and the worst for each kind, in milliseconds, and fails (exit code
1) if a median is over `--limit`. `cpu` is the server's processor time for an answer, the mean: what stays the same when
the machine has other things to do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx

from benchmarks.made_up_store import ANNOTATED, CHANGED, JUDGED, LARGEST, MadeUp, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Figures(NamedTuple):
    """What was measured of one kind of page, in milliseconds; `kilobytes` is the mean size of an answer."""

    page: str
    asked: int
    median: float
    p95: float
    worst: float
    cpu: float
    kilobytes: float


def addresses(base: httpx.Client, chance: random.Random) -> dict[str, Callable[[], str]]:
    """For each kind of page a function that makes another address of it each time."""
    made = MadeUp()
    total = base.get("/index.json").json()["total"]
    largest = "story-000000000001"
    speakers = [s["key"] for s in base.get(f"/speakers.json?offset={chance.randint(0, 9)}").json()["speakers"]]

    def story() -> str:
        return f"/stories/story-{chance.randint(2, total):012x}"

    def words(number: int) -> str:
        return "+".join(chance.choice(made.words[50:4000]) for _ in range(number))

    def article() -> str:
        return f"/articles/report-{chance.randint(1, base_articles):08x}"

    def frequent() -> str:
        return chance.choice(made.words[:20])

    def surname() -> str:
        return chance.choice(speakers).rpartition(" ")[2]

    def changed() -> str:
        return f"/articles/report-{CHANGED * chance.randint(1, min(ANNOTATED, base_articles // CHANGED)):08x}"

    def judged() -> str:
        return f"/stories/story-{JUDGED * chance.randint(1, total // JUDGED):012x}"

    base_articles = base.get("/status.json").json()["status"]["articles"]
    return {
        "front page, by sources": lambda: f"/?offset={30 * chance.randint(0, 20)}",
        "front page, by growth": lambda: f"/?order=growth&offset={30 * chance.randint(0, 20)}",
        "front page, the latest first": lambda: f"/?order=recent&offset={30 * chance.randint(0, 20)}",
        "front page, a deep page": lambda: f"/?offset={chance.randint(total // 2, total - 1)}",
        "front page, filtered by outlet": lambda: f"/?outlet={chance.choice(made.outlets).replace(' ', '+')}",
        "front page, filtered by language": lambda: f"/?order=growth&language={chance.choice(('es', 'de', 'fr'))}",
        "story, not asked for before": story,
        f"story of {LARGEST} articles, asked for before": lambda: f"/stories/{largest}",
        "story, JSON": lambda: f"{story()}.json",
        "story with judgements, not asked for before": judged,
        "judgements": lambda: f"{judged()}/judgements",
        "statement": lambda: f"{story()}/statements/s{chance.randint(1, 5)}",
        "history": lambda: f"{story()}/history",
        "articles of a story": lambda: f"{story()}/articles",
        "stories like one, by meaning": lambda: f"{story()}/alike",
        "article": article,
        "what a version changed": lambda: f"{changed()}/changes",
        "speakers": lambda: f"/speakers?offset={100 * chance.randint(0, 20)}",
        "speaker": lambda: f"/speakers/{chance.choice(speakers).replace(' ', '%20')}",
        "outlets": lambda: "/outlets",
        "outlet": lambda: f"/outlets/{chance.choice(made.outlets).replace(' ', '%20')}",
        "search, one word": lambda: f"/search?q={words(1)}",
        "search, two words": lambda: f"/search?q={words(2)}",
        "search, a frequent word": lambda: f"/search?q={frequent()}",
        "search, in an outlet": lambda: f"/search?q={words(1)}&outlet={chance.choice(made.outlets).replace(' ', '+')}",
        "search, a deep page": lambda: f"/search?q={frequent()}&offset={20 * chance.randint(20, 90)}",
        "search, by a speaker's surname": lambda: f"/search?speaker={surname()}",
        "search, a frequent word by a speaker": lambda: f"/search?q={frequent()}&speaker={surname()}",
        "search, in a story": lambda: f"/search?q={frequent()}&story={story()}",
        "search by meaning": lambda: f"/search?meaning=1&q={words(3)}",
        "feeds and counts": lambda: "/status",
        "download, Markdown": lambda: f"{story()}/download/md",
        f"download, HTML of {LARGEST} articles": lambda: f"/stories/{largest}/download/html",
        "sign in": lambda: "/login",
        "keys and words, for programs": lambda: chance.choice(("/help", "/api")),
    }


class Server(NamedTuple):
    """A server that runs: its address and its process."""

    address: str
    process: int

    def spent(self) -> float:
        """The processor time it has taken so far, in milliseconds."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(client: httpx.Client, server: Server, page: str, address: Callable[[], str], times: int) -> Figures:
    """Ask so many times, after two that are not counted."""
    for _ in range(2):
        client.get(address()).raise_for_status()
    taken, size, spent = [], 0, server.spent()
    for _ in range(times):
        wanted = address()
        begun = time.perf_counter()
        answer = client.get(wanted)
        taken.append(1000 * (time.perf_counter() - begun))
        answer.raise_for_status()
        size += len(answer.content)
    return _figures(page, taken, (server.spent() - spent) / times, size / times / 1000)


def several(server: Server, wanted: dict[str, Callable[[], str]], readers: int, times: int) -> Figures:
    """Several readers at a time, each going from page to page."""
    pages = [address() for address in wanted.values() for _ in range(max(1, times // 4))]
    random.Random(3).shuffle(pages)  # noqa: S311 - an order

    def one(part: list[str]) -> tuple[list[float], int]:
        taken, size = [], 0
        with httpx.Client(base_url=server.address, timeout=120) as client:
            for page in part:
                begun = time.perf_counter()
                size += len(client.get(page).content)
                taken.append(1000 * (time.perf_counter() - begun))
        return taken, size

    spent = server.spent()
    with ThreadPoolExecutor(readers) as pool:
        found = list(pool.map(one, [pages[i::readers] for i in range(readers)]))
    taken = [t for part, _ in found for t in part]
    cpu, size = (server.spent() - spent) / len(taken), sum(s for _, s in found) / len(taken) / 1000
    return _figures(f"all of these, {readers} readers at a time", taken, cpu, size)


def _figures(page: str, taken: list[float], cpu: float, kilobytes: float) -> Figures:
    ordered = sorted(taken)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return Figures(page, len(taken), statistics.median(taken), late, ordered[-1], cpu, kilobytes)


def serving(db: str) -> Iterator[Server]:
    """The real command at a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "variorum", "serve", "--port", str(port), "--db", db, "--token", "for-measuring"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                httpx.get(f"{base}/help", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(base, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--db", required=True, help="the made-up store; made if it is not there")
    options.add_argument("--articles", type=int, default=200_000)
    options.add_argument("--times", type=int, default=40, help="how often each kind of page is asked for")
    options.add_argument("--readers", type=int, default=4)
    options.add_argument("--limit", type=float, default=300.0, help="the highest median allowed, in milliseconds")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    if "://" in asked.db or not Path(asked.db).exists():
        fill(asked.db, asked.articles)
    found: list[Figures] = []
    for server in serving(asked.db):
        with httpx.Client(base_url=server.address, timeout=120) as client:
            wanted = addresses(client, random.Random(11))  # noqa: S311 - an order
            for page, address in wanted.items():
                found.append(measure(client, server, page, address, asked.times))
                if not asked.json:
                    _print(found[-1], head=len(found) == 1)
            found.append(several(server, wanted, asked.readers, asked.times))
    if asked.json:
        print(json.dumps([f._asdict() for f in found], indent=2))
    else:
        _print(found[-1], head=False)
    return int(any(f.median > asked.limit for f in found[:-1]))


def _print(f: Figures, *, head: bool) -> None:
    if head:
        print(f"{'page':<48}{'asked':>6}{'median':>9}{'95 %':>9}{'worst':>9}{'cpu':>9}{'kB':>9}")
    print(
        f"{f.page:<48}{f.asked:>6}{f.median:>9.0f}{f.p95:>9.0f}{f.worst:>9.0f}{f.cpu:>9.0f}{f.kilobytes:>9.0f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

"""Near-duplicates of an archive: signatures, proposals, and the real overlap of what is proposed.

Four steps, each over files: the bands of every article; articles grouped by band, which proposes pairs; pairs brought
to the run of articles that their first member lies in, and with them the shingles of those members that lie elsewhere;
the overlap of each pair. No step holds more than one run of articles or one partition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.archive.layout import Layout, write_array
from variorum.archive.stages import Outcome
from variorum.cluster.duplicates import proposals
from variorum.cluster.minhash import Shingles, bands, is_cut, overlap, shingles, signatures
from variorum.cluster.minhash.signatures import BANDS
from variorum.engines.packets import by_partition, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from variorum.archive.pages import Run

# Rows of one partition: at 16 bytes each, and several times that while they are sorted.
PARTITION_ROWS = 2_000_000
THRESHOLD = 0.8
_KEYED = np.dtype([("key", "<u8"), ("member", "<i8")])
NEAR = np.dtype([("a", "<i8"), ("b", "<i8"), ("share_a", "<f8"), ("share_b", "<f8"), ("jaccard", "<f8"), ("near", "?")])


def sketch(run: Run) -> Outcome:
    """The keys of every band of every article of a run, written as rows of key and article."""
    path = Layout(run.root).kept("sketch", run.name, "npy")
    found = []
    for numbers, frame in run.rows("articles", np.arange(run.first, run.end), ["text"]):
        shingled = shingles(frame["text"].to_list())
        full = np.diff(shingled.offsets) > 0
        found.append(keyed(bands(signatures(shingled))[full], numbers[full]))
    rows = np.concatenate(found) if found else np.zeros(0, _KEYED)
    write_array(path, rows)
    return Outcome([path], {"articles": run.end - run.first, "keys": len(rows)})


def keyed(keys: NDArray[np.uint64], numbers: NDArray[np.int64]) -> NDArray[np.generic]:
    """One row for each band of each article."""
    rows = np.empty(keys.size, _KEYED)
    rows["key"] = keys.ravel()
    rows["member"] = np.repeat(numbers, keys.shape[1])
    return rows


def partitions_for(articles: int) -> int:
    """How many partitions keep each of them within bounds."""
    return max(1, -(-articles * BANDS // PARTITION_ROWS))


def split_bands(partitions: int, path: Path) -> list[bytes]:
    """The rows of a run by the partition of their key."""
    rows = np.load(path, mmap_mode="r")
    return by_partition(np.asarray(rows), (rows["key"] % np.uint64(partitions)).astype(np.int64), partitions)


def propose(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """Pairs of articles that agree in a band of this partition."""
    path = Layout(root).kept("propose", f"{number:05}", "npy")
    rows = np.concatenate([unpack(each) for each in packets] or [np.zeros(0, _KEYED)])
    pairs = proposals(rows["key"], rows["member"])
    write_array(path, pairs)
    return Outcome([path], {"agreements": len(pairs)})


def split_pairs(firsts: NDArray[np.int64], path: Path) -> list[bytes]:
    """Each proposed pair to the run of its first member; and to that of the second, if another, as a request.

    A row is a pair and the run that asks for its second member's shingles, or -1 for the pair itself.
    """
    pairs = np.load(path)
    home, guest = (np.searchsorted(firsts, pairs[:, side], side="right") - 1 for side in (0, 1))
    own = np.column_stack([pairs, np.full(len(pairs), -1)])
    away = home != guest
    asked = np.column_stack([pairs[away], home[away]])
    return by_partition(np.concatenate([own, asked]), np.concatenate([home, guest[away]]), len(firsts))


def bring_pairs(root: Path, number: int, packets: Sequence[bytes]) -> Outcome:
    """The different pairs and requests of a run."""
    path = Layout(root).kept("pairs", f"{number:05}", "npy")
    rows = np.concatenate([unpack(each) for each in packets] or [np.zeros((0, 3), np.int64)])
    rows = np.unique(rows, axis=0)
    write_array(path, rows)
    return Outcome([path], {"pairs": int((rows[:, 2] < 0).sum())})


def split_guests(count: int, run: Run) -> list[bytes]:
    """The shingles of a run's articles that other runs ask for, a packet for each of these."""
    rows = _pairs(run)
    asked = np.unique(rows[rows[:, 2] >= 0][:, 1:], axis=0)
    sets = _sets(run, np.unique(asked[:, 0]))
    return [_packed(sets, asked[asked[:, 1] == other][:, 0]) for other in range(count)]


def verify(runs: Sequence[Run], threshold: float, number: int, packets: Sequence[bytes]) -> Outcome:
    """The overlap of each pair of a run; those that are near-duplicates, or cuts of one another, are kept."""
    run = runs[number]
    rows = _pairs(run)
    pairs = rows[rows[:, 2] < 0][:, :2]
    inside = pairs[(pairs >= run.first) & (pairs < run.end)]
    sets = _sets(run, np.unique(inside))
    for packet in packets:
        sets.update(_unpacked(packet))
    found = np.array([each for a, b in pairs.tolist() if (each := _judged(a, b, sets, threshold))], NEAR)
    path = Layout(run.root).kept("near", run.name, "npy")
    write_array(path, found)
    near = int(found["near"].sum())
    return Outcome([path], {"candidates": len(pairs), "near": near, "cuts": len(found) - near})


def _judged(
    a: int, b: int, sets: dict[int, NDArray[np.uint64]], threshold: float
) -> tuple[int, int, float, float, float, bool] | None:
    found = overlap(sets[a], sets[b])
    if not found.is_near(threshold) and not is_cut(found, len(sets[a]), len(sets[b])):
        return None
    return (a, b, *found, found.is_near(threshold))


def _pairs(run: Run) -> NDArray[np.int64]:
    rows: NDArray[np.int64] = np.load(Layout(run.root).kept("pairs", run.name, "npy"))
    return rows


def _sets(run: Run, numbers: NDArray[np.int64]) -> dict[int, NDArray[np.uint64]]:
    """The shingles of some articles of a run."""
    found: dict[int, NDArray[np.uint64]] = {}
    for wanted, frame in run.rows("articles", numbers, ["text"]):
        shingled: Shingles = shingles(frame["text"].to_list())
        found.update((number, shingled.of(i)) for i, number in enumerate(wanted.tolist()))
    return found


def _packed(sets: dict[int, NDArray[np.uint64]], numbers: NDArray[np.int64]) -> bytes:
    """Some sets in one array: how many, their numbers, their sizes, their shingles."""
    if not len(numbers):
        return b""
    chosen = [sets[number] for number in numbers.tolist()]
    sizes = [len(each) for each in chosen]
    head = np.array([len(chosen), *numbers.tolist(), *sizes], np.uint64)
    return pack(np.concatenate([head, *chosen]))


def _unpacked(packet: bytes) -> Iterable[tuple[int, NDArray[np.uint64]]]:
    rows = unpack(packet)
    count = int(rows[0])
    ends = np.cumsum(rows[1 + count : 1 + 2 * count]).astype(np.int64)
    shingled = np.split(rows[1 + 2 * count :], ends[:-1])
    return zip(rows[1 : 1 + count].tolist(), shingled, strict=True)

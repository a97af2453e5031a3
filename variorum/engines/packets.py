"""Packets of rows between processes, and the files that hold one source's packets for all partitions."""

from __future__ import annotations

import io
import os
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WIDTH = 8


def pack(rows: NDArray[np.generic]) -> bytes:
    """An array as bytes; none for no rows."""
    if not len(rows):
        return b""
    held = io.BytesIO()
    np.save(held, rows, allow_pickle=False)
    return held.getvalue()


def unpack(packet: bytes) -> NDArray[np.generic]:
    """The array of a packet that is not empty."""
    found: NDArray[np.generic] = np.load(io.BytesIO(packet), allow_pickle=False)
    return found


def by_partition(rows: NDArray[np.generic], partition: NDArray[np.int64], partitions: int) -> list[bytes]:
    """The rows of each partition as a packet, in the order in which they are given."""
    order = np.argsort(partition, kind="stable")
    ends = np.searchsorted(partition[order], np.arange(partitions + 1))
    return [pack(rows[order[first:last]]) for first, last in pairwise(ends)]


def write_packets(path: Path, packets: Sequence[bytes]) -> None:
    """Write the packets of one source beside `path`, then put them in their place. Raises `OSError`."""
    ends = np.cumsum([0, *(len(each) for each in packets)], dtype="<i8")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(ends.tobytes())
        for packet in packets:
            file.write(packet)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read_packet(path: Path, partition: int, partitions: int) -> bytes:
    """The packet of one partition. Raises `OSError`."""
    with path.open("rb") as file:
        file.seek(partition * _WIDTH)
        first, last = np.frombuffer(file.read(2 * _WIDTH), "<i8")
        file.seek((partitions + 1) * _WIDTH + int(first))
        return file.read(int(last - first))

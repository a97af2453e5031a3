"""Records of articles on their way to the windows of time that they lie in.

A packet is a table of keys and the records behind it, byte for byte as they are kept. Of a packet that arrives nothing
is copied: a window's records are read one after the other, in the order in which a window is grouped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.cluster.record import Record

_KEY = np.dtype([("window", "<i8"), ("time", "<i8"), ("number", "<i8"), ("size", "<i8")])
_PLACED = np.dtype([*_KEY.descr, ("packet", "<i8"), ("begin", "<i8")])
_COUNT = 8


class Filed(NamedTuple):
    """A record as bytes, the window it lies in, its time (0 without one) and the number of its article."""

    window: int
    time: int
    number: int
    record: bytes


def bundled(records: Sequence[Filed]) -> bytes:
    """A packet of records; nothing for none."""
    if not records:
        return b""
    keys = np.array([(each.window, each.time, each.number, len(each.record)) for each in records], _KEY)
    return b"".join([len(keys).to_bytes(_COUNT, "little"), keys.tobytes(), *(each.record for each in records)])


def windows_in(packets: Sequence[bytes]) -> Iterator[tuple[int, int, Iterator[Record]]]:
    """Each window, how many records it has, and these by time and number, read as they are asked for."""
    placed = [_placed(number, packet) for number, packet in enumerate(packets)]
    rows = np.concatenate(placed) if placed else np.zeros(0, _PLACED)
    rows = rows[np.lexsort((rows["number"], rows["time"], rows["window"]))]
    views = [memoryview(packet) for packet in packets]
    for window in np.unique(rows["window"]).tolist():
        first, last = np.searchsorted(rows["window"], [window, window + 1])
        yield window, int(last - first), _read(views, rows[first:last])


def _placed(number: int, packet: bytes) -> NDArray[np.void]:
    count = int.from_bytes(packet[:_COUNT], "little")
    keys = np.frombuffer(packet, _KEY, count, _COUNT)
    rows = np.empty(count, _PLACED)
    for name in _KEY.names or ():
        rows[name] = keys[name]
    rows["packet"] = number
    rows["begin"] = _COUNT + keys.nbytes + np.cumsum(keys["size"]) - keys["size"]
    return rows


def _read(views: Sequence[memoryview], rows: NDArray[np.void]) -> Iterator[Record]:
    from variorum.cluster.record import Record

    for packet, begin, size in zip(*(rows[name].tolist() for name in ("packet", "begin", "size")), strict=True):
        yield Record.from_bytes(views[packet][begin : begin + size])

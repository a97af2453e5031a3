"""Where the records of a WARC file begin and end, also in a file that is broken.

Parsers of WARC trust `Content-Length` and the compression, so that one broken record costs the rest of the file. Here
the file is cut into records first: a gzip member at a time (ISO 28500, annex D), or by length and the mark of the next
record where there is no compression. What is broken becomes a `Broken` and reading goes on at the next record. No more
than `limit` bytes of a record are held in memory; a larger one is passed over, without compression by seeking.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from variorum.sources.records import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = b"\x1f\x8b\x08"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_NEXT = b"WARC/1."
_CHUNK = 1 << 16
_INFLATED = 1 << 20
_LONGEST_HEADER = 1 << 16


class Frame(NamedTuple):
    """A whole record: the offset at which it (or its gzip member) begins, its number in the member, its bytes."""

    offset: int
    number: int
    data: bytes


class Broken(NamedTuple):
    """A record that cannot be read, and why."""

    offset: int
    number: int
    fault: Fault
    reason: str


def frames(file: BinaryIO, start: int, end: int, limit: int) -> Iterator[Frame | Broken]:
    """The records of a WARC file that begin from `start` (the beginning of one, or 0) and before `end`, in order.

    `limit` is in bytes a record, its headers included. Raises `OSError` where the file cannot be read.
    """
    if is_plain(file):
        yield from _split(_Plain(file, start), end, limit, None)
        return
    for member in _members(file, start, end):
        yield from _split(member, None, limit, member.offset)


def cuts(file: BinaryIO, size: int, step: int) -> list[int]:
    """Offsets, at least `step` bytes apart, at which records begin: 0 and where the file may be cut into parts.

    Every member is inflated once, since the only sure sign of a record's beginning is the end of the one before it.
    """
    found = [0]
    for offset in _record_starts(file, size) if is_plain(file) else _member_starts(file, size):
        if offset - found[-1] >= step:
            found.append(offset)
    return found


def is_plain(file: BinaryIO) -> bool:
    """Tell whether a file begins with a record that is not compressed."""
    file.seek(0)
    return file.read(_CHUNK).lstrip(b"\r\n").startswith(_NEXT)


def _record_starts(file: BinaryIO, size: int) -> Iterator[int]:
    """With no room for any record each of them is too large, and passed over."""
    for each in frames(file, 0, size, 0):
        if isinstance(each, Broken) and each.fault is Fault.TOO_LARGE:
            yield each.offset


def _member_starts(file: BinaryIO, size: int) -> Iterator[int]:
    for member in _members(file, 0, size):
        member.skip(None)
        if not member.fault:
            yield member.offset


def _members(file: BinaryIO, start: int, end: int) -> Iterator[_Member]:
    """The gzip members that begin in a range. After a broken one the next that begins with a record follows."""
    offset = start
    while offset < end:
        member = _Member(file, offset)
        yield member
        member.skip(None)
        offset = member.end if not member.fault else _following(file, offset + 1, end)


def _following(file: BinaryIO, offset: int, end: int) -> int:
    """The offset of the next gzip member that holds a record, or `end`."""
    while offset < end:
        file.seek(offset)
        chunk = file.read(_CHUNK + len(_GZIP) - 1)
        at = chunk.find(_GZIP)
        if at < 0:
            offset += _CHUNK
        elif _holds_record(file, offset + at):
            return offset + at
        else:
            offset += at + 1
    return end


def _holds_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return zlib.decompressobj(31).decompress(file.read(_CHUNK), len(_NEXT)) == _NEXT
    except zlib.error:
        return False


class _Stream:
    """Bytes in order, with a look ahead; `fault` says why they ended where they did, if not at their end."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.read_on = 0
        self.fault: Fault | None = None
        self._ahead = bytearray()

    def pull(self) -> bytes:
        """Some further bytes; none at the end."""
        raise NotImplementedError

    def leap(self, size: int) -> int:  # noqa: ARG002 - files leap
        """Pass over up to `size` bytes that need not be looked at; return how many."""
        return 0

    def peek(self, size: int) -> bytes:
        """The next bytes without passing over them; fewer than `size` at the end."""
        while len(self._ahead) < size:
            more = self.pull()
            if not more:
                break
            self._ahead += more
        return bytes(self._ahead[:size])

    def read(self, size: int) -> bytes:
        """The next bytes, fewer than `size` at the end."""
        found = self.peek(size)
        del self._ahead[: len(found)]
        self.read_on += len(found)
        return found

    def go_back(self, position: int, data: bytes) -> None:  # noqa: ARG002 - files go to the position
        """Read on from a position that was passed, after which `data` was read."""
        self._ahead[:0] = data
        self.read_on -= len(data)

    def skip(self, size: int | None) -> int:
        """Pass over `size` bytes, or all (`None`); return how many there were."""
        before = self.read_on
        while (left := _INFLATED if size is None else size - (self.read_on - before)) > 0:
            if not self._ahead:
                leapt = 0 if size is None else self.leap(left)
                self.read_on += leapt
                if leapt:
                    continue
                self._ahead += self.pull()
            passed = min(left, len(self._ahead))
            if not passed:
                break
            del self._ahead[:passed]
            self.read_on += passed
        return self.read_on - before

    def to_next(self) -> None:
        """Pass over everything up to the beginning of a line that looks like that of a record."""
        mark = b"\n" + _NEXT
        while (ahead := self.peek(_CHUNK)) and (at := ahead.find(mark)) < 0:
            self.read(max(1, len(ahead) - len(mark) + 1) if len(ahead) == _CHUNK else len(ahead))
        if ahead:
            self.read(at + 1)


class _Plain(_Stream):
    """A file without compression."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__(offset)
        self._file = file
        self._size = file.seek(0, 2)
        file.seek(offset)

    def pull(self) -> bytes:
        return self._file.read(_CHUNK)

    def go_back(self, position: int, data: bytes) -> None:  # noqa: ARG002
        self._file.seek(self.offset + position)
        self._ahead.clear()
        self.read_on = position

    def leap(self, size: int) -> int:
        here = self._file.tell()
        there = min(self._size, here + size)
        self._file.seek(there)
        return max(0, there - here)


class _Member(_Stream):
    """The bytes inside one gzip member; `end` is where it ends, once all of it was read."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__(offset)
        self.end = offset
        self._file = file
        self._at = offset
        self._inflate = zlib.decompressobj(31)
        self._waiting = b""

    def pull(self) -> bytes:
        while not self._inflate.eof and not self.fault:
            try:
                inflated = self._inflate.decompress(self._waiting, _INFLATED)
            except zlib.error:
                self.fault = Fault.BROKEN_COMPRESSION
                break
            self._waiting = self._inflate.unconsumed_tail
            if inflated:
                return inflated
            if not self._waiting and not self._inflate.eof:
                self._fill()
        self.end = self._at - len(self._inflate.unused_data)
        return b""

    def _fill(self) -> None:
        # Others may have read from the file since.
        self._file.seek(self._at)
        self._waiting = self._file.read(_CHUNK)
        self._at += len(self._waiting)
        if not self._waiting:
            self.fault = Fault.TRUNCATED


def _split(stream: _Stream, end: int | None, limit: int, member: int | None) -> Iterator[Frame | Broken]:
    """The records of a stream that begin before `end`; `member` is the offset they are all known by, if there is one.

    Records are numbered inside a member, and only there.
    """
    origin = stream.offset
    number = 0
    while stream.peek(1) and (end is None or origin + stream.read_on < end):
        at = origin + stream.read_on if member is None else member
        found = _record(stream, at, number, limit)
        if found is not None:
            yield found
            number += member is not None
    if stream.fault and number == 0 and stream.read_on == 0:
        yield Broken(stream.offset, number, stream.fault, _WORDS[stream.fault])


_WORDS = {
    Fault.TRUNCATED: "the file ends in the middle of the record",
    Fault.BROKEN_COMPRESSION: "its compressed bytes are damaged",
}


def _record(stream: _Stream, at: int, number: int, limit: int) -> Frame | Broken | None:
    """Read a record up to the beginning of what follows it. None for the empty lines between records."""
    ahead = stream.peek(_LONGEST_HEADER)
    blank = len(ahead) - len(ahead.lstrip(b"\r\n"))
    if blank:
        stream.read(blank)
        return None
    header = _HEADER_END.search(ahead)
    length = _LENGTH.search(ahead, 0, header.end()) if header else None
    if not ahead.startswith(b"WARC/") or header is None or length is None:
        return _without_header(stream, at, number)
    size, block = header.end(), int(length[1])
    large = size + block > limit
    begun, data = stream.read_on, b""
    if large:
        passed = stream.skip(size + block)
    else:
        data = stream.read(size + block)
        passed = len(data)
    fault, told = _judged(stream, passed, size, block)
    if fault in (Fault.WRONG_LENGTH, Fault.TRUNCATED):
        # The length may have led past records, which are looked for where it began.
        stream.go_back(begun + size, data[size:])
        stream.to_next()
    if fault:
        return Broken(at, number, fault, told)
    if large:
        told = f"the record has {size + block:,} bytes; records above {limit:,} are passed over"
        return Broken(at, number, Fault.TOO_LARGE, told)
    return Frame(at, number, data)


def _judged(stream: _Stream, passed: int, size: int, block: int) -> tuple[Fault | None, str]:
    """What is wrong with a record of which `passed` bytes were there, `size` being those of its header."""
    if passed < size + block:
        fault = stream.fault or Fault.TRUNCATED
        return fault, f"{_WORDS[fault]}: {max(0, passed - size):,} of {block:,} bytes are there"
    after = stream.peek(_CHUNK).lstrip(b"\r\n")
    if after and not after.startswith(b"WARC/"):
        return Fault.WRONG_LENGTH, f"more than the {block:,} bytes that its header tells follow"
    return stream.fault, _WORDS.get(stream.fault, "") if stream.fault else ""


def _without_header(stream: _Stream, at: int, number: int) -> Broken:
    fault = stream.fault
    # One byte at least is passed over, so that the search goes on.
    stream.read(1)
    stream.to_next()
    if fault:
        return Broken(at, number, fault, _WORDS[fault])
    return Broken(at, number, Fault.BAD_HEADER, "no header of a record with its length begins here")

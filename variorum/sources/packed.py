"""Files inside .gz and .zip files, as GDELT and many archives ship theirs."""

from __future__ import annotations

import io
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

_MOST = 100_000


class Member(NamedTuple):
    """A file inside another: its name, which tells its kind, where it stands, and its bytes."""

    name: str
    place: str
    data: bytes


def gzipped(data: bytes, origin: str, limit: int) -> Iterator[Member | Problem]:
    """The file inside a gzip file, of any number of streams; a problem where it is larger than `limit` bytes."""
    from gzip import GzipFile

    try:
        with GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(limit + 1)
    except (zlib.error, OSError, EOFError) as wrong:
        yield Problem(origin, f"its compressed content is broken ({wrong}); get the file again")
        return
    if len(found) > limit:
        yield _too_large(origin, limit)
    else:
        yield Member(PurePosixPath(origin).stem, origin, found)


def zipped(data: bytes, origin: str, limit: int) -> Iterator[Member | Problem]:
    """The files inside a zip file in the order of their names, but hidden ones.

    All of them together may have `limit` bytes, whatever the file says of their sizes; where they have more, the rest
    is told to be too large.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError) as wrong:
        yield Problem(origin, f"it is no zip file that can be read ({wrong}); get the file again")
        return
    with archive:
        members = sorted((m for m in archive.infolist() if not _hidden(m)), key=lambda m: m.filename)
        if not members or len(members) > _MOST:
            reason = f"the zip file has more than {_MOST:,} files; unpack it" if members else "there is no file in it"
            yield Problem(origin, reason)
            return
        left = limit
        for member in members:
            place = f"{origin}/{member.filename}"
            found = _member(archive, member, place, left)
            if found is None:
                yield _too_large(origin, limit)
                return
            if isinstance(found, Member):
                left -= len(found.data)
            yield found


def _member(archive: ZipFile, member: ZipInfo, place: str, left: int) -> Member | Problem | None:
    """A file of an archive; None where it has more than `left` bytes."""
    from zipfile import BadZipFile

    try:
        with archive.open(member) as file:
            data = file.read(left + 1)
    # A password is a RuntimeError there, a method that is not known a NotImplementedError.
    except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as wrong:
        return Problem(place, f"it cannot be unpacked ({wrong}); unpack it and give the file itself")
    return Member(PurePosixPath(member.filename).name, place, data) if len(data) <= left else None


def _hidden(member: ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts)


def _too_large(place: str, limit: int) -> Problem:
    return Problem(
        place, f"unpacked it is larger than {limit:,} bytes; give a smaller file or raise max_bytes (--max-bytes)"
    )

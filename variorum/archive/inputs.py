"""Inputs cut into parts: the shards of the first stage.

A part is a stretch of a file that begins and ends with a record, so that a large file is shared out among processes and
little is repeated after a kill. A part is named after the digest of its file, so that results are found again
whatever else is given with it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.archive.layout import in_place
from variorum.archive.stages import Outcome
from variorum.model import Problem

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator

    from variorum.archive.stages import Done

# A part is a sixteenth of its file within these bounds: some seconds to some minutes of work.
PARTS = 16
PART_BYTES = (1_000_000, 32_000_000)
PART_ROWS = (500, 5_000)
DIGEST = 12


class Kind(StrEnum):
    """The formats an archive comes in."""

    WARC = "warc"
    JSONL = "jsonl"
    JSONL_GZIP = "jsonl.gz"
    PARQUET = "parquet"


_SUFFIXES = (
    (".warc", Kind.WARC),
    (".warc.gz", Kind.WARC),
    (".jsonl", Kind.JSONL),
    (".ndjson", Kind.JSONL),
    (".jsonl.gz", Kind.JSONL_GZIP),
    (".ndjson.gz", Kind.JSONL_GZIP),
    (".parquet", Kind.PARQUET),
)
KNOWN = "files named .warc, .warc.gz, .jsonl, .jsonl.gz or .parquet"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, with what tells whether it was changed since.

    `path` is what it was given as, by which it is known; `file` is where it is for processes that work elsewhere.
    """

    path: str
    file: str
    kind: Kind
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a file that begin from `start` and before `end` (bytes, or rows); `first` is the first's number.

    `size` is in bytes.
    """

    path: str
    file: str
    kind: Kind
    digest: str
    number: int
    start: int
    end: int
    first: int
    size: int

    @property
    def name(self) -> str:
        """The name of the shard that reads it."""
        return f"{self.digest[:DIGEST]}-{self.number:05}"


def find(given: Iterable[str]) -> tuple[list[Input], list[Problem]]:
    """The files to read, in the order of their paths, each once, and what cannot be read with its reason."""
    inputs: dict[str, Input] = {}
    problems = []
    for each in sorted(set(given)):
        for path in _files(Path(each)):
            found = path if isinstance(path, Problem) else _input(path)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                inputs.setdefault(str(Path(found.path).resolve()), found)
    return sorted(inputs.values(), key=lambda each: each.path), problems


def _files(path: Path) -> Iterator[Path | Problem]:
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as wrong:
        yield Problem(str(path), f"the folder cannot be read ({wrong.strerror}); check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.is_symlink():
            yield Problem(str(entry), "it is a link to a folder, which is not followed; give the folder itself, too")
        elif entry.is_dir():
            yield from _files(entry)
        elif _kind(entry):
            yield entry
        else:
            yield Problem(str(entry), f"it is no container of documents; give {KNOWN}")


def _kind(path: Path) -> Kind | None:
    return next((kind for suffix, kind in _SUFFIXES if path.name.lower().endswith(suffix)), None)


def _input(path: Path) -> Input | Problem:
    kind = _kind(path)
    try:
        stat = path.stat()
        if not path.is_file():
            return Problem(str(path), f"it is no regular file; give {KNOWN}")
        with path.open("rb"):
            pass
    except OSError as wrong:
        return Problem(str(path), f"it cannot be read ({(wrong.strerror or str(wrong)).lower()}); check its path")
    if kind is None:
        return Problem(str(path), f"it is no container of documents; give {KNOWN}")
    return Input(str(path), str(path.absolute()), kind, stat.st_size, stat.st_mtime_ns)


def cut(given: tuple[Input, Path]) -> Outcome:
    """Cut a file into parts and write these, with the file's digest or with what is wrong with it, to a path."""
    source, out = given
    reason = ""
    parts: list[Part] = []
    try:
        with Path(source.file).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        parts = list(_parts(source, digest))
    except _unreadable() as wrong:
        reason = str(wrong)
    with in_place(out) as beside:
        beside.write_text(json.dumps({"parts": [asdict(part) for part in parts], "reason": reason}), encoding="utf-8")
    return Outcome([out], {"files": 1, "bytes": source.size, "unreadable files": int(bool(reason))})


def _unreadable() -> tuple[type[Exception], ...]:
    from variorum.sources.parquet import ParquetError

    return OSError, ParquetError


def _parts(source: Input, digest: str) -> Iterator[Part]:
    bounds = list(_bounds(source))
    for number, ((start, first), (end, _)) in enumerate(pairwise(bounds)):
        if start == end:
            continue
        rows = source.kind is Kind.PARQUET
        size = source.size * (end - start) // max(1, bounds[-1][0]) if rows else end - start
        yield Part(source.path, source.file, source.kind, digest, number, start, end, first, size)


def _bounds(source: Input) -> Iterator[tuple[int, int]]:
    """Where the parts begin, and the number of the record there; at last the end."""
    path = Path(source.file)
    if source.kind is Kind.PARQUET:
        from variorum.sources.parquet import count

        rows = count(path)
        yield from ((start, start) for start in range(0, rows, _step(rows, PART_ROWS)))
        yield rows, rows
        return
    yield from _cuts(path, source)
    yield source.size, 0


def _cuts(path: Path, source: Input) -> Iterator[tuple[int, int]]:
    if not source.size:
        return
    with path.open("rb") as file:
        if source.kind is Kind.WARC:
            from variorum.sources.warc_frames import cuts

            yield from ((offset, 0) for offset in cuts(file, source.size, _step(source.size, PART_BYTES)))
        elif source.kind is Kind.JSONL:
            yield from _lines(file, _step(source.size, PART_BYTES))
        else:
            yield 0, 1


def _step(size: int, bounds: tuple[int, int]) -> int:
    """How large the parts of a file are; this depends on nothing but the file."""
    least, most = bounds
    return min(most, max(least, size // PARTS))


def _lines(file: io.BufferedReader, step: int) -> Iterator[tuple[int, int]]:
    """Where lines begin that are `step` bytes apart at least, and their numbers."""
    offset, last, line = 0, 0, 1
    while chunk := file.read(1 << 20):
        at = 0
        if offset == 0:
            yield 0, 1
        while offset + len(chunk) - last > step:
            found = chunk.find(b"\n", max(at, last + step - offset - 1))
            if found < 0:
                break
            line += chunk.count(b"\n", at, found + 1)
            at, last = found + 1, offset + found + 1
            yield last, line
        line += chunk.count(b"\n", at)
        offset += len(chunk)


def parts_of(done: Iterable[Done], root: Path, inputs: Iterable[Input]) -> tuple[list[Part], list[Problem]]:
    """The parts of all files, in the order of their names, and the files that could not be cut or are copies."""
    parts: list[Part] = []
    problems = []
    taken: dict[str, str] = {}
    for each, source in zip(done, inputs, strict=True):
        plain = json.loads((root / next(iter(each.files))).read_text(encoding="utf-8"))
        if plain["reason"]:
            problems.append(Problem(source.path, f"{plain['reason']}; mend it or leave it out"))
        # The folder of the inputs may have been moved since.
        found = [Part(**{**part, "kind": Kind(part["kind"]), "file": source.file}) for part in plain["parts"]]
        if found and taken.setdefault(found[0].digest, source.path) != source.path:
            reason = f"it is a copy of {taken[found[0].digest]}, byte for byte, and is read once"
            problems.append(Problem(source.path, reason, skipped=False))
        else:
            parts += found
        if not found and not plain["reason"]:
            problems.append(Problem(source.path, "it is empty"))
    return sorted(parts, key=lambda part: part.name), problems

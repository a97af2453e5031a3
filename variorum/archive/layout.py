"""Where an archive's results lie, and writing them so that a file is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of an archive: a folder a table, the report, the sample of what was skipped, and the work's own."""

    root: Path

    @property
    def work(self) -> Path:
        """The folder of what the stages keep for themselves."""
        return self.root / ".variorum"

    @property
    def report(self) -> Path:
        """The report of the last run."""
        return self.root / "report.json"

    @property
    def skipped(self) -> Path:
        """The sample of what was skipped."""
        return self.root / "skipped.jsonl"

    def table(self, name: str, shard: str) -> Path:
        """The file of one shard of a table."""
        return self.root / name / f"{shard}.parquet"

    def marker(self, stage: str, shard: str) -> Path:
        """The marker that tells that a shard of a stage is finished."""
        return self.work / "done" / stage / f"{shard}.json"

    def kept(self, stage: str, shard: str, suffix: str) -> Path:
        """A file that a stage leaves to later ones."""
        return self.work / stage / f"{shard}.{suffix}"

    def scratch(self, stage: str, key: str) -> Path:
        """The folder of a grouping that is under way."""
        return self.work / "scratch" / f"{stage}-{key[:16]}"


@contextmanager
def in_place(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; when the block ends well, the file is made durable and put in its place.

    Raises `OSError`; `path` is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def write_json(path: Path, plain: Mapping[str, Any]) -> None:
    """Write an object as JSON. Raises `OSError`."""
    with in_place(path) as beside:
        beside.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_array(path: Path, rows: NDArray[np.generic]) -> None:
    """Write an array as .npy. Raises `OSError`."""
    import numpy as np

    with in_place(path) as beside, beside.open("wb") as file:
        np.save(file, rows, allow_pickle=False)


def file_digest(path: Path) -> str:
    """The hexadecimal SHA-256 of a file. Raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(*parts: object) -> str:
    """The hexadecimal SHA-256 of some plain values."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()

"""Sidecars: `sources.toml` or `sources.csv` beside files, with metadata for each of them by name.

["report.txt"]                              file,outlet,published
outlet = "The Harbour Times"                report.txt,The Harbour Times,2024-07-03
published = 2024-07-03
"""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem
from variorum.sources.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAMES = ("sources.toml", "sources.csv")
_FIELDS = tuple(field.name for field in fields(Metadata))


class Sidecars:
    """The sidecars of folders, read once each; `problems` gathers what is wrong with them until it is taken."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, Metadata]] = {}
        self._problems: list[Problem] = []

    def of(self, path: Path, root: Path) -> Metadata | None:
        """What the sidecar beside a file says of it, or one further up to the folder `root` by the path from there."""
        folder = path.parent
        while True:
            found = self._folder(folder).get(path.relative_to(folder).as_posix())
            if found or folder == root or folder == folder.parent:
                return found
            folder = folder.parent

    def problems(self) -> Iterator[Problem]:
        """The problems since this was last asked."""
        found, self._problems = self._problems, []
        yield from found

    def _folder(self, folder: Path) -> dict[str, Metadata]:
        if folder not in self._read:
            self._read[folder] = {}
            for name in NAMES:
                path = folder / name
                if path.is_file():
                    self._read[folder].update(self._file(path))
        return self._read[folder]

    def _file(self, path: Path) -> dict[str, Metadata]:
        try:
            text = decode(path.read_bytes()).text
            rows = _toml(text) if path.suffix == ".toml" else _csv(text)
        except (OSError, ValueError, csv.Error) as wrong:
            self._problems.append(Problem(str(path), f"the sidecar cannot be read ({wrong}); mend it", skipped=False))
            return {}
        found = {}
        for name, row in rows:
            unknown = sorted(set(row) - set(_FIELDS))
            if unknown:
                known = ", ".join(_FIELDS)
                self._problems.append(
                    Problem(
                        f"{path} ({name})", f"unknown field {', '.join(unknown)}; the fields are {known}", skipped=False
                    )
                )
            found[name.removeprefix("./")] = Metadata(**{key: row[key] for key in row if key in _FIELDS})
        return found


def _toml(text: str) -> list[tuple[str, dict[str, str]]]:
    table = tomllib.loads(text)
    listed = table.get("source") or table.get("sources")
    if isinstance(listed, list):
        return [(str(row.get("file", "")), _plain(row)) for row in listed if isinstance(row, dict)]
    return [(name, _plain(row)) for name, row in table.items() if isinstance(row, dict)]


def _plain(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: str(value).strip().replace(" ", "T") if _is_time(value) else str(value).strip()
        for key, value in row.items()
        if key != "file"
    }


def _is_time(value: object) -> bool:
    return hasattr(value, "isoformat")


def _csv(text: str) -> list[tuple[str, dict[str, str]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    if "file" not in (rows.fieldnames or ()):
        raise ValueError("its first line names no column `file`")
    return [
        (row["file"].strip(), {key: (row[key] or "").strip() for key in row if key not in {"file", None}})
        for row in rows
        if row["file"]
    ]

"""Sidecars: `sources.toml` or `sources.csv` beside files, with metadata for each of them by name.

A sidecar that the user names may lie elsewhere and have another name. It says more than the others, and names inputs by
their path from its folder, by their path or address as it is given, or by the name of the file alone.

["report.txt"]                              file,outlet,published
outlet = "The Harbour Times"                report.txt,The Harbour Times,2024-07-03
published = 2024-07-03
"""

from __future__ import annotations

import csv
import difflib
import io
import tomllib
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem
from variorum.sources.decode import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

NAMES = ("sources.toml", "sources.csv")
_ALIKE = 0.75
# For so many entries it is asked what was meant: a sidecar of another folder has thousands.
_GUESSED = 20
_FIELDS = tuple(field.name for field in fields(Metadata))


class Sidecars:
    """The sidecars of folders, read once each; `problems` gathers what is wrong with them until it is taken.

    `named` is the path of the sidecar that the user names, if any.
    """

    def __init__(self, named: str = "") -> None:
        self._read: dict[Path, dict[str, Metadata]] = {}
        self._problems: list[Problem] = []
        self.named = Path(named) if named else None
        self._of_named = self._file(self.named, skipped=True) if self.named else {}
        self._met: set[str] = set()
        self._asked: set[str] = set()
        self._beside_files: list[tuple[Path, str]] = []

    def of(self, path: Path, root: Path) -> Metadata | None:
        """What the sidecar that the user names says of a file, else the one beside it, else one further up.

        Those further up name it by the path from them; the last one asked is that of the folder `root`.
        """
        return self._in_named(path) or self._beside(path, root)

    def of_address(self, address: str) -> Metadata | None:
        """What the sidecar that the user names says of an address."""
        return self._entry((address,))

    def unmet(self) -> Iterator[Problem]:
        """The entries that mean nothing, with what may have been meant; to be asked at the end.

        Of the sidecar that the user names they are those that no input had; of those beside files, which tell of all
        there, those of which there is no file.
        """
        asked = self._asked - self._met
        strangers = [name for name in self._of_named if name not in self._met]
        for number, name in enumerate(strangers):
            meant = _meant(name, asked) if number < _GUESSED else ""
            reason = f"it names no input; its entries are paths from its folder, names of files or addresses{meant}"
            yield Problem(f"{self.named} ({name})", reason, skipped=False)
        amiss = [each for each in self._beside_files if not _names_a_file(*each)]
        named = {sidecar.parent / name for sidecar, name in set(self._beside_files).difference(amiss)}
        for number, (sidecar, name) in enumerate(amiss):
            meant = _meant(name, _near(sidecar, name, named)) if number < _GUESSED else ""
            reason = f"it names no file; its entries are paths from its folder{meant}"
            yield Problem(f"{sidecar} ({name})", reason, skipped=False)

    def _in_named(self, path: Path) -> Metadata | None:
        if not self._of_named or self.named is None:
            return None
        absolute = path.absolute()
        folder = self.named.absolute().parent
        names = [path.as_posix(), absolute.as_posix(), path.name]
        if absolute.is_relative_to(folder):
            names.insert(0, absolute.relative_to(folder).as_posix())
        return self._entry(names)

    def _entry(self, names: Iterable[str]) -> Metadata | None:
        names = tuple(names)
        self._asked.update(names)
        name = next((each for each in names if each in self._of_named), None)
        if name is None:
            return None
        self._met.add(name)
        return self._of_named[name]

    def _beside(self, path: Path, root: Path) -> Metadata | None:
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
                    told = self._file(path)
                    self._read[folder].update(told)
                    self._beside_files.extend((path, name) for name in told)
        return self._read[folder]

    def _file(self, path: Path, *, skipped: bool = False) -> dict[str, Metadata]:
        try:
            text = decode(path.read_bytes()).text
            rows = _toml(text) if path.suffix == ".toml" else _csv(text)
        except (OSError, ValueError, csv.Error) as wrong:
            self._problems.append(Problem(str(path), f"the sidecar cannot be read ({wrong}); mend it", skipped=skipped))
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


def _names_a_file(sidecar: Path, name: str) -> bool:
    """Whether an entry is the path of a file from the folder of its sidecar, written as such paths are looked up."""
    entry = PurePosixPath(name)
    if entry.is_absolute() or ".." in entry.parts or entry.as_posix() != name:
        return False
    try:
        return (sidecar.parent / name).is_file()
    except (OSError, ValueError):
        return False


def _near(sidecar: Path, name: str, named: Collection[Path]) -> Iterator[str]:
    """Files beside the one that an entry should name, as entries name them, without those that others do."""
    try:
        for each in (sidecar.parent / name).parent.iterdir():
            entry = each.relative_to(sidecar.parent).as_posix()
            if each not in named and each.name not in NAMES and _names_a_file(sidecar, entry):
                yield entry
    except (OSError, ValueError):  # it leads nowhere, or out of the folder
        return


def _meant(name: str, names: Iterable[str]) -> str:
    """A question whether one of some names was meant, if one is much alike."""
    folded = {each.casefold(): each for each in sorted(names)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=_ALIKE)
    return f"; did you mean {folded[near[0]]}?" if near else ""


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

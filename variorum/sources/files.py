"""Files and folders: which files there are, and reading one by its kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources import jsonl, sidecar, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from variorum.settings import Settings

_JSON = {".json": False, ".jsonl": True, ".ndjson": True}
KINDS = (*text.MEDIA_TYPES, *_JSON)
_KNOWN = ".txt, .md, .html, .json and .jsonl"


def files(folder: Path, but: Path | None = None) -> Iterator[Path | Problem]:
    """The files under a folder in sorted order; hidden ones, sidecars and the file `but` are passed over."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as wrong:
        yield Problem(str(folder), f"the folder cannot be read ({reason(wrong)}); check its permissions")
        return
    for path in entries:
        if path.name.startswith(".") or path.name in sidecar.NAMES:
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from files(path, but)
        elif but is None or path.absolute() != but.absolute():
            yield path


def documents(path: Path, settings: Settings, metadata: Metadata | None = None) -> Iterator[RawDocument | Problem]:
    """The documents of one file."""
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        yield Problem(str(path), f"files named *{suffix or path.name} are not known; give {_KNOWN}")
        return
    data = _bytes(path, settings.max_bytes)
    if isinstance(data, Problem):
        yield data
    elif suffix in _JSON:
        for each in jsonl.documents(data, str(path), by_line=_JSON[suffix]):
            yield each if metadata is None or isinstance(each, Problem) else completed(each, metadata)
    else:
        yield from text.documents(data, str(path), text.MEDIA_TYPES[suffix], metadata)


def completed(document: RawDocument, metadata: Metadata) -> RawDocument:
    """The document with what a sidecar says of all of its file, where the document does not say it itself."""
    own = document.metadata
    told = {name: getattr(own, name) or getattr(metadata, name) for name in ("outlet", "published", "language")}
    return replace(document, metadata=replace(own, **told))


def too_large(place: str, limit: int) -> Problem:
    """The problem of a document that is larger than the settings allow."""
    return Problem(place, f"it is larger than {limit:,} bytes; give a smaller file or raise max_bytes")


def reason(wrong: OSError) -> str:
    """What the system says, in words."""
    return (wrong.strerror or str(wrong) or type(wrong).__name__).lower()


def _bytes(path: Path, limit: int) -> bytes | Problem:
    try:
        if not path.is_file():
            return Problem(str(path), "it is no regular file; give a file or a folder")
        if path.stat().st_size > limit:
            return too_large(str(path), limit)
        return path.read_bytes()
    except OSError as wrong:
        return Problem(str(path), f"it cannot be read ({reason(wrong)}); check its permissions")

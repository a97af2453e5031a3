"""Files and folders: which files there are, and reading one by its kind."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources import gkg, jsonl, mail, office, packed, sidecar, text, xml_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from variorum.settings import Settings

Reader = Callable[[bytes, str], "Iterator[RawDocument | Problem]"]


class Kind(NamedTuple):
    """A kind of file: what it is, how its bytes are read, given the place, and whether it holds many documents."""

    what: str
    read: Reader
    many: bool = False


_TEXTS = {"text/plain": "plain text", "text/markdown": "Markdown", "text/html": "a page"}
_LINES = Kind("JSON lines: one object a line", partial(jsonl.documents, by_line=True), many=True)
_XML = Kind("IPTC NewsML-G2 or NITF; trafilatura's XML and TEI", xml_files.documents, many=True)
_GKG = Kind("GDELT Global Knowledge Graph 2.1: titles and quotations", gkg.documents, many=True)
KINDS: Mapping[str, Kind] = {
    **{s: Kind(_TEXTS[kind], partial(text.documents, media_type=kind)) for s, kind in text.MEDIA_TYPES.items()},
    ".json": Kind("JSON: an object, or a list of them", partial(jsonl.documents, by_line=False), many=True),
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".xml": _XML,
    ".nitf": _XML,
    ".eml": Kind("one mail message, such as a newsletter", mail.message),
    ".mbox": Kind("a mailbox", mail.mailbox, many=True),
    ".csv": _GKG,
    ".tsv": _GKG,
    ".docx": Kind("a Word file (extra `documents`)", office.docx),
    ".pdf": Kind("a PDF with text in it (extra `documents`)", office.pdf),
}
_CRAWLS = (".warc", ".warc.gz", ".parquet")
PACKED = {".gz": packed.gzipped, ".zip": packed.zipped}
_KNOWN = (
    ".txt, .md, .html, .json, .jsonl, .xml (NewsML-G2, NITF, trafilatura), .eml, .mbox, .csv (GDELT), .docx and "
    ".pdf, or these in .gz or .zip"
)


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
            if path.is_symlink():
                # It may lead anywhere, also back to where it stands.
                yield Problem(str(path), "it is a link to a folder, which is not followed; give the folder itself, too")
            else:
                yield from files(path, but)
        elif but is None or path.absolute() != but.absolute():
            yield path


def documents(path: Path, settings: Settings, metadata: Metadata | None = None) -> Iterator[RawDocument | Problem]:
    """The documents of one file, or of the files inside it."""
    suffix = path.suffix.lower()
    if (suffix not in KINDS and suffix not in PACKED) or _is_crawl(path.name):
        yield _unknown(path.name, str(path))
        return
    data = _bytes(path, settings.max_bytes)
    if isinstance(data, Problem):
        yield data
        return
    if suffix not in PACKED:
        yield from _of_member(packed.Member(path.name, str(path), data), path, metadata)
        return
    for member in PACKED[suffix](data, str(path), settings.max_bytes):
        if isinstance(member, Problem):
            yield member
        else:
            yield from _of_member(member, path, metadata)


def _of_member(member: packed.Member, path: Path, metadata: Metadata | None) -> Iterator[RawDocument | Problem]:
    kind = KINDS.get(PurePosixPath(member.name).suffix.lower())
    if kind is None or _is_crawl(member.name):
        yield _unknown(member.name, member.place)
        return
    for each in kind.read(member.data, member.place):
        if metadata is None or isinstance(each, Problem):
            yield each
        else:
            # Where one document holds others, as a letter with letters attached, the sidecar tells of the first.
            its_own = not kind.many and each.origin == str(path)
            yield overruled(each, metadata) if its_own else completed(each, metadata)


def _is_crawl(name: str) -> bool:
    return name.lower().endswith(_CRAWLS)


def _unknown(name: str, place: str) -> Problem:
    """The problem of a file that is not read here; the pages of a crawl are told apart by another command."""
    if _is_crawl(name):
        return Problem(
            place, f"it holds many pages; `variorum archive {shlex.quote(place)} -o tables/` finds its stories"
        )
    suffix = PurePosixPath(name).suffix.lower()
    return Problem(place, f"files named *{suffix or name} are not known; give {_KNOWN}")


def overruled(document: RawDocument, metadata: Metadata) -> RawDocument:
    """The document with what a sidecar says of its file, which wins over what the document says of itself."""
    told = {f.name: getattr(metadata, f.name) or getattr(document.metadata, f.name) for f in fields(Metadata)}
    return replace(document, metadata=Metadata(**told))


def completed(document: RawDocument, metadata: Metadata) -> RawDocument:
    """The document with what a sidecar says of all of its file, where the document does not say it itself."""
    own = document.metadata
    told = {name: getattr(own, name) or getattr(metadata, name) for name in ("outlet", "published", "language")}
    return replace(document, metadata=replace(own, **told))


def too_large(place: str, limit: int) -> Problem:
    """The problem of a document that is larger than the settings allow."""
    return Problem(place, f"it is larger than {limit:,} bytes; give a smaller file or raise max_bytes (--max-bytes)")


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

"""One way in for every kind of input."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources import files, jsonl, text, xml_files
from variorum.sources.sidecar import Sidecars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.settings import Settings


_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?<(?:!--|(?:!doctype html|\?xml|html|head|body|meta|title|main|article|section|div|p|h[1-6])\b)"
)
_XML = (b"<?xml", b"<nitf", b"<newsitem", b"<newsmessage", b"<doc ", b"<doc>", b"<tei")
_HEAD = 2000


def read(inputs: Sequence[str], settings: Settings) -> Iterator[RawDocument | Problem]:
    """Read files, folders, http(s) addresses and standard input (`-`), in order.

    A folder is read with all below it, in sorted order. Nothing raises: what cannot be read is a `Problem` that
    names the place, the reason and what to do, and the rest goes on.
    """
    sidecars = Sidecars(settings.sources)
    yield from sidecars.problems()
    for given in inputs:
        if given == "-":
            yield from _standard_input(settings)
        elif given.lower().startswith(("http://", "https://")):
            yield from _address(given, settings, sidecars.of_address(given))
        elif not given.strip():
            yield Problem(repr(given), "it names no input; give a file, a folder, an address or -")
        elif "://" in given:
            yield Problem(given, "only http and https addresses can be read; save the page and give its file")
        else:
            yield from _path(Path(given), settings, sidecars)
    yield from sidecars.unmet()


def _address(given: str, settings: Settings, metadata: Metadata | None) -> Iterator[RawDocument | Problem]:
    from variorum.sources.url import documents

    for each in documents(given, settings):
        if metadata is None or isinstance(each, Problem):
            yield each
        else:
            told = {
                field.name: getattr(metadata, field.name) or getattr(each.metadata, field.name)
                for field in fields(Metadata)
            }
            yield replace(each, metadata=Metadata(**told))


def _path(path: Path, settings: Settings, sidecars: Sidecars) -> Iterator[RawDocument | Problem]:
    try:
        there, folder = path.exists(), path.is_dir()
    except (OSError, ValueError) as wrong:
        yield Problem(str(path), f"it cannot be read ({wrong}); check the path and its permissions")
        return
    if not there:
        yield Problem(str(path), "there is no such file or folder; check the path")
    elif not folder:
        yield from _file(path, path.parent, settings, sidecars)
    else:
        found = False
        for each in files.files(path, but=sidecars.named):
            found = True
            if isinstance(each, Problem):
                yield each
            else:
                yield from _file(each, path, settings, sidecars)
        if not found:
            yield Problem(str(path), "the folder has no files; give a folder with articles")


def _file(path: Path, root: Path, settings: Settings, sidecars: Sidecars) -> Iterator[RawDocument | Problem]:
    metadata = sidecars.of(path, root)
    yield from sidecars.problems()
    yield from files.documents(path, settings, metadata)


def _standard_input(settings: Settings) -> Iterator[RawDocument | Problem]:
    """What comes in on standard input: JSON lines, XML, a page or a text, by its first characters."""
    data = sys.stdin.buffer.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        yield files.too_large("-", settings.max_bytes)
        return
    head = data.lstrip()[:200].lower()
    if head.startswith((b"{", b"[")):
        yield from jsonl.documents(data, "-", by_line=False)
    elif head.startswith(_XML) and b"<html" not in data[:_HEAD].lower():
        yield from xml_files.documents(data, "-")
    else:
        yield from text.documents(data, "-", "text/html" if _PAGE.match(head) else "text/plain")

"""An edition in every format there is."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.edition import Edition
from variorum.interchange import File, Format, MissingPartError, UnknownFormatError, export, format_named, formats
from variorum.web.kept import Kept
from variorum.web.site import Site
from variorum.web.twins import AnySite

router = APIRouter(tags=["stories"])

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PRINTED = frozenset({"pdf"})
"""Formats that start another program: printed one at a time, kept, and not for the world (`--read-only`)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it is downloaded; its length is that of its content."""

    ending: str
    media_type: str
    content: bytes

    def __len__(self) -> int:
        return len(self.content)


_PAPERS: Kept[bytes] = Kept(64_000_000)
_FILES: Kept[Written] = Kept(32_000_000)
_PATIENCE = 60.0
_IN_LINE = 4


def offered(site: Site) -> list[Format]:
    """The formats that are served."""
    return [f for f in formats() if f.name not in _PRINTED or not site.settings.read_only]


@router.get("/stories/{story}/download/{name}", summary="download", response_class=Response)
def download(site: AnySite, story: str, name: str, number: int = 0) -> Response:
    """The edition of a story in a format (`json`, `html`, `md`, ...); several files come as one zip archive."""
    try:
        chosen = format_named(name)
    except UnknownFormatError as wrong:
        raise HTTPException(404, str(wrong)) from wrong
    if chosen not in offered(site):
        raise HTTPException(
            404, f"{name} is not served here; `variorum export` writes it, and the page prints as well."
        )
    found = site.view.resolve(story)
    text = site.view.edition_json(found, number=number)
    if text is None:
        raise HTTPException(404, "There is no edition of this story yet.")
    if name == "json":
        return _file(found, "json", chosen.media_type, text.encode("utf-8", "surrogatepass"))
    try:
        if name in _PRINTED:
            return _file(found, name, chosen.media_type, _printed(text, name))
        written = _FILES.get(_key(text, name), lambda: _written(text, chosen))
    except MissingPartError as missing:
        raise HTTPException(501, str(missing)) from missing
    return _file(found, written.ending, written.media_type, written.content)


def _written(text: str, chosen: Format) -> Written:
    files = list(export(Edition.from_json(text), chosen.name))
    if len(files) == 1 and not chosen.several:
        return Written(files[0].name.partition(".")[2], chosen.media_type, files[0].content)
    return Written(f"{chosen.name}.zip", "application/zip", _zipped(iter(files)))


def _printed(text: str, name: str) -> bytes:
    """An edition on paper. Raises 503 where several others are being printed, or it takes too long."""
    key = _key(text, name)
    made = _PAPERS.soon(key, lambda: next(export(Edition.from_json(text), name)).content, _PATIENCE, _IN_LINE)
    if made is None:
        raise HTTPException(503, "Other papers are being printed. Try again in a moment.", {"Retry-After": "10"})
    return made


def _key(text: str, name: str) -> tuple[bytes, str]:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), name


def _file(story: str, ending: str, media_type: str, content: bytes) -> Response:
    # Sandboxed, should a browser show it after all: a page made from articles has no business on this origin.
    headers = {
        "Content-Disposition": f'attachment; filename="{story}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(content, media_type=media_type, headers=headers)


def _zipped(files: Iterator[File]) -> bytes:
    """The same files give the same bytes: the archive's entries all have the earliest time there is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.writestr(zipfile.ZipInfo(each.name, _EARLIEST), each.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()

"""WARC files: the pages of a crawl. fastwarc reads each record; where it begins and ends is known before."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from variorum.model import Metadata, RawDocument
from variorum.sources.decode import decode, is_binary
from variorum.sources.records import Fault, Found, PassedOver, Rejected
from variorum.sources.warc_frames import Broken, Frame, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.sources.records import Record

_KINDS = frozenset(("warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"))
_PAGES = {"text/html": "text/html", "application/xhtml+xml": "text/html"}
_LOOKS_LIKE_PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_URL = re.compile(rb"^warc-target-uri:[ \t]*<?([^\r\n>]{1,300})", re.IGNORECASE | re.MULTILINE)


def documents(file: BinaryIO, origin: str, start: int, end: int, limit: int) -> Iterator[Record]:
    """What the records that begin between two offsets of a file hold, in order.

    `limit` is in bytes, of a record as it is stored and of a page as it is unpacked. `origin` names the file. Raises
    `OSError` where the file cannot be read.
    """
    for frame in frames(file, start, end, limit):
        place = f"{origin}:{frame.offset}" + (f":{frame.number}" if frame.number else "")
        if isinstance(frame, Broken):
            yield Rejected(place, frame.fault, frame.reason)
        else:
            yield _read(frame, place, limit)


def _read(frame: Frame, place: str, limit: int) -> Record:
    try:
        record = _parsed(frame.data, "all")
        if record is None:
            return Rejected(place, Fault.BAD_HEADER, "fastwarc finds no record in it")
        return _document(record, frame, place, limit)
    except (OSError, ValueError) as wrong:
        return Rejected(place, Fault.BAD_HTTP, f"{_told(frame)}: {wrong}")


def _parsed(data: bytes, coding: Literal["all", "none"]) -> Any:
    from fastwarc.warc import ArchiveIterator

    return next(iter(ArchiveIterator(io.BytesIO(data), auto_decode=coding)), None)


def _document(record: Any, frame: Frame, place: str, limit: int) -> Record:
    kind = (record.headers.get("WARC-Type") or "unknown").strip().lower()
    kind = kind if kind in _KINDS else "unknown"
    if kind not in {"response", "resource", "conversion"}:
        return PassedOver(kind)
    media_type = _media_type(record)
    if kind == "response":
        if not record.is_http:
            return PassedOver("response without HTTP")
        if record.http_headers is None or record.http_headers.status_code is None:
            return Rejected(place, Fault.BAD_HTTP, f"{_told(frame)}: the answer has no status line")
        if record.http_headers.status_code != 200:
            return PassedOver(f"response {record.http_headers.status_code // 100}xx")
    if media_type and media_type not in _PAGES and not (kind == "conversion" and media_type == "text/plain"):
        return PassedOver(f"{kind} that is no page")
    body = _body(record, frame, limit)
    if isinstance(body, Fault):
        return Rejected(place, body, f"{_told(frame)}: {_WORDS[body].format(limit=limit)}")
    if not media_type and not _LOOKS_LIKE_PAGE.match(body[:2000]):
        return PassedOver(f"{kind} that is no page")
    if not body.strip():
        return Rejected(place, Fault.NO_DOCUMENT, f"{_told(frame)}: the page is empty")
    if is_binary(body):
        return Rejected(place, Fault.BINARY, f"{_told(frame)}: what it gives is no text")
    return _found(record, body, _PAGES.get(media_type, "text/plain" if media_type else "text/html"), place)


_WORDS = {
    Fault.TOO_LARGE: "unpacked it has more than {limit:,} bytes",
    Fault.BAD_CODING: "its content coding is damaged or unknown",
}


def _media_type(record: Any) -> str:
    """What the answer, or the record, says its content is; empty where neither does."""
    told = record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
    return (told or "").partition(";")[0].strip().lower()


def _body(record: Any, frame: Frame, limit: int) -> bytes | Fault:
    """The page as it was before it was chunked and compressed, which crawlers undo at times and do not say."""
    try:
        body: bytes = record.reader.read(limit + 1)
    except (OSError, ValueError):
        stored: bytes = _parsed(frame.data, "none").reader.read(limit + 1)
        if is_binary(stored) or not _LOOKS_LIKE_PAGE.match(stored[:2000]):
            return Fault.BAD_CODING
        body = stored
    return Fault.TOO_LARGE if len(body) > limit else body


def _found(record: Any, body: bytes, media_type: str, place: str) -> Found:
    page = media_type == "text/html"
    charset = (record.http_charset if record.http_headers is not None else None) or ""
    content = decode(body, charset, page=page).text
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    crawled = record.headers.get("WARC-Date") or ""
    return Found(RawDocument(place, content, media_type, Metadata(url=url)), crawled)


def _told(frame: Frame) -> str:
    """The address that a record is of, for a message."""
    found = _URL.search(frame.data)
    return found[1].decode("utf-8", "replace").strip() if found else "the record"

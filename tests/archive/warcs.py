"""WARC records written by hand, sound and broken."""

from __future__ import annotations

import gzip
import zlib

PAGE = (
    "<html><head><title>{title}</title><meta property='article:published_time' content='{published}'>"
    "<meta property='og:site_name' content='{outlet}'></head>"
    "<body><article><h1>{title}</h1>{body}</article></body></html>"
)


def record(
    content: bytes,
    *,
    kind: str = "response",
    url: str = "https://outlet.example/a",
    length: int | None = None,
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "HTTP/1.1 200 OK",
) -> bytes:
    """One record; `length` is what its header tells, if that is not the truth."""
    http = f"{status}\r\n{headers}\r\n".encode() + content if kind != "warcinfo" else content
    told = len(http) if length is None else length
    media_type = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):010}>\r\n"
        f"WARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-07-04T06:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {told}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(text: str, outlet: str = "", published: str = "") -> bytes:
    """A page with the headline and the paragraphs of a text."""
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return PAGE.format(title=title, published=published, outlet=outlet, body=body).encode()


def zipped(*records: bytes) -> bytes:
    """Records as they lie in a .warc.gz: each a member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)

"""Pages by their address: fetched with bounds on time, size and redirects, and never from a private network.

An address is resolved once, every address it resolves to is checked, and the connection goes to one that was
checked (RFC 9110 for redirects and content codings; RFC 6890 and its registries, as Python's `ipaddress` knows them,
for what is private).
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources import jsonl, text
from variorum.sources.network import RefusedError, TimeUsedUpError, transport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import httpx

    from variorum.settings import Settings

_MOST_REDIRECTS = 5
_KINDS = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}
_JSON = {
    "application/json": False,
    "application/ld+json": False,
    "application/x-ndjson": True,
    "application/jsonl": True,
}
_HEADERS = {
    "User-Agent": "variorum/0.1 (reads articles to compare them)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.8",
    "Accept-Encoding": "gzip",
}


class Answer(NamedTuple):
    """What an address gave: its last address after redirects, content type, character set and decoded body."""

    url: str
    media_type: str
    charset: str
    body: bytes


class _FetchError(Exception):
    """The reason, in words, why an address gave no document."""


def documents(address: str, settings: Settings) -> Iterator[RawDocument | Problem]:
    """The document (or the list of documents, for JSON) behind an http or https address."""
    try:
        answer = fetch(address, settings)
    except _FetchError as wrong:
        yield Problem(address, str(wrong))
        return
    if answer.media_type in _JSON:
        yield from jsonl.documents(answer.body, address, by_line=_JSON[answer.media_type])
    elif answer.media_type in _KINDS:
        metadata = Metadata(url=answer.url)
        yield from text.documents(answer.body, address, _KINDS[answer.media_type], metadata, answer.charset)
    else:
        kind = answer.media_type or "of no named type"
        yield Problem(address, f"what it gives is {kind}, no page or text; give the address of an article")


def fetch(address: str, settings: Settings) -> Answer:
    """Get an address, following a few redirects. Raises `_FetchError` with the reason."""
    import httpcore
    import httpx

    deadline = time.monotonic() + settings.timeout
    try:
        with httpx.Client(
            transport=transport(deadline, allow_private=settings.allow_private), headers=_HEADERS, trust_env=False
        ) as client:
            return _follow(client, address, settings, deadline)
    except RefusedError as wrong:
        raise _FetchError(f"{wrong}; allow private addresses (--allow-private) if you trust it") from wrong
    except (TimeUsedUpError, httpx.TimeoutException, httpcore.TimeoutException) as wrong:
        raise _FetchError(f"it did not answer in full within {settings.timeout:g} seconds; try again later") from wrong
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, ValueError) as wrong:
        raise _FetchError(f"it is no valid address ({wrong}); check it") from wrong
    except (httpx.HTTPError, httpcore.ConnectError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as wrong:
        raise _FetchError(f"it could not be fetched ({wrong or type(wrong).__name__}); check the address") from wrong


def _follow(client: httpx.Client, address: str, settings: Settings, deadline: float) -> Answer:
    url = address
    if not client.build_request("GET", url).url.host:
        raise ValueError("it names no host")
    for _ in range(_MOST_REDIRECTS + 1):
        with client.stream("GET", url, follow_redirects=False) as response:
            if not response.has_redirect_location:
                return _answer(response, settings.max_bytes, deadline)
            following = response.url.join(response.headers["location"])
            if following.scheme not in {"http", "https"}:
                raise _FetchError(f"it redirects to {following.scheme}:, which is not read; check the address")
            url = str(following)
    raise _FetchError(f"it redirects more than {_MOST_REDIRECTS} times; give the address it should end at")


def _answer(response: httpx.Response, limit: int, deadline: float) -> Answer:
    if not response.is_success:
        raise _FetchError(
            f"it answered {response.status_code} {response.reason_phrase}".rstrip() + "; check the address"
        )
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in _KINDS and media_type not in _JSON:
        return Answer(str(response.url), media_type, "", b"")
    coding = response.headers.get("content-encoding", "").strip().lower()
    body = bytearray()
    for chunk in _decoded(response.iter_raw(), coding, limit):
        body += chunk
        if len(body) > limit:
            raise _FetchError(
                f"it sends more than {limit:,} bytes; give a smaller page or raise max_bytes (--max-bytes)"
            )
        if time.monotonic() > deadline:
            raise TimeUsedUpError
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Answer(str(response.url), media_type, charset, bytes(body))


def _decoded(chunks: Iterable[bytes], coding: str, limit: int) -> Iterator[bytes]:
    """Undo gzip or deflate a bounded step at a time, so that a small body cannot grow beyond the limit unseen."""
    if coding in {"", "identity"}:
        yield from chunks
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise _FetchError(
            f"it sends the content coding {coding!r}, which was not asked for; save the page and give its file"
        )
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            waiting = chunk
            while waiting:
                yield inflate.decompress(waiting, limit + 1)
                waiting = inflate.unconsumed_tail
        if not inflate.eof:
            raise _FetchError("its compressed body ends too early; try again later")
    except zlib.error as wrong:
        raise _FetchError(f"its compressed body is broken ({wrong}); try again later") from wrong

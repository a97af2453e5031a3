"""One request and its answer, within bounds: no redirect is followed, no private network entered."""

from __future__ import annotations

import re
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from variorum.sources.network import RefusedError, TimeUsedUpError, transport
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

PRODUCT = "variorum"
AGENT = f"{PRODUCT}/{__version__} (reads feeds and their articles to compare them; obeys robots.txt)"
_HIGHEST_RATIO = 200
_UNSUSPICIOUS = 1_000_000
_LONGEST_HEADER = 2_000


class FetchError(Exception):
    """The reason, in words, why an address gave nothing. `passing` tells that it may give something later."""

    def __init__(self, reason: str, *, passing: bool = True) -> None:
        super().__init__(reason)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange: seconds in all and bytes after decompression."""

    seconds: float = 20.0
    most_bytes: int = 8_000_000
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its headers by lower-case name, and its decompressed body (empty but for a 200)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the server declares."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", self.headers.get("content-type", ""), re.IGNORECASE)
        return found[1].lower() if found else ""

    def retry_after(self, now: float) -> float:
        """Seconds that the server asks to wait (RFC 9110, 10.2.3); 0 where it does not. `now` is since the epoch."""
        value = self.headers.get("retry-after", "").strip()
        if value.isdigit():
            return float(value[:9])
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - now)
        except (ValueError, TypeError, OverflowError):
            return 0.0

    @property
    def max_age(self) -> float:
        """Seconds for which the answer says it stays good (RFC 9111); 0 where it does not say."""
        control = self.headers.get("cache-control", "").lower()
        if "no-cache" in control or "no-store" in control:
            return 0.0
        found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", control)
        return float(found[1]) if found else 0.0


def get(url: str, limits: Limits, headers: Mapping[str, str]) -> Reply:
    """Ask for an address once. Raises `FetchError` with the reason where no whole answer comes."""
    import httpcore
    import httpx

    deadline = time.monotonic() + limits.seconds
    sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close", **headers}
    try:
        # The transport alone, since a client reads cookies and redirects, and stumbles over broken ones.
        with (
            closing(transport(deadline, allow_private=limits.allow_private)) as way,
            closing(way.handle_request(httpx.Request("GET", url, headers=sent))) as response,
        ):
            told = {name.lower(): value[:_LONGEST_HEADER] for name, value in response.headers.items()}
            body = _body(response, limits, deadline) if response.status_code == httpx.codes.OK else b""
            return Reply(url, response.status_code, told, body)
    except RefusedError as wrong:
        raise FetchError(
            f"{wrong}; allow private addresses (--allow-private) if you trust it", passing=False
        ) from wrong
    except (TimeUsedUpError, httpx.TimeoutException, httpcore.TimeoutException) as wrong:
        raise FetchError(f"it did not answer in full within {limits.seconds:g} seconds") from wrong
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, ValueError) as wrong:
        raise FetchError(f"it is no valid address ({wrong})", passing=False) from wrong
    except (httpx.HTTPError, httpcore.ConnectError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as wrong:
        raise FetchError(f"it could not be fetched ({wrong or type(wrong).__name__})") from wrong


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    body = bytearray()
    for chunk in _decoded(response, limits.most_bytes):
        body += chunk
        if len(body) > limits.most_bytes:
            raise FetchError(f"it sends more than {limits.most_bytes:,} bytes", passing=False)
        if time.monotonic() > deadline:
            raise TimeUsedUpError
    return bytes(body)


def _decoded(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Undo the content coding a bounded step at a time, and stop at what only a bomb is compressed like."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        yield from response.iter_raw()
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"it sends the content coding {coding[:40]!r}, which was not asked for", passing=False)
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    received = sent = 0
    try:
        for chunk in response.iter_raw():
            received += len(chunk)
            waiting = chunk
            while waiting and not inflate.eof:
                piece = inflate.decompress(waiting, min(most + 1, _UNSUSPICIOUS))
                waiting = inflate.unconsumed_tail
                sent += len(piece)
                if sent > max(_UNSUSPICIOUS, received * _HIGHEST_RATIO):
                    raise FetchError(f"it unpacks to over {_HIGHEST_RATIO} times its size: a bomb", passing=False)
                yield piece
    except zlib.error as wrong:
        raise FetchError(f"its compressed body is broken ({wrong})") from wrong
    if not inflate.eof:
        raise FetchError("its compressed body ends early")

"""Asking an address that speaks the chat completions of OpenAI's API, as most local servers do."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 1_000_000


class EndpointError(Exception):
    """The model gave no answer that can be read; the message says why."""


def ask(address: str, model: str, key: str, messages: Sequence[dict[str, str]], seconds: float) -> str:
    """The text of one answer. `seconds` bounds all of it, whatever the server does meanwhile. Raises EndpointError.

    The answer is asked for without chance (temperature 0, a fixed seed), as far as the server obeys.
    """
    import httpx

    url = address.rstrip("/") + "/chat/completions"
    body = {"model": model, "messages": list(messages), "temperature": 0, "seed": 0, "stream": False}
    headers = {"authorization": f"Bearer {key}"} if key else {}
    end = time.monotonic() + seconds
    try:
        with (
            httpx.Client(timeout=seconds, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, json=body, headers=headers) as reply,
        ):
            data = _received(reply, end)
    except httpx.TimeoutException as error:
        raise EndpointError(f"{url} did not answer within {seconds:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise EndpointError(f"{url} cannot be asked ({error or type(error).__name__})") from error
    if reply.status_code != httpx.codes.OK:
        raise EndpointError(f"{url} answered {reply.status_code}: {data[:200].decode('utf-8', 'replace')!r}")
    return _content(data, url)


def _received(reply: Any, end: float) -> bytes:
    """The body, as long as it is short enough and comes in time: a drip of bytes never runs into a read's timeout."""
    data = b""
    for piece in reply.iter_bytes():
        data += piece
        if len(data) > _MOST:
            raise EndpointError(f"the answer is longer than {_MOST:,} bytes")
        if time.monotonic() > end:
            raise EndpointError("the answer took too long to arrive")
    return data


def _content(data: bytes, url: str) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise EndpointError(f"{url} answered with something else than a chat completion") from error
    if not isinstance(content, str) or not content.strip():
        raise EndpointError(f"{url} answered with nothing")
    return content

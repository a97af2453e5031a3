"""What holds for every request: hosts that are ours, forms that are small, headers that keep others out."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:/@\[\]]+)(?::\d{1,5})?")

LONGEST_BODY = 256 * 1024
"""Bytes a form may have."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Middleware around the whole application. `hosts` are names beside localhost and bare addresses.

    `fault` makes the answer where a handler failed, so that this one has the headers as well.
    """

    def __init__(
        self, app: ASGIApp, hosts: Sequence[str] = (), fault: Callable[[Request, Exception], Response] | None = None
    ) -> None:
        self._app = app
        self._hosts = frozenset(h.casefold() for h in hosts)
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not meant for us, pass on the rest, and add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _with_headers(send)
        headers = Headers(scope=scope)
        if not self.knows(headers.get("host", "")):
            refusal = PlainTextResponse("This host name is not served here (see --allow-host).\n", 421)
            await refusal(scope, receive, guarded)
        elif _too_long(headers):
            await PlainTextResponse("The request is too large.\n", 413)(scope, receive, guarded)
        else:
            await self._answer(scope, _bounded(receive), guarded)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            if begun or self._fault is None:
                raise
            await self._fault(Request(scope), error)(scope, receive, send)

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server.

        A bare address cannot be rebound by a foreign name server, so it is let in as `localhost` is.
        """
        name = _without_port(host)
        if name in self._hosts or name == "localhost":
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def _without_port(host: str) -> str:
    found = _HOST.fullmatch(host.strip().casefold())
    return found[1] if found else ""


def _too_long(headers: Headers) -> bool:
    length = headers.get("content-length", "0")
    return not length.isdigit() or int(length) > LONGEST_BODY


def _bounded(receive: Receive) -> Receive:
    """A body without a declared length is cut off where it gets too long: as if the client had gone."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= LONGEST_BODY else {"type": "http.disconnect"}

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending

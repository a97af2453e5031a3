"""Connections that go only where they may, and only as long as they may."""

from __future__ import annotations

import ipaddress
import socket
import time
from functools import cache
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(Exception):
    """The name leads to an address of a network that is not public."""


class TimeUsedUpError(Exception):
    """The time for the whole of a request is used up."""


def is_public(address: _Address) -> bool:
    """Tell whether an address is one of the open internet, also where it carries an IPv4 address inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _TRANSLATED:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or not all(is_public(each) for each in inner if each is not None):
            return False
        if address.ipv4_mapped or address in _TRANSLATED:
            return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, in the order to try.

    Raises `RefusedError` where one of them is not public, `OSError` where there is none.
    """
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
    for address in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(address)):
            raise RefusedError(f"{host} leads to {address}, an address of a network that is not public")
    return addresses


def transport(deadline: float, *, allow_private: bool) -> httpx.BaseTransport:
    """A transport for one fetch. `deadline` is a reading of `time.monotonic` after which everything stops."""
    pool = httpcore.ConnectionPool(
        ssl_context=_certificates(),
        network_backend=_Guard(deadline, allow_private=allow_private),
        max_keepalive_connections=0,
    )
    return _Transport(pool)


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust: read once, since reading it takes longer than a fetch from nearby."""
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.BaseTransport):
    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=b"",
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Guard(httpcore.NetworkBackend):
    """Connects to addresses that were checked; the name stays what the certificate and the Host line are for."""

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline of the whole stands for it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        wrong: Exception = OSError("the name has no address")
        for address in resolve(host, port, allow_private=self._allow_private):
            try:
                left = _left(self._deadline)
                return _Stream(
                    self._inner.connect_tcp(address, port, left, local_address, socket_options), self._deadline
                )
            except httpcore.ConnectError as failed:
                wrong = failed
        raise wrong


class _Stream(httpcore.NetworkStream):
    """A connection whose every step has only the time that is left of the whole."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeUsedUpError
    return left

"""Turns at hosts: one request at a time and a pause after it, holds that a host asked for, its robots.txt remembered.

Used by several threads. What is remembered is bounded: the hosts that were asked longest ago are forgotten first.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition
from typing import TYPE_CHECKING

from variorum.feeds.addresses import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.feeds.robots import Robots

_MOST_HOSTS = 2_000
_LONGEST_HOLD = 86_400.0


class StoppedError(Exception):
    """The watch is being stopped; nothing more is asked."""


@dataclass(slots=True)
class _Host:
    busy: bool = False
    free_at: float = 0.0  # by the monotonic clock
    held_until: float = 0.0
    pause: float | None = None
    robots: Robots | None = field(default=None, repr=False)
    robots_until: float = 0.0


class Hosts:
    """The turns. `pause` gives the least seconds between two requests to the host of an address."""

    def __init__(self, pause: Callable[[str], float]) -> None:
        self._pause = pause
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._changed = Condition()
        self._stopped = False

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Wait for the host of an address to be free, and keep it until the request is done.

        Raises `StoppedError` once `stop` was called.
        """
        host = self._take(host_of(address))
        pause = self._pause_of(host, address)
        try:
            yield
        finally:
            with self._changed:
                robots = host.robots.delay if host.robots else 0.0
                host.free_at = time.monotonic() + max(pause, robots)
                host.busy = False
                self._changed.notify_all()

    def wait_of(self, address: str) -> float:
        """Seconds until the host of an address may be asked, as far as is known; infinite while it is being asked."""
        with self._changed:
            host = self._hosts.get(host_of(address))
            if host is None:
                return 0.0
            return float("inf") if host.busy else max(0.0, _ready(host) - time.monotonic())

    def hold(self, address: str, seconds: float) -> None:
        """Leave the host of an address alone for some time, as it asked; a day at most."""
        with self._changed:
            host = self._host(host_of(address))
            host.held_until = max(host.held_until, time.monotonic() + min(seconds, _LONGEST_HOLD))

    def robots(self, address: str, *, stale: bool = False) -> Robots | None:
        """The remembered robots.txt of a host, while it is fresh; with `stale` also after that."""
        with self._changed:
            host = self._host(host_of(address))
            return host.robots if stale or time.monotonic() < host.robots_until else None

    def remember_robots(self, address: str, robots: Robots, seconds: float) -> None:
        """Remember a host's robots.txt for some time."""
        with self._changed:
            host = self._host(host_of(address))
            host.robots, host.robots_until = robots, time.monotonic() + seconds

    def stop(self) -> None:
        """Let nobody wait or begin any more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _take(self, name: str) -> _Host:
        with self._changed:
            while not self._stopped:
                host = self._host(name)
                wait = _ready(host) - time.monotonic()
                if not host.busy and wait <= 0:
                    host.busy = True
                    return host
                self._changed.wait(None if host.busy else wait)
        raise StoppedError

    def _pause_of(self, host: _Host, address: str) -> float:
        if host.pause is None:
            host.pause = self._pause(address)
        return host.pause

    def _host(self, name: str) -> _Host:
        host = self._hosts.setdefault(name, _Host())
        self._hosts.move_to_end(name)
        while len(self._hosts) > _MOST_HOSTS and not next(iter(self._hosts.values())).busy:
            self._hosts.popitem(last=False)
        return host


def _ready(host: _Host) -> float:
    return max(host.free_at, host.held_until)


def pause_for(seconds: float) -> Callable[[str], float]:
    """Pause between requests to hosts of the open internet; one's own network needs no protection from oneself."""
    import ipaddress
    import socket
    from urllib.parse import urlsplit

    from variorum.sources.network import is_public, resolve

    def pause(address: str) -> float:
        parts = urlsplit(address)
        try:
            found = resolve(parts.hostname or "", parts.port or 80, allow_private=True)
        except (OSError, socket.gaierror, UnicodeError, ValueError):
            return seconds
        return seconds if any(is_public(ipaddress.ip_address(each)) for each in found) else 0.0

    return pause

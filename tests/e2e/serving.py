"""The real `variorum serve` in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60.0


@contextmanager
def serving(db: object, *options: str) -> Iterator[str]:
    """The address of a server on a store; it takes a free port and is ended as Ctrl-C would end it."""
    command = [sys.executable, "-m", "variorum", "serve", "--port", "0", "--db", str(db), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"NO_COLOR": "1"})
    lines: list[str] = []
    found: list[str] = []

    def listen() -> None:
        for line in process.stderr or ():
            lines.append(line)
            found.extend(re.findall(r"http://[\w.]+:\d+", line))

    threading.Thread(target=listen, daemon=True).start()
    try:
        until = time.monotonic() + _PATIENCE
        while not found and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert found, f"it does not serve: {''.join(lines)}"
        while time.monotonic() < until:
            try:
                httpx.get(f"{found[0]}/help", timeout=10)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield found[0]
    finally:
        process.send_signal(2)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert "Traceback" not in "".join(lines)

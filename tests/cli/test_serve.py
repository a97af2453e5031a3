"""A program that starts the server learns where it is, and can connect at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def ready(db: Path, *options: str) -> Iterator[dict[str, str | None]]:
    command = [sys.executable, "-m", "variorum", "serve", "--port", "0", "--db", str(db), "--json", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield json.loads(process.stdout.readline())  # type: ignore[union-attr]
    finally:
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=300)
    assert rest == ""
    assert "The desk is at" not in errors


def test_the_line_comes_when_connections_are_taken_and_has_the_token_that_was_made_up(tmp_path):
    with ready(tmp_path / "desk.db") as told:
        assert told["sign_in"] == "token"
        assert len(told["token"]) > 16
        assert httpx.get(f"{told['address']}help", timeout=300).status_code == 200


@pytest.mark.parametrize(
    ("options", "sign_in"),
    [(["--token", "secret"], "token"), (["--read-only"], "none"), (["--user-header", "X-User"], "header")],
)
def test_a_token_that_was_given_is_not_told(tmp_path, options, sign_in):
    from variorum.store import Writer

    Writer(str(tmp_path / "desk.db")).close()
    with ready(tmp_path / "desk.db", *options) as told:
        assert told["sign_in"] == sign_in
        assert told["token"] is None

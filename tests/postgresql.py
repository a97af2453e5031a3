"""A real PostgreSQL for tests: started when it is first needed, one database a test, gone with the run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# The server refuses to run as root; then it runs as one of these.
_USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder with the server's programs, if it is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _USERS if name in known)


class Server:
    """A server of its own that listens on a socket in its own folder only."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._user = _user()
        self.folder = Path(tempfile.mkdtemp(prefix="variorum-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "-D", self._data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._start()

    def _start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        self._run("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-w", "-o", options, "start")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._binaries / program), *map(str, arguments)]
        done = subprocess.run(
            command, user=self._user, cwd=self.folder, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def stop(self) -> None:
        """End the server and take its folder away."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def break_down(self) -> None:
        """End the server as a power cut would; what it has committed is there when it starts again."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def start_again(self) -> None:
        """Start the server that broke down."""
        self._start()

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://tester@/{database}?host={self.folder}"

    @contextmanager
    def database(self, like: str = "") -> Iterator[str]:
        """The address of a new database: empty, or a copy of the one at an address that nobody has open."""
        name = f"t{uuid.uuid4().hex}"
        template = urlsplit(like).path[1:] or "template0"
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield self.address(name)
        finally:
            self._order(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _order(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


@contextmanager
def running() -> Iterator[Server | None]:
    """A server for as long as it is needed; None where PostgreSQL is not installed."""
    binaries = programs()
    if binaries is None:
        yield None
        return
    server = Server(binaries)
    try:
        yield server
    finally:
        server.stop()


DATABASES = ("sqlite", "postgresql")


@contextmanager
def place(kind: str, request: pytest.FixtureRequest, folder: Path, like: str = "") -> Iterator[str]:
    """The place of a store in one of the databases: a new one, or a copy of the one at a place that nobody has open."""
    if kind == "sqlite":
        if like:
            shutil.copy(like, folder / "desk.db")
        yield str(folder / "desk.db")
        return
    started: Server | None = request.getfixturevalue("postgres")
    if started is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with started.database(like) as address:
        yield address

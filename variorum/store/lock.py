"""One writer: a lock that the system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from variorum.store.records import LockedError, LostError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from variorum.store.database import Place

# Any number, the same in every process that writes to a variorum database.
_ADVISORY = 0x7661_7269_6F72
_PAUSE = 0.1


class Lock(Protocol):
    """A lock that is held until it is released."""

    def release(self) -> None:
        """Give it back."""
        ...


def holder() -> str:
    """How this process is named to others: its number, its machine and its command, without what may be secret."""
    words = [Path(sys.argv[0]).name, *sys.argv[1:2]] if sys.argv else []
    command = " ".join(word for word in words if word.replace(".", "").replace("_", "").isalnum())
    return f"process {os.getpid()} on {socket.gethostname()[:20]}" + (f" ({command[:20]})" if command else "")


def acquire(at: Place, engine: Engine, wait: float = 0.0) -> Lock:
    """Become the writer of a store, waiting for at most `wait` seconds. Raises `LockedError` naming the holder.

    `engine` is the one that will write.
    """
    until = time.monotonic() + wait
    while True:
        found = _file_lock(at.path) if at.path is not None else _server_lock(engine)
        if not isinstance(found, str):
            return found
        if time.monotonic() >= until:
            by = found or "another process"
            engine.dispose()
            raise LockedError(
                f"{at.name}: {by} is writing to it, and there is one writer at a time; stop that one first, or wait"
            )
        time.sleep(_PAUSE)


def lock_path(path: Path) -> Path:
    """The file beside a store whose lock says who writes."""
    return path.with_name(path.name + ".lock")


class _FileLock:
    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        if self._handle >= 0:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = -1


def _file_lock(path: Path) -> Lock | str:
    """The lock, or the name of its holder. The file stays: without it two processes could hold locks of two files."""
    handle = os.open(lock_path(path), os.O_RDWR | os.O_CREAT, 0o644)
    if not _locked(handle):
        name = os.pread(handle, 400, 0).decode("utf-8", "replace").strip() if hasattr(os, "pread") else ""
        os.close(handle)
        return name
    os.ftruncate(handle, 0)
    os.write(handle, holder().encode("utf-8", "replace"))
    return _FileLock(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def file_holder(path: Path) -> str:
    """Who writes to an SQLite store now, or nothing."""
    if not lock_path(path).exists():
        return ""
    try:
        handle = os.open(lock_path(path), os.O_RDWR)
    except OSError:
        return ""
    try:
        return "" if _locked(handle) else (os.pread(handle, 400, 0).decode("utf-8", "replace") or "another process")
    finally:
        os.close(handle)


class _ServerLock:
    """An advisory lock of the server on the connection that writes: it ends when that does, and writing with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def release(self) -> None:
        self._engine.dispose()


def _server_lock(engine: Engine) -> Lock | str:
    from sqlalchemy import event, text

    with engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        # The name of the connection tells others who holds the lock; 63 bytes is what the server keeps.
        connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": holder()[:60]})
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY}).scalar_one():
            return server_holder(connection)
    event.listen(engine, "connect", _refuse_another)
    return _ServerLock(engine)


def _refuse_another(*_: object) -> None:
    """Another connection would write without the lock, which somebody else may hold by now."""
    raise LostError("the connection to the database was lost, and with it the right to write")


def server_holder(connection: Connection) -> str:
    """Who writes to a PostgreSQL store now, or nothing."""
    from sqlalchemy import text

    question = (
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype ="
        " 'advisory' AND l.granted AND ((l.classid::bigint << 32) | l.objid::bigint) = :key"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    found: Any = connection.execute(text(question), {"key": _ADVISORY}).scalar()
    return str(found or "")

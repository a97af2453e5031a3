"""Judgements take effect: editions are made again beside the pages, one run at a time."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread

log = logging.getLogger("variorum.web")


class Settler:
    """Applies what waits in a thread of its own, started with the first judgement.

    Requests that come while it works are one more run afterwards, however many they are. Where another process is the
    writer (`variorum watch`), that one does it.
    """

    def __init__(self, db: str) -> None:
        self._db = db
        self._wanted = Event()
        self._closing = False
        self._thread: Thread | None = None
        self._lock = Lock()

    def ask(self) -> None:
        """Settle soon."""
        with self._lock:
            if self._thread is None and not self._closing:
                self._thread = Thread(target=self._run, name="settling", daemon=True)
                self._thread.start()
        self._wanted.set()

    def close(self) -> None:
        """End after what is being done; what still waits is done with the next start."""
        self._closing = True
        self._wanted.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        from variorum.desk import judge

        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._closing:
                return
            try:
                judge.settle(self._db)
            except Exception:
                log.exception("judgements could not be applied; they are kept, and are tried again with the next")

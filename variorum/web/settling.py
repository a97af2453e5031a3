"""Judgements take effect: stories and editions are made again beside the pages, one run at a time."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from variorum.store import LockedError

if TYPE_CHECKING:
    from variorum.model import Problem

log = logging.getLogger("variorum.web")

_PATIENCE = 10.0
"""Seconds until the next try where another process writes: it may be one that ends without seeing the judgement."""

_TRIES = 60


class Settler:
    """Applies what waits in a thread of its own, started with the first judgement.

    Requests that come while it works are one more run afterwards, however many they are. Where another process is the
    writer (`variorum watch`), that one does it.
    """

    def __init__(self, db: str) -> None:
        self._db = db
        self._wanted = Event()
        self._stories: set[str] = set()
        self._closing = False
        self._thread: Thread | None = None
        self._lock = Lock()

    def ask(self, story: str = "") -> None:
        """Settle soon, and make the edition of a story, too."""
        with self._lock:
            if story:
                self._stories.add(story)
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
        left = 0
        while True:
            self._wanted.wait(_PATIENCE if left else None)
            left = _TRIES if self._wanted.is_set() else left - 1
            self._wanted.clear()
            if self._closing:
                return
            try:
                self._settle()
                left = 0
            except LockedError as locked:
                log.info("judgements wait: %s", locked)
            except Exception:
                left = 0
                log.exception("judgements could not be obeyed; they are kept, and are tried again with the next")

    def _settle(self) -> None:
        from variorum.desk import Desk

        with Desk(self._db, wait=1.0, complain=_complain) as desk:
            with self._lock:
                wanted, self._stories = self._stories, set()
            for _ in desk.refresh(only={*desk.settle(), *wanted}):
                if self._closing:
                    return


def _complain(problem: Problem) -> None:
    log.warning("%s: %s", problem.place, problem.reason)

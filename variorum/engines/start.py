"""Starting an engine by its name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from variorum.engines.port import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.engines.port import Engine

NAMES = ("local", "spark")


def start(name: str = "local", *, master: str = "", jobs: int = 0, preload: Sequence[str] = ()) -> Engine:
    """Start an engine: `local` with `jobs` processes (0: one a core), `spark` on `master` (empty: this machine).

    `preload` names modules that local processes share, loaded once. Raises `EngineError` with what is missing.
    """
    if name == "local":
        if master:
            raise EngineError("--master is Spark's; add --engine spark")
        from variorum.engines.local import LocalEngine

        return LocalEngine(jobs or cores(), preload)
    if name == "spark":
        from variorum.engines.spark import SparkEngine

        return SparkEngine(master or f"local[{jobs or cores()}]")
    raise EngineError(f"there is no engine {name!r}; choose from {', '.join(NAMES)}")


def cores() -> int:
    """The number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

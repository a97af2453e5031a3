"""What tests share: the place of the labelled data, and the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import postgresql
import pytest
from hypothesis import settings

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).parent.parent
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds and gold data; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("VARIORUM_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: set VARIORUM_SHARED to the folder with seeds/ and gold/")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server | None]:
    """A PostgreSQL for all tests that ask for one; None where it is not installed."""
    with postgresql.running() as started:
        yield started


@pytest.fixture(scope="session")
def examples() -> Path:
    """The shipped stories."""
    return REPOSITORY / "examples"


@pytest.fixture(scope="session")
def variorum() -> Command:
    """The real command in a process of its own."""

    def run(*arguments: object, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "variorum", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            timeout=300,
            check=False,
            env=os.environ | {"COLUMNS": "120", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        )

    return run

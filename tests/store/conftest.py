"""The same tests on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import postgresql
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server | None]:
    with postgresql.running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a new store."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.db")
        return
    started: postgresql.Server | None = request.getfixturevalue("server")
    if started is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with started.database() as address:
        yield address

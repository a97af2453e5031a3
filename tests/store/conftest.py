"""The same tests on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import postgresql


@contextmanager
def _new(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(folder / "desk.db")
        return
    started: postgresql.Server | None = request.getfixturevalue("postgres")
    if started is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with started.database() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a new store."""
    with _new(request, tmp_path) as place:
        yield place


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def module_db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The place of a new store that the tests of a module share."""
    with _new(request, tmp_path_factory.mktemp("store")) as place:
        yield place

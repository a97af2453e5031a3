"""The same tests on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import postgresql
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=postgresql.DATABASES)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a new store."""
    with postgresql.place(request.param, request, tmp_path) as place:
        yield place


@pytest.fixture(scope="module", params=postgresql.DATABASES)
def module_db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The place of a new store that the tests of a module share."""
    with postgresql.place(request.param, request, tmp_path_factory.mktemp("store")) as place:
        yield place

"""One connection and its transactions: the writer's, or that of one who reads beside it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, OperationalError

from variorum.store.packing import moment
from variorum.store.records import LostError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine


def unusable(name: str, used: str, wrong: DBAPIError) -> StoreError:
    """What to say of a database that cannot be `used` (read, written, opened)."""
    return StoreError(_told(name, used, wrong))


def _told(name: str, used: str, wrong: DBAPIError) -> str:
    return f"{name}: it cannot be {used} ({' '.join(str(wrong.orig).split())})"


class Session:
    """What the parts of a writer share: the connection, the clock and the run that is on.

    `used` says in messages what the database cannot be where it fails.
    """

    def __init__(
        self, engine: Engine, name: str, clock: Callable[[], datetime] | None = None, used: str = "written"
    ) -> None:
        self._engine = engine
        self._name = name
        self._clock = clock
        self._used = used
        self._connection: Connection | None = None
        self.run = 0

    def now(self) -> str:
        """The time, as the store writes it."""
        return moment(self._clock() if self._clock else None)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is written inside is kept at its end, or nothing of it. One inside another belongs to the outer.

        Raises `LostError` where the database does not do its part.
        """
        if self._connection is not None:
            yield self._connection
            return
        try:
            with self._engine.begin() as connection:
                self._connection = connection
                yield connection
        except DBAPIError as wrong:
            if isinstance(wrong, OperationalError) or wrong.connection_invalidated:
                raise LostError(_told(self._name, self._used, wrong)) from wrong
            raise
        finally:
            self._connection = None

    def close(self) -> None:
        """End the connection. Raises `StoreError` inside a transaction."""
        if self._connection is not None:
            raise StoreError("a store cannot be closed in the middle of a transaction")
        self._engine.dispose()

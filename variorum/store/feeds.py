"""Writing how feeds and the addresses they name are doing."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import delete, insert, select, update

from variorum.store import schema
from variorum.store.records import FeedRecord, PageRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from variorum.store.session import Session

T = TypeVar("T", FeedRecord, PageRecord)


class Feeds:
    """The writer's part for feeds: the port through which a feed reader keeps its state."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, feed: FeedRecord) -> None:
        """Keep a feed as it is now."""
        with self._session.transaction() as connection:
            _keep(connection, schema.feeds, feed)

    def keep_page(self, page: PageRecord) -> None:
        """Keep an address as it is now."""
        with self._session.transaction() as connection:
            _keep(connection, schema.pages, page)

    def get(self, url: str) -> FeedRecord | None:
        """A feed by its address."""
        with self._session.transaction() as connection:
            return read(connection, schema.feeds, url, FeedRecord)

    def page(self, url: str) -> PageRecord | None:
        """An address that was fetched before."""
        with self._session.transaction() as connection:
            return read(connection, schema.pages, url, PageRecord)

    def all(self) -> list[FeedRecord]:
        """All feeds, by address."""
        with self._session.transaction() as connection:
            return feeds(connection)

    def due(self, now: str, limit: int = 100) -> list[PageRecord]:
        """Addresses to be looked at again by `now`, the longest overdue first."""
        p = schema.pages
        with self._session.transaction() as connection:
            question = select(p).where(p.c.next_due != "", p.c.next_due <= now).order_by(p.c.next_due).limit(limit)
            return [PageRecord(**row) for row in connection.execute(question).mappings()]

    def remove(self, url: str) -> None:
        """Forget a feed; its articles stay."""
        with self._session.transaction() as connection:
            connection.execute(delete(schema.feeds).where(schema.feeds.c.url == url))

    def forget_pages(self, before: str) -> int:
        """Forget addresses last fetched before a time and not due again; return how many."""
        p = schema.pages
        with self._session.transaction() as connection:
            return connection.execute(delete(p).where(p.c.fetched < before, p.c.next_due == "")).rowcount


def feeds(connection: Connection) -> list[FeedRecord]:
    """All feeds, by address."""
    f = schema.feeds
    return [FeedRecord(**row) for row in connection.execute(select(f).order_by(f.c.url)).mappings()]


def read(connection: Connection, table: Table, url: str, record: type[T]) -> T | None:
    """A row by its address, as a record."""
    row = connection.execute(select(table).where(table.c.url == url)).mappings().first()
    return None if row is None else record(**{f.name: row[f.name] for f in fields(record)})


def _keep(connection: Connection, table: Table, record: FeedRecord | PageRecord) -> None:
    values = asdict(record)
    if connection.execute(update(table).where(table.c.url == record.url).values(values)).rowcount == 0:
        connection.execute(insert(table).values(values))

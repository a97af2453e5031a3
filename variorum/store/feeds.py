"""How feeds and the pages they name are doing: the states of `variorum.feeds`, kept in the store."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from variorum.feeds.states import FeedState, PageState
from variorum.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import ColumnElement, Connection, Table

    from variorum.store.session import Session

S = TypeVar("S", FeedState, PageState)
_AT_ONCE = 500


class Feeds:
    """The writer's part for feeds; the port `variorum.feeds.states.FeedStates`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def feed(self, url: str) -> FeedState | None:
        """A feed by the address it is subscribed by."""
        f = schema.feeds
        with self._session.transaction() as connection:
            row = connection.execute(select(f).where(f.c.url == url)).first()
            return None if row is None else _state(row, FeedState)

    def feeds(self) -> list[FeedState]:
        """All feeds, by address."""
        with self._session.transaction() as connection:
            return feeds(connection)

    def pages(self, urls: Collection[str]) -> Mapping[str, PageState]:
        """Those of some pages that are known."""
        p, wanted = schema.pages, list(urls)
        found: dict[str, PageState] = {}
        with self._session.transaction() as connection:
            for i in range(0, len(wanted), _AT_ONCE):
                question = select(p).where(p.c.url.in_(wanted[i : i + _AT_ONCE]))
                found |= {row.url: _state(row, PageState) for row in connection.execute(question)}
        return found

    def due_pages(self, now: float, most: int, but_hosts: Collection[str] = ()) -> list[PageState]:
        """Pages that are due, the longest due first, without those of some hosts."""
        p = schema.pages
        question = select(p).where(p.c.due <= now, *_elsewhere(but_hosts)).order_by(p.c.due, p.c.url).limit(most)
        with self._session.transaction() as connection:
            return [_state(row, PageState) for row in connection.execute(question)]

    def next_page(self, but_hosts: Collection[str] = ()) -> float | None:
        """When the next page will be due."""
        question = select(func.min(schema.pages.c.due)).where(*_elsewhere(but_hosts))
        with self._session.transaction() as connection:
            return connection.execute(question).scalar()

    def put(self, feeds: Iterable[FeedState] = (), pages: Iterable[PageState] = ()) -> None:
        """Keep some states, all of them or none."""
        with self._session.transaction() as connection:
            _put(connection, schema.feeds, [asdict(feed) for feed in feeds])
            _put(connection, schema.pages, [asdict(page) | {"host": page.host} for page in pages])

    def drop_feeds(self, urls: Collection[str]) -> None:
        """Forget some feeds."""
        with self._session.transaction() as connection:
            for url in urls:
                connection.execute(delete(schema.feeds).where(schema.feeds.c.url == url))

    def forget_pages(self, before: float) -> int:
        """Forget pages that are left alone and that no feed named since; tell how many."""
        p = schema.pages
        with self._session.transaction() as connection:
            return connection.execute(delete(p).where(p.c.due.is_(None), p.c.listed < before)).rowcount


def feeds(connection: Connection) -> list[FeedState]:
    """All feeds, by address."""
    return [_state(row, FeedState) for row in connection.execute(select(schema.feeds).order_by(schema.feeds.c.url))]


def _state(row: Any, kind: type[S]) -> S:
    return kind(**{f.name: getattr(row, f.name) for f in fields(kind)})


def _elsewhere(hosts: Collection[str]) -> list[ColumnElement[bool]]:
    return [schema.pages.c.host.not_in(list(hosts))] if hosts else []


def _put(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Keep rows by their address, in one statement: a feed may name thousands of pages."""
    if rows:
        new = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
        values = {column.name: new.excluded[column.name] for column in table.c if column.name != "url"}
        connection.execute(new.on_conflict_do_update(index_elements=[table.c.url], set_=values), rows)

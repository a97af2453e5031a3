"""The one that writes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from variorum.store import articles, decisions, facts, schema, stories
from variorum.store.articles import Articles
from variorum.store.database import Place, appending, place, refuse_folder, writing
from variorum.store.editions import Editions
from variorum.store.feeds import Feeds
from variorum.store.lock import acquire
from variorum.store.migrations import check, migrate
from variorum.store.records import NoStoreError, StoreError
from variorum.store.session import Session, unusable
from variorum.store.source import Material, material
from variorum.store.stories import Stories

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from variorum.judgements import Judgement, JudgementKind


_AT_ONCE = 1000
# Articles without a date that grouping still looks at, by arrival.
_UNDATED = 20_000


class Writer:
    """The store's one writer. Use it in a `with`; what is written inside `transaction()` is kept whole or not at all.

    `articles`, `stories`, `editions` and `feeds` are its parts. A method that writes is a transaction of its own where
    none is open. What a method has returned from, or a transaction been left with, is on the disk.
    """

    def __init__(self, db: str | Path = "", *, wait: float = 0.0, clock: Callable[[], datetime] | None = None) -> None:
        """Open a store, making it if it is not there. Raises `LockedError` naming the holder, or `StoreError`."""
        self.place = place(db)
        _make_folder(self.place)
        engine = writing(self.place)
        try:
            self._lock = acquire(self.place, engine, wait)
        except (DBAPIError, OSError) as wrong:
            raise _cannot_open(self.place, wrong) from wrong
        try:
            migrate(engine, self.place.name)
        except BaseException as wrong:
            self._lock.release()
            if isinstance(wrong, DBAPIError):
                raise _cannot_open(self.place, wrong) from wrong
            raise
        self._session = Session(engine, self.place.name, clock)
        self.articles = Articles(self._session)
        self.stories = Stories(self._session)
        self.editions = Editions(self._session, self.stories)
        self.feeds = Feeds(self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop writing and let another be the writer."""
        try:
            self._session.close()
        finally:
            self._lock.release()

    def now(self) -> str:
        """The time, as the store writes it."""
        return self._session.now()

    def transaction(self) -> AbstractContextManager[Connection]:
        """Write several things as one."""
        return self._session.transaction()

    def encoder(self) -> str:
        """The encoder that the store's vectors are made by, as settings name it; empty before the first article."""
        with self.transaction() as connection:
            return facts.get(connection, facts.ENCODER)

    def begin_run(self, version: str, settings: Mapping[str, object], models: Mapping[str, str]) -> int:
        """Note what makes the articles and editions that are written from now on; return the run's number."""
        values = {
            "version": version,
            "settings": json.dumps(dict(settings), sort_keys=True),
            "models": json.dumps(dict(models), sort_keys=True),
            "started": self.now(),
        }
        with self.transaction() as connection:
            if not facts.get(connection, facts.ENCODER):
                facts.put(connection, facts.ENCODER, str(settings.get("encoder", "")))
            self._session.run = connection.execute(insert(schema.runs).values(values)).inserted_primary_key[0]  # type: ignore[index]
        return self._session.run

    def end_run(self) -> None:
        """Note that the run is over."""
        r = schema.runs
        with self.transaction() as connection:
            connection.execute(update(r).where(r.c.n == self._session.run).values(finished=self.now()))

    def unplaced(self) -> list[str]:
        """Articles that are in no story yet, in the order they came."""
        with self.transaction() as connection:
            return list(articles.unplaced(connection))

    def stale(self, limit: int = 1000, least: int = 1, only: Collection[str] | None = None) -> list[str]:
        """Stories of at least `least` articles whose edition is not of what is there, the longest first."""
        with self.transaction() as connection:
            return stories.stale(connection, limit, least, only)

    def count_stale(self) -> int:
        """How many stories have an edition that is not of what is there."""
        with self.transaction() as connection:
            return stories.waiting(connection)

    def basis(self, story: str) -> str:
        """What an edition of a story would be made from now."""
        s = schema.stories
        with self.transaction() as connection:
            return connection.execute(select(s.c.basis).where(s.c.id == story)).scalar() or ""

    def waiting_judgements(self) -> list[tuple[Judgement, bool]]:
        """Judgements, made or taken back, that have not been seen to yet, and whether each is in force."""
        with self.transaction() as connection:
            return decisions.waiting(connection)

    def seen_to(self, judgement: Judgement) -> None:
        """Note that a judgement has been seen to as it is."""
        with self.transaction() as connection:
            decisions.seen(connection, judgement)

    def judgements_in_force(self, kind: JudgementKind) -> list[Judgement]:
        """Judgements of a kind that have been seen to, in order."""
        with self.transaction() as connection:
            return decisions.in_force(connection, kind)

    def material(self, story: str) -> Material:
        """What the edition of a story would be made from now."""
        return material(self._session, self.articles, story)

    def count_members(self, low: int, high: int) -> int:
        """How many articles were published from `low` to `high` (seconds since 1970) or nobody knows when."""
        m = schema.members
        with self.transaction() as connection:
            question = select(func.count()).select_from(m)
            question = question.where(or_(m.c.time.between(low, high), m.c.time.is_(None)))
            return connection.execute(question).scalar_one()

    def members(self, low: int, high: int, named: Collection[str] = ()) -> Iterator[tuple[str, int, bytes]]:
        """Article, number of its story and grouping record, in order of arrival.

        Those in a story that were published from `low` to `high` (seconds since 1970), the latest of those of which
        that is not known, and all that are `named`.
        """
        a, m, s = schema.articles, schema.members, schema.stories
        with self.transaction() as connection:
            recent = articles.highest(connection) - _UNDATED
        undated = and_(m.c.time.is_(None), m.c.article > recent)
        question = (
            select(a.c.n, a.c.id, s.c.n.label("story"), m.c.data)
            .join(m, m.c.article == a.c.n)
            .join(s, s.c.id == a.c.story)
            .where(or_(m.c.time.between(low, high), undated, a.c.id.in_(sorted(named))))
            .order_by(a.c.n)
            .limit(_AT_ONCE)
        )
        last = 0
        while True:
            with self.transaction() as connection:
                rows = connection.execute(question.where(a.c.n > last)).all()
            if not rows:
                return
            yield from ((row.id, row.story, row.data) for row in rows)
            last = rows[-1].n


def judge(db: str | Path, judgement: Judgement) -> str:
    """Add a judgement beside whoever is the writer; return its identifier. Raises `StoreError`.

    It is kept at once. Its effects show when the writer has seen to it.
    """
    with _beside(db) as connection:
        return decisions.add(connection, judgement)


def undo(db: str | Path, identifier: str, by: str, at: str) -> None:
    """Take a judgement back beside whoever is the writer. Raises `StoreError`, `UnknownError`."""
    with _beside(db) as connection:
        decisions.undo(connection, identifier, by, at)


@contextmanager
def _beside(db: str | Path) -> Iterator[Connection]:
    at = place(db)
    if at.path is not None and not at.path.exists():
        raise NoStoreError(f"{at.name}: there is no store here yet; `variorum add` makes one")
    engine = appending(at)
    try:
        with engine.begin() as connection:
            check(connection, at.name)
            yield connection
    except OperationalError as wrong:
        raise unusable(at.name, "written", wrong) from wrong
    finally:
        engine.dispose()


def _cannot_open(at: Place, wrong: DBAPIError | OSError) -> StoreError:
    if isinstance(wrong, OSError):
        return StoreError(f"{at.name}: it cannot be opened ({wrong.strerror or wrong})")
    return unusable(at.name, "opened", wrong)


def _make_folder(at: Place) -> None:
    if at.path is None:
        return
    refuse_folder(at)
    try:
        at.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise StoreError(f"{at.path.parent}: the folder cannot be made ({wrong.strerror})") from wrong

"""What editions are made from, read by the writer itself or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sqlalchemy import select

from variorum.store import decisions, schema
from variorum.store.articles import Articles
from variorum.store.database import place, reading
from variorum.store.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from variorum.judgements import Judgement
    from variorum.store.records import ArticleRecord


class Material(NamedTuple):
    """What the edition of a story is made from, and the basis that names it; articles have their latest version."""

    basis: str
    articles: tuple[ArticleRecord, ...]
    judgements: tuple[Judgement, ...]


class HasMaterial(Protocol):
    """The writer, or one who reads beside it."""

    def material(self, story: str) -> Material:
        """What the edition of a story would be made from now."""
        ...


class Source:
    """A store as one who makes editions needs it, in another process than the writer. It cannot write."""

    def __init__(self, db: str | Path) -> None:
        """Name the store. It is opened when it is first read, and then every method may raise `LostError`."""
        at = place(db)
        self._session = Session(reading(at), at.name, used="read")
        self.articles = Articles(self._session)

    def material(self, story: str) -> Material:
        """What the edition of a story would be made from now."""
        return material(self._session, self.articles, story)

    def close(self) -> None:
        """End the connection."""
        self._session.close()


def material(session: Session, articles: Articles, story: str) -> Material:
    """What the edition of a story would be made from now.

    The basis is read first. Where the database shows what is written meanwhile (PostgreSQL), an edition may then be
    named by an older basis than that of its articles, and is made once more; it is never taken for newer than it is.
    """
    s = schema.stories
    with session.transaction() as connection:
        basis = connection.execute(select(s.c.basis).where(s.c.id == story)).scalar() or ""
        return Material(basis, tuple(articles.of_story(story)), tuple(decisions.on(connection, story)))

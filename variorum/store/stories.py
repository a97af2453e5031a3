"""Writing stories: which articles belong to them, their history, their counts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, insert, or_, select, update

from variorum.store import decisions, schema
from variorum.store.growth import growth
from variorum.store.records import EventKind, UnknownError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

    from variorum.store.session import Session


_AT_ONCE = 1000


class Stories:
    """The writer's part for stories."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def start(self, articles: Sequence[str], reason: str = "", number: int = 0) -> str:
        """Start a story with articles that are in none; return its identifier.

        `number` is the one that grouping knows it by, if it has one already; numbers are never used again.
        """
        with self._session.transaction() as connection:
            identifier = self._open(connection, min(articles), number)
            for i, article in enumerate(articles):
                _place(connection, article, identifier)
                self._tell(EventKind.JOINED if i else EventKind.STARTED, identifier, article=article, reason=reason)
            self.recount(identifier)
            return identifier

    def join(self, story: str, article: str, reason: str = "") -> None:
        """Put an article that is in no story into one."""
        with self._session.transaction() as connection:
            story = forward(connection, story)
            _place(connection, article, story)
            self._tell(EventKind.JOINED, story, article=article, reason=reason)
            self.recount(story)

    def revised(self, article: str, reason: str = "") -> None:
        """Note in its story's history that an article has a new version."""
        with self._session.transaction() as connection:
            story = story_of(connection, article)
            if story:
                self._tell(EventKind.REVISED, story, article=article, reason=reason)
                self.recount(story)

    def move(self, article: str, story: str, reason: str = "") -> None:
        """Take an article out of its story and put it into another."""
        with self._session.transaction() as connection:
            before, story = story_of(connection, article), forward(connection, story)
            if before == story:
                return
            _place(connection, article, story)
            if before:
                self._tell(EventKind.LEFT, before, article=article, other=story, reason=reason)
                self._emptied(connection, before, story)
                self.recount(before)
            self._tell(EventKind.JOINED, story, article=article, other=before, reason=reason)
            self.recount(story)

    def merge(self, into: str, others: Iterable[str], reason: str = "") -> None:
        """Make several stories one: the others forward to it from now on."""
        with self._session.transaction() as connection:
            into = forward(connection, into)
            for other in dict.fromkeys(forward(connection, each) for each in others):
                if other == into:
                    continue
                a, s = schema.articles, schema.stories
                connection.execute(update(a).where(a.c.story == other).values(story=into))
                connection.execute(update(s).where(s.c.id == other).values(forwarded_to=into))
                connection.execute(update(s).where(s.c.forwarded_to == other).values(forwarded_to=into))
                # At one moment, by which the history knows that the two entries tell one merger.
                now = self._session.now()
                self._tell(EventKind.MERGED, into, other=other, reason=reason, at=now)
                self._tell(EventKind.MERGED, other, other=into, reason=reason, at=now)
                self.recount(other)
            self.recount(into)

    def follow(self, story: str) -> None:
        """Let identifiers that lead to a story, but whose own articles have all gone to another since, lead there."""
        a, e, s = schema.articles, schema.story_events, schema.stories
        with self._session.transaction() as connection:
            for gone in connection.execute(select(s.c.id).where(s.c.forwarded_to == story)).scalars().all():
                own = select(e.c.article).where(e.c.story == gone, e.c.article != "")
                homes = connection.execute(select(a.c.story).where(a.c.id.in_(own)).distinct()).scalars().all()
                if len(homes) == 1 and homes[0] not in ("", story):
                    connection.execute(update(s).where(s.c.id == gone).values(forwarded_to=homes[0]))

    def split(self, story: str, articles: Sequence[str], reason: str = "", number: int = 0) -> str:
        """Take articles out of a story to make one of their own; return its identifier."""
        with self._session.transaction() as connection:
            story = forward(connection, story)
            identifier = self._open(connection, min(articles), number)
            for article in articles:
                _place(connection, article, identifier)
            self._tell(EventKind.SPLIT, story, other=identifier, reason=reason)
            self._tell(EventKind.SPLIT, identifier, other=story, reason=reason)
            self._emptied(connection, story, identifier)
            self.recount(story)
            self.recount(identifier)
            return identifier

    def identifier(self, number: int) -> str:
        """The identifier of a story by its number; of one that was merged since, that of what it is now."""
        s = schema.stories
        with self._session.transaction() as connection:
            row = connection.execute(select(s.c.id, s.c.forwarded_to).where(s.c.n == number)).first()
        if row is None:
            raise UnknownError(f"there is no story number {number}")
        return str(row.forwarded_to or row.id)

    def is_live(self, story: str) -> bool:
        """Whether a story has not been merged into another."""
        s = schema.stories
        with self._session.transaction() as connection:
            question = select(s.c.n).where(s.c.id == story, s.c.forwarded_to == "")
            return connection.execute(question).first() is not None

    def next_number(self) -> int:
        """The number that the next new story will get."""
        with self._session.transaction() as connection:
            return next_number(connection)

    def sizes(self, numbers: Collection[int]) -> dict[int, int]:
        """How many articles some stories have."""
        s, wanted = schema.stories, sorted(numbers)
        found: dict[int, int] = {}
        with self._session.transaction() as connection:
            for i in range(0, len(wanted), _AT_ONCE):
                question = select(s.c.n, s.c.articles).where(s.c.n.in_(wanted[i : i + _AT_ONCE]))
                found |= {row.n: row.articles for row in connection.execute(question)}
        return found

    def touch(self, story: str) -> None:
        """Count again and see whether the edition is still of what is there, after a judgement."""
        with self._session.transaction() as connection:
            self.recount(forward(connection, story), changed=False)

    def recount(self, story: str, *, changed: bool = True) -> None:
        """Bring the counts of a story, and what its edition has to be made from, up to date."""
        with self._session.transaction() as connection:
            values, now, s = _counts(connection, story), self._session.now(), schema.stories
            if changed:
                values["changed"] = now
            # What changes again goes on waiting where it stands in the queue.
            done = or_(s.c.edited_basis == values["basis"], s.c.forwarded_to != "")
            values["stale_since"] = case((done, ""), (s.c.stale_since != "", s.c.stale_since), else_=now)
            connection.execute(update(s).where(s.c.id == story).values(values))

    def tell(self, kind: EventKind, story: str, *, edition: int = 0, reason: str = "") -> None:
        """Add an entry to a story's history."""
        with self._session.transaction():
            self._tell(kind, story, edition=edition, reason=reason)

    def _open(self, connection: Connection, article: str, number: int) -> str:
        identifier, now = _free_identifier(connection, article), self._session.now()
        values = {"n": number or next_number(connection), "id": identifier, "created": now, "changed": now}
        connection.execute(insert(schema.stories).values(values))
        return identifier

    def _emptied(self, connection: Connection, story: str, successor: str) -> None:
        """A story that has lost its last article forwards to where that went."""
        a, s = schema.articles, schema.stories
        if connection.execute(select(a.c.n).where(a.c.story == story).limit(1)).first() is None:
            connection.execute(update(s).where(s.c.id == story).values(forwarded_to=successor))
            connection.execute(update(s).where(s.c.forwarded_to == story).values(forwarded_to=successor))

    def _tell(
        self,
        kind: EventKind,
        story: str,
        *,
        article: str = "",
        other: str = "",
        edition: int = 0,
        reason: str = "",
        at: str = "",
    ) -> None:
        values: dict[str, object]
        values = {"at": at or self._session.now(), "kind": kind.value, "story": story, "article": article}
        with self._session.transaction() as connection:
            values |= {"other": other, "edition": edition, "reason": reason, "run": self._session.run}
            connection.execute(insert(schema.story_events).values(values))


def forward(connection: Connection, story: str) -> str:
    """The story that an identifier leads to today. Raises `UnknownError`."""
    s = schema.stories
    row = connection.execute(select(s.c.id, s.c.forwarded_to).where(s.c.id == story)).first()
    if row is None:
        raise UnknownError(f"there is no story {story}")
    return str(row.forwarded_to or row.id)


def next_number(connection: Connection) -> int:
    """The number that no story has had yet."""
    return (connection.execute(select(func.max(schema.stories.c.n))).scalar() or 0) + 1


def story_of(connection: Connection, article: str) -> str:
    """The story an article is in, or nothing."""
    a = schema.articles
    return connection.execute(select(a.c.story).where(a.c.id == article)).scalar() or ""


def _place(connection: Connection, article: str, story: str) -> None:
    a = schema.articles
    if connection.execute(update(a).where(a.c.id == article).values(story=story)).rowcount == 0:
        raise UnknownError(f"there is no article {article}")


def _free_identifier(connection: Connection, article: str) -> str:
    """An identifier made from the article a story starts with, and a number where that was used before."""
    s, tried = schema.stories, 0
    while True:
        digest = hashlib.sha256(f"{article}\n{tried}".encode("utf-8", "surrogatepass")).hexdigest()
        if connection.execute(select(s.c.n).where(s.c.id == f"story-{digest[:12]}")).first() is None:
            return f"story-{digest[:12]}"
        tried += 1


def _counts(connection: Connection, story: str) -> dict[str, Any]:
    """What a story's row says of its articles."""
    a = schema.articles
    columns = (a.c.id, a.c.title, a.c.outlet, a.c.published, a.c.language, a.c.report_sha256, a.c.dated)
    rows = connection.execute(select(*columns).where(a.c.story == story).order_by(a.c.dated, a.c.id)).all()
    published = sorted(row.published for row in rows if row.published)
    found = {
        "articles": len(rows),
        "outlets": len({row.outlet for row in rows if row.outlet}) + sum(not row.outlet for row in rows),
        "first": published[0] if published else "",
        "last": published[-1] if published else "",
        "languages": ",".join(sorted({row.language for row in rows if row.language})),
        "growth": growth(row.dated for row in rows),
        "basis": _basis(connection, story, rows),
    }
    s = schema.stories
    if rows and not connection.execute(select(s.c.edition).where(s.c.id == story)).scalar():
        found["title"] = next((row.title for row in rows if row.title), rows[0].id)
    return found


def _basis(connection: Connection, story: str, rows: Sequence[Any]) -> str:
    """A digest of what an edition of a story is made from: its articles as they stand and the judgements on them."""
    lines = sorted(f"{row.id}\t{row.report_sha256}\t{row.outlet}\t{row.published}" for row in rows)
    lines += [judgement.id for judgement in decisions.on(connection, story)]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def stale(connection: Connection, limit: int, least: int, only: Collection[str] | None) -> list[str]:
    """Stories whose edition is not of what is there now: those that have waited longest first, of equals the largest.

    A story that grows all day has its edition no oftener than all the others that wait, so that none waits for ever.
    """
    s = schema.stories
    question = (
        select(s.c.id)
        .where(s.c.stale_since > "", s.c.articles >= least)
        .order_by(s.c.stale_since, s.c.articles.desc(), s.c.n)
        .limit(limit)
    )
    if only is not None:
        question = question.where(s.c.id.in_(sorted(only)))
    return list(connection.execute(question).scalars())


def waiting(connection: Connection) -> int:
    """How many stories are `stale`."""
    s = schema.stories
    question = select(func.count()).select_from(s).where(s.c.stale_since > "")
    return connection.execute(question).scalar() or 0

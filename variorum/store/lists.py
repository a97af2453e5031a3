"""Reading stories and articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from variorum.store import growth, schema
from variorum.store.packing import unpack_blocks, unpack_text
from variorum.store.records import (
    ArticleRecord,
    ArticleRow,
    EditionRow,
    EventKind,
    Order,
    RunRow,
    StoryEvent,
    StoryPage,
    StoryRow,
    UnknownError,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection

_ORDERS = {
    Order.SOURCES: (
        schema.stories.c.independent_sources.desc(),
        schema.stories.c.growth.desc(),
        schema.stories.c.n.desc(),
    ),
    Order.GROWTH: (schema.stories.c.growth.desc(), schema.stories.c.n.desc()),
    Order.RECENT: (schema.stories.c.changed.desc(), schema.stories.c.n.desc()),
}
_AFTER_ALL = "\U0010ffff"


def story_row(row: Any, now: str) -> StoryRow:
    """A story from its row."""
    return StoryRow(
        id=row.id,
        title=row.title,
        articles=row.articles,
        outlets=row.outlets,
        independent_sources=row.independent_sources,
        first=row.first,
        last=row.last,
        conflicts=row.conflicts,
        variants=row.variants,
        statements=row.statements,
        growth=growth.as_of(row.growth, now),
        languages=tuple(row.languages.split(",")) if row.languages else (),
        created=row.created,
        changed=row.changed,
        edited=row.edited,
        stale=row.basis != row.edited_basis,
    )


def stories(
    connection: Connection, order: Order, filters: Sequence[ColumnElement[bool]], offset: int, limit: int, now: str
) -> StoryPage:
    """A page of the stories that fit."""
    s = schema.stories
    fitting = (s.c.forwarded_to == "", *filters)
    total = connection.execute(select(func.count()).select_from(s).where(*fitting)).scalar_one()
    rows = connection.execute(select(s).where(*fitting).order_by(*_ORDERS[order]).offset(offset).limit(limit))
    return StoryPage(tuple(story_row(row, now) for row in rows), total, offset, limit)


def story_filters(outlet: str, language: str, since: str, until: str, least: int) -> list[ColumnElement[bool]]:
    """The conditions that choose stories: an outlet and a language among them, days of publication, articles."""
    s, f = schema.stories, schema.articles
    found: list[ColumnElement[bool]] = []
    if outlet:
        found.append(s.c.id.in_(select(f.c.story).where(f.c.outlet == outlet)))
    if language:
        found.append(("," + s.c.languages + ",").contains(f",{language},", autoescape=True))
    if since:
        found.append(func.coalesce(func.nullif(s.c.last, ""), s.c.changed) >= since)
    if until:
        found.append(func.coalesce(func.nullif(s.c.first, ""), s.c.created) <= until + _AFTER_ALL)
    if least > 1:
        found.append(s.c.articles >= least)
    return found


def resolve(connection: Connection, beginning: str) -> str:
    """The story that an identifier, or a beginning of one that only one has, leads to. Raises `UnknownError`."""
    s = schema.stories
    begin = beginning.strip()
    exact = connection.execute(select(s.c.id, s.c.forwarded_to).where(s.c.id == begin)).first()
    if exact:
        return str(exact.forwarded_to or exact.id)
    found: list[Any] = []
    if begin:
        starts = (begin, f"story-{begin}")
        beginnings = or_(*((s.c.id >= b) & (s.c.id < b + _AFTER_ALL) for b in starts))
        found = list(connection.execute(select(s.c.id, s.c.forwarded_to).where(beginnings).order_by(s.c.id).limit(50)))
    targets = list(dict.fromkeys(row.forwarded_to or row.id for row in found))
    if len(targets) == 1:
        return str(targets[0])
    if not targets:
        raise UnknownError(f"there is no story {begin!r}; `variorum stories` lists them")
    raise UnknownError(f"{begin!r} is the beginning of more than one story: {', '.join(targets[:5])}; give more of it")


def article_rows(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], offset: int, limit: int
) -> list[ArticleRow]:
    """Articles that fit, the latest first."""
    a = schema.articles
    question = select(a).where(*conditions).order_by(a.c.dated.desc(), a.c.n.desc()).offset(offset).limit(limit)
    return [article_row(row) for row in connection.execute(question)]


def article_row(row: Any) -> ArticleRow:
    """An article from its row."""
    return ArticleRow(
        row.id, row.outlet, row.title, row.published, row.language, row.url, row.origin, row.story, row.first_seen,
        row.last_seen, row.versions,
    )  # fmt: skip


def article(connection: Connection, identifier: str) -> ArticleRecord:
    """An article with its versions. Raises `UnknownError`."""
    a, v = schema.articles, schema.versions
    row = connection.execute(select(a).where(a.c.id == identifier)).first()
    if row is None:
        raise UnknownError(f"there is no article {identifier!r}")
    rows = connection.execute(select(v).where(v.c.article == row.n).order_by(v.c.number))
    return ArticleRecord(article_row(row), tuple(version(each) for each in rows))


def version(row: Any) -> Version:
    """A version from its row."""
    return Version(
        number=row.number,
        seen=row.seen,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        language=row.language,
        text=unpack_text(row.text),
        blocks=unpack_blocks(row.blocks),
        sha256=row.sha256,
        document=row.document,
        run=row.run,
    )


def history(connection: Connection, story: str, limit: int) -> list[StoryEvent]:
    """What happened to a story and to those merged into it, the latest first; what happened to both is told once."""
    e, s = schema.story_events, schema.stories
    merged = select(s.c.id).where(s.c.forwarded_to == story)
    own = or_(e.c.story == story, e.c.story.in_(merged))
    found: dict[object, StoryEvent] = {}
    for row in connection.execute(select(e).where(own).order_by(e.c.n.desc()).limit(limit)):
        # A merger and a judgement stand in the history of each story; the first is told by the one that went on.
        pair = frozenset((row.story, row.other))
        once = {EventKind.MERGED: (pair, row.at), EventKind.JUDGED: row.reason}.get(EventKind(row.kind), row.n)
        found[once] = StoryEvent(
            row.at, EventKind(row.kind), row.story, row.article, row.other, row.edition, row.reason, row.run
        )
    return list(found.values())


def runs(connection: Connection, numbers: Collection[int]) -> list[RunRow]:
    """Some runs, in order."""
    r = schema.runs
    rows = connection.execute(select(r).where(r.c.n.in_(sorted(numbers))).order_by(r.c.n))
    return [
        RunRow(row.n, row.version, json.loads(row.settings), json.loads(row.models), row.started, row.finished)
        for row in rows
    ]


def edition_rows(connection: Connection, story: str) -> list[EditionRow]:
    """The editions that are kept of a story, the latest first."""
    e = schema.editions
    columns = (e.c.n, e.c.story, e.c.made, e.c.run, e.c.digest, e.c.articles, e.c.statements, e.c.conflicts)
    question = select(*columns).where(e.c.story == story).order_by(e.c.n.desc())
    return [EditionRow(*row) for row in connection.execute(question)]


def edition_data(connection: Connection, story: str, number: int, at: str) -> bytes | None:
    """The packed edition of a story: that of a number, the one that stood at a time, or the latest."""
    e = schema.editions
    question = select(e.c.data).where(e.c.story == story).order_by(e.c.n.desc()).limit(1)
    if number:
        question = question.where(e.c.n == number)
    if at:
        question = question.where(e.c.made <= at)
    return connection.execute(question).scalar()


def arrivals(connection: Connection, wanted: Sequence[str], since: str) -> dict[str, list[str]]:
    """For each story the times its articles are dated, since a day, in order: what sparklines are drawn from."""
    a = schema.articles
    question = select(a.c.story, a.c.dated).where(a.c.story.in_(wanted), a.c.dated >= since).order_by(a.c.dated)
    found: dict[str, list[str]] = {story: [] for story in wanted}
    for row in connection.execute(question):
        found[row.story].append(row.dated)
    return found

"""Reading speakers and outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import false, func, literal, select

from variorum.store import schema
from variorum.store.lists import article_rows
from variorum.store.records import Flow, OutletPage, OutletRow, SpeakerPage, SpeakerRow, UnknownError, Utterance

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select


def speakers(connection: Connection, words: str, offset: int, limit: int) -> tuple[list[SpeakerRow], int]:
    """Speakers whose key has some letters, those with most utterances first, and how many there are."""
    s = schema.speakers
    fitting: list[ColumnElement[bool]] = [s.c.key.contains(words, autoescape=True)] if words else []
    total = connection.execute(select(func.count()).select_from(s).where(*fitting)).scalar_one()
    question = select(s).where(*fitting).order_by(s.c.utterances.desc(), s.c.key).offset(offset).limit(limit)
    return [SpeakerRow(*row) for row in connection.execute(question)], total


def quoting(name: str) -> Select[tuple[str]]:
    """The ids of the articles that quote a person of a name: all of its words are in theirs, in any order.

    "Brandt" names Lena Brandt, and "Brand" does not. What is no name at all is nobody's.
    """
    from variorum.values.name import name_words

    s, u = schema.speakers, schema.utterances
    whole = literal(" ").concat(s.c.key).concat(" ")
    fitting = [whole.contains(f" {word} ", autoescape=True) for word in name_words(name)] or [false()]
    return select(u.c.article).where(u.c.speaker.in_(select(s.c.key).where(*fitting)))


def speaker(connection: Connection, key: str, offset: int, limit: int) -> SpeakerPage:
    """A speaker with utterances. Raises `UnknownError`."""
    s, u = schema.speakers, schema.utterances
    row = connection.execute(select(s).where(s.c.key == key)).first()
    if row is None:
        raise UnknownError(f"nobody of the name {key!r} is quoted")
    rows = connection.execute(
        select(u, schema.stories.c.title.label("story_title"))
        .outerjoin(schema.stories, schema.stories.c.id == u.c.story)
        .where(u.c.speaker == key)
        .order_by(u.c.published.desc(), u.c.story, u.c.quotation, u.c.n)
        .offset(offset)
        .limit(limit)
    )
    found = tuple(
        Utterance(
            r.speaker, row.name, r.story, r.story_title or "", r.quotation, r.article, r.outlet, r.published, r.start,
            r.end, r.text, r.mode,
        )
        for r in rows
    )  # fmt: skip
    return SpeakerPage(SpeakerRow(*row), found, row.utterances, offset, limit)


def outlets(connection: Connection, offset: int, limit: int) -> tuple[list[OutletRow], int]:
    """Outlets, those with most articles first, and how many there are."""
    o = schema.outlets
    total = connection.execute(select(func.count()).select_from(o)).scalar_one()
    question = select(o).order_by(o.c.articles.desc(), o.c.name).offset(offset).limit(limit)
    return [OutletRow(*row) for row in connection.execute(question)], total


def outlet(connection: Connection, name: str, limit: int) -> OutletPage:
    """An outlet with whom it takes from and gives to, and its latest articles. Raises `UnknownError`."""
    o, e, a = schema.outlets, schema.edges, schema.articles
    row = connection.execute(select(o).where(o.c.name == name)).first()
    articles = article_rows(connection, [a.c.outlet == name], 0, limit)
    if row is None and not articles:
        raise UnknownError(f"there is no outlet {name!r}")
    count = func.count(e.c.derived.distinct())

    def flows(other: ColumnElement[str], own: ColumnElement[str]) -> tuple[Flow, ...]:
        question = (
            select(other, e.c.kind, count)
            .where(own == name, other != name, other != "", e.c.directed)
            .group_by(other, e.c.kind)
            .order_by(count.desc(), other, e.c.kind)
        )
        return tuple(Flow(*each) for each in connection.execute(question))

    figures = OutletRow(*row) if row else OutletRow(name, len(articles), 0, 0, 0, 0, 0)
    return OutletPage(
        figures,
        flows(e.c.source_outlet, e.c.derived_outlet),
        flows(e.c.derived_outlet, e.c.source_outlet),
        tuple(articles),
    )

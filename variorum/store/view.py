"""The many that read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, or_, select

from variorum.settings import Settings
from variorum.store import articles, decisions, facts, feeds, lists, lock, people, schema, search, stories
from variorum.store.database import place, reading, refuse_folder
from variorum.store.meaning import Meanings
from variorum.store.migrations import check
from variorum.store.packing import moment, unpack
from variorum.store.records import NoStoreError, Order, Query, Status, UnknownError
from variorum.store.schema import SCHEMA_VERSION
from variorum.store.session import unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Select, Table

    from variorum.edition import Edition
    from variorum.encode import Encoder
    from variorum.feeds.states import FeedState
    from variorum.judgements import Judgement, JudgementKind
    from variorum.store.records import (
        ArticleRecord,
        ArticleRow,
        EditionRow,
        OutletPage,
        OutletRow,
        RunRow,
        SearchPage,
        SpeakerPage,
        SpeakerRow,
        StoryEvent,
        StoryPage,
        StoryRow,
    )


class View:
    """A store, for reading only: it cannot write, and any number of threads may share one.

    Every method sees what was kept when it was called. Stories are named by their identifiers or a beginning that only
    one has, and those that were merged lead to what they are now.
    """

    def __init__(self, db: str | Path = "", *, clock: Callable[[], datetime] | None = None) -> None:
        """Open a store. Raises `NoStoreError` where there is none, `StoreError` where it cannot be read."""
        self.place = place(db)
        self._clock = clock
        refuse_folder(self.place)
        if self.place.path is not None and not self.place.path.is_file():
            raise NoStoreError(f"{self.place.name}: there is no store here yet; `variorum add` makes one")
        self._engine = reading(self.place)
        self._meanings: dict[str, Meanings] = {}
        with self._reading() as connection:
            check(connection, self.place.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        from sqlalchemy.exc import DatabaseError, OperationalError

        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except (OperationalError, DatabaseError) as wrong:
            raise unusable(self.place.name, "read", wrong) from wrong

    def _now(self) -> str:
        return moment(self._clock() if self._clock else None)

    def stories(
        self,
        order: Order = Order.SOURCES,
        *,
        outlet: str = "",
        language: str = "",
        since: str = "",
        until: str = "",
        least: int = 1,
        offset: int = 0,
        limit: int = 50,
    ) -> StoryPage:
        """A page of stories: with an outlet or a language among their articles, on some days, of `least` articles."""
        chosen = lists.story_filters(outlet, language, since, until, least)
        with self._reading() as connection:
            return lists.stories(connection, order, chosen, offset, limit, self._now())

    def resolve(self, story: str) -> str:
        """The identifier of the story that `story` leads to today. Raises `UnknownError`."""
        with self._reading() as connection:
            return lists.resolve(connection, story)

    def story(self, story: str) -> StoryRow:
        """A story. Raises `UnknownError`."""
        s = schema.stories
        with self._reading() as connection:
            found = lists.resolve(connection, story)
            return lists.story_row(connection.execute(select(s).where(s.c.id == found)).one(), self._now())

    def arrivals(self, wanted: Sequence[str], since: str = "") -> dict[str, list[str]]:
        """For each story the times its articles are dated, in order, since a time: what sparklines are drawn from."""
        with self._reading() as connection:
            return lists.arrivals(connection, wanted, since)

    def edition(self, story: str, *, number: int = 0, at: str = "") -> Edition | None:
        """A story's latest edition, that of a number, or the one that stood at a time; None where there is none."""
        from variorum.edition import Edition

        found = self.edition_json(story, number=number, at=at)
        return None if found is None else Edition.from_json(found)

    def edition_json(self, story: str, *, number: int = 0, at: str = "") -> str | None:
        """The same as `edition`, as it is kept: JSON."""
        with self._reading() as connection:
            data = lists.edition_data(connection, lists.resolve(connection, story), number, at)
        return None if data is None else unpack(data).decode()

    def editions(self, story: str) -> list[EditionRow]:
        """The editions that are kept of a story, the latest first."""
        with self._reading() as connection:
            return lists.edition_rows(connection, lists.resolve(connection, story))

    def history(self, story: str, limit: int = 200) -> list[StoryEvent]:
        """What happened to a story and to those merged into it, the latest first."""
        with self._reading() as connection:
            return lists.history(connection, lists.resolve(connection, story), limit)

    def runs(self, numbers: Collection[int]) -> list[RunRow]:
        """The runs of some numbers, in order."""
        with self._reading() as connection:
            return lists.runs(connection, numbers)

    def articles(self, story: str, offset: int = 0, limit: int = 500) -> list[ArticleRow]:
        """The articles of a story, the latest first."""
        with self._reading() as connection:
            found = lists.resolve(connection, story)
            return lists.article_rows(connection, [schema.articles.c.story == found], offset, limit)

    def article(self, article: str) -> ArticleRecord:
        """An article with all its versions. Raises `UnknownError`."""
        with self._reading() as connection:
            return lists.article(connection, article)

    def annotation(self, basis: str, annotator: str) -> bytes | None:
        """What an annotator found in a text, if the writer kept it."""
        with self._reading() as connection:
            return articles.annotation(connection, basis, annotator)

    def text_vectors(self, basis: str, encoder: str) -> tuple[str, bytes] | None:
        """The vectors of the texts of an article, if the writer kept them: digests of the texts, and their rows."""
        with self._reading() as connection:
            return articles.text_vectors(connection, basis, encoder)

    def document(self, sha256: str) -> tuple[str, bytes]:
        """The media type and the bytes of a raw document. Raises `UnknownError`."""
        d = schema.documents
        with self._reading() as connection:
            row = connection.execute(select(d.c.media_type, d.c.data).where(d.c.sha256 == sha256)).first()
        if row is None:
            raise UnknownError(f"there is no document {sha256}")
        return row.media_type, unpack(row.data)

    def search(self, query: Query | str, encoder: Encoder | None = None) -> SearchPage:
        """Find articles by words or by meaning; nothing in a query is ever wrong.

        By meaning `encoder` makes the vector of the words; the one of the store if None is given.
        """
        asked = Query(query) if isinstance(query, str) else query
        if not (asked.meaning and asked.words.strip()):
            with self._reading() as connection:
                return search.by_words(connection, asked)
        if encoder is None:
            from variorum.encode import encoder_named

            encoder = encoder_named(self.encoder())
        vector = encoder.encode([asked.words[:2000]])[0]
        with self._reading() as connection:
            return search.by_meaning(connection, asked, self._meanings_of(encoder.name), vector)

    def like(self, story: str, limit: int = 6) -> list[StoryRow]:
        """Other stories whose articles are nearest in meaning to those of a story, in any language."""
        s = schema.stories
        with self._reading() as connection:
            found = search.like(connection, lists.resolve(connection, story), self._meanings_of, limit)
            rows = {row.id: row for row in connection.execute(select(s).where(s.c.id.in_(found)))}
            return [lists.story_row(rows[each], self._now()) for each in found]

    def _meanings_of(self, encoder: str) -> Meanings:
        return self._meanings.setdefault(encoder, Meanings(encoder))

    def speakers(self, words: str = "", offset: int = 0, limit: int = 50) -> tuple[list[SpeakerRow], int]:
        """Speakers, those with most utterances first, and how many there are; `words` chooses by part of the name."""
        from variorum.store.prepared import speaker_key

        with self._reading() as connection:
            return people.speakers(connection, speaker_key(words), offset, limit)

    def speaker(self, key: str, offset: int = 0, limit: int = 100) -> SpeakerPage:
        """A speaker with utterances. Raises `UnknownError`."""
        with self._reading() as connection:
            return people.speaker(connection, key, offset, limit)

    def outlets(self, offset: int = 0, limit: int = 100) -> tuple[list[OutletRow], int]:
        """Outlets, those with most articles first, and how many there are."""
        with self._reading() as connection:
            return people.outlets(connection, offset, limit)

    def outlet(self, name: str, limit: int = 50) -> OutletPage:
        """An outlet: whom it takes from, who takes from it, its latest articles. Raises `UnknownError`."""
        with self._reading() as connection:
            return people.outlet(connection, name, limit)

    def judgements(
        self, story: str = "", *, undone: bool = False, offset: int = 0, limit: int = 200
    ) -> list[Judgement]:
        """Judgements, the latest first: all, or those on a story's articles; with `undone` those taken back, too."""
        j = schema.judgements
        question: Select[tuple[object, ...]] = select(j).order_by(j.c.n.desc()).offset(offset).limit(limit)
        if not undone:
            question = question.where(j.c.undone_at == "")
        with self._reading() as connection:
            if story:
                found = lists.resolve(connection, story)
                on = select(schema.judgement_articles.c.judgement).where(
                    schema.judgement_articles.c.article.in_(
                        select(schema.articles.c.id).where(schema.articles.c.story == found)
                    )
                )
                question = question.where(or_(j.c.story == found, j.c.n.in_(on)))
            return [decisions.judgement(row) for row in connection.execute(question)]

    def judgement(self, identifier: str) -> Judgement:
        """A judgement by its identifier. Raises `UnknownError`."""
        j = schema.judgements
        with self._reading() as connection:
            row = connection.execute(select(j).where(j.c.id == identifier)).first()
        if row is None:
            raise UnknownError(f"there is no judgement {identifier!r}; `variorum judge list` lists them")
        return decisions.judgement(row)

    def judgements_of(self, kind: JudgementKind) -> list[Judgement]:
        """The judgements of a kind that hold, in order."""
        j = schema.judgements
        with self._reading() as connection:
            question = select(j).where(j.c.kind == kind.value, j.c.undone_at == "").order_by(j.c.n)
            return [decisions.judgement(row) for row in connection.execute(question)]

    def encoder(self) -> str:
        """The encoder that the store's vectors are made by, as settings name it."""
        with self._reading() as connection:
            return facts.get(connection, facts.ENCODER) or Settings().encoder

    def feeds(self) -> list[FeedState]:
        """The feeds and how they are doing."""
        with self._reading() as connection:
            return feeds.feeds(connection)

    def status(self) -> Status:
        """How the store stands."""
        a, e, s, f = schema.articles, schema.editions, schema.stories, schema.feeds
        with self._reading() as connection:

            def count(table: Table, *conditions: object) -> int:
                question = select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
                return connection.execute(question).scalar_one()

            return Status(
                database=self.place.name,
                schema=SCHEMA_VERSION,
                stories=count(s, s.c.forwarded_to == ""),
                articles=count(a),
                versions=count(schema.versions),
                documents=count(schema.documents),
                editions=count(e),
                judgements=count(schema.judgements, schema.judgements.c.undone_at == ""),
                outlets=connection.execute(
                    select(func.count(a.c.outlet.distinct())).where(a.c.outlet != "")
                ).scalar_one(),
                stale=stories.waiting(connection),
                feeds=count(f),
                feeds_failing=count(f, f.c.failures > 0),
                last_article=connection.execute(select(a.c.first_seen).order_by(a.c.n.desc()).limit(1)).scalar() or "",
                last_edition=connection.execute(select(e.c.made).order_by(e.c.n.desc()).limit(1)).scalar() or "",
                size=self._size(connection),
                writer=self._holder(connection),
            )

    def _size(self, connection: Connection) -> int:
        path = self.place.path
        if path is not None:
            return sum(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())
        return int(connection.execute(select(func.pg_database_size(func.current_database()))).scalar_one())

    def _holder(self, connection: Connection) -> str:
        return lock.file_holder(self.place.path) if self.place.path is not None else lock.server_holder(connection)

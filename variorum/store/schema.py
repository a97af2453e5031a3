"""The tables, one definition for SQLite and PostgreSQL.

Numbers (`n`, integer) tie rows together; identifiers (`id`, text) are what people and pages see. Times are ISO 8601 in
UTC, to the second, so that they sort as text; those of feeds are seconds since the epoch. Compressed columns are zlib.
What is counted on `stories`, `outlets` and `speakers` could be counted from the other tables; it stands there so that a
front page is one indexed query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect
    from sqlalchemy.sql.type_api import TypeEngine

SCHEMA_VERSION = 4

metadata = MetaData()

# SQLite numbers rows by itself only where the type is INTEGER.
_Number: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")


_UNFIT = re.compile("[\ud800-\udfff\x00]")


class Sound(TypeDecorator[str]):
    """Text that every database can hold, in the order of its code points.

    A lone surrogate and the null character, which broken sources bring in, become the replacement character. Where they
    matter, in the texts of articles, the column is binary and keeps them.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Compare by code point, as SQLite does, not by the rules of the server's language."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what cannot be kept."""
        return _UNFIT.sub("\ufffd", value) if value else value


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    """A text that is empty rather than null."""
    return Column(name, Sound(), primary_key=primary_key, nullable=False, server_default=None if primary_key else "")


def _count(name: str) -> Column[int]:
    return Column(name, _Number, nullable=False, server_default="0")


def _moment(name: str) -> Column[float]:
    """Seconds since the epoch, as feeds are reckoned by."""
    return Column(name, Float(53), nullable=False, server_default="0")


def _row_number() -> Column[int]:
    return Column("n", _Number, primary_key=True, autoincrement=True)


meta = Table("meta", metadata, _text("name", primary_key=True), _text("value"))

runs = Table(
    "runs",
    metadata,
    _row_number(),
    _text("version"),
    _text("settings"),
    _text("models"),
    _text("started"),
    _text("finished"),
)

documents = Table(
    "documents",
    metadata,
    _text("sha256", primary_key=True),
    _text("media_type"),
    _count("size"),
    Column("data", LargeBinary(), nullable=False),
    _text("seen"),
    _count("run"),
)

articles = Table(
    "articles",
    metadata,
    _row_number(),
    Column("id", Sound(), nullable=False, unique=True),
    _text("outlet"),
    _text("title"),
    _text("published"),
    _text("language"),
    _text("url"),
    _text("origin"),
    _text("dated"),  # publication, or arrival where that is not known: what filters and orders go by
    _text("first_seen"),
    _text("last_seen"),
    _count("versions"),
    Column("latest", _Number, unique=True),
    _text("text_sha256"),
    _text("report_sha256"),
    _text("story"),
    Index("articles_story", "story"),
    Index("articles_outlet", "outlet", "dated"),
    Index("articles_dated", "dated"),
    Index("articles_text", "text_sha256"),
)

article_keys = Table("article_keys", metadata, _text("key", primary_key=True), Column("article", _Number))

versions = Table(
    "versions",
    metadata,
    _row_number(),
    Column("article", _Number, nullable=False),
    Column("number", Integer(), nullable=False),
    _text("seen"),
    _text("title"),
    _text("outlet"),
    _text("published"),
    _text("language"),
    _text("sha256"),
    _text("document"),
    Column("text", LargeBinary(), nullable=False),
    _text("blocks"),
    _count("run"),
    Index("versions_article", "article", "number", unique=True),
    Index("versions_document", "document"),
)

annotated = Table(
    "annotations",
    metadata,
    _text("basis", primary_key=True),
    _text("annotator", primary_key=True),
    Column("data", LargeBinary(), nullable=False),
    _text("kept"),
    _count("run"),
    Index("annotations_kept", "kept"),
)

text_vectors = Table(
    "text_vectors",
    metadata,
    _text("basis", primary_key=True),
    _text("encoder", primary_key=True),
    _text("digests"),
    Column("data", LargeBinary(), nullable=False),
    _text("kept"),
    _count("run"),
    Index("text_vectors_kept", "kept"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("article", _Number, primary_key=True, autoincrement=False),
    _text("encoder"),
    Column("data", LargeBinary(), nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("article", _Number, primary_key=True, autoincrement=False),
    Column("time", _Number),  # seconds since 1970, of publication; null where that is not known
    Column("data", LargeBinary(), nullable=False),
    Index("members_time", "time"),
)

stories = Table(
    "stories",
    metadata,
    Column("n", _Number, primary_key=True, autoincrement=False),
    Column("id", Sound(), nullable=False, unique=True),
    _text("forwarded_to"),
    _text("title"),
    _text("created"),
    _text("changed"),
    _text("first"),
    _text("last"),
    _text("languages"),
    _count("articles"),
    _count("outlets"),
    Column("independent_sources", _Number, nullable=False, server_default="1"),
    _count("statements"),
    _count("conflicts"),
    _count("variants"),
    Column("growth", Float(53), nullable=False, server_default="0"),
    _text("basis"),
    _text("edited_basis"),
    _count("edition"),
    _text("edited"),
    _text("stale_since"),  # empty where the edition is of what is there, or the story forwards
    Index("stories_forwarded", "forwarded_to"),
)
Index("stories_waiting", stories.c.stale_since, stories.c.articles.desc(), stories.c.n)
_LIVE = text("forwarded_to = ''")
for _name, _columns in {
    "stories_by_sources": (stories.c.independent_sources.desc(), stories.c.growth.desc(), stories.c.n.desc()),
    "stories_by_growth": (stories.c.growth.desc(), stories.c.n.desc()),
    "stories_by_change": (stories.c.changed.desc(), stories.c.n.desc()),
}.items():
    Index(_name, *_columns, sqlite_where=_LIVE, postgresql_where=_LIVE)

story_events = Table(
    "story_events",
    metadata,
    _row_number(),
    _text("story"),
    _text("at"),
    _text("kind"),
    _text("article"),
    _text("other"),
    _count("edition"),
    _text("reason"),
    _count("run"),
    Index("story_events_story", "story", "n"),
    Index("story_events_article", "article"),
)

editions = Table(
    "editions",
    metadata,
    _row_number(),
    _text("story"),
    _text("made"),
    _count("run"),
    _text("digest"),
    _text("basis"),
    _count("articles"),
    _count("statements"),
    _count("conflicts"),
    Column("data", LargeBinary(), nullable=False),
    Index("editions_story", "story", "n"),
)

utterances = Table(
    "utterances",
    metadata,
    _row_number(),
    _text("story"),
    _text("speaker"),
    _text("quotation"),
    _text("article"),
    _text("outlet"),
    _text("published"),
    Column("start", Integer(), nullable=False),
    Column("end", Integer(), nullable=False),
    _text("text"),
    _text("mode"),
    Index("utterances_story", "story"),
    Index("utterances_speaker", "speaker", "published"),
    Index("utterances_article", "article"),
)

speakers = Table(
    "speakers",
    metadata,
    _text("key", primary_key=True),
    _text("name"),
    _count("utterances"),
    _count("stories"),
    _text("last"),
    Index("speakers_utterances", text("utterances DESC"), "key"),
)

edges = Table(
    "edges",
    metadata,
    _row_number(),
    _text("story"),
    _text("derived"),
    _text("source"),
    _text("derived_outlet"),
    _text("source_outlet"),
    _text("kind"),
    Column("share", Float(53), nullable=False, server_default="0"),
    Column("directed", Boolean(), nullable=False),
    Index("edges_story", "story"),
    Index("edges_derived", "derived_outlet", "source_outlet"),
    Index("edges_source", "source_outlet", "derived_outlet"),
)

outlet_facts = Table(
    "outlet_facts",
    metadata,
    _text("story", primary_key=True),
    _text("outlet", primary_key=True),
    _count("articles"),
    _count("alone"),
    _count("first"),
    _count("copied"),
    _count("source"),
    Index("outlet_facts_outlet", "outlet"),
)

outlets = Table(
    "outlets",
    metadata,
    _text("name", primary_key=True),
    _count("articles"),
    _count("stories"),
    _count("alone"),
    _count("first"),
    _count("copied"),
    _count("source"),
    Index("outlets_articles", text("articles DESC"), "name"),
)

judgements = Table(
    "judgements",
    metadata,
    _row_number(),
    Column("id", Sound(), nullable=False, unique=True),
    _text("kind"),
    _text("decision"),
    _text("author"),
    _text("at"),
    _text("story"),
    _text("subject"),
    _text("comment"),
    _text("undone_at"),
    _text("undone_by"),
    _count("applied"),  # 0: not seen by the writer, 1: in force, 2: taken back and seen
    Index("judgements_story", "story"),
)

judgement_articles = Table(
    "judgement_articles",
    metadata,
    Column("judgement", _Number, primary_key=True, autoincrement=False),
    _text("article", primary_key=True),
    Index("judgement_articles_article", "article"),
)

feeds = Table(
    "feeds",
    metadata,
    _text("url", primary_key=True),
    _text("address"),
    _text("title"),
    _text("kind"),
    _text("etag"),
    _text("last_modified"),
    _text("digest"),
    _moment("checked"),
    _moment("due"),
    _moment("not_before"),
    _count("status"),
    _count("failures"),
    _text("error"),
    Column("gone", Boolean(), nullable=False, server_default=text("false")),
    _count("entries"),
    _count("articles"),
    _moment("last_article"),
    _text("parent"),
)

pages = Table(
    "pages",
    metadata,
    _text("url", primary_key=True),
    _text("host"),
    _text("feed"),
    _text("guid"),
    _text("title"),
    _text("outlet"),
    _text("published"),
    _text("content"),
    _text("mark"),
    _text("etag"),
    _text("last_modified"),
    _text("digest"),
    Column("due", Float(53)),
    _moment("fetched"),
    _count("visits"),
    _moment("listed"),
    _count("status"),
    _count("failures"),
    _text("error"),
    _text("article"),
    Index("pages_due", "due", "host"),
    Index("pages_listed", "listed"),
)

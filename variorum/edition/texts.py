"""The texts of an edition and what points into them: articles, blocks, spans, mentions, times.

The conventions of `variorum.edition.data` hold here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.model import BlockKind, EntityType, MentionForm
from variorum.values.date import TimeKind


@dataclass(frozen=True, slots=True)
class Generator:
    """What made the edition.

    name: The program.
    version: Its version.
    models: The models used, each with its version.
    settings: The settings of the run.
    created: When, in UTC (ISO 8601); the only field in which two runs on the same input differ.
    """

    name: str = "variorum"
    version: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    created: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The event the articles report.

    id: Derived from the hashes of the articles' texts, in whatever order they came.
    title: The article title whose words the other articles have most of, or the first statement.
    first: The earliest time of publication that is known (ISO 8601, as precise as known), or empty.
    last: The latest one.
    independent_sources: How many independent sources the articles come down to.
    title_writer: The language model that wrote the title, where one was asked to; empty otherwise.
    """

    id: str
    title: str
    first: str = ""
    last: str = ""
    independent_sources: int = 0
    title_writer: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of an article; blocks stand in order and do not overlap.

    start: The first code point.
    end: One past the last.
    kind: What the stretch is. Only headline, lead and body make claims.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's report, its text as read.

    id: The article's identifier.
    outlet: Who published it, or empty.
    title: Its title, or empty.
    published: When (ISO 8601, as precise as known), or empty.
    language: ISO 639-1, or empty.
    origin: Where it was read from: a path, `path:line`, an address or `-`.
    sha256: SHA-256 of `text` in UTF-8, hexadecimal.
    text: The text; every span counts code points of it.
    blocks: The labelled stretches of the text.
    url: Its address, or empty.
    """

    id: str
    outlet: str
    title: str
    published: str
    language: str
    origin: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article.

    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    """

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that refers to an entity.

    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    form: Whether it is a name, a role or a pronoun.
    """

    article: str
    start: int
    end: int
    text: str
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or body, merged over all articles.

    id: e1, e2, ... from the most to the least mentioned.
    name: The name that stands for it.
    type: What it is.
    names: All names it goes by in the articles.
    kin: Entities that stand for this one in some uses (a capital for its government).
    mentions: Where it is mentioned.
    """

    id: str
    name: str
    type: EntityType
    names: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its normalised value.

    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    kind: The TIMEX3 type.
    value: The TIMEX3 value ("2024-07-03", "P2M").
    precision: How precise a date is (year, season, month, part, week, day, hour, minute), or empty.
    earliest: The first day that can be meant (ISO 8601), or empty.
    latest: The last day that can be meant, or empty.
    """

    article: str
    start: int
    end: int
    text: str
    kind: TimeKind
    value: str
    precision: str = ""
    earliest: str = ""
    latest: str = ""

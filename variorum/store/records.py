"""What the store hands out and takes in: frozen records. Times are ISO 8601 in UTC, empty where not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.feeds.states import OutOfReachError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model import Article, Block


class StoreError(Exception):
    """The store cannot do what was asked; the message says why and what to do."""


class NoStoreError(StoreError):
    """There is no store at the place that was named."""


class LockedError(StoreError):
    """Another process is the writer; the message names it."""


class LostError(StoreError, OutOfReachError):
    """The database does not answer any more, or takes nothing: restarted, locked for long, its disk full.

    Nothing of what was under way is kept, all that was acknowledged is. Open the store again and go on.
    """


class UnknownError(StoreError, LookupError):
    """Nothing has that identifier, or more than one thing has that beginning."""


class Order(StrEnum):
    """How a list of stories is ordered: most independent sources, fastest growth, or latest change first."""

    SOURCES = "sources"
    GROWTH = "growth"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as lists show it.

    `articles`, `outlets`, `independent_sources`, `statements`, `conflicts` and `variants` are counts (rejected
    discrepancies are not counted; independent sources are 1 until the first edition is made). `first` and `last` are
    the earliest and latest publication. `growth` is the number of its articles, each counting half for every day since
    it came. `changed` is when an article joined, left or changed; `edited` when its latest edition was made, empty
    before the first. `stale` tells that the edition does not yet hold all that is known.
    """

    id: str
    title: str
    articles: int
    outlets: int
    independent_sources: int
    first: str
    last: str
    conflicts: int = 0
    variants: int = 0
    statements: int = 0
    growth: float = 0.0
    languages: tuple[str, ...] = ()
    created: str = ""
    changed: str = ""
    edited: str = ""
    stale: bool = True


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of a list of stories; `total` counts all that fit the filters."""

    stories: tuple[StoryRow, ...]
    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it: its latest version's facts, and `versions`, how many there are."""

    id: str
    outlet: str
    title: str
    published: str
    language: str
    url: str
    origin: str
    story: str
    first_seen: str
    last_seen: str
    versions: int


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood when it was `seen`; `number` counts from 1. `document` is the raw document's SHA-256."""

    number: int
    seen: str
    title: str
    outlet: str
    published: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    document: str
    run: int


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with all its versions, the oldest first."""

    row: ArticleRow
    versions: tuple[Version, ...]


class EventKind(StrEnum):
    """What happened to a story."""

    STARTED = "started"
    JOINED = "joined"
    LEFT = "left"
    REVISED = "revised"
    MERGED = "merged"
    SPLIT = "split"
    EDITED = "edited"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One entry of a story's history. `article`, `other` (a story) and `edition` are empty or 0 where none is meant.

    `run` is the number of the run that did it, 0 where that was not noted yet.
    """

    at: str
    kind: EventKind
    story: str
    article: str = ""
    other: str = ""
    edition: int = 0
    reason: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: the version of the code, its settings and models by name; `finished` is empty if it ended untold."""

    number: int
    version: str
    settings: dict[str, object]
    models: dict[str, str]
    started: str
    finished: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition that was made of a story: `number` identifies it, `digest` its content."""

    number: int
    story: str
    made: str
    run: int
    digest: str
    articles: int
    statements: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One wording of something said, in the current edition of a story. `quotation` is its id in that edition."""

    speaker: str
    name: str
    story: str
    title: str
    quotation: str
    article: str
    outlet: str
    published: str
    start: int
    end: int
    text: str
    mode: str


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who is quoted: `key` identifies the speaker, `name` is the fullest name."""

    key: str
    name: str
    utterances: int
    stories: int
    last: str


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A speaker with a page of utterances: those of one quotation stand together, the latest first."""

    row: SpeakerRow
    utterances: tuple[Utterance, ...]
    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet in figures.

    `alone` counts the stories that it alone reports, `first` those with more outlets that it published before all
    others, `copied` its articles that derive from another outlet's, `source` the articles of others that derive from
    its own.
    """

    name: str
    articles: int
    stories: int
    alone: int
    first: int
    copied: int
    source: int


@dataclass(frozen=True, slots=True)
class Flow:
    """How many articles of one outlet derive from another's, by kind of derivation."""

    outlet: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet: whom it takes from, who takes from it, and its latest articles."""

    row: OutletRow
    takes_from: tuple[Flow, ...]
    gives_to: tuple[Flow, ...]
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    `words` in any form: words, "phrases in marks", -left -out, begin*. `meaning` searches by vectors instead.
    Filters are empty where they do not matter; `since` and `until` (inclusive) are ISO 8601 dates of publication, or of
    arrival where that is not known; `speaker` is a name or some of its words.
    """

    words: str = ""
    meaning: bool = False
    outlet: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    story: str = ""
    speaker: str = ""
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    `snippet` is `text[start:end]` of its latest version and `marks` are the words found, as offsets into the snippet.
    `score` is higher for better; it orders the hits of one search and means nothing beside another's.
    """

    article: ArticleRow
    score: float
    snippet: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits; `total` counts all (`more` than that where counting stopped)."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """How the store stands. `writer` names the process that writes now, or is empty."""

    database: str
    schema: int
    stories: int
    articles: int
    versions: int
    documents: int
    editions: int
    judgements: int
    outlets: int
    stale: int
    feeds: int
    feeds_failing: int
    last_article: str
    last_edition: str
    size: int
    writer: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article to be stored: with the bytes it was read from, and what grouping and search need of it.

    `key` is the identity that another version of it will have, too, and `origin` where it can be looked for again.
    `vector` is its unit row, made by `encoder`.
    """

    article: Article
    key: str
    raw: bytes
    media_type: str
    vector: NDArray[np.floating] | None = None
    encoder: str = ""
    origin: str = ""


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    NEW = "new"
    REVISED = "revised"
    KNOWN = "known"

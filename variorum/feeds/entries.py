"""What a feed says: the feed itself, its entries, and how often it wishes to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MOST_ENTRIES = 2_000
MOST_CHILDREN = 500


class FeedError(Exception):
    """The reason, in words, why something is no feed that can be read."""


class FeedKind(StrEnum):
    """What a document turned out to be. An index, an outline and a page only name other feeds."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    INDEX = "index"
    OUTLINE = "outline"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    `guid` is the feed's own identifier or the link. `published` and `updated` are ISO 8601 with the precision that is
    known. `outlet` is the publisher that the entry itself names; empty where it names none. `content` is the whole
    article in HTML where the feed carries it, not a summary.
    """

    guid: str
    link: str
    title: str = ""
    published: str = ""
    updated: str = ""
    outlet: str = ""
    language: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a feed wishes to be asked: seconds between two requests, and hours (UTC) and days it sleeps.

    Days are numbered from Monday, 0.
    """

    seconds: float = 0.0
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read. `children` are addresses of other feeds that it names.

    `home` is the address of the site it belongs to, `expired` tells that it says it will not change again, and
    `notes` are what was wrong with it, in words, though it could be read.
    """

    kind: FeedKind
    title: str = ""
    home: str = ""
    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    pace: Pace = field(default_factory=Pace)
    expired: bool = False
    notes: tuple[str, ...] = ()

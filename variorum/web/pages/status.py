"""How the store stands, and how the feeds do."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter

from variorum.feeds.states import FeedState
from variorum.store.records import Status
from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["status"])


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed and how it goes; times are ISO 8601 in UTC, empty for never. `failures` are those in a row."""

    url: str
    title: str
    kind: str
    checked: str
    next_due: str
    status: int
    failures: int
    error: str
    gone: bool
    entries: int
    articles: int
    last_article: str
    parent: str

    @classmethod
    def of(cls, feed: FeedState) -> "FeedLine":
        """The line of a feed."""
        return cls(
            feed.url, feed.title, feed.kind, _time(feed.checked), _time(feed.due), feed.status, feed.failures,
            feed.error, feed.gone, feed.entries, feed.articles, _time(feed.last_article), feed.parent,
        )  # fmt: skip


def _time(seconds: float) -> str:
    if seconds <= 0:
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The store's counts, and its feeds: those that fail first, then those that are gone."""

    status: Status
    feeds: tuple[FeedLine, ...]
    database: str

    @property
    def heading(self) -> str:
        """What the page is called."""
        return "Feeds"


def status(site: AnySite) -> StatusPage:
    """How many articles, stories, editions and judgements there are, and how each feed does."""
    feeds = sorted(site.view.feeds(), key=lambda f: (not f.failures, not f.gone, f.title.casefold() or f.url, f.url))
    return StatusPage(site.view.status(), tuple(map(FeedLine.of, feeds)), site.view.place.name)


twins(router, "/status", StatusPage, "status.html.j2", status, name="status")

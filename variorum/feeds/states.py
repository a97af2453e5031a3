"""What is remembered of feeds and of the pages they name, and the port through which it is kept.

Times are seconds since the epoch; 0 means never.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from variorum.feeds.addresses import host_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class OutOfReachError(Exception):
    """What keeps the states, or the articles, cannot be reached now.

    A watch that meets it ends. Nothing that it acknowledged is lost by that, and another may go on from there.
    """


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed goes.

    `url` is the address it is subscribed by, `address` the one that is asked, after moves for good. `due` is when it is
    asked next, `not_before` what the server or repeated failure forbids to undercut. `digest` is of the body that was
    read last. `gone` tells that it said it is no more. `parent` is the index or outline that named it.
    """

    url: str
    address: str = ""
    title: str = ""
    kind: str = ""
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    checked: float = 0.0
    due: float = 0.0
    not_before: float = 0.0
    status: int = 0
    failures: int = 0
    error: str = ""
    gone: bool = False
    entries: int = 0
    articles: int = 0
    last_article: float = 0.0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that a feed named. What the entry said of it is kept until it is read.

    `mark` tells versions of the entry apart. `due` is when it is fetched next, None when it is left alone. `fetched` is
    the first time it was had, `visits` counts the looks after that. `content` is the article as the feed carries it,
    kept while it may be needed. `listed` is when a feed was last seen to name it. `article` is what it became.
    """

    url: str
    feed: str
    guid: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    content: str = ""
    mark: str = ""
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    due: float | None = None
    fetched: float = 0.0
    visits: int = 0
    listed: float = 0.0
    status: int = 0
    failures: int = 0
    error: str = ""
    article: str = ""

    @property
    def host(self) -> str:
        """The scheme and host that it is fetched from."""
        return host_of(self.url)

    @property
    def has_page(self) -> bool:
        """Whether there is an address to fetch; entries without one are known by the feed's and a fragment."""
        return "#" not in self.url


class FeedStates(Protocol):
    """Where states are kept. Every method that writes has written when it returns."""

    def feed(self, url: str) -> FeedState | None:
        """A feed by the address it is subscribed by."""
        ...

    def feeds(self) -> Iterable[FeedState]:
        """All feeds, by address."""
        ...

    def pages(self, urls: Collection[str]) -> Mapping[str, PageState]:
        """Those of some pages that are known."""
        ...

    def due_pages(self, now: float, most: int, but_hosts: Collection[str] = ()) -> list[PageState]:
        """Pages that are due, the longest due first, without those of some hosts."""
        ...

    def next_page(self, but_hosts: Collection[str] = ()) -> float | None:
        """When the next page will be due."""
        ...

    def put(self, feeds: Iterable[FeedState] = (), pages: Iterable[PageState] = ()) -> None:
        """Keep some states, all of them or none."""
        ...

    def drop_feeds(self, urls: Collection[str]) -> None:
        """Forget some feeds."""
        ...

    def forget_pages(self, before: float) -> int:
        """Forget pages that are left alone and that no feed named since; tell how many."""
        ...


class MemoryStates:
    """States that are forgotten with the process: for tests and for a look at a feed."""

    def __init__(self) -> None:
        self._feeds: dict[str, FeedState] = {}
        self._pages: dict[str, PageState] = {}

    def feed(self, url: str) -> FeedState | None:
        """A feed by the address it is subscribed by."""
        return self._feeds.get(url)

    def feeds(self) -> Iterable[FeedState]:
        """All feeds, by address."""
        return [self._feeds[url] for url in sorted(self._feeds)]

    def pages(self, urls: Collection[str]) -> Mapping[str, PageState]:
        """Those of some pages that are known."""
        return {url: self._pages[url] for url in urls if url in self._pages}

    def due_pages(self, now: float, most: int, but_hosts: Collection[str] = ()) -> list[PageState]:
        """Pages that are due, the longest due first, without those of some hosts."""
        due = [p for p in self._waiting(but_hosts) if p.due is not None and p.due <= now]
        return sorted(due, key=lambda p: (p.due or 0.0, p.url))[:most]

    def next_page(self, but_hosts: Collection[str] = ()) -> float | None:
        """When the next page will be due."""
        return min((p.due for p in self._waiting(but_hosts) if p.due is not None), default=None)

    def put(self, feeds: Iterable[FeedState] = (), pages: Iterable[PageState] = ()) -> None:
        """Keep some states."""
        self._feeds.update((state.url, state) for state in feeds)
        self._pages.update((page.url, page) for page in pages)

    def drop_feeds(self, urls: Collection[str]) -> None:
        """Forget some feeds."""
        for url in urls:
            self._feeds.pop(url, None)

    def forget_pages(self, before: float) -> int:
        """Forget pages that are left alone and that no feed named since; tell how many."""
        old = [page.url for page in self._pages.values() if page.due is None and page.listed < before]
        for url in old:
            del self._pages[url]
        return len(old)

    def _waiting(self, but_hosts: Collection[str]) -> list[PageState]:
        return [page for page in self._pages.values() if page.host not in but_hosts]

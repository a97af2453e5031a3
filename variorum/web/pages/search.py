"""Search by words and by meaning."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Parameter

from variorum.store.records import Hit, Query, UnknownError
from variorum.web.fields import Day, Offset, Short
from variorum.web.site import Site
from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["search"])
_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What was searched for, and a page of what was found; `total` counts all, `more` tells of uncounted ones."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    more: bool
    offset: int
    limit: int

    @property
    def searched(self) -> bool:
        """Whether anything was asked for."""
        q = self.query
        return bool(q.words.strip() or q.outlet or q.language or q.since or q.until or q.story or q.speaker)

    @property
    def nearest(self) -> bool:
        """Whether articles are in the order of their nearness: then all are found, and the first ones matter."""
        return self.query.meaning and bool(self.query.words.strip())

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"{self.query.words}: search" if self.query.words else "Search"


def search(
    site: AnySite,
    q: Annotated[str, Parameter(max_length=2000, description="Words in any form")] = "",
    meaning: Annotated[bool, Parameter(description="Search by meaning instead of by words")] = False,
    outlet: Short = "",
    language: Short = "",
    since: Day = "",
    until: Day = "",
    story: Annotated[str, Parameter(max_length=400, description="An identifier, its beginning or its address")] = "",
    speaker: Annotated[str, Parameter(max_length=200, description="A name; the surname will do")] = "",
    offset: Offset = 0,
) -> Found:
    """Articles with some words, or of some meaning, in any language; the latest version of each is searched."""
    within = _story(site, story)
    query = Query(q, meaning, outlet, language, since, until, within, speaker.strip(), offset, _PAGE)
    nothing = Found(query, (), 0, more=False, offset=offset, limit=_PAGE)
    if not nothing.searched:
        return nothing
    page = site.view.search(query)
    return Found(query, page.hits, page.total, page.more, offset, _PAGE)


def _story(site: Site, named: str) -> str:
    """The story that an identifier, its beginning or its address leads to; as it is where it leads to none."""
    wanted = named.strip().rstrip("/").rpartition("/")[2]
    try:
        return site.view.resolve(wanted) if wanted else ""
    except UnknownError:
        return wanted


twins(router, "/search", Found, "search.html.j2", search, name="search")

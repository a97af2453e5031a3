"""The front page: stories by independent sources, by growth, or by their latest change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from variorum.store.records import Order, StoryRow
from variorum.web.fields import Day, Offset, Short
from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["stories"])

DAYS = 14
"""Days that a sparkline spans."""

_PAGE = 30


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in the list; `arrivals` are its articles a day, over the last `DAYS` days up to `until`.

    That is today, or the day of the latest article on the page; for a story that was over before, its own last day.
    """

    story: StoryRow
    arrivals: tuple[int, ...]
    until: str
    today: int = 0


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page of stories, with the filters it was chosen by. `until` is the day on which the sparklines end."""

    stories: tuple[StoryLine, ...]
    total: int
    offset: int
    limit: int
    order: Order
    language: str
    outlet: str
    since: str
    until: str
    database: str

    @property
    def filtered(self) -> bool:
        """Whether some stories are left out."""
        return bool(self.language or self.outlet or self.since)

    @property
    def heading(self) -> str:
        """What the page is called."""
        return "Stories"


def front_page(
    site: AnySite,
    order: Order = Order.SOURCES,
    language: Short = "",
    outlet: Short = "",
    since: Day = "",
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = _PAGE,
) -> FrontPage:
    """Stories with their counts and how they grow, most independent sources first unless `order` says otherwise."""
    found = site.view.stories(order, outlet=outlet, language=language, since=since, offset=offset, limit=limit)
    today = datetime.now(UTC).date()
    common = min(max((_last(s) for s in found.stories), default=today), today)
    ends = {s.id: common if (common - _last(s)).days < DAYS else _last(s) for s in found.stories}
    earliest = min(ends.values(), default=today) - timedelta(days=DAYS - 1)
    times = site.view.arrivals(list(ends), earliest.isoformat()) if ends else {}
    lines = []
    for story in found.stories:
        end = ends[story.id]
        counts = per_day(times.get(story.id, ()), end - timedelta(days=DAYS - 1))
        lines.append(StoryLine(story, counts, end.isoformat(), counts[-1] if end == today else 0))
    place = site.view.place.name
    return FrontPage(
        tuple(lines), found.total, offset, limit, order, language, outlet, since, common.isoformat(), place
    )


def _last(story: StoryRow) -> date:
    return _day(story.last) or _day(story.changed) or datetime.now(UTC).date()


def per_day(times: Sequence[str], start: date) -> tuple[int, ...]:
    """How many of the times fall on each of `DAYS` days from `start`."""
    counts = [0] * DAYS
    for each in times:
        found = _day(each)
        if found and 0 <= (found - start).days < DAYS:
            counts[(found - start).days] += 1
    return tuple(counts)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


twins(router, "/", FrontPage, "stories.html.j2", front_page, name="stories")
twins(router, "/stories", FrontPage, "stories.html.j2", front_page, name="stories_again")

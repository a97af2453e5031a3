"""Outlets: who reports alone, who is first, who copies whom."""

from dataclasses import dataclass

from fastapi import APIRouter

from variorum.store.records import ArticleRow, Flow, OutletRow
from variorum.web.fields import Offset
from variorum.web.twins import AnySite, twins

router = APIRouter(tags=["outlets"])
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Outlets:
    """A page of outlets, those with most articles first."""

    outlets: tuple[OutletRow, ...]
    total: int
    offset: int
    limit: int

    @property
    def heading(self) -> str:
        """What the page is called."""
        return "Outlets"


@dataclass(frozen=True, slots=True)
class OutletSheet:
    """One outlet: its figures, whom it takes from, who takes from it, and its latest articles."""

    row: OutletRow
    takes_from: tuple[Flow, ...]
    gives_to: tuple[Flow, ...]
    articles: tuple[ArticleRow, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.row.name


def outlets(site: AnySite, offset: Offset = 0) -> Outlets:
    """Outlets with how many articles and stories they have, how often alone, first, copied, and copied by others."""
    found, total = site.view.outlets(offset, _PAGE)
    return Outlets(tuple(found), total, offset, _PAGE)


def outlet(site: AnySite, name: str) -> OutletSheet:
    """One outlet: whom it takes from and who takes from it, by kind of derivation, and its latest articles."""
    found = site.view.outlet(name)
    return OutletSheet(found.row, found.takes_from, found.gives_to, found.articles)


twins(router, "/outlets", Outlets, "outlets.html.j2", outlets, name="outlets")
twins(router, "/outlets/{name:path}", OutletSheet, "outlet.html.j2", outlet, name="outlet")

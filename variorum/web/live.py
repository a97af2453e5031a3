"""An edition as it is served: the whole of a usual story, the weightiest part of a very large one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from variorum.edition.html.page import parts
from variorum.edition.view import View
from variorum.web.templating import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import data
    from variorum.edition.data import Edition
    from variorum.edition.items import Derivation, Difference, Label, Moment, Row, Said

T = TypeVar("T")

MANY = 40
"""Articles a page holds whole; of more, this many are chosen."""

_ROWS = 120
_DIFFERENCES = 60
_SAID = 60
_READINGS = 8
_ALONE = 30
_MOMENTS = 40
_EDGES = 60
_DRAWN = 60


@dataclass(frozen=True)
class LiveView(View):
    """What a served page shows of an edition; `whole` tells whether that is all of it."""

    inside: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, edition: Edition) -> LiveView:
        """The view of an edition with the articles worth showing whole."""
        return cls(edition, frozenset(chosen(edition)))

    @cached_property
    def whole(self) -> bool:
        """Whether every article is on the page."""
        return len(self.inside) == len(self.edition.articles)

    @cached_property
    def outside(self) -> tuple[tuple[Label, data.Article], ...]:
        """The articles that are not shown whole."""
        pairs = zip(self.labels, self.edition.articles, strict=True)
        return tuple((label, a) for label, a in pairs if a.id not in self.inside)

    def href(self, article: str, start: int, end: int) -> str:
        """The link to a stretch: on this page, or on its article's own."""
        if article in self.inside:
            return super().href(article, start, end)
        return f"/articles/{segment(article)}?mark={start}-{end}#mark"

    @cached_property
    def columns(self) -> tuple[tuple[int, tuple[Label, ...]], ...]:
        """The independent sources with those of their articles that are shown."""
        found = []
        for number, group in super().columns:
            kept = tuple(w for w in group if self.edition.articles[w.position].id in self.inside)
            if kept:
                found.append((number, kept))
        return tuple(found)

    def quoted(self, side: Sequence[data.Reading]) -> Sequence[data.Reading]:
        """The first readings of a side."""
        return side if self.whole else side[:_READINGS]

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The surest discrepancies."""
        found = [d for d in self.edition.discrepancies if d.verdict != "compatible"]
        return tuple(self._difference(d) for d in self._first(found, _DIFFERENCES))

    @cached_property
    def compatible(self) -> tuple[Difference, ...]:
        """The surest of what only looks different."""
        found = [d for d in self.edition.discrepancies if d.verdict == "compatible"]
        return tuple(self._difference(d) for d in self._first(found, _DIFFERENCES))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What most articles quote."""
        found = [q for q in self.edition.quotations if len(q.wordings) > 1]
        return tuple(self._said(q) for q in self._first(found, _SAID))

    @cached_property
    def said_once(self) -> tuple[Said, ...]:
        """Quotations with one wording, of articles that are shown."""
        found = [q for q in self.edition.quotations if len(q.wordings) == 1 and q.wordings[0].article in self.inside]
        return tuple(self._said(q) for q in self._first(found, _SAID))

    @cached_property
    def shared(self) -> tuple[Row, ...]:
        """The statements of most independent sources."""
        return self._first(super().shared, _ROWS)

    def listed(self, found: Sequence[str]) -> tuple[Row, ...]:
        """Statements by their ids."""
        return super().listed(self._first(found, _ALONE))

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The first dates of the timeline."""
        return self._first(super().moments, _MOMENTS)

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        """The edges in words."""
        return tuple(self._derivation(e) for e in self._first(self.edition.lineage.edges, _EDGES))

    def _first(self, found: Sequence[T], limit: int) -> tuple[T, ...]:
        return tuple(found if self.whole else found[:limit])


def chosen(edition: Edition) -> list[str]:
    """The articles a page shows whole: all, or of many those that state most, each independent source first once."""
    if len(edition.articles) <= MANY:
        return [a.id for a in edition.articles]
    stated = Counter(a for s in edition.statements for a in s.articles)
    place = {a.id: i for i, a in enumerate(edition.articles)}
    turns = []
    for group in edition.lineage.groups:
        ordered = sorted(group, key=lambda a: (-stated[a], place[a]))
        turns += [(turn, -len(group), place[a], a) for turn, a in enumerate(ordered)]
    return [a for *_, a in sorted(turns)[:MANY]]


def filled(view: LiveView) -> dict[str, object]:
    """What the edition's template is filled from."""
    return parts(view, view.inside, _DRAWN)

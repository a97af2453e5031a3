"""What the server draws on: a store where there is one, and the editions it has made itself."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from variorum.mcp.answers import Citation, HitLine, SearchAnswer, StoriesAnswer, StoryLine
from variorum.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import Edition
    from variorum.edition.texts import Block as EditionBlock
    from variorum.encode import Encoder
    from variorum.store import View
    from variorum.store.records import Hit, Query, StoryRow

_KEPT = 16
# Of a report whose opening paragraph is long, and of how many reports one has the story's title.
_OPENING = 300
_LOOKED_AT = 20


class NotThereError(LookupError):
    """There is no such story or store; the message says what to do."""


class Library:
    """Stories by identifier. The store is opened anew for each question, so that it may appear, grow and move."""

    def __init__(self, db: str) -> None:
        self.db = db
        self._made: OrderedDict[str, Edition] = OrderedDict()
        self._encoder: Encoder | None = None

    def keep(self, edition: Edition) -> None:
        """Keep an edition that was made here; the sixteen latest are kept."""
        self._made[edition.story.id] = edition
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)

    def edition(self, story: str) -> Edition:
        """The edition of a story, by its identifier or the beginning of it. Raises NotThereError."""
        if story in self._made:
            return self._made[story]
        begun = [each for each in self._made if story and each.startswith(story)]
        if len(begun) == 1:
            return self._made[begun[0]]
        from variorum.desk.editions import edition_of
        from variorum.store import NoStoreError, StoreError, View

        try:
            with View(self.db) as view:
                return edition_of(view, story)
        except NoStoreError as error:
            raise NotThereError(f"there is no story {story!r} here; call `collate` first ({error})") from error
        except StoreError as error:
            raise NotThereError(str(error)) from error

    def stories(self, order: str, limit: int) -> StoriesAnswer:
        """The stories of the store and those made here. Raises ValueError for an unknown order."""
        from variorum.store import NoStoreError, View
        from variorum.store.records import Order

        lines = [_line(edition) for edition in reversed(self._made.values())]
        total = len(lines)
        try:
            with View(self.db) as view:
                page = view.stories(order=Order(order), limit=limit)
                lines += [_line_of_row(view, row) for row in page.stories[: max(0, limit - total)]]
        except NoStoreError:
            return StoriesAnswer(lines[:limit], total)
        return StoriesAnswer(lines[:limit], total + page.total)

    def search(self, query: Query) -> SearchAnswer:
        """Search the store. Raises NotThereError where there is none."""
        from variorum.store import NoStoreError, StoreError, View

        try:
            with View(self.db) as view:
                page = view.search(query, self._meaning() if query.meaning else None)
        except NoStoreError as error:
            raise NotThereError(f"there is nothing to search: {error}") from error
        except StoreError as error:
            raise NotThereError(str(error)) from error
        return SearchAnswer([_hit(hit) for hit in page.hits], page.total)

    def _meaning(self) -> Encoder:
        if self._encoder is None:
            from variorum.encode import default_encoder

            self._encoder = default_encoder()
        return self._encoder


def _hit(hit: Hit) -> HitLine:
    row = hit.article
    citation = Citation(row.id, row.outlet, row.published, row.url, hit.start, hit.end, hit.snippet)
    return HitLine(row.story, row.title, citation)


def _line_of_row(view: View, s: StoryRow) -> StoryLine:
    rows = view.articles(s.id, limit=_LOOKED_AT)
    citation = None
    if rows:
        row = next((each for each in rows if each.title == s.title), rows[0])
        latest = view.article(row.id).versions[-1]
        start, end = _opening(latest.text, latest.blocks)
        citation = Citation(row.id, row.outlet, row.published, row.url, start, end, latest.text[start:end])
    return StoryLine(
        s.id, s.title, s.articles, s.outlets, s.independent_sources, s.conflicts, s.first, s.last, citation
    )


def _opening(text: str, blocks: Sequence[Block | EditionBlock]) -> tuple[int, int]:
    """The headline in a text, or else where its report begins; the text's beginning where no block makes claims."""
    telling = [b for b in blocks if b.kind.makes_claims] or [Block(0, len(text), BlockKind.BODY)]
    first = next((b for b in telling if b.kind is BlockKind.HEADLINE), telling[0])
    return first.start, min(first.end, first.start + _OPENING)


def _line(edition: Edition) -> StoryLine:
    conflicts = sum(d.verdict == "conflict" for d in edition.discrepancies)
    outlets = len({a.outlet or a.id for a in edition.articles})
    a = next((each for each in edition.articles if each.title == edition.story.title), edition.articles[0])
    start, end = _opening(a.text, a.blocks)
    return StoryLine(
        edition.story.id,
        edition.story.title,
        len(edition.articles),
        outlets,
        len(edition.lineage.groups),
        conflicts,
        edition.story.first,
        edition.story.last,
        Citation(a.id, a.outlet, a.published, a.url, start, end, a.text[start:end]),
    )

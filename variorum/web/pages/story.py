"""A story: its edition, live; its history, its articles, its judgements, its statements one by one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from pydantic import WithJsonSchema
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.edition import Edition
from variorum.edition.data import Statement
from variorum.judgements import Judgement
from variorum.model import article_name, name_in_story
from variorum.store.records import ArticleRow, EditionRow, EventKind, StoryRow
from variorum.web import judged
from variorum.web.assets import all_digests
from variorum.web.compare_editions import EditionChanges, compare_editions
from variorum.web.fields import Offset
from variorum.web.hooks import Hooks
from variorum.web.kept import Kept
from variorum.web.live import MANY, LiveView, filled
from variorum.web.pages.downloads import offered
from variorum.web.site import Site
from variorum.web.templating import environment
from variorum.web.twins import AnySite, as_json, twins

router = APIRouter(tags=["stories"])

_PAGE = 100
_PATIENCE = 0.15
"""Seconds that one waits for the page of a large story before being told that it is being made."""

_BODIES: Kept[str] = Kept(64_000_000)
_TOKEN = "variorum-form-token-" + hashlib.sha256(datetime.now(UTC).isoformat().encode()).hexdigest()

EditionData = Annotated[
    dict[str, Any], WithJsonSchema({"type": "object", "description": "An edition; see /edition.schema.json"})
]


@dataclass(frozen=True, slots=True)
class StorySheet:
    """A story with its latest edition (null before the first one) and all judgements on it, those undone too."""

    story: StoryRow
    edition_number: int
    edition: EditionData | None
    judgements: tuple[Judgement, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.story.title


@dataclass(frozen=True, slots=True)
class _Current:
    """What decides how a story's page looks."""

    story: StoryRow
    edition: EditionRow | None
    judgements: tuple[Judgement, ...]

    def tag(self, *more: object) -> str:
        judgements = [(j.id, j.undone_at) for j in self.judgements]
        parts = (self.story, self.edition, judgements, all_digests(), more)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _current(site: Site, story: str) -> _Current:
    row = site.view.story(story)
    editions = site.view.editions(row.id)
    judgements = site.view.judgements(row.id, undone=True)
    return _Current(row, editions[0] if editions else None, tuple(judgements))


class _GoneError(HTTPException):
    """An edition that was there a moment ago: its story was merged with another between two reads."""

    def __init__(self) -> None:
        super().__init__(404, "There is no such edition.")


def _answer(make: Callable[[], Response]) -> Response:
    """What `make` answers; from the beginning once more where the story was merged meanwhile."""
    try:
        return make()
    except _GoneError:
        return make()


@router.get("/stories/{story}.json", response_model=StorySheet, summary="story", name="story_json")
def story_json(request: Request, site: AnySite, story: str) -> Response:
    """A story with its latest edition and the judgements on it; a merged story's identifier leads on."""
    return _answer(lambda: _story_json(request, site, story))


def _story_json(request: Request, site: Site, story: str) -> Response:
    current = _current(site, story)
    tag = f'"{current.tag()}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    number = current.edition.number if current.edition else 0
    sheet = as_json(StorySheet, StorySheet(current.story, number, None, current.judgements)).body
    if number:
        edition = site.view.edition_json(current.story.id, number=number)
        if edition is None:
            raise _GoneError
        # The edition is put in as it is kept: reading and writing it again would take longer than all the rest.
        head, _, tail = bytes(sheet).partition(b'"edition":null')
        sheet = head + b'"edition":' + edition.encode("utf-8", "surrogatepass") + tail
    return Response(sheet, media_type="application/json", headers={"ETag": tag})


@router.get("/stories/{story}", include_in_schema=False, name="story")
def story_page(request: Request, site: AnySite, story: str) -> Response:
    """The edition, live."""
    return _answer(lambda: _story_page(request, site, story))


def _story_page(request: Request, site: Site, story: str) -> Response:
    current = _current(site, story)
    row, visitor = current.story, site.visitor(request)
    if row.id != story:
        return RedirectResponse(f"/stories/{row.id}", 307)
    tag = f'W/"{current.tag(visitor.user, visitor.session.nonce if visitor.may_judge else "")}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    twin = f"/stories/{row.id}.json"
    body = _made(site, current, judging=visitor.may_judge) if current.edition else None
    if body is None:
        sheet = StorySheet(row, current.edition.number if current.edition else 0, None, current.judgements)
        rows = site.view.articles(row.id, 0, _PAGE)
        return site.page(request, "story_bare.html.j2", sheet, title=row.title, twin=twin, articles=rows)
    if visitor.may_judge:
        body = body.replace(_TOKEN, site.door.signer.form_token(visitor.session))
    response = site.page(request, "story.html.j2", None, title=row.title, twin=twin, body=Markup(body))  # noqa: S704
    response.headers["ETag"] = tag
    return response


def _made(site: Site, current: _Current, *, judging: bool) -> str | None:
    """The edition's page, made if it is not there; None while that of a very large story is being made."""
    key = (current.tag(), judging, site.settings.read_only)
    if current.story.articles <= MANY:
        return _BODIES.get(key, lambda: _body(site, current, judging=judging))
    return _BODIES.soon(key, lambda: _body(site, current, judging=judging), _PATIENCE)


def _body(site: Site, current: _Current, *, judging: bool) -> str:
    """The edition with what the desk adds to it; forms hold a mark where the visitor's token belongs."""
    number = current.edition.number if current.edition else 0
    edition = site.view.edition(current.story.id, number=number)
    if edition is None:
        raise _GoneError
    view = LiveView.of(edition)
    hooks = Hooks(
        current.story,
        number,
        view,
        judged.of_discrepancies(edition, current.judgements) | judged.of_statements(edition, current.judgements),
        sum(j.holds for j in current.judgements),
        Markup('<input type="hidden" name="form_token" value="{}">').format(_TOKEN) if judging else Markup(),
        offered(site),
    )
    return environment().get_template("edition.html.j2").render(filled(view) | {"desk": hooks})


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a story's history, `told` in words."""

    at: str
    kind: EventKind
    told: str
    article: str
    article_name: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class SilentEdit:
    """A new version of an article that came between the two editions."""

    article: str
    outlet: str
    title: str
    version: int
    seen: str


@dataclass(frozen=True, slots=True)
class History:
    """What changed between two editions of a story, the silent edits in between, and all that happened."""

    story: StoryRow
    editions: tuple[EditionRow, ...]
    old_edition: int
    new_edition: int
    changes: EditionChanges | None
    edits: tuple[SilentEdit, ...]
    events: tuple[Event, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"History: {self.story.title}"


_TOLD = {
    EventKind.STARTED: "The story began with",
    EventKind.JOINED: "Joined:",
    EventKind.LEFT: "Left:",
    EventKind.REVISED: "Changed at its address:",
    EventKind.MERGED: "Merged with",
    EventKind.SPLIT: "Split from",
    EventKind.EDITED: "A new edition was made",
    EventKind.JUDGED: "Somebody judged",
}


def history(
    site: AnySite,
    story: str,
    since: Annotated[int, Query(ge=0, description="The older edition's number; 0 for yesterday's")] = 0,
) -> History:
    """What changed since an earlier edition: statements and discrepancies that came or went, silent edits."""
    row = site.view.story(story)
    editions = tuple(site.view.editions(row.id))
    articles = {a.id: a for a in site.view.articles(row.id)}
    new = editions[0] if editions else None
    old = _older(editions, since)
    changes: EditionChanges | None = None
    edits: tuple[SilentEdit, ...] = ()
    if old is not None and new is not None:
        before, after = site.view.edition(row.id, number=old.number), site.view.edition(row.id, number=new.number)
        if before and after:
            changes, edits = compare_editions(before, after), _edits(site, before, after)
    events = site.view.history(row.id)
    named = {a.id: a.outlet or a.title or article_name("", a.id) for a in articles.values()}
    return History(
        row,
        editions,
        old.number if old else 0,
        new.number if new else 0,
        changes,
        edits,
        tuple(
            Event(e.at, e.kind, _TOLD[e.kind], e.article, named.get(e.article, e.article), e.other, e.reason)
            for e in events
        ),
    )


def _older(editions: tuple[EditionRow, ...], since: int) -> EditionRow | None:
    """The edition asked for; else the latest that is a day old, or the first of a younger story."""
    earlier = editions[1:]
    if since:
        found = next((e for e in earlier if e.number == since), None)
        if found is None:
            raise HTTPException(404, f"There is no earlier edition {since} of this story.")
        return found
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    return next((e for e in earlier if e.made <= yesterday), earlier[-1] if earlier else None)


def _edits(site: Site, before: Edition, after: Edition) -> tuple[SilentEdit, ...]:
    """The versions that came between two editions, of articles that are in both and read differently."""
    texts = {a.id: a.sha256 for a in before.articles}
    found = []
    for article in after.articles:
        if texts.get(article.id, article.sha256) == article.sha256:
            continue
        record = site.view.article(article.id)
        known = max((v.number for v in record.versions if v.sha256 == texts[article.id]), default=1)
        found += [
            SilentEdit(record.row.id, record.row.outlet, v.title or record.row.title, v.number, v.seen)
            for v in record.versions
            if v.number > known
        ]
    return tuple(sorted(found, key=lambda e: (e.seen, e.article), reverse=True))


@dataclass(frozen=True, slots=True)
class StoryArticles:
    """The articles of a story, the latest first."""

    story: StoryRow
    articles: tuple[ArticleRow, ...]
    total: int
    offset: int
    limit: int

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"Articles: {self.story.title}"


def articles(site: AnySite, story: str, offset: Offset = 0) -> StoryArticles:
    """The articles of a story, the latest first."""
    row = site.view.story(story)
    return StoryArticles(row, tuple(site.view.articles(row.id, offset, _PAGE)), row.articles, offset, _PAGE)


@dataclass(frozen=True, slots=True)
class Alike:
    """A story, and others that one might think to be the same."""

    story: StoryRow
    alike: tuple[StoryRow, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"Stories like: {self.story.title}"


def alike(site: AnySite, story: str) -> Alike:
    """Other stories whose articles are nearest in meaning to this one's, in any language."""
    row = site.view.story(story)
    return Alike(row, tuple(site.view.like(row.id)))


@dataclass(frozen=True, slots=True)
class StoryJudgements:
    """All that people decided in a story, the latest first, what was taken back too; `outlets` are by article."""

    story: StoryRow
    judgements: tuple[Judgement, ...]
    outlets: dict[str, str]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"Judgements: {self.story.title}"


def judgements(site: AnySite, story: str) -> StoryJudgements:
    """Every judgement on a story with its author and time; what was undone, by whom."""
    row = site.view.story(story)
    outlets = {a.id: article_name(a.outlet, a.id) for a in site.view.articles(row.id)}
    return StoryJudgements(row, tuple(site.view.judgements(row.id, undone=True)), outlets)


@dataclass(frozen=True, slots=True)
class StatementLabel:
    """A statement's id and words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """A statement of a story's latest edition with its claims, the judgements on it, and the other statements."""

    story: str
    edition: int
    statement: Statement
    outlets: dict[str, str]
    judgements: tuple[Judgement, ...]
    others: tuple[StatementLabel, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"Statement {self.statement.id[1:]}"


_OTHERS = 400


def statement(site: AnySite, story: str, statement: str) -> StatementSheet:
    """One statement of the latest edition: its claims in every article, and who judged it."""
    current = _current(site, story)
    number = current.edition.number if current.edition else 0
    edition = site.view.edition(current.story.id, number=number) if number else None
    found = next((s for s in edition.statements if s.id == statement), None) if edition else None
    if edition is None or found is None:
        raise HTTPException(404, f"The latest edition of this story has no statement {statement}.")
    others = tuple(StatementLabel(s.id, s.text) for s in edition.statements if s.id != statement)
    outlets = {a.id: name_in_story(a.outlet, i) for i, a in enumerate(edition.articles)}
    told = tuple(judged.of_statements(edition, current.judgements).get(found.id, ()))
    return StatementSheet(current.story.id, number, found, outlets, told, others[:_OTHERS])


twins(router, "/stories/{story}/history", History, "history.html.j2", history, name="history")
twins(router, "/stories/{story}/articles", StoryArticles, "story_articles.html.j2", articles, name="story_articles")
twins(router, "/stories/{story}/alike", Alike, "alike.html.j2", alike, name="alike", part="alike_part.html.j2")
twins(router, "/stories/{story}/judgements", StoryJudgements, "judgements.html.j2", judgements, name="judgements")
twins(
    router, "/stories/{story}/statements/{statement}", StatementSheet, "statement.html.j2", statement, name="statement"
)

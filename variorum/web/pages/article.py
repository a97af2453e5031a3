"""An article: its text with labelled blocks, its versions, and what changed between them."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.edition.html.marks import Mark, Paragraph, paragraphs
from variorum.edition.texts import Article, Block
from variorum.model import BlockKind
from variorum.store.records import ArticleRecord, ArticleRow, StoryRow, UnknownError, Version
from variorum.web.revisions import Revision, revision
from variorum.web.site import address
from variorum.web.twins import AnySite, as_json

router = APIRouter(tags=["articles"])

_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """A labelled stretch of the text, in code points."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version without its text. `number` counts from 1."""

    number: int
    seen: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """An article: its facts, the text of one version with its blocks, all versions, and its story if it is in one."""

    article: ArticleRow
    story: StoryRow | None
    shown_version: int
    text: str
    sha256: str
    blocks: tuple[BlockLabel, ...]
    versions: tuple[VersionLine, ...]

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.article.title or self.article.id


VersionNumber = Annotated[int, Query(ge=0, le=1_000_000, description="The version, or 0 for the latest")]


def _sheet(site: AnySite, article: str, version: VersionNumber = 0) -> ArticleSheet:
    """An article with its labelled blocks and its versions; every offset counts code points of `text`."""
    record = site.view.article(article)
    shown = _version(record, version or len(record.versions))
    try:
        story = site.view.story(record.row.story) if record.row.story else None
    except UnknownError:
        story = None
    return ArticleSheet(
        record.row,
        story,
        shown.number,
        shown.text,
        shown.sha256,
        tuple(BlockLabel(b.start, b.end, b.kind) for b in shown.blocks),
        tuple(VersionLine(v.number, v.seen, v.title, v.sha256) for v in record.versions),
    )


@router.get("/articles/{article}/changes.json", response_model=Revision, summary="changes", name="changes_json")
def changes_json(site: AnySite, article: str, version: VersionNumber = 0) -> Response:
    """What a version changed in the one before it, statement by statement."""
    return as_json(Revision, _revision(site, article, version))


@router.get("/articles/{article}/changes", include_in_schema=False, name="changes")
def changes(request: Request, site: AnySite, article: str, version: VersionNumber = 0) -> Response:
    """The same as a page, or as a fragment for the article's page."""
    page = _revision(site, article, version)
    template = "changes_part.html.j2" if request.headers.get("hx-request") else "changes.html.j2"
    twin = f"{address(request)}.json?version={page.number}"
    return site.page(request, template, page, title=f"What changed: {page.article.title}", twin=twin)


@router.get("/articles/{article}.json", response_model=ArticleSheet, summary="article", name="article_json")
def article_json(site: AnySite, article: str, version: VersionNumber = 0) -> Response:
    """An article with its labelled blocks and its versions; every offset counts code points of `text`."""
    return as_json(ArticleSheet, _sheet(site, article, version))


@router.get("/articles/{article}", include_in_schema=False, name="article")
def article_page(request: Request, site: AnySite, article: str, version: VersionNumber = 0, mark: str = "") -> Response:
    """The article as a page; `mark` (start-end) is a stretch to be marked."""
    page = _sheet(site, article, version)
    query = f"?{request.url.query}" if version else ""
    return site.page(
        request,
        "article.html.j2",
        page,
        title=page.heading,
        twin=f"{address(request)}.json{query}",
        paragraphs=_paragraphs(page, mark),
    )


def _paragraphs(page: ArticleSheet, mark: str) -> list[Paragraph]:
    a = page.article
    blocks = tuple(Block(b.start, b.end, b.kind) for b in page.blocks)
    text = Article(a.id, a.outlet, a.title, a.published, a.language, a.origin, page.sha256, page.text, blocks, a.url)
    marks = []
    if found := _RANGE.fullmatch(mark):
        start, end = int(found[1]), min(int(found[2]), len(page.text))
        if start < end:
            marks.append(Mark(start, end, Markup(' class="marked"'), "mark"))
    return paragraphs(text, marks)


def _version(record: ArticleRecord, number: int) -> Version:
    for version in record.versions:
        if version.number == number:
            return version
    raise HTTPException(404, f"There is no version {number} of this article; it has {len(record.versions)}.")


def _revision(site: AnySite, article: str, number: int) -> Revision:
    record = site.view.article(article)
    new = _version(record, number or len(record.versions))
    if new.number < 2:
        raise HTTPException(404, "The first version has none before it.")
    return revision(site.view, record.row, _version(record, new.number - 1), new)

"""Judging: forms in, judgements kept at once, and back to where the form stood."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from variorum.edition import Edition
from variorum.edition.data import Discrepancy, Statement
from variorum.judgements import Decision, Judgement, Passage
from variorum.model import DiscrepancyKind, Verdict
from variorum.store import StoreError, UnknownError
from variorum.web import hooks, judged
from variorum.web.identity import Visitor
from variorum.web.pages.login import inside
from variorum.web.site import Site
from variorum.web.twins import AnySite, as_json

if TYPE_CHECKING:
    from markupsafe import Markup

router = APIRouter(tags=["judging"], prefix="/judge")

Text = Annotated[str, Form(max_length=400)]
Words = Annotated[str, Form(max_length=4000, description="Why, in words")]
Next = Annotated[str, Form(max_length=2000, description="Where a browser goes next")]


def judge_of(request: Request, site: AnySite, form_token: Annotated[str, Form(max_length=400)] = "") -> Visitor:
    """The visitor, if they may judge; else 401 or 403 with the reason."""
    if not site.settings.judging:
        raise HTTPException(403, "Nobody can judge here: these pages are for reading.")
    visitor = site.visitor(request)
    if not visitor.may_judge:
        raise HTTPException(401, "To judge, sign in first.", {"WWW-Authenticate": "Bearer"})
    refusal = site.door.refusal(request, visitor, form_token)
    if refusal:
        raise HTTPException(403, refusal)
    return visitor


Judge = Annotated[Visitor, Depends(judge_of)]


@router.post("/discrepancy", response_model=Judgement, status_code=201)
def discrepancy(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    discrepancy: Annotated[str, Form(max_length=40, description="Its id in the edition")],
    decision: Annotated[Decision, Form(description="confirmed, rejected, retyped or noted")],
    edition: Annotated[int, Form(ge=0, description="The edition's number; 0 for the latest")] = 0,
    to_kind: Text = "",
    to_verdict: Text = "",
    comment: Words = "",
    next: Next = "",  # noqa: A002 - the field's name
) -> Response:
    """Confirm, reject or retype a discrepancy, or comment on it."""
    found = _in_latest(site, story, edition, discrepancy)
    if decision is Decision.NOTED:
        made = _desk.comment(site.settings.db, story, _said(comment), author=judge.user, discrepancy=found.id)
    elif decision in (Decision.CONFIRMED, Decision.REJECTED, Decision.RETYPED):
        kind, verdict = _retyped(found, to_kind, to_verdict) if decision is Decision.RETYPED else ("", "")
        made = _desk.discrepancy(
            site.settings.db, story, found.id, decision, author=judge.user, comment=comment.strip(), to_kind=kind,
            to_verdict=verdict,
        )  # fmt: skip
    else:
        raise HTTPException(422, f"A discrepancy cannot be judged {decision}.")
    site.settle()
    if request.headers.get("hx-request"):
        return _box(site, judge, story, found)
    return _done(request, made, next, f"/stories/{site.view.resolve(story)}#{found.id}")


@router.post("/merge", response_model=Judgement, status_code=201)
def merge(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    other: Text = "",
    named: Annotated[str, Form(max_length=400, description="Instead of `other`: an identifier or its beginning")] = "",
    comment: Words = "",
) -> Response:
    """These two stories are one."""
    wanted = named.strip().rstrip("/").rpartition("/")[2] or other
    if not wanted:
        raise HTTPException(422, "Choose the other story, or give its identifier.")
    a, b = site.view.resolve(story), site.view.resolve(wanted)
    if a == b:
        raise HTTPException(422, "These two are one story already.")
    made = _desk.merge(site.settings.db, a, b, author=judge.user, comment=comment.strip())
    site.settle()
    return _done(request, made, "", f"/stories/{a}/judgements#{made.id}")


@router.post("/split", response_model=Judgement, status_code=201)
def split(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    articles: Annotated[list[str], Form(description="Identifiers of the articles that are another story")] = [],  # noqa: B006
    comment: Words = "",
) -> Response:
    """These articles are a story of their own."""
    if not articles:
        raise HTTPException(422, "Choose the articles that are another story.")
    made = _desk.split(site.settings.db, story, articles, author=judge.user, comment=comment.strip())
    site.settle()
    return _done(request, made, "", f"/stories/{site.view.resolve(story)}/judgements#{made.id}")


@router.post("/statements/merge", response_model=Judgement, status_code=201)
def statements_merge(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    statement: Annotated[str, Form(max_length=40)],
    other: Annotated[str, Form(max_length=40)],
    edition: Annotated[int, Form(ge=0)] = 0,
    comment: Words = "",
) -> Response:
    """These two statements state the same."""
    chosen = [_statement(site, story, edition, each)[1].id for each in (statement, other)]
    made = _desk.statements_one(site.settings.db, story, chosen, author=judge.user, comment=comment.strip())
    site.settle()
    return _done(request, made, "", f"/stories/{site.view.resolve(story)}/judgements#{made.id}")


@router.post("/statements/split", response_model=Judgement, status_code=201)
def statements_split(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    statement: Annotated[str, Form(max_length=40)],
    claims: Annotated[list[str], Form(description="Ids of the claims that state something else")] = [],  # noqa: B006
    edition: Annotated[int, Form(ge=0)] = 0,
    comment: Words = "",
) -> Response:
    """These claims do not state what the others of the statement state."""
    if not claims:
        raise HTTPException(422, "Choose the claims that state something else.")
    asked, found = _statement(site, story, edition, statement)
    out = _claims(asked, found, claims)
    made = _desk.statement_apart(site.settings.db, story, found.id, out, author=judge.user, comment=comment.strip())
    site.settle()
    return _done(request, made, "", f"/stories/{site.view.resolve(story)}/judgements#{made.id}")


@router.post("/comment", response_model=Judgement, status_code=201)
def comment(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Annotated[str, Form(max_length=200)],
    comment: Words = "",
    discrepancy: Annotated[str, Form(max_length=40)] = "",
    statement: Annotated[str, Form(max_length=40)] = "",
    edition: Annotated[int, Form(ge=0)] = 0,
    next: Next = "",  # noqa: A002
) -> Response:
    """A comment on a story, a discrepancy or a statement."""
    said = _said(comment)
    discrepancy = _in_latest(site, story, edition, discrepancy).id if discrepancy else ""
    statement = _statement(site, story, edition, statement)[1].id if statement else ""
    made = _desk.comment(site.settings.db, story, said, author=judge.user, discrepancy=discrepancy, statement=statement)
    return _done(request, made, next, f"/stories/{site.view.resolve(story)}/judgements#{made.id}")


@router.post("/undo", response_model=Judgement)
def undo(
    request: Request,
    site: AnySite,
    judge: Judge,
    judgement: Annotated[str, Form(max_length=80)],
    next: Next = "",  # noqa: A002
) -> Response:
    """Take a judgement back. It stays on record, with who took it back."""
    made = _desk.undo(site.settings.db, judgement, author=judge.user)
    site.settle()
    story = site.view.resolve(made.subject.story) if made.subject.story else ""
    if request.headers.get("hx-request"):
        found = _judged_discrepancy(site, story, made)
        return _box(site, judge, story, found) if found else HTMLResponse("")
    return _done(request, made, next, f"/stories/{story}/judgements#{made.id}" if story else "/", status=200)


@router.post("/settle", include_in_schema=False)
def settle(site: AnySite, judge: Judge, story: Annotated[str, Form(max_length=200)]) -> Response:  # noqa: ARG001
    """Make the edition of a story now, if no other process is at it."""
    found = site.view.resolve(story)
    site.settle(found)
    return RedirectResponse(f"/stories/{found}", 303)


class _Desk:
    """`variorum.desk.judge`, imported when first used; what it refuses is an answer, not a fault of the store."""

    def __getattr__(self, name: str) -> Callable[..., Judgement]:
        from variorum.desk import judge

        decide: Callable[..., Judgement] = getattr(judge, name)

        def decided(*arguments: object, **named: object) -> Judgement:
            try:
                return decide(*arguments, **named)
            except UnknownError:
                raise
            except StoreError as refused:
                raise HTTPException(409, str(refused)) from refused

        return decided


_desk = _Desk()


def _done(request: Request, made: Judgement, then: str, default: str, status: int = 201) -> Response:
    """The judgement for a program; the page to go on with for a browser."""
    if "application/json" in request.headers.get("accept", ""):
        return as_json(Judgement, made, status)
    target = inside(then) if then else default
    if request.headers.get("hx-request"):
        return HTMLResponse("", headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


def _said(comment: str) -> str:
    if not comment.strip():
        raise HTTPException(422, "The comment is empty.")
    return comment.strip()


def _retyped(found: Discrepancy, to_kind: str, to_verdict: str) -> tuple[str, str]:
    try:
        kind = DiscrepancyKind(to_kind or found.kind)
        verdict = Verdict(to_verdict or found.verdict)
    except ValueError as wrong:
        raise HTTPException(422, f"{wrong}; see /help for kinds and verdicts") from wrong
    if (kind, verdict) == (found.kind, found.verdict):
        raise HTTPException(422, "It is of that kind and verdict already.")
    return kind.value, verdict.value


def _latest(site: Site, story: str) -> int:
    editions = site.view.editions(story)
    if not editions:
        raise HTTPException(409, "There is no edition of this story yet.")
    return editions[0].number


def _statement(site: Site, story: str, edition: int, wanted: str) -> tuple[Statement, Statement]:
    """A statement as the page had it, and as it is in the latest edition: found again by its claims."""
    latest = _latest(site, story)
    now = site.view.edition(story, number=latest)
    then = site.view.edition(story, number=edition) if edition and edition != latest else now
    asked = next((s for s in then.statements if s.id == wanted), None) if then else None
    found = judged.same_statement(asked, now) if asked and now else None
    if asked is None or found is None:
        raise HTTPException(409, "The latest edition has no such statement any more. Load the page again.")
    return asked, found


def _claims(asked: Statement, found: Statement, wanted: list[str]) -> list[str]:
    """The claims that were chosen, by what they are called in the latest edition."""
    keys = {Passage(c.article, c.text).key for c in asked.claims if c.id in wanted}
    return [c.id for c in found.claims if Passage(c.article, c.text).key in keys]


def _in_latest(site: Site, story: str, edition: int, wanted: str) -> Discrepancy:
    """The discrepancy that was judged, in the latest edition: found again by its readings if that is a new one."""
    latest = _latest(site, story)
    found = _of(site.view.edition(story, number=edition or latest), wanted)
    if found is not None and edition and edition != latest:
        now = site.view.edition(story, number=latest)
        found = judged.counterpart(found, now) if now else None
    if found is None:
        raise HTTPException(409, "The latest edition has no such discrepancy any more. Load the page again.")
    return found


def _of(edition: Edition | None, wanted: str) -> Discrepancy | None:
    return next((d for d in edition.discrepancies if d.id == wanted), None) if edition else None


def _judged_discrepancy(site: Site, story: str, made: Judgement) -> Discrepancy | None:
    edition = site.view.edition(story) if story else None
    keys = {p.key for p in made.subject.passages}
    if edition is None or not made.subject.discrepancy:
        return None
    kinds = (made.subject.discrepancy, made.subject.to_kind)
    found = [d for d in edition.discrepancies if d.kind in kinds and len(judged.readings(d) & keys) > 1]
    return found[0] if found else None


def _box(site: Site, judge: Visitor, story: str, found: Discrepancy) -> Response:
    """The box under a discrepancy, as it is after the judgement."""
    edition = site.view.edition(story)
    number = _latest(site, story)
    judgements = site.view.judgements(story)
    on_it = judged.of_discrepancies(edition, judgements).get(found.id, ()) if edition else ()
    token: Markup = site.form_field(judge)()
    return HTMLResponse(hooks.discrepancy(site.view.resolve(story), number, found, on_it, token))

"""Judging: forms in, judgements kept at once, and back to where the form stood."""

from collections.abc import Callable
from dataclasses import dataclass
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
Short = Annotated[str, Form(max_length=40)]
Number = Annotated[int, Form(ge=0, description="The edition's number; 0 for the latest")]


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


@dataclass(frozen=True, slots=True)
class Judging:
    """What every form brings: who judges which story, why, and where a browser goes next."""

    request: Request
    site: Site
    judge: Visitor
    story: str
    comment: str
    then: str

    def keep(self, decide: Callable[..., Judgement], *what: object, **how: object) -> Judgement:
        """Put a decision on record, to be obeyed soon. What the desk refuses is an answer, not a fault of the store."""
        try:
            made = decide(self.site.settings.db, *what, author=self.judge.user, **how)
        except UnknownError:
            raise
        except StoreError as refused:
            raise HTTPException(409, str(refused)) from refused
        self.site.settle()
        return made

    def told(self, made: Judgement, default: str = "", status: int = 201) -> Response:
        """The judgement for a program; the page to go on with for a browser."""
        if "application/json" in self.request.headers.get("accept", ""):
            return as_json(Judgement, made, status)
        story = made.subject.story and self.site.view.resolve(made.subject.story)
        record = f"/stories/{story}/judgements#{made.id}" if story else "/"
        target = inside(self.then) if self.then else default or record
        if self.request.headers.get("hx-request"):
            return HTMLResponse("", headers={"HX-Redirect": target})
        return RedirectResponse(target, 303)

    def decided(self, decide: Callable[..., Judgement], *what: object) -> Response:
        """Put a decision on record, with the comment, and tell."""
        return self.told(self.keep(decide, *what, comment=self.comment))


def judging_of(
    request: Request,
    site: AnySite,
    judge: Judge,
    story: Text,
    comment: Annotated[str, Form(max_length=4000, description="Why, in words")] = "",
    next: Annotated[str, Form(max_length=2000, description="Where a browser goes next")] = "",  # noqa: A002
) -> Judging:
    """What a form brings."""
    return Judging(request, site, judge, story, comment.strip(), next)


ThisJudging = Annotated[Judging, Depends(judging_of)]


@router.post("/discrepancy", response_model=Judgement, status_code=201)
def discrepancy(
    judging: ThisJudging,
    discrepancy: Annotated[str, Form(max_length=40, description="Its id in the edition")],
    decision: Annotated[Decision, Form(description="confirmed, rejected, retyped or noted")],
    edition: Number = 0,
    to_kind: Text = "",
    to_verdict: Text = "",
) -> Response:
    """Confirm, reject or retype a discrepancy, or comment on it."""
    from variorum.desk import judge

    found = _in_latest(judging.site, judging.story, edition, discrepancy)
    if decision is Decision.NOTED:
        made = judging.keep(judge.comment, judging.story, _said(judging), discrepancy=found.id)
    elif decision in (Decision.CONFIRMED, Decision.REJECTED, Decision.RETYPED):
        kind, verdict = _retyped(found, to_kind, to_verdict) if decision is Decision.RETYPED else ("", "")
        how = {"comment": judging.comment, "to_kind": kind, "to_verdict": verdict}
        made = judging.keep(judge.discrepancy, judging.story, found.id, decision, **how)
    else:
        raise HTTPException(422, f"A discrepancy cannot be judged {decision}.")
    if judging.request.headers.get("hx-request"):
        return _box(judging.site, judging.judge, judging.story, found)
    return judging.told(made, f"/stories/{judging.site.view.resolve(judging.story)}#{found.id}")


@router.post("/merge", response_model=Judgement, status_code=201)
def merge(
    judging: ThisJudging,
    other: Text = "",
    named: Annotated[str, Form(max_length=400, description="Instead of `other`: an identifier or its beginning")] = "",
) -> Response:
    """These two stories are one."""
    from variorum.desk import judge

    wanted = named.strip().rstrip("/").rpartition("/")[2] or other
    if not wanted:
        raise HTTPException(422, "Choose the other story, or give its identifier.")
    a, b = judging.site.view.resolve(judging.story), judging.site.view.resolve(wanted)
    if a == b:
        raise HTTPException(422, "These two are one story already.")
    return judging.decided(judge.merge, a, b)


@router.post("/split", response_model=Judgement, status_code=201)
def split(
    judging: ThisJudging,
    articles: Annotated[list[str], Form(description="Identifiers of the articles that are another story")] = [],  # noqa: B006
) -> Response:
    """These articles are a story of their own."""
    from variorum.desk import judge

    if not articles:
        raise HTTPException(422, "Choose the articles that are another story.")
    return judging.decided(judge.split, judging.story, articles)


@router.post("/statements/merge", response_model=Judgement, status_code=201)
def statements_merge(judging: ThisJudging, statement: Short, other: Short, edition: Number = 0) -> Response:
    """These two statements state the same."""
    from variorum.desk import judge

    chosen = [_statement(judging.site, judging.story, edition, each)[1].id for each in (statement, other)]
    return judging.decided(judge.statements_one, judging.story, chosen)


@router.post("/statements/split", response_model=Judgement, status_code=201)
def statements_split(
    judging: ThisJudging,
    statement: Short,
    claims: Annotated[list[str], Form(description="Ids of the claims that state something else")] = [],  # noqa: B006
    edition: Number = 0,
) -> Response:
    """These claims do not state what the others of the statement state."""
    from variorum.desk import judge

    if not claims:
        raise HTTPException(422, "Choose the claims that state something else.")
    asked, found = _statement(judging.site, judging.story, edition, statement)
    return judging.decided(judge.statement_apart, judging.story, found.id, _claims(asked, found, claims))


@router.post("/comment", response_model=Judgement, status_code=201)
def comment(judging: ThisJudging, discrepancy: Short = "", statement: Short = "", edition: Number = 0) -> Response:
    """A comment on a story, a discrepancy or a statement."""
    from variorum.desk import judge

    said = _said(judging)
    discrepancy = _in_latest(judging.site, judging.story, edition, discrepancy).id if discrepancy else ""
    statement = _statement(judging.site, judging.story, edition, statement)[1].id if statement else ""
    return judging.told(judging.keep(judge.comment, judging.story, said, discrepancy=discrepancy, statement=statement))


@router.post("/undo", response_model=Judgement)
def undo(
    request: Request,
    site: AnySite,
    visitor: Judge,
    judgement: Annotated[str, Form(max_length=80)],
    next: Annotated[str, Form(max_length=2000)] = "",  # noqa: A002 - the field's name
) -> Response:
    """Take a judgement back. It stays on record, with who took it back."""
    from variorum.desk import judge

    judging = Judging(request, site, visitor, "", "", next)
    made = judging.keep(judge.undo, judgement)
    if request.headers.get("hx-request"):
        story = site.view.resolve(made.subject.story) if made.subject.story else ""
        found = _judged_discrepancy(site, story, made)
        return _box(site, visitor, story, found) if found else HTMLResponse("")
    return judging.told(made, status=200)


@router.post("/settle", include_in_schema=False)
def settle(site: AnySite, judge: Judge, story: Text) -> Response:  # noqa: ARG001
    """Make the edition of a story now, if no other process is at it."""
    found = site.view.resolve(story)
    site.settle(found)
    return RedirectResponse(f"/stories/{found}", 303)


def _said(judging: Judging) -> str:
    if not judging.comment:
        raise HTTPException(422, "The comment is empty.")
    return judging.comment


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

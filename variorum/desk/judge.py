"""What people decide, on record at once: beside whoever is the writer, and obeyed by the writer soon after.

A judgement names today's stories, discrepancies and statements by their identifiers, and is kept by what they are made
of: the articles and the words of their passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from variorum.judgements import Decision, Judgement, JudgementKind, Passage, Subject
from variorum.store import LockedError, StoreError, UnknownError, View
from variorum.store.packing import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy, Statement

T = TypeVar("T", "Discrepancy", "Statement")


def merge(db: str | Path, a: str, b: str, *, author: str, comment: str = "") -> Judgement:
    """Decide that two stories are one. Raises `StoreError`, also where an earlier decision says that they are not."""
    return _stories(db, a, b, Decision.ONE, author, comment)


def apart(db: str | Path, a: str, b: str, *, author: str, comment: str = "") -> Judgement:
    """Decide that two stories are not one, whatever else may come in on either."""
    return _stories(db, a, b, Decision.APART, author, comment)


def split(db: str | Path, story: str, articles: Sequence[str], *, author: str, comment: str = "") -> Judgement:
    """Decide that some articles of a story are a story of their own."""
    with View(db) as view:
        story = view.resolve(story)
        whole = _members(view, story)
        left = tuple(_one_of(each, whole, f"article of {story}") for each in articles)
        right = tuple(each for each in whole if each not in left)
        if not left or not right:
            raise StoreError(f"{story}: name some of its articles to split off, and leave some")
        return _keep(view, JudgementKind.STORIES, Decision.SPLIT, author, comment, Subject(story, (left, right)))


def discrepancy(
    db: str | Path,
    story: str,
    identifier: str,
    decision: Decision,
    *,
    author: str,
    comment: str = "",
    to_kind: str = "",
    to_verdict: str = "",
) -> Judgement:
    """Confirm, reject or retype a discrepancy of a story's edition."""
    if decision is Decision.RETYPED and not (to_kind or to_verdict):
        raise StoreError("say what the discrepancy is retyped to: another kind, another verdict, or both")
    with View(db) as view:
        story = view.resolve(story)
        found = _named(_edition(view, story).discrepancies, identifier, f"discrepancy of {story}")
        subject = Subject(
            story=story,
            discrepancy=_found_as(view, found),
            to_kind=to_kind,
            to_verdict=to_verdict,
            passages=_readings(found),
        )
        return _keep(view, JudgementKind.DISCREPANCY, decision, author, comment, subject)


def statements_one(
    db: str | Path, story: str, identifiers: Sequence[str], *, author: str, comment: str = ""
) -> Judgement:
    """Decide that several statements of a story's edition state the same."""
    with View(db) as view:
        story = view.resolve(story)
        edition = _edition(view, story)
        chosen = [_named(edition.statements, each, f"statement of {story}") for each in dict.fromkeys(identifiers)]
        if len(chosen) < 2:
            raise StoreError(f"{story}: name two statements or more that state the same")
        passages = tuple(Passage(c.article, c.text, side=i) for i, s in enumerate(chosen) for c in s.claims)
        subject = Subject(story, passages=passages)
        return _keep(view, JudgementKind.STATEMENTS, Decision.ONE, author, comment, subject)


def statement_apart(
    db: str | Path, story: str, identifier: str, claims: Sequence[str], *, author: str, comment: str = ""
) -> Judgement:
    """Decide that some claims of a statement do not state the same as the rest of it."""
    with View(db) as view:
        story = view.resolve(story)
        statement = _named(_edition(view, story).statements, identifier, f"statement of {story}")
        out = {_named(statement.claims, each, f"claim of {identifier}").id for each in claims}  # type: ignore[type-var]
        if not out or len(out) == len(statement.claims):
            raise StoreError(f"{identifier}: name some of its claims to take out, and leave some")
        passages = tuple(Passage(c.article, c.text, side=int(c.id not in out)) for c in statement.claims)
        subject = Subject(story, passages=passages)
        return _keep(view, JudgementKind.STATEMENTS, Decision.APART, author, comment, subject)


def comment(
    db: str | Path, story: str, text: str, *, author: str, discrepancy: str = "", statement: str = ""
) -> Judgement:
    """Note a comment on a story, or on a discrepancy or a statement of its edition."""
    if not text.strip():
        raise StoreError("the comment is empty")
    with View(db) as view:
        story = view.resolve(story)
        subject = Subject(story, (_members(view, story),))
        if discrepancy:
            found = _named(_edition(view, story).discrepancies, discrepancy, f"discrepancy of {story}")
            subject = Subject(story, discrepancy=_found_as(view, found), passages=_readings(found))
        elif statement:
            stated = _named(_edition(view, story).statements, statement, f"statement of {story}")
            subject = Subject(story, passages=tuple(Passage(c.article, c.text) for c in stated.claims))
        return _keep(view, JudgementKind.COMMENT, Decision.NOTED, author, text.strip(), subject)


def undo(db: str | Path, judgement: str, *, author: str) -> Judgement:
    """Take a judgement back; it stays on record with who took it back. Raises `UnknownError`."""
    from variorum.store import writer

    with View(db) as view:
        writer.undo(view.place.told, judgement, _author(author), moment())
        return view.judgement(judgement)


def settle(db: str | Path, wait: float = 1.0) -> bool:
    """Obey what waits, unless another process is the writer, which then will: tell whether it was done here.

    Merges and splits are made, and the editions of the stories concerned.
    """
    from variorum.desk.core import Desk

    try:
        desk = Desk(db, wait=wait)
    except LockedError:
        return False
    with desk:
        for _ in desk.refresh(only=desk.settle()):
            pass
    return True


def _stories(db: str | Path, a: str, b: str, decision: Decision, author: str, comment: str) -> Judgement:
    with View(db) as view:
        a, b = view.resolve(a), view.resolve(b)
        if a == b:
            raise StoreError(f"{a}: both are this story already; to part it, split off some of its articles")
        subject = Subject(a, (_members(view, a), _members(view, b)))
        return _keep(view, JudgementKind.STORIES, decision, author, comment, subject)


def _keep(
    view: View, kind: JudgementKind, decision: Decision, author: str, comment: str, subject: Subject
) -> Judgement:
    from variorum.store import writer

    made = Judgement("", kind, decision, _author(author), moment(), subject, comment.strip())
    if kind is JudgementKind.STORIES:
        _refuse_contradiction(view, made)
    return view.judgement(writer.judge(view.place.told, made))


def _author(author: str) -> str:
    name = " ".join(author.split())
    if not name:
        raise StoreError("a judgement needs its author's name")
    return name


def _refuse_contradiction(view: View, new: Judgement) -> None:
    """Raise `StoreError` where a decision on stories cannot hold beside those made before."""
    from variorum.cluster.growing import Contradiction
    from variorum.cluster.growing.constraints import Constraints
    from variorum.desk.grouping import constraints_of

    constraints = Constraints()
    for earlier in view.judgements_of(JudgementKind.STORIES):
        try:
            for each in constraints_of(earlier):
                constraints.add(each)
            trial = Constraints()
            for each in (*constraints_of(earlier), *constraints_of(new)):
                trial.add(each)
        except Contradiction:
            said = f"{earlier.author} decided otherwise on {earlier.at[:10]} ({earlier.id})"
            raise StoreError(f"{said}; take that back first: variorum judge undo {earlier.id}") from None
    try:
        for each in constraints_of(new):
            constraints.add(each)
    except Contradiction as wrong:
        raise StoreError(f"this cannot hold beside what was decided before ({wrong}); take that back first") from wrong


def _members(view: View, story: str) -> tuple[str, ...]:
    return tuple(sorted(row.id for row in view.articles(story, limit=100_000)))


def _edition(view: View, story: str) -> Edition:
    found = view.edition(story)
    if found is None:
        raise StoreError(
            f"{story}: it has no edition yet; `variorum add` without articles makes those that are missing"
        )
    return found


def _named(items: Iterable[T], identifier: str, what: str) -> T:
    found = next((each for each in items if each.id == identifier), None)
    if found is None:
        raise UnknownError(f"there is no {what} named {identifier!r}; `variorum show` lists them")
    return found


def _one_of(beginning: str, names: Sequence[str], what: str) -> str:
    found = [name for name in names if name == beginning] or [name for name in names if name.startswith(beginning)]
    if len(found) != 1 or not beginning:
        raise UnknownError(f"{beginning!r} names {'more than one' if found else 'no'} {what}")
    return found[0]


def _readings(found: Discrepancy) -> tuple[Passage, ...]:
    return tuple(Passage(r.article, r.text, r.value, r.side) for r in found.readings)


def _found_as(view: View, found: Discrepancy) -> str:
    """The kind that a discrepancy was found as, whatever it has been retyped to since."""
    return view.judgement(found.judgement).subject.discrepancy if found.judgement else found.kind.value

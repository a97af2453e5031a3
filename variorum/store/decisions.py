"""Writing judgements: added and taken back, never altered or removed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import and_, insert, or_, select, update

from variorum.judgements import Decision, Judgement, JudgementKind, Passage, Subject
from variorum.store import schema
from variorum.store.records import UnknownError

if TYPE_CHECKING:
    from sqlalchemy import Connection


_IN_FORCE, _OVER = 1, 2


def add(connection: Connection, judgement: Judgement) -> str:
    """Keep a judgement; return its identifier. It waits to be applied by the writer."""
    j = schema.judgements
    values = {
        "kind": judgement.kind.value,
        "decision": judgement.decision.value,
        "author": judgement.author,
        "at": judgement.at,
        "story": judgement.subject.story,
        "subject": pack_subject(judgement.subject),
        "comment": judgement.comment,
    }
    # The number is the database's, and the identifier is made of it; until then no other has this one.
    added = connection.execute(insert(j).values(values | {"id": f"new {uuid4()}"}))
    number = added.inserted_primary_key[0]  # type: ignore[index]
    identifier = f"j{number}"
    connection.execute(update(j).where(j.c.n == number).values(id=identifier))
    rows = [{"judgement": number, "article": article} for article in sorted(judgement.articles)]
    if rows:
        connection.execute(insert(schema.judgement_articles), rows)
    return identifier


def undo(connection: Connection, identifier: str, by: str, at: str) -> None:
    """Take a judgement back; it stays on record. Raises `UnknownError` if there is none that holds."""
    j = schema.judgements
    change = update(j).where(j.c.id == identifier, j.c.undone_at == "")
    if connection.execute(change.values(undone_at=at, undone_by=by)).rowcount == 0:
        known = connection.execute(select(j.c.n).where(j.c.id == identifier)).first()
        raise UnknownError(
            f"judgement {identifier} was taken back already" if known else f"there is no judgement {identifier}"
        )


def waiting(connection: Connection) -> list[tuple[Judgement, bool]]:
    """Judgements that the writer has not seen yet, or not since they were taken back, in order.

    With each, whether it is in force.
    """
    j = schema.judgements
    made, undone = and_(j.c.undone_at == "", j.c.applied == 0), and_(j.c.undone_at != "", j.c.applied < _OVER)
    rows = connection.execute(select(j).where(or_(made, undone)).order_by(j.c.n))
    return [(judgement(row), row.applied == _IN_FORCE) for row in rows]


def seen(connection: Connection, each: Judgement) -> None:
    """Note that the writer has seen to a judgement as it is now."""
    j = schema.judgements
    state = _IN_FORCE if each.holds else _OVER
    connection.execute(update(j).where(j.c.id == each.id).values(applied=state))


def in_force(connection: Connection, kind: JudgementKind) -> list[Judgement]:
    """The judgements of a kind that the writer has seen to and that it has not taken back, in order."""
    j = schema.judgements
    rows = connection.execute(select(j).where(j.c.kind == kind.value, j.c.applied == _IN_FORCE).order_by(j.c.n))
    return [judgement(row) for row in rows]


def on(connection: Connection, story: str) -> list[Judgement]:
    """The judgements that hold and are about articles of a story, in order."""
    j, ja, a = schema.judgements, schema.judgement_articles, schema.articles
    about = select(ja.c.judgement).join(a, a.c.id == ja.c.article).where(a.c.story == story)
    rows = connection.execute(select(j).where(j.c.n.in_(about), j.c.undone_at == "").order_by(j.c.n))
    return [judgement(row) for row in rows]


def pack_subject(subject: Subject) -> str:
    """A subject as JSON, in ASCII, so that odd characters survive."""
    return json.dumps(asdict(subject), separators=(",", ":"))


def judgement(row: Any) -> Judgement:
    """A judgement from its row."""
    told = json.loads(row.subject)
    told["groups"] = tuple(tuple(group) for group in told["groups"])
    told["passages"] = tuple(Passage(**each) for each in told["passages"])
    kind, decision = JudgementKind(row.kind), Decision(row.decision)
    subject = Subject(**told)
    return Judgement(row.id, kind, decision, row.author, row.at, subject, row.comment, row.undone_at, row.undone_by)

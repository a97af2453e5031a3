"""Writing judgements: added and taken back, never altered or removed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import insert, select, update

from variorum.judgements import Decision, Judgement, JudgementKind, Passage, Subject
from variorum.store import schema
from variorum.store.records import UnknownError

if TYPE_CHECKING:
    from sqlalchemy import Connection


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
    rows = [{"judgement": number, "article": article} for article in sorted(articles_of(judgement.subject))]
    if rows:
        connection.execute(insert(schema.judgement_articles), rows)
    return identifier


def undo(connection: Connection, identifier: str, by: str, at: str) -> None:
    """Take a judgement back; it stays on record. Raises `UnknownError` if there is none that holds."""
    j = schema.judgements
    change = update(j).where(j.c.id == identifier, j.c.undone_at == "")
    if connection.execute(change.values(undone_at=at, undone_by=by, applied=False)).rowcount == 0:
        known = connection.execute(select(j.c.n).where(j.c.id == identifier)).first()
        raise UnknownError(
            f"judgement {identifier} was taken back already" if known else f"there is no judgement {identifier}"
        )


def waiting(connection: Connection) -> list[Judgement]:
    """Judgements (made or taken back) that the writer has not seen yet, in order."""
    j = schema.judgements
    return [judgement(row) for row in connection.execute(select(j).where(~j.c.applied).order_by(j.c.n))]


def applied(connection: Connection, identifier: str) -> None:
    """Note that a judgement has been seen to."""
    j = schema.judgements
    connection.execute(update(j).where(j.c.id == identifier).values(applied=True))


def articles_of(subject: Subject) -> set[str]:
    """The articles that a judgement is about."""
    return {a for group in subject.groups for a in group} | {p.article for p in subject.passages}


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

"""Which judgements are about which discrepancy or statement of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.judgements import JudgementKind, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy, Statement
    from variorum.judgements import Judgement

Key = tuple[str, str]


def of_discrepancies(edition: Edition, judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """For each discrepancy of the edition the judgements that hold on it, the latest first.

    What the edition was made with it names itself; what has been decided since is told by the words of the readings.
    """
    within = {j.id: frozenset(j.discrepancies) for j in edition.judgements}
    about = [(j, {p.key for p in j.subject.passages}) for j in judgements if j.holds and j.subject.discrepancy]
    found: dict[str, list[Judgement]] = {}
    for d in edition.discrepancies:
        keys = readings(d)
        for judgement, passages in about:
            known = within.get(judgement.id)
            if d.id in known if known is not None else _same_kind(judgement, d) and len(keys & passages) > 1:
                found.setdefault(d.id, []).append(judgement)
    return found


def of_statements(edition: Edition, judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """For each statement of the edition the judgements that hold on any of its claims, the latest first."""
    kinds = (JudgementKind.STATEMENTS, JudgementKind.COMMENT)
    about = [(j, {p.key for p in j.subject.passages}) for j in judgements if j.holds and j.kind in kinds]
    about = [(j, passages) for j, passages in about if passages and not j.subject.discrepancy]
    found: dict[str, list[Judgement]] = {}
    for statement in edition.statements if about else ():
        keys = claims(statement)
        on_it = [judgement for judgement, passages in about if keys & passages]
        if on_it:
            found[statement.id] = on_it
    return found


def counterpart(d: Discrepancy, edition: Edition) -> Discrepancy | None:
    """The discrepancy of another edition of the story that has the same kind and readings."""
    keys = readings(d)
    found = [each for each in edition.discrepancies if each.kind is d.kind and len(keys & readings(each)) > 1]
    return max(found, key=lambda each: len(keys & readings(each)), default=None)


def same_statement(statement: Statement, edition: Edition) -> Statement | None:
    """The statement of another edition of the story that has most of its claims."""
    keys = claims(statement)
    found = [each for each in edition.statements if keys & claims(each)]
    return max(found, key=lambda each: len(keys & claims(each)), default=None)


def claims(statement: Statement) -> set[Key]:
    """The words of a statement's claims, in their articles."""
    return {Passage(c.article, c.text).key for c in statement.claims}


def readings(d: Discrepancy) -> set[Key]:
    """The words of a discrepancy's readings, in their articles."""
    return {Passage(r.article, r.text).key for r in d.readings}


def _same_kind(judgement: Judgement, d: Discrepancy) -> bool:
    return d.kind in (judgement.subject.discrepancy, judgement.subject.to_kind)

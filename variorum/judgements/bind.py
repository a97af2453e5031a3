"""Judgements applied to what the stages find: they are obeyed, and what they changed says so.

A judgement on a discrepancy holds as long as all that differs was judged: when a further article brings a value that
nobody saw, the discrepancy is open again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.judgements.places import Places
from variorum.judgements.types import Decision, Judgement, JudgementKind
from variorum.model import Applied, DiscrepancyKind, Span, Statement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.judgements.types import Passage
    from variorum.model import Collation, Discrepancy, Reading, Ref


def judged_statements(collation: Collation, judgements: Sequence[Judgement]) -> Collation:
    """The collation with statements joined and parted as people decided, in the order of their decisions."""
    places = Places(collation)
    statements = collation.statements
    for judgement in _of(judgements, JudgementKind.STATEMENTS):
        if judgement.decision is Decision.ONE:
            statements = _joined(statements, _claims(collation, places, judgement.subject.passages), collation)
        else:
            statements = _parted(statements, _sides(collation, places, judgement), collation)
    return collation if statements is collation.statements else replace(collation, statements=statements)


def judged_discrepancies(
    collation: Collation, discrepancies: Sequence[Discrepancy], judgements: Sequence[Judgement]
) -> tuple[tuple[Discrepancy, ...], tuple[Applied, ...]]:
    """The discrepancies as people decided on them, and all judgements with what they are about today.

    Of several judgements on one discrepancy the latest counts. Statements are those of `collation`.
    """
    places = Places(collation)
    changed = list(discrepancies)
    applied: list[Applied] = []
    for judgement in judgements:
        if not judgement.holds:
            continue
        about: tuple[int, ...] = ()
        if judgement.kind is JudgementKind.DISCREPANCY or judgement.subject.discrepancy:
            about = tuple(i for i, d in enumerate(discrepancies) if _is_judged(d, judgement, places))
        if judgement.kind is JudgementKind.DISCREPANCY:
            for i in about:
                changed[i] = _decided(discrepancies[i], judgement)
        applied.append(_applied(judgement, about, collation, places))
    return tuple(changed), tuple(applied)


def _of(judgements: Iterable[Judgement], kind: JudgementKind) -> list[Judgement]:
    return [each for each in judgements if each.kind is kind and each.holds]


def _is_judged(discrepancy: Discrepancy, judgement: Judgement, places: Places) -> bool:
    """Whether a discrepancy is the one that was judged, and nothing in it is new."""
    subject = judgement.subject
    if discrepancy.kind.value != subject.discrepancy:
        return False
    values = {p.value.casefold() for p in subject.passages if p.value}
    seen: dict[int, bool] = {}
    met: set[int] = set()
    for reading in discrepancy.readings:
        found = [p for p in subject.passages if _is_read(p, reading, places)]
        met.update(p.side for p in found)
        known = bool(found) or (bool(reading.value) and reading.value.casefold() in values)
        seen[reading.side] = seen.get(reading.side, False) or known
    return len(met) >= min(2, len({p.side for p in subject.passages})) and all(seen.values())


def _is_read(passage: Passage, reading: Reading, places: Places) -> bool:
    return places.holds(passage, reading.article, Span(reading.start, reading.end))


def _decided(discrepancy: Discrepancy, judgement: Judgement) -> Discrepancy:
    """A discrepancy after a decision. A rejected one is kept, as a difference that only looks like one."""
    by = f"by {judgement.author} on {judgement.at[:10]}"
    said = f": {judgement.comment.rstrip('.')}" if judgement.comment else ""
    if judgement.decision is Decision.CONFIRMED:
        return replace(discrepancy, reason=f"{discrepancy.reason} Confirmed {by}{said}.", judgement=judgement.id)
    if judgement.decision is Decision.REJECTED:
        reason = f"Rejected {by}{said}. What had been found: {discrepancy.reason}"
        return replace(discrepancy, verdict=Verdict.COMPATIBLE, reason=reason, judgement=judgement.id)
    kind = DiscrepancyKind(judgement.subject.to_kind or discrepancy.kind)
    verdict = Verdict(judgement.subject.to_verdict or discrepancy.verdict)
    before = f"{discrepancy.verdict} in {discrepancy.kind}"
    reason = f"{discrepancy.reason} Retyped {by} (found as {before}){said}."
    return replace(discrepancy, kind=kind, verdict=verdict, reason=reason, judgement=judgement.id)


def _applied(judgement: Judgement, about: tuple[int, ...], collation: Collation, places: Places) -> Applied:
    named = {a for group in judgement.subject.groups for a in group} | {p.article for p in judgement.subject.passages}
    articles = sorted(i for each in named if (i := places.article(each)) is not None)
    statements: tuple[int, ...] = ()
    if judgement.kind is not JudgementKind.DISCREPANCY and judgement.subject.passages and not about:
        claims = _claims(collation, places, judgement.subject.passages)
        statements = tuple(i for i, s in enumerate(collation.statements) if claims & set(s.claims))
    return Applied(
        id=judgement.id,
        kind=judgement.kind.value,
        decision=judgement.decision.value,
        author=judgement.author,
        at=judgement.at,
        comment=judgement.comment,
        discrepancies=about,
        statements=statements,
        articles=tuple(articles),
    )


def _claims(collation: Collation, places: Places, passages: Iterable[Passage]) -> set[Ref]:
    """The claims that passages are."""
    passages = [p for p in passages if places.article(p.article) is not None]
    return {
        ref
        for statement in collation.statements
        for ref in statement.claims
        if any(places.holds(p, ref.article, collation.claim(ref)) for p in passages)
    }


def _sides(collation: Collation, places: Places, judgement: Judgement) -> tuple[set[Ref], set[Ref]]:
    """The claims to be taken out, and those they were with."""
    passages = judgement.subject.passages
    out = _claims(collation, places, [p for p in passages if p.side == 0])
    return out, _claims(collation, places, [p for p in passages if p.side == 1]) - out


def _joined(statements: tuple[Statement, ...], claims: set[Ref], collation: Collation) -> tuple[Statement, ...]:
    """The statements with those that hold any of the claims made one."""
    chosen = [s for s in statements if claims & set(s.claims)]
    if len(chosen) < 2:
        return statements
    whole = {ref for s in chosen for ref in s.claims}
    # The statement that most articles make stands for the whole.
    central = max(chosen, key=lambda s: (len({r.article for r in s.claims}), _content(collation, s.central))).central
    rest = [s for s in statements if not claims & set(s.claims)]
    return _ordered([*rest, Statement(tuple(sorted(whole)), central)])


def _parted(
    statements: tuple[Statement, ...], sides: tuple[set[Ref], set[Ref]], collation: Collation
) -> tuple[Statement, ...]:
    """The statements with some claims taken out of those where they stand with certain others."""
    out, others = sides
    found: list[Statement] = []
    for s in statements:
        taken = out & set(s.claims)
        if not taken or not (others & set(s.claims) or len(taken) < len(s.claims)):
            found.append(s)
            continue
        left = set(s.claims) - taken
        found += [_statement(part, s.central, collation) for part in (left, taken) if part]
    return _ordered(found)


def _statement(claims: set[Ref], central: Ref, collation: Collation) -> Statement:
    """A statement of some claims; one that loses its central claim is stood for by its shortest."""
    if central not in claims:
        central = min(claims, key=lambda ref: (len(_content(collation, ref)), _content(collation, ref), ref))
    return Statement(tuple(sorted(claims)), central)


def _content(collation: Collation, ref: Ref) -> str:
    return collation.articles[ref.article].text_of(collation.claim(ref))


def _ordered(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda s: s.claims))

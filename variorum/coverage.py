"""Coverage: who states, who quotes, who is silent; what one article alone reports and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Coverage, Mode, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Collation, Lineage, Statement

_MOST = 0.5


def cover(collation: Collation, lineage: Lineage) -> Coverage:
    """Set every statement against every article.

    A statement is an omission of an article that is silent on it when more than half of the other independent
    sources, and at least two, have it.
    """
    stances = tuple(_stances(collation, statement) for statement in collation.statements)
    having = [{a for a, stance in enumerate(row) if stance is not Stance.SILENT} for row in stances]
    independent = tuple(lineage.independent(articles) for articles in having)
    everyone = range(len(collation.articles))
    return Coverage(
        stances=stances,
        independent_sources=independent,
        exclusives=tuple(tuple(s for s, articles in enumerate(having) if articles == {a}) for a in everyone),
        omissions=tuple(_omissions(a, having, independent, lineage) for a in everyone),
    )


def _stances(collation: Collation, statement: Statement) -> tuple[Stance, ...]:
    row = [Stance.SILENT] * len(collation.articles)
    for ref in statement.claims:
        claim = collation.claim(ref)
        if claim.mode is Mode.STATED and not claim.attribution:
            row[ref.article] = Stance.STATES
        elif row[ref.article] is Stance.SILENT:
            row[ref.article] = Stance.QUOTES
    return tuple(row)


def _omissions(
    article: int, having: Sequence[set[int]], independent: Sequence[int], lineage: Lineage
) -> tuple[int, ...]:
    own = {a for group in lineage.groups if article in group for a in group}
    others = sum(1 for group in lineage.groups if article not in group)

    def stated_elsewhere(s: int) -> int:
        # What the article's own source has elsewhere was perhaps only cut; it is no other source's word.
        return independent[s] - (1 if having[s] & own else 0)

    return tuple(
        s
        for s, articles in enumerate(having)
        if article not in articles and stated_elsewhere(s) >= 2 and stated_elsewhere(s) > _MOST * others
    )

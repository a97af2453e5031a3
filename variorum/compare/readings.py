"""Discrepancies out of two facts, and the merging of those that speak of the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Discrepancy, Reading, Verdict

if TYPE_CHECKING:
    from variorum.compare.context import Fact, Story
    from variorum.model import DiscrepancyKind


def reading(fact: Fact, value: str, side: int, focus: tuple[int, int] | None = None) -> Reading:
    """The reading of a fact: its clause, with the differing words as focus."""
    start, end = focus or (None, None)
    return Reading(value, fact.article, fact.claim.start, fact.claim.end, side, start, end)


def outlet(story: Story, article: int) -> str:
    """A name for an article in a reason."""
    return story.articles[article].article.name


def differ(
    kind: DiscrepancyKind,
    reason: str,
    a: Reading,
    b: Reading,
    weight: float,
    verdict: Verdict = Verdict.CONFLICT,
) -> Discrepancy:
    """A discrepancy of two readings, in the order of articles and offsets."""
    ordered = sorted((a, b), key=lambda r: (r.article, r.start, r.end))
    return Discrepancy(kind, verdict, reason, tuple(ordered), weight)

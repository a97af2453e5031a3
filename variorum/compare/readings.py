"""Discrepancies out of two facts, and the merging of those that speak of the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Discrepancy, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.compare.context import Fact, Story
    from variorum.model import DiscrepancyKind

# A reason names so many articles that have a word.
_NAMES = 6


def reading(fact: Fact, value: str, side: int, focus: tuple[int, int] | None = None) -> Reading:
    """The reading of a fact: its clause, with the differing words as focus."""
    start, end = focus or (None, None)
    return Reading(value, fact.article, fact.claim.start, fact.claim.end, side, start, end)


def outlet(story: Story, article: int) -> str:
    """A name for an article in a reason."""
    return story.collation.names[article]


def who_has(found: Iterable[tuple[str, str]]) -> str:
    """Words with the names of the articles that have them, out of (name, words): “war” (Dawn, Dusk), “clash” (Noon).

    Words stand in the order in which they come first, of many names the first six.
    """
    told: dict[str, list[str]] = {}
    for name, words in found:
        told.setdefault(words, []).append(name)
    return ", ".join(f"“{words}” ({some(list(dict.fromkeys(names)))})" for words, names in told.items())


def some(names: Sequence[str]) -> str:
    """Names in a row, the first six of many."""
    more = len(names) - _NAMES
    return ", ".join(names[:_NAMES]) + (f" and {more} more" if more > 0 else "")


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


def swapped(story: Story, a: Fact, one: tuple[str, str], b: Fact, other: tuple[str, str]) -> str:
    """The reason of two readings of who does something to whom, with the verb that each report has for it."""
    told = [
        f"{who} to {whom}{deed(story, fact)} in {outlet(story, fact.article)}"
        for fact, (who, whom) in ((a, one), (b, other))
    ]
    return f"Who does it to whom is swapped: {', '.join(told)}."


def deed(story: Story, fact: Fact) -> str:
    """The verb of a fact as its report has it, in brackets and with a space before it; nothing without a verb."""
    verb = fact.claim.predicate_token
    return "" if verb is None else f" (“{story.articles[fact.article].parse.tokens[verb].text}”)"

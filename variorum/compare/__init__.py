"""Where reports differ: one rule a kind over aligned claims and quotations, then one list without repetitions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from variorum.compare.merge import in_order, merge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Story
    from variorum.encode import PairReader
    from variorum.model import Collation, Discrepancy

__all__ = ["compare", "in_order", "load"]

# Rules look at the story with its look-ups; those of quotations at the collation itself.
_RULES = (
    *("number", "measure", "date", "place", "person", "role", "parties", "membership", "cause", "sequence"),
    *(
        "scope",
        "extent",
        "polarity",
        "contrary",
        "degree",
        "certainty",
        "openness",
        "attribution",
        "naming",
        "slots",
        "languages",
        "nations",
    ),
)
# About bodies, parties and names, wherever they are told of: how near two clauses are says nothing there.
_RULES_OF_BODIES = ("spelling", "members", "ordinal", "origin", "days", "held", "introduced")
_QUOTATION_RULES = ("wording", "mode", "speaker")


def load() -> None:
    """Import all rules and what weighs them, and read its tables, now instead of at the first story."""
    from variorum.compare import abroad, beside, chance, together, weighing  # noqa: F401

    weighing.tables()
    for name in (*_RULES, *_RULES_OF_BODIES, *_QUOTATION_RULES):
        import_module(f"variorum.compare.rules.{name}")


def compare(collation: Collation, reader: PairReader | None = None) -> tuple[Discrepancy, ...]:
    """All discrepancies of a story: conflicts first, then variants, then compatible ones, the surest first.

    `reader` reads sentences together; by default it is the one that comes with the package.
    """
    from variorum.compare.beside import EVERY
    from variorum.encode import default_pair_reader

    found = _found(collation, reader or default_pair_reader())
    return merge(tuple(found), sparse=len(collation.articles) > EVERY)


def _found(collation: Collation, reader: PairReader) -> Iterator[Discrepancy]:
    from variorum.compare.abroad import readable
    from variorum.compare.context import Story

    story = Story(collation)
    yield from _of_claims(story, reader)
    for name in _RULES_OF_BODIES:
        yield from readable(story.articles, name, import_module(f"variorum.compare.rules.{name}").find(story))
    for name in _QUOTATION_RULES:
        yield from import_module(f"variorum.compare.rules.{name}").find(collation)


def _of_claims(story: Story, reader: PairReader) -> Iterator[Discrepancy]:
    """What the rules of claims find, where the evidence supports it, and what is likely by that evidence alone."""
    from variorum.compare.abroad import tied
    from variorum.compare.chance import no_accidents
    from variorum.compare.together import Reads, nearest
    from variorum.compare.weighing import discrepancy, propose, supported, tables, told, weigh

    reads, proposed = Reads(story, reader), propose(story)
    reads.add(nearest(story, *proposed))
    weighed = weigh(proposed, reads)
    found = list(tied(story, supported(story, by_rules(story), [w.candidate for w in weighed])))
    yield from found
    likely = told(weighed, found, tables()["cut"]["all"])
    yield from tied(story, no_accidents(story, map(discrepancy, likely)))


def by_rules(story: Story) -> Iterator[tuple[str, Discrepancy]]:
    """What the rules of claims find, each with the name of its rule."""
    from variorum.compare.abroad import readable
    from variorum.compare.chance import no_accidents

    for name in _RULES:
        found = no_accidents(story, import_module(f"variorum.compare.rules.{name}").find(story))
        yield from ((name, each) for each in readable(story.articles, name, found))

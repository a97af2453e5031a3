"""Where reports differ: one rule a kind over aligned claims and quotations, then one list without repetitions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.merge import in_order, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.compare.ahead import ReadingAhead
    from variorum.compare.context import Story
    from variorum.compare.weighing import Proposed, Weighed
    from variorum.encode import PairReader
    from variorum.model import Collation, Discrepancy, Ground

__all__ = ["Begun", "begin", "compare", "in_order", "load"]

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
_RULES_OF_BODIES = ("spelling", "members", "ordinal", "origin", "founders", "days", "held", "introduced")
_QUOTATION_RULES = ("wording", "mode", "speaker")


def load() -> None:
    """Import all rules and what weighs them, and read its tables, now instead of at the first story."""
    from variorum.compare import abroad, beside, chance, closer, together, weighing  # noqa: F401

    weighing.tables()
    for name in (*_RULES, *_RULES_OF_BODIES, *_QUOTATION_RULES):
        import_module(f"variorum.compare.rules.{name}")


class Begun(NamedTuple):
    """A comparison that has begun: what the story's sentences propose, while the nearest of them are being read."""

    story: Story
    proposed: Proposed
    reader: ReadingAhead


def begin(ground: Ground, reader: PairReader | None = None) -> Begun | None:
    """Begin to compare a story before its claims are aligned, so that sentences are read meanwhile.

    None for a large story, in which alignment tells what is to be compared. `reader` is that of `compare`.
    """
    from variorum.compare.beside import EVERY

    return None if len(ground.articles) > EVERY else _begun(ground, reader)


def _begun(ground: Ground, reader: PairReader | None) -> Begun:
    from variorum.compare.ahead import ReadingAhead
    from variorum.compare.context import Story
    from variorum.compare.together import candidates_to_read, sentences_to_read
    from variorum.compare.weighing import paired, with_sentences
    from variorum.encode import default_pair_reader

    story, ahead = Story(ground), ReadingAhead(reader or default_pair_reader())
    pairs = paired(story)
    ahead.begin(sentences_to_read(pairs, ahead.languages))
    proposed = with_sentences(story, pairs)
    ahead.begin(candidates_to_read(proposed, ahead.languages))
    return Begun(story, proposed, ahead)


def compare(
    collation: Collation,
    reader: PairReader | None = None,
    begun: Begun | None = None,
    closer: PairReader | None = None,
) -> tuple[Discrepancy, ...]:
    """All discrepancies of a story: conflicts first, then variants, then compatible ones, the surest first.

    `reader` reads sentences together, `closer` what looks likely then; by default they are those that come with the
    package. `begun` is what `begin` made of the same story, if it did; the discrepancies are the same.
    """
    from variorum.compare.beside import EVERY
    from variorum.encode import closer_pair_reader

    begun = begun or _begun(collation, reader)
    begun.story.collation = collation
    return merge(tuple(_found(begun, closer or closer_pair_reader())), sparse=len(collation.articles) > EVERY)


def _found(begun: Begun, closer: PairReader) -> Iterator[Discrepancy]:
    from variorum.compare.closer import read_again
    from variorum.compare.together import Reads, to_read
    from variorum.compare.weighing import weigh, with_speech

    story, sentences, reader = begun
    reads, proposed = Reads(reader), with_speech(story, sentences)
    wanted = to_read(proposed, reader.languages)
    reader.begin(wanted)
    # What rules find does not depend on what is read, and reading leaves the interpreter free.
    of_claims, others = list(by_rules(story)), list(_others(story))
    reads.add(wanted)
    yield from _weighed(story, of_claims, read_again(weigh(proposed, reads), closer, proposed.articles))
    yield from others


def _others(story: Story) -> Iterator[Discrepancy]:
    """What the rules of bodies, names and quotations find."""
    from variorum.compare.abroad import readable

    for name in _RULES_OF_BODIES:
        yield from readable(story.articles, name, import_module(f"variorum.compare.rules.{name}").find(story))
    for name in _QUOTATION_RULES:
        yield from import_module(f"variorum.compare.rules.{name}").find(story.aligned)


def _weighed(
    story: Story, ruled: Iterable[tuple[str, Discrepancy]], weighed: Sequence[Weighed]
) -> Iterator[Discrepancy]:
    """What rules of claims found where the evidence supports it, and what is likely by that evidence alone."""
    from variorum.compare.abroad import tied
    from variorum.compare.chance import no_accidents
    from variorum.compare.weighing import discrepancy, supported, tables, told

    found = list(tied(story, supported(story, ruled, [w.candidate for w in weighed])))
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

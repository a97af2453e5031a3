"""Candidates: what might be a conflict between two sentences that answer to each other, with the evidence for it.

Each module looks at one slot (a number, a day, who acts, whether it is denied, ...), proposes the pairs of values that
exclude each other, and notes what speaks for their being told of one thing. Whether that is enough is weighed elsewhere
(`compare.weighing`), so that a slot needs no thresholds of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from variorum.compare.candidates.actors import Actors
from variorum.compare.candidates.causes import Causes
from variorum.compare.candidates.claims import Claims
from variorum.compare.candidates.conditions import Conditions
from variorum.compare.candidates.lists import Lists
from variorum.compare.candidates.names import Names
from variorum.compare.candidates.numbers import Numbers
from variorum.compare.candidates.openness import Openness
from variorum.compare.candidates.opposites import Opposites
from variorum.compare.candidates.orders import Orders
from variorum.compare.candidates.pairings import pairings
from variorum.compare.candidates.places import Places
from variorum.compare.candidates.speech import Speech
from variorum.compare.candidates.swaps import Swaps
from variorum.compare.candidates.times import Times
from variorum.compare.candidates.wholes import Wholes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from variorum.compare.candidates.evidence import Candidate
    from variorum.compare.candidates.pairings import Pairing
    from variorum.compare.context import Story


class Slot(Protocol):
    """What proposes candidates of one slot; made once a story, so that it may keep what it found in a sentence."""

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The candidates of two sentences."""


SLOTS: tuple[Callable[[Story], Slot], ...] = (
    *(Numbers, Times, Places, Actors, Swaps, Opposites, Openness),
    *(Conditions, Claims, Causes, Orders, Wholes, Lists, Names),
)


def pairings_of(story: Story) -> tuple[Pairing, ...]:
    """The sentences that may tell of one thing, of every two reports that are compared."""
    return tuple(pair for a, b in story.pairs_of_articles() for pair in pairings(story, a, b))


def in_sentences(story: Story, among: Iterable[Pairing]) -> Iterator[Candidate]:
    """The candidates in some pairings of sentences; they do not depend on what alignment puts together."""
    slots = [make(story) for make in SLOTS]
    for pair in among:
        for slot in slots:
            yield from slot.propose(pair)


def in_speech(story: Story) -> Iterator[Candidate]:
    """The candidates in what is quoted, where alignment has not put it together."""
    speech = Speech(story)
    for a, b in story.pairs_of_articles():
        if all(story.articles[x].parse.has_syntax for x in (a, b)):
            yield from speech.propose(a, b)

"""What an amount is measured from: a change from one month and from another, an age now and at some time before.

Two rises of different size exclude each other only from one base ("up 36 percent from February", "a 25 percent rise
from a record in March"), and a person of eighteen was sixteen once ("when he was sixteen").
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.compare.context import Fact, Story
    from variorum.model import Quantity

_FROM = frozenset({"from", "over", "than", "compared", "since", "against", "on"})
_CLOSING = frozenset({",", ";", ":", ".", "(", ")", "–", "—"})
_TELLING = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
# So many tokens behind an amount its base may begin, and so many it may have.
_NEAR = 6
_LONG = 8


def another_base(story: Story, x: Fact, one: Quantity, y: Fact, other: Quantity) -> bool:
    """Whether two amounts of one unit are measured from different points."""
    if one.amount.unit == "year-age":
        return _looking_back(story, x) != _looking_back(story, y)
    if one.amount.unit != "percent":
        return False
    bases = _base(story, x, one), _base(story, y, other)
    return all(bases) and not bases[0] & bases[1]


def _looking_back(story: Story, fact: Fact) -> bool:
    """ "When he was sixteen": an age at the time of something else."""
    return any(t.text.lower() in ("when", "while") for t in story.tokens(fact)[:2])


def _base(story: Story, fact: Fact, quantity: Quantity) -> frozenset[str]:
    """The lemmas of the phrase behind "from", "over", "compared with" that stands next behind an amount."""
    parse = story.articles[fact.article].parse
    behind = [t for t in parse.inside(story.sentence(fact)) if t.start >= quantity.end][: _NEAR + _LONG]
    at = next((i for i, t in enumerate(behind[:_NEAR]) if t.text.lower() in _FROM), None)
    if at is None:
        return frozenset()
    own = takewhile(lambda t: t.text not in _CLOSING and t.pos not in ("VERB", "AUX"), behind[at + 1 : at + 1 + _LONG])
    return frozenset(t.lemma.lower() for t in own if t.pos in _TELLING)

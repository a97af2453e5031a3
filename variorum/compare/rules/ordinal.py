"""Ordinals counted over different spans: "the second meeting in two months" and "their second meeting this year".

Both can be right, since each counts from another beginning; the verdict is `compatible`, with both spans as the reason.
Asked for: the same noun, each ordinal with a span of its own, other words for the span, and the same parties in both
sentences. Traps: an ordinal without a span, other parties, the same span in the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship
from variorum.compare.phrases import sentence_phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.model import DiscrepancyKind, Ref, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Quantity

_REACH = 60
"""How many characters after the noun its span may begin."""
_PARTIES = 2
_SAME_NOUN = 0.85


class Ranked(NamedTuple):
    """An ordinal of a noun with the words of the span it is counted over ("this year")."""

    fact: Fact
    quantity: Quantity
    span: str
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Ordinals of one thing over different spans."""
    ranked = [list(_ranked(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in ranked[a]:
            for y in ranked[b]:
                if _of_one_thing(story, x, y) and x.span.casefold() != y.span.casefold():
                    yield _discrepancy(story, x, y)


def _ranked(story: Story, a: int) -> Iterator[Ranked]:
    article = story.articles[a]
    text = article.article.text
    for fact in story.facts[a]:
        sentence = story.sentence(fact)
        for q in fact.claim.quantities:
            quantity = article.quantities[q]
            if not quantity.amount.ordinal or quantity.counted_end is None:
                continue
            after = [
                (t.start, t.end)
                for t in article.times
                if quantity.counted_end <= t.start <= min(quantity.counted_end + _REACH, sentence.end)
                and not any(c in ",;:" for c in text[quantity.counted_end : t.start])
            ]
            if after:
                start, end = min(after, key=lambda span: (span[0], -span[1]))
                yield Ranked(fact, quantity, " ".join(text[start:end].split()), end)


def _of_one_thing(story: Story, x: Ranked, y: Ranked) -> bool:
    """Whether both count the same noun, in sentences that name the same parties."""
    if kinship(x.quantity.counted, y.quantity.counted, "NOUN", "NOUN") < _SAME_NOUN:
        return False
    parties = [_parties(story, r.fact) for r in (x, y)]
    return len(parties[0] & parties[1]) >= _PARTIES


def _parties(story: Story, fact: Fact) -> frozenset[str]:
    """What a sentence names: entities of the story, and names that are none."""
    sentence = story.sentence(fact)
    mentions = story.articles[fact.article].mentions
    entities = {
        f"#{story.collation.entity_of[Ref(fact.article, i)]}"
        for i, m in enumerate(mentions)
        if sentence.start <= m.start < sentence.end and Ref(fact.article, i) in story.collation.entity_of
    }
    return frozenset(entities) or sentence_phrase(story, fact.article, fact.claim.sentence).names


def _discrepancy(story: Story, x: Ranked, y: Ranked) -> Discrepancy:
    def told(r: Ranked) -> str:
        text = story.articles[r.fact.article].article.text
        return " ".join(text[r.quantity.start : r.end].split())

    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"{a} has “{told(x)}”, {b} “{told(y)}”: the two are counted over different spans and can both be right."
    one = reading(x.fact, told(x), 1, (x.quantity.start, x.end))
    other = reading(y.fact, told(y), 2, (y.quantity.start, y.end))
    return differ(DiscrepancyKind.NUMBER, reason, one, other, 0.5, Verdict.COMPATIBLE)

"""Cause: two causes for one effect.

Evidence: each report names a cause of the same thing (by preposition, conjunction, verb or noun of cause), and the
two causes share nothing. Where the effect is left out ("they blame ...") it is what the report is about. Traps: a
cause told at two depths (rain, soaked ground), several causes side by side in one report, causes of other effects (a
closure, a resignation), and motives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.causes import Cause, causes
from variorum.compare.phrases import likeness, phrase, sentence_phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import below, extent
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Story
    from variorum.compare.phrases import Phrase
    from variorum.model import Discrepancy

# From here on two causes are one (or lie in each other), and two effects are one.
_SAME_CAUSE = 0.15
_SAME_EFFECT = 0.25
_OPENING = 3
_HEAVY = 0.3


def find(story: Story) -> Iterator[Discrepancy]:
    """Effects with two causes."""
    found = [list(causes(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in found[a]:
            for y in found[b]:
                same = one_effect(story, x, y)
                if same and _other_cause(story, x, y) and not both_told(x, y, found[a], found[b]):
                    yield _discrepancy(story, x, y, same)


def _discrepancy(story: Story, x: Cause, y: Cause, same: float) -> Discrepancy:
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"{a} gives as the cause “{_words(story, x.cause)}”, {b} “{_words(story, y.cause)}”."
    left, right = (
        reading(c.fact, _words(story, c.cause), side, extent(story.articles[c.fact.article].parse, c.cause.tokens))
        for c, side in ((x, 1), (y, 2))
    )
    return differ(DiscrepancyKind.CAUSE, reason, left, right, min(0.9, 0.6 + 0.3 * same))


def _words(story: Story, cause: Phrase) -> str:
    article = story.articles[cause.article]
    start, end = extent(article.parse, cause.tokens)
    return " ".join(article.article.text[start:end].split())


def one_effect(story: Story, x: Cause, y: Cause) -> float:
    """How sure it is that both speak of one effect; 0 where not."""
    if x.effect.words and y.effect.words:
        common = likeness(x.effect, y.effect, name_worth=0.1)
        if common.words and common.worth >= _SAME_EFFECT:
            return common.worth
        return _both_open(story, x, y) if x.happens and y.happens else 0.0
    if x.effect.words or y.effect.words:
        told, silent = (x, y) if x.effect.words else (y, x)
        common = likeness(told.effect, _opening(story, silent.fact.article), name_worth=0.0)
        if told.happens and not common.words:
            common = likeness(told.effect, _opening(story, told.fact.article), name_worth=0.0)
        return common.worth if common.words and common.worth >= _SAME_EFFECT else 0.0
    return _SAME_EFFECT


def _both_open(story: Story, x: Cause, y: Cause) -> float:
    """Two mishaps under different names are one if each of them is what both reports begin with."""
    worth = [
        common.worth if common.words else 0.0
        for effect, other in ((x, y), (y, x))
        for common in (likeness(effect.effect, _opening(story, other.fact.article), name_worth=0.0),)
    ]
    return min(worth) if min(worth) >= _SAME_EFFECT else 0.0


def _opening(story: Story, article: int) -> Phrase:
    """The first sentences of a report, which say what it is about."""
    sentences = [s for s in story.articles[article].parse.sentences if s.block.makes_claims][:_OPENING]
    return phrase(story, article, (t for s in sentences for t in range(s.first, s.last)))


def _other_cause(story: Story, x: Cause, y: Cause) -> bool:
    """Whether the causes share nothing, and neither report tells the other's cause anywhere."""
    common = likeness(x.cause, y.cause, name_worth=0.3)
    if common.worth >= _SAME_CAUSE:
        return False
    return not mentioned(story, x.cause, y.fact.article) and not mentioned(story, y.cause, x.fact.article)


def mentioned(story: Story, cause: Phrase, article: int) -> bool:
    """Whether one sentence of an article has half of what weighs in a cause, and of its bare noun or clause."""
    parse = story.articles[cause.article].parse
    top = next((t for t in cause.tokens if parse.tokens[t].head not in cause.tokens), cause.tokens[0])
    core = set(below(parse, top))
    whole = tuple(w for w in cause.words if w.weight >= _HEAVY)
    sides = [cause._replace(words=ws) for ws in (whole, tuple(w for w in whole if w.i in core)) if ws]
    return any(
        all(likeness(side, told, name_worth=0.0).worth >= sum(w.weight for w in side.words) / 2 for side in sides)
        for sentence in story.articles[article].parse.sentences
        for told in (sentence_phrase(story, article, sentence.index),)
    )


def both_told(x: Cause, y: Cause, left: list[Cause], right: list[Cause]) -> bool:
    """Whether one report gives both causes itself."""
    return any(likeness(c.cause, y.cause).worth >= _SAME_CAUSE for c in left) or any(
        likeness(c.cause, x.cause).worth >= _SAME_CAUSE for c in right
    )

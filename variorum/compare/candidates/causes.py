"""Two causes of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.causes import Cause, causes
from variorum.compare.context import kinship
from variorum.compare.phrases import likeness
from variorum.compare.readings import outlet
from variorum.compare.rules import cause as rule
from variorum.compare.syntax import extent
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story

_SAME = 0.3
_HEAVY = 0.3
_BESIDE = 5


class Causes:
    """The causes that a story's reports give, and the pairs of them that share nothing."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._all: dict[int, list[Cause]] = {}

    def _of(self, article: int) -> list[Cause]:
        if article not in self._all:
            self._all[article] = list(causes(self._story, article))
        return self._all[article]

    def _in(self, told: Told) -> list[Cause]:
        return [c for c in self._of(told.article) if c.fact.claim.sentence == told.index]

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pairs of causes in two sentences that share next to nothing."""
        for x in self._in(pair.a):
            for y in self._in(pair.b):
                if likeness(x.cause, y.cause, name_worth=0.3).worth < _SAME:
                    yield self._candidate(pair, x, y)

        for cause, told, other in (
            *((c, pair.a, pair.b) for c in self._in(pair.a)),
            *((c, pair.b, pair.a) for c in self._in(pair.b)),
        ):
            yield from self._denied(pair, cause, told, other)

    def _denied(self, pair: Pairing, cause: Cause, told: Told, other: Told) -> Iterator[Candidate]:
        """A cause here of which the other sentence says that it was none."""
        heavy = [w for w in cause.cause.words if w.weight >= _HEAVY]
        at = next(
            (v for w in heavy for v in other.phrase.words if kinship(w.lemma, v.lemma, w.pos, v.pos) >= 0.8), None
        )
        if at is None or not other.lemmas & signals("negation"):
            return
        near = {t.text.lower() for t in other.tokens if abs(t.i - at.i) <= _BESIDE}
        start, end = extent(told.parse, cause.cause.tokens)
        text = " ".join(told.report.article.text[start:end].split())
        inside = [t for t in cause.cause.tokens if told.sentence.first <= t < told.sentence.last]
        mine, theirs = told.spot(inside or cause.fact.claim.tokens, text), other.spot({at.i}, f"not {at.lemma}")
        one, two = (mine, theirs) if told is pair.a else (theirs, mine)
        a, b = outlet(self._story, told.article), outlet(self._story, other.article)
        reason = f"{a} gives as the cause “{text}”, {b} says that it was not."
        own = {"cause denied": 1.0, "denied beside": float(bool(near & signals("negation")))}
        yield Candidate(DiscrepancyKind.CAUSE, "cause", one, two, reason, {**evidence(pair, one, two), **own})

    def _candidate(self, pair: Pairing, x: Cause, y: Cause) -> Candidate:
        texts, spots = [], []
        for told, cause in ((pair.a, x), (pair.b, y)):
            start, end = extent(told.parse, cause.cause.tokens)
            texts.append(" ".join(told.report.article.text[start:end].split()))
            inside = [t for t in cause.cause.tokens if told.sentence.first <= t < told.sentence.last]
            spots.append(told.spot(inside or cause.fact.claim.tokens, texts[-1]))
        one, other = spots
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"{a} gives as the cause “{texts[0]}”, {b} “{texts[1]}”."
        own = self._features(x, y)
        return Candidate(DiscrepancyKind.CAUSE, "cause", one, other, reason, {**evidence(pair, one, other), **own})

    def _features(self, x: Cause, y: Cause) -> dict[str, float]:
        story = self._story
        mentioned = rule.mentioned(story, x.cause, y.fact.article), rule.mentioned(story, y.cause, x.fact.article)
        return {
            "one effect": min(1.0, rule.one_effect(story, x, y)),
            "alike": likeness(x.cause, y.cause, name_worth=0.3).worth,
            "mentioned": float(any(mentioned)),
            "no effect": float(not x.effect.words or not y.effect.words),
            "befalls": float(x.happens and y.happens),
            "both told": float(rule.both_told(x, y, self._of(x.fact.article), self._of(y.fact.article))),
        }

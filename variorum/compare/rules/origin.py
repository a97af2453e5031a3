"""Origin: a body founded in one year, with roots in what began in another.

"Created in 2001" and "has its roots in a meeting in 1996" are two events, a foundation and its forerunner. The verdict
is `compatible`, with both events as the reason. Asked for: the same body, a foundation with its year on one side, and
on the other an earlier year in a sentence that speaks of roots or a forerunner. Traps: two foundations (a conflict
of dates), roots without a year, another body.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import outlet
from variorum.lexicon.signals import signals
from variorum.model import Discrepancy, DiscrepancyKind, EntityType, MentionForm, Reading, Ref, Verdict
from variorum.values.date import TimeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import TimeExpression


class Origin(NamedTuple):
    """A year in a sentence on the beginnings of some entities; `forerunner` tells what kind of beginning."""

    fact: Fact
    bodies: frozenset[int]
    time: TimeExpression
    forerunner: bool

    @property
    def year(self) -> str:
        """The year alone."""
        return self.time.value.value[:4]


def find(story: Story) -> Iterator[Discrepancy]:
    """One discrepancy for each body with two kinds of beginning in different reports."""
    origins = [o for a in range(len(story.articles)) for o in _origins(story, a)]
    for body in sorted({b for o in origins for b in o.bodies}):
        about = [o for o in origins if body in o.bodies]
        founded = [o for o in about if not o.forerunner]
        rooted = [o for o in about if o.forerunner and any(o.year < f.year for f in founded)]
        both = {o.fact.article for o in rooted}
        founded = [o for o in founded if o.fact.article not in both]
        if rooted and founded:
            yield _discrepancy(story, story.collation.entities[body].name, rooted, founded)


def _origins(story: Story, a: int) -> Iterator[Origin]:
    article = story.articles[a]
    lemmas_of: dict[int, set[str]] = defaultdict(set)
    for fact in story.facts[a]:
        lemmas_of[fact.claim.sentence].update(t.lemma.lower() for t in story.tokens(fact))
    for fact in story.facts[a]:
        if not fact.claim.times:
            continue
        sentence = story.sentence(fact)
        lemmas = lemmas_of[sentence.index]
        own = {fact.claim.predicate.split(" ")[0], *(t.lemma.lower() for t in story.tokens(fact) if t.pos == "VERB")}
        forerunner = bool(lemmas & signals("forerunner"))
        if not forerunner and not own & signals("founding"):
            continue
        for t in fact.claim.times:
            time = article.times[t]
            if time.value.kind is TimeKind.DATE and time.value.value[:4].isdigit():
                yield Origin(fact, _bodies(story, a, sentence.start, sentence.end), time, forerunner)


def _bodies(story: Story, a: int, start: int, end: int) -> frozenset[int]:
    """The organisations that a sentence names, or else what it names first."""
    named = [
        story.collation.entity_of[Ref(a, i)]
        for i, m in enumerate(story.articles[a].mentions)
        if start <= m.start < end and m.form is MentionForm.NAME and Ref(a, i) in story.collation.entity_of
    ]
    bodies = [e for e in named if story.collation.entities[e].type is EntityType.ORGANISATION]
    return frozenset(bodies or named[:1])


def _discrepancy(story: Story, body: str, rooted: list[Origin], founded: list[Origin]) -> Discrepancy:
    kept: dict[tuple[int, bool], Origin] = {}
    for o in (*founded, *rooted):
        kept.setdefault((o.fact.article, o.forerunner), o)
    readings = tuple(
        Reading(o.year, a, *_span(o), 2 if forerunner else 1, o.time.start, o.time.end)
        for (a, forerunner), o in sorted(kept.items())
    )
    one, other = founded[0], rooted[0]
    reason = (
        f"{outlet(story, one.fact.article)} gives the year {body} was founded, {one.year}, "
        f"{outlet(story, other.fact.article)} that of its forerunner, {other.year}: two events, both can be right."
    )
    return Discrepancy(DiscrepancyKind.DATE, Verdict.COMPATIBLE, reason, readings, 0.5)


def _span(origin: Origin) -> tuple[int, int]:
    claim = origin.fact.claim
    return min(claim.start, origin.time.start), max(claim.end, origin.time.end)

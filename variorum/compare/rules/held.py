"""Held: somebody's view here, told there as what it is.

Evidence: one report tells whose view it is ("is seen by the ministry as a tool against ...", "the ministry considers it
a tool"), another states the like of the same thing in its own voice ("is designed as a counterweight to ...", "is a
tool against ..."). The verdict is `variant` of kind attribution: a view may be right. Traps: a view of nobody in
particular ("is seen as"), two things of different kinds, a report that names the holder elsewhere or quotes him, what
is seen with the eyes, and phrases that share a name only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship
from variorum.compare.phrases import Phrase, likeness, phrase, size
from variorum.compare.readings import differ, outlet
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty, DiscrepancyKind, Polarity, Reading, Ref, Role, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Argument, Discrepancy

# What things are made for, or do: "designed as", "serves as".
_MADE_AS = frozenset(
    {
        "design",
        "intend",
        "conceive",
        "found",
        "create",
        "establish",
        "build",
        "mean",
        "serve",
        "act",
        "function",
        "work",
    }
)
# So much of the shorter phrase is in the other, in at least so many words or names that say something.
_SHARE = 0.4
_WORDS = 2
_TELLING = 0.25
_WEIGHT = 0.6


class View(NamedTuple):
    """What a thing is said to be: by its holder, or by the report itself where there is none.

    `entity` is the thing, where it is known, `noun` the lemma it is named by.
    """

    fact: Fact
    what: Phrase
    entity: int | None
    noun: str
    holder: str
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Views that another report states as they were facts."""
    views = [list(_views(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            for held in (v for v in views[a] if v.holder):
                alike = [v for v in views[b] if _of_one_thing(held, v) and _alike(held.what, v.what)]
                if alike and not any(v.holder for v in alike):
                    yield _discrepancy(story, held, alike[0])


def _discrepancy(story: Story, held: View, stated: View) -> Discrepancy:
    a, b = outlet(story, held.fact.article), outlet(story, stated.fact.article)
    reason = f"{b} states in its own voice what in {a} is the view of {held.holder}."
    one = Reading(f"the view of {held.holder}", held.fact.article, held.start, held.end, 1)
    other = Reading("stated", stated.fact.article, stated.start, stated.end, 2)
    return differ(DiscrepancyKind.ATTRIBUTION, reason, one, other, _WEIGHT, Verdict.VARIANT)


def _views(story: Story, a: int) -> Iterator[View]:
    for fact in story.facts[a]:
        if fact.quoted or fact.claim.polarity is Polarity.NEGATED or fact.claim.certainty is not Certainty.CERTAIN:
            continue
        verb = fact.claim.predicate.split(" ")[0]
        if fact.own_voice and verb in signals("viewing"):
            holders = [_holder(story, a, x) for x in fact.claim.fillers(Role.AGENT)]
            if holders:
                yield from _seen_as(story, fact, fact.claim.fillers(Role.PATIENT), " and ".join(holders))
        elif fact.own_voice and verb in _MADE_AS:
            thing = fact.claim.fillers(Role.PATIENT) or fact.claim.fillers(Role.AGENT)
            yield from _seen_as(story, fact, thing, "")
        elif fact.own_voice and verb == "be":
            yield from _being(story, fact, fact.claim.fillers(Role.ATTRIBUTE))
        elif len(fact.claim.attribution) == 1:
            yield from _considered(story, fact)


def _seen_as(story: Story, fact: Fact, things: tuple[Argument, ...], holder: str) -> Iterator[View]:
    """What stands behind "as"; of a view also a second object ("which the ministry considers a tool")."""
    told = [x for x in fact.claim.arguments if x.preposition == "as"] or (list(things[1:2]) if holder else [])
    for x in told if things else ():
        yield _view(story, fact, things[0], x, holder)


def _being(story: Story, fact: Fact, attributes: tuple[Argument, ...]) -> Iterator[View]:
    things = fact.claim.fillers(Role.AGENT)
    for x in attributes if things else ():
        yield _view(story, fact, things[0], x, "")


def _considered(story: Story, fact: Fact) -> Iterator[View]:
    """ "The ministry considers it a tool": a clause of its own, attributed to who thinks so. What is seen happens."""
    (link,) = fact.claim.attribution
    if link.cue not in signals("viewing") - {"see"} or link.source_start is None or link.source_end is None:
        return
    entity = story.collation.entity(fact.article, link.source)
    phrased = story.articles[fact.article].article.text[link.source_start : link.source_end]
    holder = " ".join(phrased.split()) if entity is None or "," in phrased or " and " in phrased else entity.name
    for x in fact.claim.fillers(Role.AGENT):
        what = phrase(story, fact.article, fact.claim.tokens)
        yield View(fact, what, _entity(story, fact.article, x), x.lemma, holder, fact.claim.start, fact.claim.end)


def _view(story: Story, fact: Fact, thing: Argument, what: Argument, holder: str) -> View:
    parse = story.articles[fact.article].parse
    told = phrase(story, fact.article, parse.subtree(what.head))
    entity = _entity(story, fact.article, thing)
    return View(fact, told, entity, thing.lemma, holder, fact.claim.start, fact.claim.end)


def _entity(story: Story, a: int, x: Argument) -> int | None:
    return None if x.mention is None else story.collation.entity_of.get(Ref(a, x.mention))


def _holder(story: Story, a: int, x: Argument) -> str:
    """Whose view it is: the name of whom the phrase means, or its words."""
    entity = story.collation.entity(a, x.mention)
    return entity.name if entity is not None else " ".join(story.articles[a].article.text[x.start : x.end].split())


def _of_one_thing(x: View, y: View) -> bool:
    """Whether two views are of one thing: the same entity, or, where one is not known, nouns of one kind."""
    if x.entity is not None and y.entity is not None:
        return x.entity == y.entity
    return kinship(x.noun, y.noun, "NOUN", "NOUN") > 0 or bool(classes(x.noun, "n") & classes(y.noun, "n"))


def _alike(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases say much the same, in words and not by a name alone."""
    common = likeness(a, b)
    words = [m for m in common.words if m.worth >= _TELLING]
    return bool(words) and len(words) + len(common.names) >= _WORDS and common.worth >= _SHARE * min(size(a), size(b))

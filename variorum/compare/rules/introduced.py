"""Introduced: what kind of body a body is said to be, where the word takes a side.

Evidence: reports introduce one body by a common noun ("X, a regional bloc", "X is an organisation", "the nine-member
bloc", or, in the sentence after the one that names it alone, "the defence club"). The verdict is `variant` of kind
naming, if two reports have no noun in common and one of theirs belittles or suspects ("club", "bloc"). Traps: a noun
that is in the body's own name or part of another name ("the Five alliance"), two plain nouns, a noun for another body
or for several, and a report with both.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.quoted_words import one_spelling
from variorum.compare.readings import outlet, who_has
from variorum.lexicon.signals import signals
from variorum.model import Discrepancy, DiscrepancyKind, EntityType, MentionForm, Mode, Reading, Ref, Role, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Argument

_WEIGHT = 0.6
_PARTS_OF_NAME = frozenset({"compound", "nummod", "nmod"})


class Introduction(NamedTuple):
    """A noun that a report has for a body (an entity of the story), and where it stands in which clause."""

    fact: Fact
    body: int
    noun: str
    words: str
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """One variant for each body that goes by nouns of different weight."""
    found = [i for a in range(len(story.articles)) for i in _introductions(story, a)]
    for body in sorted({i.body for i in found}):
        about = [i for i in found if i.body == body]
        if _differently(story, about):
            yield _discrepancy(story, about)


def _introductions(story: Story, a: int) -> Iterator[Introduction]:
    for fact in story.facts[a]:
        if fact.claim.mode in (Mode.DIRECT, Mode.UNMARKED):
            continue
        for x in fact.claim.arguments:
            if not _is_kind(story, a, x):
                continue
            body = _is_said_of(story, fact) if x.role is Role.ATTRIBUTE else _told_of(story, fact, x)
            if body is not None:
                token = story.articles[a].parse.tokens[x.head]
                yield Introduction(fact, body, one_spelling(token.lemma.lower()), token.text, token.start, token.end)


def _is_kind(story: Story, a: int, x: Argument) -> bool:
    """Whether a phrase names one body by a noun for a kind of body, and not by a name of its own."""
    parse = story.articles[a].parse
    token = parse.tokens[x.head]
    if token.pos != "NOUN" or token.tag == "NNS" or one_spelling(token.lemma.lower()) not in _nouns():
        return False
    beside = [parse.tokens[c] for c in parse.children[x.head]]
    return not any(t.text[:1].isupper() and t.pos in ("PROPN", "NUM") for t in beside if t.dep in _PARTS_OF_NAME)


def _is_said_of(story: Story, fact: Fact) -> int | None:
    """The only body of which a clause says that it is something."""
    agents = fact.claim.fillers(Role.AGENT)
    if fact.claim.predicate.split(" ")[0] != "be" or len(agents) != 1:
        return None
    return _only_body(story, fact.article, agents[0].start, agents[0].end)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(map(one_spelling, signals("bodies") | signals("loaded-bodies")))


def _only_body(story: Story, a: int, start: int, end: int) -> int | None:
    """The only body that a stretch of an article names."""
    named = {
        _entity(story, a, i)
        for i, m in enumerate(story.articles[a].mentions)
        if start <= m.start < end and m.form is MentionForm.NAME
    } - {None}
    return named.pop() if len(named) == 1 else None


def _entity(story: Story, a: int, mention: int) -> int | None:
    """The body that a mention means, if it is one."""
    found = story.collation.entity_of.get(Ref(a, mention))
    if found is None or story.collation.entities[found].type is not EntityType.ORGANISATION:
        return None
    return found


def _told_of(story: Story, fact: Fact, x: Argument) -> int | None:
    """The body that "the nine-member bloc" means: as it was resolved, or the only one named in the sentence before."""
    a = fact.article
    if x.mention is not None:
        mention = story.articles[a].mentions[x.mention]
        return _entity(story, a, x.mention) if mention.form is not MentionForm.NAME else None
    parse = story.articles[a].parse
    before = parse.sentences[fact.claim.sentence - 1] if fact.claim.sentence else None
    definite = any(parse.tokens[c].text.lower() == "the" for c in parse.children[x.head])
    if before is None or not definite or x.role not in (Role.AGENT, Role.PATIENT) or x.preposition:
        return None
    return _only_body(story, a, before.start, before.end)


def _differently(story: Story, about: list[Introduction]) -> bool:
    """Whether two reports have no noun in common, and one of theirs takes a side."""
    own = {one_spelling(w.lower()) for n in story.collation.entities[about[0].body].names for w in n.split()}
    loaded = frozenset(map(one_spelling, signals("loaded-bodies"))) - own
    nouns: dict[int, set[str]] = {}
    for each in about:
        nouns.setdefault(each.fact.article, set()).add(each.noun)
    return any(not x & y and (x | y) & loaded for x, y in combinations(nouns.values(), 2))


def _discrepancy(story: Story, about: list[Introduction]) -> Discrepancy:
    kept: dict[tuple[int, str], Introduction] = {}
    for each in sorted(about, key=lambda i: (i.fact.article, i.start)):
        kept.setdefault((each.fact.article, each.noun), each)
    nouns = sorted({noun for _, noun in kept})
    readings = tuple(
        Reading(i.words, i.fact.article, i.fact.claim.start, i.fact.claim.end, nouns.index(i.noun) + 1, i.start, i.end)
        for i in kept.values()
    )
    ordered = sorted(kept.values(), key=lambda i: (i.noun, i.fact.article))
    words = who_has((outlet(story, i.fact.article), i.words) for i in ordered)
    name = story.collation.entities[about[0].body].name
    reason = f"The reports have words of different weight for what {name} is: {words}."
    return Discrepancy(DiscrepancyKind.NAMING, Verdict.VARIANT, reason, readings, _WEIGHT)

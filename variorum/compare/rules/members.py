"""Members of a body counted in one report, listed in another, and one that is yet to join: numbers that add up.

"The nine-member bloc", a list of nine names, "four states, A, B and C alongside D and E" (4 + 3 + 2) and "its tenth
member" of one who joins tell of the same body. The verdict is `compatible`, with the sum as the reason. Asked for: both
speak of the same organisation, and the numbers meet exactly. Traps: lists that name some only ("such as"), members that
are told without a number ("several states"), ordinals that are no member's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import outlet, reading
from variorum.compare.rules.membership import lists_of
from variorum.lexicon.signals import signals
from variorum.model import Discrepancy, DiscrepancyKind, EntityType, Reading, Ref, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.compare.rules.membership import Listing

_BACK = 2
"""How many sentences before "the nine-member bloc" its name may stand."""
_FEWEST = 3
_NEAR = 6
_SOME = frozenset({"including", "such", "like", "among", "other", "others", "several", "mostly", "mainly"})
_SHOWN = {"counted": "{0} counts {1}", "listed": "{0} lists {1}", "next": "{0} has a {1} join"}


class Told(NamedTuple):
    """How many members a report gives a body, and how: "counted", "listed" (with its terms) or "next"."""

    how: str
    members: int
    fact: Fact
    bodies: frozenset[int]
    words: str
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """One compatible discrepancy for each body whose members are told in several ways that agree."""
    told = [t for a in range(len(story.articles)) for t in (*_counted(story, a), *_listed(story, a))]
    used: set[tuple[int, int]] = set()
    for first in told:
        for body in sorted(first.bodies):
            about = [t for t in told if body in t.bodies and t.members == first.members]
            if (body, first.members) in used or len({t.fact.article for t in about}) < 2:
                continue
            if len({t.how for t in about}) > 1 and any(t.how != "next" for t in about):
                used.add((body, first.members))
                yield _discrepancy(story, about, story.collation.entities[body].name)


def _discrepancy(story: Story, about: list[Told], body: str) -> Discrepancy:
    kept: dict[tuple[int, str], Told] = {}
    for t in about:
        kept.setdefault((t.fact.article, t.how), t)
    readings, reasons = [], []
    hows = [how for how in _SHOWN if any(t.how == how for t in kept.values())]
    for (article, how), t in sorted(kept.items()):
        readings.append(_reading(t, hows.index(how) + 1))
        reasons.append(_SHOWN[how].format(outlet(story, article), t.words))
    reason = f"The members of {body} add up to {about[0].members}: {', '.join(reasons)}."
    ordered = tuple(sorted(readings, key=lambda r: (r.article, r.start, r.end)))
    return Discrepancy(DiscrepancyKind.NUMBER, Verdict.COMPATIBLE, reason, ordered, 0.5)


def _reading(told: Told, side: int) -> Reading:
    made = reading(told.fact, told.words, side, (told.start, told.end))
    if made.start <= told.start and told.end <= made.end:
        return made
    return Reading(made.value, made.article, min(made.start, told.start), max(made.end, told.end), side)


def _counted(story: Story, a: int) -> Iterator[Told]:
    """ "Nine members", "the nine-member bloc", and "its tenth member" of one who joins nine."""
    article = story.articles[a]
    for fact in story.facts[a]:
        for q in fact.claim.quantities:
            quantity = article.quantities[q]
            amount = quantity.amount
            if quantity.counted not in signals("members") or amount.unit or amount.low != amount.high:
                continue
            words = " ".join(article.text_of(quantity).split())
            how, members = ("next", int(amount.low) - 1) if amount.ordinal else ("counted", int(amount.low))
            joins = {t.lemma.lower() for t in story.tokens(fact)} & signals("joining")
            if members >= _FEWEST and (how == "counted" or joins):
                yield Told(how, members, fact, _bodies(story, fact), words, quantity.start, quantity.end)


def _listed(story: Story, a: int) -> Iterator[Told]:
    """Lists of members that leave none out."""
    for listing in lists_of(story, a):
        lemmas = {t.lemma.lower() for t in story.tokens(listing.fact)}
        terms = None if _names_some(story, a, listing) else _terms(story, a, listing)
        if terms is None or not lemmas & (signals("members") | signals("comprising")):
            continue
        beside = _beside(story, listing.fact)
        named = sum(t for t in terms if t == 1)
        parts = [*(t for t in terms if t > 1), *([named] if named else []), *([beside] if beside else [])]
        words = " + ".join(map(str, parts)) + (f" = {sum(parts)}" if len(parts) > 1 else "")
        start, end = listing.members[0].start, listing.members[-1].end
        if sum(parts) >= _FEWEST:
            yield Told("listed", sum(parts), listing.fact, _bodies(story, listing.fact), words, start, end)


def _names_some(story: Story, a: int, listing: Listing) -> bool:
    """Whether the words before a list say that there are more; "includes" may give them all, if the sum is right."""
    start = listing.members[0].start
    tokens = story.articles[a].parse.inside(story.sentence(listing.fact))
    return any(t.text.lower() in _SOME for t in [t for t in tokens if t.start < start][-_NEAR:])


def _terms(story: Story, a: int, listing: Listing) -> list[int] | None:
    """What each entry of a list counts for; None if one is a plural without a number."""
    article = story.articles[a]
    found = []
    for member in listing.members:
        head = next(t for t in article.parse.tokens if t.start < member.end <= t.end)
        counts = [q.amount for q in article.quantities if q.counted_end == member.end and not q.amount.ordinal]
        if not counts and head.tag == "NNS":
            return None
        if counts and (counts[0].unit or counts[0].low != counts[0].high):
            return None
        found.append(int(counts[0].low) if counts else 1)
    return found


def _beside(story: Story, fact: Fact) -> int:
    """How many names stand with the list as "alongside A and B"."""
    parse = story.articles[fact.article].parse
    for token in story.tokens(fact):
        if token.lemma.lower() not in signals("alongside"):
            continue
        waiting, names = list(parse.children[token.i]), 0
        while waiting:
            here = parse.tokens[waiting.pop()]
            if here.pos == "PROPN" and here.dep in ("pobj", "conj", "dobj"):
                names += 1
                waiting += [c for c in parse.children[here.i] if parse.tokens[c].dep == "conj"]
        if names:
            return names
    return 0


def _bodies(story: Story, fact: Fact) -> frozenset[int]:
    """The organisations that a fact names, or those named shortly before."""
    entities = story.collation.entities
    for back in range(_BACK + 1):
        at = fact.claim.sentence - back
        if at < 0:
            break
        sentence = story.articles[fact.article].parse.sentences[at]
        found = {
            story.collation.entity_of.get(Ref(fact.article, i), -1)
            for i, m in enumerate(story.articles[fact.article].mentions)
            if sentence.start <= m.start < sentence.end
        } - {-1}
        named = frozenset(e for e in found if entities[e].type is EntityType.ORGANISATION)
        if named:
            return named
    return frozenset()

"""Parties: what one party alone did or said here, and both of them together there.

Two shapes: an act of one side ("China promised a partnership") that is mutual elsewhere ("they signed a partnership"),
and words that one report gives to one person and another expressly to both ("both leaders praised ..."). The verdict is
`variant` of kind role, the last of the variants: one may leave the other party out. Asked for: the same object, vectors
that agree, and that the one is of the two (a country by its leader, too). Traps: what is done together anyway (meet,
discuss), two names without "both", a report that tells of the other party, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import root
from variorum.compare.readings import deed, differ, outlet, reading
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind, Mode, Polarity, Ref, Role, Verdict
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Argument, Discrepancy

_SAME_OBJECT = 0.85
_LIKE = 0.5
_TELLING = 0.2
_SHARED = 2
_BOTH = frozenset({"both", "two"})


def find(story: Story) -> Iterator[Discrepancy]:
    """Acts of one party that are told of both elsewhere."""
    telling = signals("one-sided") | signals("praising")
    alone = [f for f in story.all_facts() if _verb(f) in telling and _is_plain(f) and len(_agents(story, f)) == 1]
    for both in story.all_facts() if alone else ():
        if not _is_plain(both) or len(_agents(story, both)) != 2:
            continue
        for one in alone:
            if one.article == both.article:
                continue
            mutual = _made_mutual(story, one, both)
            if mutual or _given_to_both(story, one, both):
                yield _discrepancy(story, one, both, mutual=mutual)


def _is_plain(fact: Fact) -> bool:
    claim = fact.claim
    if claim.mode in (Mode.DIRECT, Mode.UNMARKED) or claim.predicate_token is None:
        return False
    return claim.certainty is Certainty.CERTAIN and claim.polarity is Polarity.AFFIRMED


def _agents(story: Story, fact: Fact) -> frozenset[int]:
    return frozenset(_in_order(story, fact))


def _in_order(story: Story, fact: Fact) -> list[int]:
    """Who acts, as the report names them."""
    known = (
        story.collation.entity_of.get(Ref(fact.article, x.mention))
        for x in sorted(_acting(fact), key=lambda x: x.start)
        if x.mention is not None
    )
    return [*dict.fromkeys(e for e in known if e is not None)]


def _acting(fact: Fact) -> tuple[Argument, ...]:
    return fact.claim.fillers(Role.AGENT)


def _made_mutual(story: Story, one: Fact, both: Fact) -> bool:
    """Whether a promise of one here is a bond of both there."""
    if _verb(one) not in signals("one-sided") or _verb(both) not in signals("both-sided"):
        return False
    return _is_of(story, one, both) and _same_object(one, both) and story.cosine(one, both) >= _LIKE


def _given_to_both(story: Story, one: Fact, both: Fact) -> bool:
    """Whether "both" say there what one says here, in a report that names the other without giving it to him."""
    phrases = {story.articles[both.article].article.text[x.start : x.end].lower() for x in _acting(both)}
    if not any(_BOTH & set(words.split()) for words in phrases) or _verb(one) not in signals("praising"):
        return False
    left = _agents(story, one)
    others = _agents(story, both) - left
    if not left < _agents(story, both) or not others <= story.present[one.article]:
        return False
    if kinship(_verb(one), _verb(both), "VERB", "VERB") < _TELLING or story.cosine(one, both) < _LIKE:
        return False
    return not any(
        _verb(f) in signals("praising") and _agents(story, f) & others for f in story.facts[one.article]
    ) and _alike_in_names(story, one, both)


def _alike_in_names(story: Story, one: Fact, both: Fact) -> bool:
    """Whether the praised is one thing: its head, or the names in it."""
    objects = [f.claim.fillers(Role.PATIENT) for f in (one, both)]
    roots = [
        {
            root(t.text) if t.text[:1].isupper() else t.lemma.lower()
            for x in patients
            for t in story.tokens(fact)
            if x.start <= t.start < x.end and t.pos in ("NOUN", "PROPN", "ADJ")
        }
        for fact, patients in zip((one, both), objects, strict=True)
    ]
    return len(roots[0] & roots[1]) >= _SHARED


def _is_of(story: Story, one: Fact, both: Fact) -> bool:
    """Whether the one is among the two, by itself or as the country one of them leads."""
    parties = _agents(story, both)
    (party,) = _agents(story, one)
    if party in parties:
        return True
    codes = {known.territory.code for name in story.collation.entities[party].names if (known := naming(name))}
    roles = {
        role.split(" ")[0]
        for e in parties
        for ref in story.collation.entities[e].mentions
        for role in story.articles[ref.article].entities[story.collation.mention(ref).entity].roles
    }
    return bool(codes & roles)


def _same_object(one: Fact, both: Fact) -> bool:
    objects = [f.claim.fillers(Role.PATIENT) for f in (one, both)]
    return any(
        kinship(x.lemma, y.lemma, "NOUN", "NOUN") >= _SAME_OBJECT and weight_of(x.lemma) >= _TELLING
        for x in objects[0]
        for y in objects[1]
    )


def _verb(fact: Fact) -> str:
    return fact.claim.predicate.split(" ")[0]


def _discrepancy(story: Story, one: Fact, both: Fact, *, mutual: bool) -> Discrepancy:
    def told(fact: Fact) -> str:
        return " and ".join(story.collation.entities[e].name for e in _in_order(story, fact))

    a, b = outlet(story, one.article), outlet(story, both.article)
    if mutual:
        bound, both_bound = f"{told(one)}{deed(story, one)}", f"{told(both)}{deed(story, both)}"
        reason = f"In {a} one side binds itself: {bound}; in {b} both do: {both_bound}."
    else:
        given = f"{b} gives to both, {told(both)}{deed(story, both)}, what {a} gives to {told(one)} alone"
        reason = f"{given}{deed(story, one)}; {a} may leave the other out."
    left, right = reading(one, told(one), 1), reading(both, told(both), 2)
    return differ(DiscrepancyKind.ROLE, reason, left, right, 0.8, Verdict.VARIANT)

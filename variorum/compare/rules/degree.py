"""Degree: what one report plays down ("they barely touched on it") and another tells plainly ("they discussed it").

Evidence: an adverb that all but denies the verb, and in another report an act of the same kind on the same thing that
has no such adverb and no negation. The verdict is `variant` of kind polarity: nothing is denied outright. Traps:
amounts ("barely ten"), other things acted on, agents that differ, reports that both play it down, a speaker's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship
from variorum.compare.readings import differ, outlet, reading
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind, Mode, Polarity, Ref, Role, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Token

# Vectors this near tell the same kind of act where the verbs are no kin in the dictionary ("touch on", "discuss").
_LIKE = 0.6
_KIN = 0.65
_TOPICS = frozenset({"subject", "topic", "issue", "question", "matter", "theme", "problem"})


class PlayedDown(NamedTuple):
    """A fact whose verb has an adverb that nearly denies it."""

    fact: Fact
    adverb: Token
    verb: Token


def find(story: Story) -> Iterator[Discrepancy]:
    """Acts played down here and told plainly there, the plain fact most alike for each."""
    for a in range(len(story.articles)):
        for down in _played_down(story, a):
            plain = [f for b in story.beside[a] for f in story.facts[b] if _tells_plainly(story, down, f)]
            for b in sorted({f.article for f in plain}):
                best = max(
                    (f for f in plain if f.article == b), key=lambda f: (story.cosine(down.fact, f), -f.ref.item)
                )
                yield _discrepancy(story, down, best)


def _played_down(story: Story, a: int) -> Iterator[PlayedDown]:
    parse = story.articles[a].parse
    for fact in story.facts[a]:
        verb = fact.claim.predicate_token
        if verb is None or fact.claim.mode in (Mode.DIRECT, Mode.UNMARKED) or parse.tokens[verb].pos != "VERB":
            continue
        for i in parse.children[verb]:
            if parse.tokens[i].dep == "advmod" and parse.tokens[i].lemma.lower() in signals("minimising"):
                yield PlayedDown(fact, parse.tokens[i], parse.tokens[verb])


def _tells_plainly(story: Story, down: PlayedDown, fact: Fact) -> bool:
    claim = fact.claim
    if claim.mode in (Mode.DIRECT, Mode.UNMARKED) or claim.certainty is not Certainty.CERTAIN:
        return False
    if claim.polarity is Polarity.NEGATED or claim.predicate_token is None:
        return False
    if any(t.lemma.lower() in signals("minimising") for t in story.tokens(fact)):
        return False
    verb = story.articles[fact.article].parse.tokens[claim.predicate_token]
    alike = kinship(down.verb.lemma.lower(), verb.lemma.lower(), "VERB", verb.pos) >= _KIN
    return (alike or story.cosine(down.fact, fact) >= _LIKE) and _same_matter(story, down.fact, fact)


def _same_matter(story: Story, a: Fact, b: Fact) -> bool:
    """Whether both acts are on the same thing, by a name or a noun, and no agents known to both differ."""
    matters, agents = zip(*(_arguments(story, f) for f in (a, b)), strict=True)
    if agents[0] and agents[1] and not agents[0] & agents[1]:
        return False
    return bool(matters[0] & matters[1])


def _arguments(story: Story, fact: Fact) -> tuple[frozenset[str], frozenset[int]]:
    """The heads of what a verb acts on (lemmas, and entities as "#7"), and the entities that act."""
    matters: set[str] = set()
    agents: set[int] = set()
    for x in fact.claim.arguments:
        entity = -1 if x.mention is None else story.collation.entity_of.get(Ref(fact.article, x.mention), -1)
        if x.role is Role.AGENT:
            agents |= {entity} - {-1}
        elif x.role in (Role.PATIENT, Role.OTHER):
            head = _matter(story.articles[fact.article].parse, x.head)
            matters |= {head.lemma.lower()} if head.pos in ("NOUN", "PROPN") else set()
            matters |= {f"#{entity}"} if entity >= 0 else set()
    return frozenset(matters), frozenset(agents)


def _matter(parse: Parse, head: int) -> Token:
    """What a phrase is about: of "the subject of fishing" it is the fishing."""
    token = parse.tokens[head]
    if token.lemma.lower() in _TOPICS:
        for c in parse.children[head]:
            if parse.tokens[c].dep == "prep":
                for below in parse.children[c]:
                    if parse.tokens[below].dep == "pobj":
                        return parse.tokens[below]
    return token


def _discrepancy(story: Story, down: PlayedDown, plain: Fact) -> Discrepancy:
    verb = story.articles[plain.article].parse.tokens[plain.claim.predicate_token or 0]
    low, high = sorted((down.adverb, down.verb), key=lambda t: t.start)
    a, b = outlet(story, down.fact.article), outlet(story, plain.article)
    reason = (
        f"{a} plays down what {b} tells without that: “{' '.join(story.text(down.fact).split())}” "
        f"against “{' '.join(story.text(plain).split())}”."
    )
    one = reading(down.fact, f"{down.adverb.text} {down.verb.text}", 1, (low.start, high.end))
    other = reading(plain, verb.text, 2, (verb.start, verb.end))
    return differ(DiscrepancyKind.POLARITY, reason, one, other, 0.6, Verdict.VARIANT)

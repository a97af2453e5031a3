"""What speaks for two values being told of one thing, whatever slot they fill: the same questions for all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import same
from variorum.compare.affinity import affinity
from variorum.compare.context import kinship, weight_of
from variorum.compare.phrases import likeness, phrase, size
from variorum.lexicon.signals import signals
from variorum.model import Certainty, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.compare.candidates.pairings import Pairing, Spot, Told
    from variorum.model import DiscrepancyKind

_NAME = 0.3
_MOST_WORDS = 3.0
_LIGHT = 0.1
_UNSURE = (Certainty.POSSIBLE, Certainty.CONDITIONAL)
_BACKGROUND = frozenset(
    {"earlier", "previous", "previously", "former", "formerly", "last", "ago", "since", "once", "compare", "record"}
    | {"then", "predecessor", "history", "already", "until", "average", "usual", "usually", "normally"}
)


class Candidate(NamedTuple):
    """Two values that exclude each other if they are of one thing; `features` is the evidence, by name."""

    kind: DiscrepancyKind
    slot: str
    x: Spot
    y: Spot
    reason: str
    features: Mapping[str, float]


def evidence(pair: Pairing, x: Spot, y: Spot) -> dict[str, float]:
    """The evidence that does not depend on the slot; features that are absent are 0."""
    found = {"near": pair.near, "margin": max(-0.5, min(0.5, pair.margin))}
    found["nearest"] = float(max(pair.ahead) == 0)
    found["second"] = float(min(pair.ahead) > 0)
    found["near enough"] = float(pair.near >= 0.6)
    found["very near"] = float(pair.near >= 0.9)
    found["far"] = float(pair.near < 0.45)
    found["clear"] = float(pair.margin >= 0.15)
    _words(found, x, y)
    _names(found, x, y)
    _clauses(found, x, y)
    _manner(found, x, y)
    return {name: value for name, value in found.items() if value}


def _words(found: dict[str, float], x: Spot, y: Spot) -> None:
    one, other = (
        phrase(s.told.story, s.told.article, {t.i for t in s.told.tokens} - s.tokens - telling(s.told)) for s in (x, y)
    )
    rest = likeness(one, other, name_worth=_NAME)
    found["words"] = min(rest.worth, _MOST_WORDS)
    found["share"] = rest.worth / max(0.3, min(size(one, _NAME), size(other, _NAME)))
    found["share of both"] = rest.worth / max(0.3, max(size(one, _NAME), size(other, _NAME)))


def telling(told: Told) -> frozenset[int]:
    """The tokens of a report that only say who tells something."""
    return told.story.telling[told.article]


def _names(found: dict[str, float], x: Spot, y: Spot) -> None:
    spread = x.told.story.spread
    one, other = x.told.entities, y.told.entities
    found["names"] = sum(1 - 0.7 * min(1.0, 2 * spread.get(e, 0.0)) for e in one & other)
    found["names apart"] = float(bool(one and other) and not one & other)


def _clauses(found: dict[str, float], x: Spot, y: Spot) -> None:
    if x.fact is None or y.fact is None:
        found["no clause"] = 1.0
        return
    story, claims = x.told.story, (x.fact.claim, y.fact.claim)
    found["clause vectors"] = max(0.0, story.cosine(x.fact, y.fact))
    found["clause words"] = min(affinity(story, x.fact, y.fact, x.tokens, y.tokens).worth, 2.0)
    verbs = [c.predicate.split(" ")[0].lower() for c in claims]
    heavy = min(map(weight_of, verbs)) > _LIGHT
    found["act told"] = max(_told(verbs[0], y.told), _told(verbs[1], x.told))
    found["same act"] = kinship(verbs[0], verbs[1], "VERB", "VERB") if heavy else 0.0
    found["light acts"] = float(max(map(weight_of, verbs)) <= _LIGHT)
    for role in (Role.AGENT, Role.PATIENT):
        pairs = [(p, q) for p in claims[0].fillers(role) for q in claims[1].fillers(role)]
        pairs = [(p, q) for p, q in pairs if p.head not in x.tokens and q.head not in y.tokens]
        known = [same(story, x.fact, p, y.fact, q) for p, q in pairs]
        found[f"same {role.value}"] = float(any(known))
        found[f"other {role.value}"] = float(bool(known) and all(k is False for k in known))


def _told(verb: str, other: Told) -> float:
    """How near a verb is to a word of another sentence."""
    weight = weight_of(verb)
    if weight <= _LIGHT:
        return 0.0
    return max((kinship(verb, w.lemma, "VERB", w.pos) for w in other.phrase.words), default=0.0)


def _manner(found: dict[str, float], x: Spot, y: Spot) -> None:
    facts = [s.fact for s in (x, y)]
    found["quoted"] = float(sum(f is not None and f.quoted for f in facts) == 1)
    found["both quoted"] = float(all(f is not None and f.quoted for f in facts))
    found["unsure"] = float(any(f is not None and f.claim.certainty in _UNSURE for f in facts))
    attributed = [f is not None and bool(f.claim.attribution) for f in facts]
    found["attributed"] = float(attributed[0] != attributed[1])
    background = [bool(s.told.lemmas & _BACKGROUND) or _pluperfect(s) for s in (x, y)]
    found["background"] = float(sum(background) == 1)
    found["both background"] = float(all(background))
    denied = [bool(s.told.lemmas & signals("negation")) for s in (x, y)]
    found["one denies"] = float(denied[0] != denied[1])


def _pluperfect(spot: Spot) -> bool:
    verb = None if spot.fact is None else spot.fact.claim.predicate_token
    parse = spot.told.parse
    return verb is not None and any(parse.tokens[c].text.lower() == "had" for c in parse.children[verb])

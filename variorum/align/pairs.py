"""Scoring a pair of claims: some dozens of readable features and a logistic weight for each.

The weights are tables in `weights.json`. `fact` says whether two claims tell the same fact, `across` the same of claims
in two languages, which share names and values but no words; both are set by hand. The others are for whether they
tell of one event (see `variorum.align.events`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from variorum.align.occasions import contrasts
from variorum.align.slots import compare_slots
from variorum.lexicon.words import meanings
from variorum.model import ClaimPair, EntityType, Role, Slot, SlotComparison, SlotRelation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.frames import Frame
    from variorum.model import Entity

Features = Mapping[str, float]
_WEIGHTS = files("variorum.align").joinpath("weights.json")
_VALUE_SLOTS = frozenset(Slot) - {Slot.PREDICATE, Slot.WORDS}
# Who does it to whom, or whether it is so, is the core of a claim: opposites are two statements.
_OPPOSED = 0.0
# A claim of so few content words says too little to be known again without a shared name or value.
_FEW = 2
# What is done, by whom, to whom: who shares only the rest tells something else of the same surroundings.
_CORE = frozenset({Slot.PREDICATE, Slot.AGENT, Slot.PATIENT, Slot.ATTRIBUTE})
_PARTIES = {Slot.AGENT: Role.AGENT, Slot.PATIENT: Role.PATIENT, Slot.RECIPIENT: Role.RECIPIENT}
_AGREEING = frozenset({SlotRelation.AGREE, SlotRelation.ENTAILED})
# What a shared meaning counts for beside a shared word.
_SYNONYM = 0.8
_NOTHING: frozenset[int] = frozenset()
_SLOTS = {(slot, relation): f"{slot}: {relation}" for slot in Slot for relation in SlotRelation}
_SLOT_FEATURES = frozenset(_SLOTS.values())


class Setting(NamedTuple):
    """What a comparison needs to know of the story: its entities and how rare its words and entities are."""

    entities: Sequence[Entity]
    rarity: Mapping[str, float]
    entity_rarity: Mapping[int, float]


def compare(a: Frame, b: Frame, cosine: float, setting: Setting, in_order: float = 0.0) -> tuple[ClaimPair, Features]:
    """Two claims compared slot by slot and scored, with the features. `cosine` is that of their vectors.

    `in_order` (0 to 1) is how well the one stands between neighbours of the other, for claims in two languages.
    """
    slots = compare_slots(a, b, setting.entities)
    place = {"in order": in_order}
    measured = measure(a, b, cosine, slots, setting)
    features = measured | place
    whole = features | _against_one_fact(a, b, slots, setting.entities)
    told = tuple(s for s in slots if s.slot not in _VALUE_SLOTS or not _differs(s))
    without = features if len(told) == len(slots) else _left_out(measured, a, b, slots, told, setting) | place
    table = "fact" if a.language == b.language else "across"
    if table == "across" and any(s.slot is Slot.QUANTITY and _differs(s) for s in slots):
        # Without words, that both count the same thing says much, however many.
        without = {**without, "quantity: same thing": 1.0}
    score, topical = probability(whole, table), probability(without, table)
    if opposed(slots):
        score, topical = _OPPOSED, max(score, topical)
    pair = ClaimPair(a.ref, b.ref, round(score, 4), round(max(score, topical), 4), (*slots, _words(features)))
    return pair, whole


def _against_one_fact(
    a: Frame, b: Frame, slots: Sequence[SlotComparison], entities: Sequence[Entity]
) -> dict[str, float]:
    """What speaks against one fact, though not against comparing what is told of the one and of the other."""
    found = dict.fromkeys(contrasts(a.occasion, b.occasion), 1.0)
    if not any(s.slot in _CORE and s.relation in _AGREEING for s in slots):
        found["nothing of the core agrees"] = 1.0
    if any(
        s.slot in _PARTIES and s.relation is SlotRelation.DIFFER and _persons(a, b, _PARTIES[s.slot], entities)
        for s in slots
    ):
        found["another party"] = 1.0
    return found


def _persons(a: Frame, b: Frame, role: Role, entities: Sequence[Entity]) -> bool:
    """Whether all that fill a role are known persons: who met one guest has not met the other."""
    found = [f.entity for frame in (a, b) for f in frame.fillers.get(role, ())]
    return all(e is not None and entities[e].type is EntityType.PERSON for e in found)


def opposed(slots: Sequence[SlotComparison]) -> bool:
    """Whether one claim says the opposite of the other: the roles swapped, or the same predicate denied."""
    found = {(s.slot, s.relation) for s in slots}
    denied = (Slot.POLARITY, SlotRelation.DIFFER) in found and (Slot.PREDICATE, SlotRelation.AGREE) in found
    return denied or any(relation is SlotRelation.SWAPPED for _, relation in found)


def _differs(slot: SlotComparison) -> bool:
    return slot.relation in (SlotRelation.DIFFER, SlotRelation.SWAPPED)


def _spans(slots: Sequence[SlotComparison]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of either article that fill the slots that differ."""
    differing = [s for s in slots if s.slot in _VALUE_SLOTS and _differs(s)]
    return [s.a for s in differing if s.a], [s.b for s in differing if s.b]


def _words(features: Features) -> SlotComparison:
    low, high = features["words contained, less"], features["words contained, more"]
    if low >= 0.6:
        return SlotComparison(Slot.WORDS, SlotRelation.AGREE, "most rare words are shared")
    if high >= 0.6:
        return SlotComparison(Slot.WORDS, SlotRelation.ENTAILED, "one has most rare words of the other")
    return SlotComparison(Slot.WORDS, SlotRelation.DIFFER, "few rare words are shared")


def measure(a: Frame, b: Frame, cosine: float, slots: Sequence[SlotComparison], setting: Setting) -> dict[str, float]:
    """The features of a pair by name, each about 0 to 1."""
    names_shared, names_all = _entity_weights(a, b, setting)
    found = {
        "bias": 1.0,
        "vectors": max(0.0, cosine),
        **_of_words(a, b, a.words, b.words, setting),
        "order": _order(a.tokens, b.tokens),
        "length": min(len(a.tokens), len(b.tokens)) / max(1, len(a.tokens), len(b.tokens)),
        "slight": _slight(a, b, names_shared, slots),
        "names": names_shared / names_all if names_all else 0.0,
        "names in both, none shared": float(bool(a.entities and b.entities) and not names_shared),
        "names apart": _names_apart(a, b, setting) / names_all if names_all else 0.0,
    }
    for slot in slots:
        found[_SLOTS[slot.slot, slot.relation]] = 1.0
    return found


def _left_out(
    measured: Features,
    a: Frame,
    b: Frame,
    slots: Sequence[SlotComparison],
    told: Sequence[SlotComparison],
    setting: Setting,
) -> dict[str, float]:
    """The features of a pair with only the slots `told`, and without the words in the stretches of the others."""
    spans_a, spans_b = _spans(slots)
    found = {name: value for name, value in measured.items() if name not in _SLOT_FEATURES}
    found |= _of_words(a, b, a.words_outside(spans_a), b.words_outside(spans_b), setting)
    found["slight"] = _slight(a, b, found["names"], told)
    for slot in told:
        found[_SLOTS[slot.slot, slot.relation]] = 1.0
    return found


def _of_words(a: Frame, b: Frame, left: frozenset[str], right: frozenset[str], setting: Setting) -> dict[str, float]:
    """What words two claims share, in all and without names."""
    words = _contained(left, right, setting.rarity)
    matter = _contained(left - a.proper, right - b.proper, setting.rarity)
    return {
        "words contained, less": words.less,
        "words contained, more": words.more,
        "words shared": words.shared,
        "matter contained, less": matter.less,
        "matter contained, more": matter.more,
        "matter shared": matter.shared,
    }


def _slight(a: Frame, b: Frame, names_shared: float, slots: Sequence[SlotComparison]) -> float:
    few = a.words != b.words and min(len(a.words), len(b.words)) <= _FEW
    return float(few and not names_shared and not _values_agree(slots))


def _values_agree(slots: Sequence[SlotComparison]) -> bool:
    return any(s.slot in (Slot.QUANTITY, Slot.TIME) and s.relation is SlotRelation.AGREE for s in slots)


class _Contained(NamedTuple):
    """What two sets of words share, as a share of either (the lesser, the greater) and in all (0 to 1)."""

    less: float
    more: float
    shared: float


def _contained(left: frozenset[str], right: frozenset[str], rarity: Mapping[str, float]) -> _Contained:
    shared = shared_words(left, right, rarity)
    weights_of = (sum([rarity.get(w, 0.0) for w in side]) for side in (left, right))
    less, more = sorted(min(1.0, shared / weight) if weight else 0.0 for weight in weights_of)
    return _Contained(less, more, 1.0 - math.exp(-shared))


def shared_words(left: frozenset[str], right: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The weight of shared words; one with a synonym or a word of its stem on the other side counts nearly as much."""
    both, answered = _answering(left, right)
    total: float = sum([rarity.get(w, 0.0) for w in both])
    for word in answered:
        total += _SYNONYM * rarity.get(word, 0.0)
    return total


@lru_cache(maxsize=4096)
def _answering(left: frozenset[str], right: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words on both sides, and those of the left whose meaning some other word on the right has, both in order."""
    others = _NOTHING.union(*[meanings(other) for other in right - left])
    answered = sorted([word for word in left - right if not others.isdisjoint(meanings(word))])
    return tuple(sorted(left & right)), tuple(answered)


def _entity_weights(a: Frame, b: Frame, setting: Setting) -> tuple[float, float]:
    weigh = setting.entity_rarity
    shared = sum([weigh.get(e, 0.0) for e in sorted(a.entities & b.entities)])
    return shared, sum([weigh.get(e, 0.0) for e in sorted(a.entities | b.entities)])


def _names_apart(a: Frame, b: Frame, setting: Setting) -> float:
    """The weight of what both name and the other does not: who meets one guest has not met the other."""
    kin = {k for e in a.entities | b.entities for k in setting.entities[e].kin}
    own = (sorted(side - other - kin) for side, other in ((a.entities, b.entities), (b.entities, a.entities)))
    return 2 * min(sum(setting.entity_rarity.get(e, 0.0) for e in side) for side in own)


def _order(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of neighbouring word pairs that both have."""
    left, right = set(pairwise(a)), set(pairwise(b))
    return len(left & right) / max(1, min(len(left), len(right)))


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The tables of weights: by name of the table and of the feature."""
    tables: dict[str, dict[str, float]] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return tables


def probability(features: Features, table: str) -> float:
    """The logistic of the features' sum, weighted by one of the tables."""
    weight = weights()[table]
    total = sum([weight.get(name, 0.0) * value for name, value in features.items()])
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))

"""Slot by slot: how the frames of two claims stand to each other in who, did what, to whom, where, when, how many.

Each slot is compared through its value type and is silent (left out) where one of the claims says nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.align.frames import LIGHT
from variorum.lexicon.signals import signals
from variorum.lexicon.words import Relation as WordRelation
from variorum.lexicon.words import related
from variorum.model import EntityType, Role, Slot, SlotComparison, SlotRelation
from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, compare_times
from variorum.values.place import compare_places
from variorum.values.quantity import compare_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.align.frames import Filler, Frame
    from variorum.model import Entity, Quantity, TimeExpression

_ROLES = (
    (Role.AGENT, Slot.AGENT),
    (Role.PATIENT, Slot.PATIENT),
    (Role.RECIPIENT, Slot.RECIPIENT),
    (Role.ATTRIBUTE, Slot.ATTRIBUTE),
    (Role.PLACE, Slot.PLACE),
    (Role.CAUSE, Slot.CAUSE),
)
_SWAPPED_WITH_AGENT = (Role.PATIENT, Role.RECIPIENT)
_OF_VALUES = {
    Relation.SAME: SlotRelation.AGREE,
    Relation.COMPATIBLE: SlotRelation.ENTAILED,
    Relation.DIFFERENT: SlotRelation.DIFFER,
    Relation.APART: SlotRelation.SILENT,
}
# Of several comparisons in one slot the most telling comes first: a difference, then agreement.
_ORDER = (SlotRelation.SWAPPED, SlotRelation.DIFFER, SlotRelation.AGREE, SlotRelation.ENTAILED, SlotRelation.SILENT)
_PLACE_OF = {slot: place for place, slot in enumerate(Slot)}
_RANK_OF = {relation: rank for rank, relation in enumerate(_ORDER)}
# Of several fillers of one role the pair that agrees best speaks for them: they differ only if all do.
_BEST = {
    relation: rank
    for rank, relation in enumerate(
        (SlotRelation.AGREE, SlotRelation.ENTAILED, SlotRelation.SILENT, SlotRelation.DIFFER)
    )
}


class Match(NamedTuple):
    """A relation and why."""

    relation: SlotRelation
    reason: str = ""


_SILENT = Match(SlotRelation.SILENT)


def compare_slots(a: Frame, b: Frame, entities: Sequence[Entity]) -> tuple[SlotComparison, ...]:
    """All slots in which both claims say something, in the order of `Slot`."""
    found = [_predicates(a, b), *_roles(a, b, entities), *_quantities(a, b), *_times(a, b), *_stances(a, b, entities)]
    return tuple(sorted(found, key=lambda s: (_PLACE_OF[s.slot], _RANK_OF[s.relation])))


def _predicates(a: Frame, b: Frame) -> SlotComparison:
    match = compare_predicates(a, b)
    return SlotComparison(Slot.PREDICATE, match.relation, match.reason, a.predicate_span, b.predicate_span)


def compare_predicates(a: Frame, b: Frame) -> Match:
    """What is said to be done or to be the case."""
    if not a.predicate or not b.predicate:
        return _SILENT
    link = related(a.predicate, b.predicate)
    shown = f"{a.predicate} and {b.predicate}"
    if link.kind is WordRelation.ANTONYM:
        return Match(SlotRelation.DIFFER, f"{shown} are opposites")
    if link.score >= 0.8:
        return Match(SlotRelation.AGREE, f"{shown}: {link.kind}")
    if link.score >= 0.5:
        return Match(SlotRelation.ENTAILED, f"{shown}: {link.kind}")
    if a.predicate in LIGHT or b.predicate in LIGHT:
        return _SILENT
    if a.predicate in b.words or b.predicate in a.words:
        return Match(SlotRelation.ENTAILED, f"{shown}: the one is named beside the other")
    return Match(SlotRelation.DIFFER, f"{shown} are not related")


def compare_fillers(x: Filler, y: Filler, entities: Sequence[Entity]) -> Match:
    """Whether two phrases mean the same person or thing: by entity, else by their heads."""
    if x.entity is not None and y.entity is not None:
        return _compare_entities(x.entity, y.entity, entities)
    if x.pronoun or y.pronoun:
        return _SILENT
    link = related(x.lemma, y.lemma, "n")
    if link.score >= 0.8:
        return Match(SlotRelation.AGREE, f"{x.lemma} and {y.lemma}: {link.kind}")
    if link.score >= 0.5 or x.lemma in y.words or y.lemma in x.words:
        return Match(SlotRelation.ENTAILED, f"{x.lemma} and {y.lemma} are near in kind")
    if x.entity is not None or y.entity is not None:
        return _SILENT  # a name against a description: nothing says that they are not the same
    return Match(SlotRelation.DIFFER, f"{x.lemma} and {y.lemma}")


def _compare_entities(x: int, y: int, entities: Sequence[Entity]) -> Match:
    if x == y:
        return Match(SlotRelation.AGREE, f"both name {entities[x].name}")
    names = f"{entities[x].name} and {entities[y].name}"
    if y in entities[x].kin or x in entities[y].kin:
        return Match(SlotRelation.ENTAILED, f"{names} can stand for each other")
    if entities[x].type is entities[y].type is EntityType.PLACE:
        place = compare_places(entities[x].name, entities[y].name)
        return Match(_OF_VALUES[place.relation], place.reason)
    return Match(SlotRelation.DIFFER, f"{names} are not the same")


def _roles(a: Frame, b: Frame, entities: Sequence[Entity]) -> Iterator[SlotComparison]:
    agents = _best_match(a.fillers.get(Role.AGENT, ()), b.fillers.get(Role.AGENT, ()), entities)
    swapped: set[Role] = set()
    if agents is not None and agents[0].relation is SlotRelation.DIFFER:
        for other in _SWAPPED_WITH_AGENT:
            if _crosswise(a, b, other, entities):
                swapped |= {Role.AGENT, other}
    there = b.fillers
    if swapped and _mutual(a) and _mutual(b):
        there, swapped = _turned(there), set()
    for role, slot in _ROLES:
        best = _best_match(a.fillers.get(role, ()), there.get(role, ()), entities)
        if best is None:
            continue
        match, x, y = best
        if role in swapped:
            match = Match(SlotRelation.SWAPPED, "who does it in the one has it done to them in the other")
        if match.relation is not SlotRelation.SILENT:
            yield SlotComparison(slot, match.relation, match.reason, (x.start, x.end), (y.start, y.end))


def _mutual(frame: Frame) -> bool:
    """Whether both parties do it with each other: who met whom does not matter."""
    return frame.predicate.split(" ")[0] in signals("mutual") or frame.predicate == "hold talk"


def _turned(fillers: Mapping[Role, tuple[Filler, ...]]) -> Mapping[Role, tuple[Filler, ...]]:
    return {**fillers, Role.AGENT: fillers.get(Role.PATIENT, ()), Role.PATIENT: fillers.get(Role.AGENT, ())}


def _best_match(
    left: tuple[Filler, ...], right: tuple[Filler, ...], entities: Sequence[Entity]
) -> tuple[Match, Filler, Filler] | None:
    """The pair of fillers that agrees best."""
    if not left or not right:
        return None
    matches = [(compare_fillers(x, y, entities), x, y) for x in left for y in right]
    return min(matches, key=lambda m: _BEST[m[0].relation])


def _crosswise(a: Frame, b: Frame, other: Role, entities: Sequence[Entity]) -> bool:
    """Whether who acts in the one has another role in the other, and the other way round."""
    for one, two in ((Role.AGENT, other), (other, Role.AGENT)):
        match = _best_match(a.fillers.get(one, ()), b.fillers.get(two, ()), entities)
        if match is None or match[0].relation is not SlotRelation.AGREE:
            return False
    return True


def _quantities(a: Frame, b: Frame) -> Iterator[SlotComparison]:
    """Amounts of the same thing, each with its best partner."""
    for x in a.quantities:
        found = [(compare_amounts(x.amount, y.amount), y) for y in b.quantities if _same_counted(x, y)]
        ranked = sorted(found, key=lambda f: list(Relation).index(f[0].relation))
        for comparison, y in ranked[:1]:
            if comparison.relation is not Relation.APART:
                relation = _OF_VALUES[comparison.relation]
                yield SlotComparison(Slot.QUANTITY, relation, comparison.reason, (x.start, x.end), (y.start, y.end))


def _same_counted(x: Quantity, y: Quantity) -> bool:
    if x.counted and y.counted:
        return related(x.counted.lower(), y.counted.lower(), "n").score >= 0.5
    return bool(x.amount.unit) or not (x.counted or y.counted)


def _times(a: Frame, b: Frame) -> Iterator[SlotComparison]:
    """Points in time, and lengths, each compared with their like; the nearest pair speaks for the claims."""
    for kinds in ((TimeKind.DATE, TimeKind.TIME), (TimeKind.DURATION,)):
        best = _best_time([t for t in a.times if t.value.kind in kinds], [t for t in b.times if t.value.kind in kinds])
        if best is not None:
            yield best


def _best_time(left: Sequence[TimeExpression], right: Sequence[TimeExpression]) -> SlotComparison | None:
    found = [(compare_times(x.value, y.value), x, y) for x in left for y in right]
    found = [f for f in found if f[0].relation is not Relation.APART]
    if not found:
        return None
    comparison, x, y = min(found, key=lambda f: list(Relation).index(f[0].relation))
    spans = ((x.start, x.end), (y.start, y.end))
    return SlotComparison(Slot.TIME, _OF_VALUES[comparison.relation], comparison.reason, *spans)


def _stances(a: Frame, b: Frame, entities: Sequence[Entity]) -> Iterator[SlotComparison]:
    """Polarity, certainty and attribution."""
    for slot, x, y in (
        (Slot.POLARITY, a.claim.polarity, b.claim.polarity),
        (Slot.CERTAINTY, a.claim.certainty, b.claim.certainty),
    ):
        relation = SlotRelation.AGREE if x is y else SlotRelation.DIFFER
        yield SlotComparison(slot, relation, "" if x is y else f"{x} and {y}")
    if a.sources and b.sources:
        matches = [_compare_entities(x, y, entities) for x in sorted(a.sources) for y in sorted(b.sources)]
        best = min(matches, key=lambda m: _ORDER.index(m.relation) if m.relation is not SlotRelation.DIFFER else 9)
        yield SlotComparison(Slot.ATTRIBUTION, best.relation, best.reason)

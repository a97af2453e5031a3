"""Membership, place and person between reports in two languages, or in one that is not parsed.

Countries are the names that can be compared for certain in any language: each is one territory with a code. Two
aligned claims that list countries differ in membership if each has one that the other's whole report never names;
claims that have one country each differ in the place; and so for one person with a full name each. Traps: a list that
is only shorter, a country that the other report names elsewhere, a capital for its country, a transliteration,
a demonym.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import differ, outlet, reading
from variorum.model import DiscrepancyKind, EntityType, MentionForm, Ref, Slot, SlotRelation
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.name import compare_names
from variorum.values.place import naming, without_prefix
from variorum.values.quantity import compare_amounts
from variorum.values.sound import may_be_one, of_one_surname

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.compare.context import Fact, Story
    from variorum.model import ClaimPair, Discrepancy

# How sure it has to be that two claims speak of one fact, the names apart: lists confirm each other, one name does not.
_SAME_LIST, _SAME_FACT = 0.5, 0.6
_LIST = 3


class _Named(NamedTuple):
    """A name in a claim: as it stands, and where."""

    text: str
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Countries and persons that exclude each other in claims that are aligned without syntax."""
    facts = {fact.ref: fact for fact in story.all_facts()}
    everywhere = [_of_report(story, a) for a in range(len(story.articles))]
    for pair in story.aligned.pairs:
        if pair.topical < _SAME_LIST or pair.a.article == pair.b.article or _parsed(story, pair):
            continue
        a, b = facts.get(pair.a), facts.get(pair.b)
        if a is None or b is None or a.quoted or b.quoted:
            continue
        confirmed = _confirmed(story, pair, (a, b))
        yield from _countries(story, pair.topical, (a, b), everywhere, confirmed=confirmed)
        yield from _persons(story, (a, b), sure=pair.topical >= _SAME_FACT and confirmed > 0)


def _parsed(story: Story, pair: ClaimPair) -> bool:
    return all(story.articles[ref.article].parse.has_syntax for ref in (pair.a, pair.b))


def _confirmed(story: Story, pair: ClaimPair, sides: tuple[Fact, Fact]) -> int:
    """How many numbers and days are the same in both: alike sentences alone do not tell one event from another."""
    slots = sum(pair.at(slot) is SlotRelation.AGREE for slot in (Slot.QUANTITY, Slot.TIME))
    here, there = (story.moments(fact) for fact in sides)
    days = any(x.earliest and compare_times(x, y).relation is Relation.SAME for x, y in product(here, there))
    return max(slots, days + _amounts(story, sides))


def _amounts(story: Story, sides: tuple[Fact, Fact]) -> int:
    """How many amounts of one unit both sentences have."""
    here, there = (
        [
            story.articles[fact.article].quantities[q].amount
            for told in story.facts_in(fact.article, fact.claim.sentence)
            for q in told.claim.quantities
        ]
        for fact in sides
    )
    return sum(any(x.unit and compare_amounts(x, y).relation is Relation.SAME for y in there) for x in here)


def _of_report(story: Story, article: int) -> frozenset[str]:
    """The codes of all countries that a report names in any way."""
    found = story.articles[article]
    language = found.article.language or "en"
    known = (naming(name, language) for entity in found.entities for name in (*entity.names, *entity.roles))
    mentioned = (naming(mention.name, language) for mention in found.mentions)
    return frozenset(k.territory.code for k in (*known, *mentioned) if k)


def _of_sentence(story: Story, fact: Fact) -> dict[str, _Named]:
    """The countries that a claim's sentence names outright, by code."""
    language = story.articles[fact.article].article.language or "en"
    sentence = story.sentence(fact)
    found: dict[str, _Named] = {}
    for mention in story.mentions_within(fact.article, sentence.start, sentence.end):
        known = naming(mention.name, language)
        if known and known.kind == "name":
            bare = without_prefix(mention.name, language)
            start = mention.end - len(bare) if mention.name.endswith(bare) else mention.start
            found.setdefault(known.territory.code, _Named(bare, start, mention.end))
    return found


def _countries(
    story: Story, sure: float, sides: tuple[Fact, Fact], everywhere: list[frozenset[str]], *, confirmed: int
) -> Iterator[Discrepancy]:
    a, b = sides
    left, right = _of_sentence(story, a), _of_sentence(story, b)
    only_left = [code for code in left if code not in everywhere[b.article]]
    only_right = [code for code in right if code not in everywhere[a.article]]
    if not only_left or not only_right:
        return
    if min(len(left), len(right)) >= _LIST and len(left.keys() & right.keys()) >= _LIST - 1:
        reason = (
            f"{outlet(story, a.article)} counts {_listed(left, only_left)} among them, "
            f"{outlet(story, b.article)} {_listed(right, only_right)}, and neither report has the other's"
        )
        yield _told(DiscrepancyKind.MEMBERSHIP, reason, sides, (left[only_left[0]], right[only_right[0]]), sure)
    elif len(left) == len(right) == 1 and confirmed >= (1 if sure >= _SAME_FACT else 2):
        here, there = left[only_left[0]], right[only_right[0]]
        reason = (
            f"{outlet(story, a.article)} names {here.text}, {outlet(story, b.article)} {there.text}, and neither "
            "report has the other's country"
        )
        yield _told(DiscrepancyKind.PLACE, reason, sides, (here, there), sure)


def _listed(names: Mapping[str, _Named], codes: list[str]) -> str:
    return " and ".join(names[code].text for code in codes)


def _persons(story: Story, sides: tuple[Fact, Fact], *, sure: bool) -> Iterator[Discrepancy]:
    """One person with a full name in each sentence, neither of whom the other report has.

    Not sure of the fact, it has to be one surname: "the captain, Markus Wiegand" and "Martin Wiegand".
    """
    here, there = (_person(story, fact) for fact in sides)
    if here is None or there is None or here[0] == there[0]:
        return
    if _has(story, sides[1].article, here, there) or _has(story, sides[0].article, there, here):
        return
    names = list(product(here[2], there[2]))
    if any(compare_names(x, y).relation is not Relation.DIFFERENT or may_be_one(x, y) for x, y in names):
        return
    if not sure and not of_one_surname(here[1].text, there[1].text):
        return
    outlets = [outlet(story, fact.article) for fact in sides]
    reason = f"{outlets[0]} names {here[1].text}, {outlets[1]} {there[1].text}, and neither report has the other's name"
    yield _told(DiscrepancyKind.PERSON, reason, sides, (here[1], there[1]), 0.5)


_Person = tuple[int, _Named, tuple[str, ...]]


def _person(story: Story, fact: Fact) -> _Person | None:
    """The one person a claim's sentence names in full: the story's entity, the mention, and all names it goes by."""
    found: dict[int, _Named] = {}
    article = story.articles[fact.article]
    sentence = story.sentence(fact)
    for mention in story.mentions_within(fact.article, sentence.start, sentence.end):
        number = article.mentions.index(mention)
        entity = story.collation.entity_of.get(Ref(fact.article, number))
        if entity is None or story.collation.entities[entity].type is not EntityType.PERSON:
            continue
        if mention.form is not MentionForm.NAME:
            continue  # "the owner, Ida Lund" is named by the name
        if len(mention.name.split()) < 2:
            return None
        found.setdefault(entity, _Named(mention.name, mention.start, mention.end))
    if len(found) != 1:
        return None
    ((entity, named),) = found.items()
    return entity, named, story.collation.entities[entity].names


def _has(story: Story, article: int, person: _Person, other: _Person) -> bool:
    """Whether a report names a person, however it spells the name; a surname alone may be that of its `other` one."""
    if any(ref.article == article for ref in story.collation.entities[person[0]].mentions):
        return True
    named = {m.name for m in story.articles[article].mentions if m.form is MentionForm.NAME}
    others = {name for name in named if " " not in name and any(may_be_one(name, own) for own in other[2])}
    return any(may_be_one(name, own) for name in named - others for own in person[2])


def _told(
    kind: DiscrepancyKind, reason: str, sides: tuple[Fact, Fact], names: tuple[_Named, _Named], weight: float
) -> Discrepancy:
    readings = [
        reading(fact, named.text, side, (named.start, named.end))
        for side, (fact, named) in enumerate(zip(sides, names, strict=True))
    ]
    return differ(kind, reason, readings[0], readings[1], min(1.0, weight))

"""The amounts that reports tell, with what tells one from another: what is counted, how, and in what part of it.

Two amounts can be set against each other only if both stand for the whole of something: not for a part ("of whom ten",
"the first five sets", "Esen and his five colleagues"), not as a share of so many ("one child in four"), at the same
rate ("a month", "a year") and both as a length or both as a distance from something else ("two hours later").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship, weight_of
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty
from variorum.values.comparison import Relation
from variorum.values.quantity import compare_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Quantity, Token
    from variorum.values.quantity import Amount

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_OWN = "his|her|its|their|our|my"
_PART_BEFORE = re.compile(
    # "The first five sets", "in the past ten years".
    r"(?:\b(?:first|last|next|final|past|coming|remaining|another|further|additional)\s+"
    # "Esen and his five colleagues": those were not all.
    rf"|\b(?:and|with)\s+(?:{_OWN})\s+"
    # "Of the wagons that came off, nine".
    rf"|\b[Oo]f\s+(?:the|these|those|{_OWN})\b[^,;]*,\s+"
    r"|\b(?:another|among|including|whom|which|further|additional|except|besides)\s+(?:\S+\s+){0,3})\Z"
)
_PART_AFTER = re.compile(
    rf"\s+(?:more|others?|further|remaining|extra|additional|of\s+(?:\S+\s+)?(?:which|the|them|these|those|{_OWN}))\b"
)
_PART_INSIDE = frozenset({"further", "other", "others", "additional", "remaining", "more", "another", "extra"})
_OF = re.compile(rf"\s+of\s+(?:an?|the|them|these|those|which|whom|{_OWN})\b")
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|a\s+hundred|a\s+thousand|an?\s+million|\d{1,3})"
# "Two out of three schools", "four in five of the staff", "one child in four".
_SHARE_AFTER = re.compile(rf"((?:\s+[a-z]+){{0,2}})\s+(in|out\s+of)\s+(?:every\s+)?{_SMALL}\b(?:\s+([a-z]+))?")
_SHARE_BEFORE = re.compile(rf"\b{_SMALL}((?:\s+[a-z]+){{0,2}})\s+(in|out\s+of)\s+(?:every\s+)?\Z", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:\s+[\w'’-]+){0,3}?\s+(?:an?|per|each|every)\s+(second|minute|hour|day|night|week|month|quarter|year|annum|season)\b"
)
_RATES = {
    "each": "each", "per": "each", "every": "each", "apiece": "each", "hourly": "hour", "daily": "day",
    "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year", "annual": "year",
}  # fmt: skip
_EACH = re.compile(r"\beach\s+of\s+(?:which|whom|them)\b[^;.]*\Z")
# "Six hours after the end" says when, not how long.
_OFFSETS = frozenset(
    {"after", "before", "later", "earlier", "ago", "behind", "ahead", "faster", "slower", "off", "away"}
)
_LASTING = frozenset({"for", "lasted", "within", "took", "takes", "in"})
# What one dimension says, where no noun says what is measured.
_MEASURED = 0.2
# "For the second time in three years" says how often.
_OFTEN = re.compile(r"\btimes?\s+in\s+\Z")


class Count(NamedTuple):
    """A quantity in a fact, with what tells it from others: the noun, its modifiers and the tokens it covers.

    `rate` is what it is told for each of ("year", "each" of whatever), or nothing; `beside` are the other amounts of
    its sentence.
    """

    fact: Fact
    quantity: Quantity
    noun: str
    sorts: frozenset[str]
    tokens: frozenset[int]
    beside: tuple[Quantity, ...]
    part: bool
    rate: str
    offset: bool
    grows: bool = False
    alone: bool = False

    @property
    def amount(self) -> Amount:
        """The amount itself."""
        return self.quantity.amount


def counts(story: Story, a: int, *, quoted: bool = False) -> Iterator[Count]:
    """The amounts that a report tells; `quoted` those between quotation marks, too."""
    article = story.articles[a]
    for fact in story.facts[a]:
        if (fact.quoted and not quoted) or fact.claim.certainty is Certainty.CONDITIONAL:
            continue
        sentence = story.sentence(fact)
        there = (
            [q for q in article.quantities if sentence.start <= q.start < sentence.end] if fact.claim.quantities else []
        )
        for q in fact.claim.quantities:
            quantity = article.quantities[q]
            amount = quantity.amount
            if amount.ordinal or amount.unit == "score" or quantity.counted == "time" or _trivial(amount):
                continue
            count = _count(story, fact, quantity, tuple(o for o in there if o is not quantity))
            if count is not None:
                yield count


def _trivial(amount: Amount) -> bool:
    """Whether it counts none or one: "one of them", "nobody"."""
    return amount.high <= 0 or (not amount.unit and amount.high <= 1)


def _count(story: Story, fact: Fact, quantity: Quantity, beside: tuple[Quantity, ...]) -> Count | None:
    """A quantity as a count; None where it is a share of so many."""
    text, tokens, sentence = story.articles[fact.article].article.text, story.tokens(fact), story.sentence(fact)
    start, end = quantity.start, quantity.end
    noun_start, noun_end = quantity.counted_start or start, quantity.counted_end or end
    low, high = min(start, noun_start), max(end, noun_end)
    before, behind, after = (text[a:b] for a, b in ((sentence.start, start), (end, sentence.end), (high, sentence.end)))
    if _is_share(before, behind):
        return None
    own = [t for t in tokens if t.start < high and low < t.end]
    return Count(
        fact,
        quantity,
        quantity.counted.lower(),
        _sorts(tokens, own, noun_start, noun_end),
        frozenset(t.i for t in own),
        beside,
        part=quantity.amount.unit != "percent"
        and (_is_part(before, after, own) or bool(_OF.match(text, quantity.end))),
        rate=_rate(before, after),
        offset=bool(quantity.amount.unit) and _is_offset(before, after),
        grows=bool(({quantity.counted.lower()} | {t.lemma.lower() for t in tokens}) & signals("toll")),
    )


def _sorts(tokens: tuple[Token, ...], own: list[Token], start: int, end: int) -> frozenset[str]:
    """The words that narrow the noun: "sleeping" cabins."""
    head = next((t for t in own if start <= t.start < end and t.pos in ("NOUN", "PROPN")), None)
    return frozenset(
        t.lemma.lower()
        for t in tokens
        if head is not None and t.head == head.i and t.dep in _MODIFIERS and weight_of(t.lemma.lower()) >= 0.3
    )


def _is_share(before: str, behind: str) -> bool:
    """Whether it is one of the two numbers of a share; "seven people in two cars" has two things that are counted."""
    first, second = _SHARE_AFTER.match(behind), _SHARE_BEFORE.search(before)
    if first:
        return first[2] != "in" or not (first[1].strip() and first[3] and first[3] != "of")
    if not second:
        return False
    follows = re.match(r"\s+([a-z]+)", behind)
    return second[2] != "in" or not (second[1].strip() and follows and follows[1] != "of")


def _is_part(before: str, after: str, own: list[Token]) -> bool:
    """ "Another ten", "ten more", "ten of them", "of whom ten", "among them ten", "he and his ten men"."""
    words = {t.text.lower() for t in own}
    inside = bool(words & _PART_INSIDE) and "than" not in words
    return inside or bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after))


def _rate(before: str, after: str) -> str:
    period = _PERIOD.match(after)
    if period:
        return "year" if period[1] == "annum" else period[1]
    near = [*before.lower().split()[-1:], *(w.strip(",.;:") for w in after.lower().split()[:4])]
    return next((_RATES[w] for w in near if w in _RATES), "each" if _EACH.search(before) else "")


def _is_offset(before: str, after: str) -> bool:
    """Whether it says how far from something else: "two hours later", "40 metres off"."""
    last, behind = before.lower().split()[-1:], after.lower().split()[:2]
    away = bool({w.strip(",.;:") for w in behind[:1]} & _OFFSETS) and not set(last) & _LASTING
    return (away and behind != ["behind", "bars"]) or bool(_OFTEN.search(before))


def told_alone(own: list[Count]) -> list[Count]:
    """The counts of a report, each with whether it stands alone there."""
    return [c._replace(alone=_alone(c, own)) for c in own]


def _alone(x: Count, own: list[Count]) -> bool:
    """Whether a report has no other number of such a thing (another telling of the same number does not count)."""
    return all(
        o is x or compare_amounts(o.amount, x.amount).relation in (Relation.SAME, Relation.COMPATIBLE)
        for o in own
        if o.amount.unit == x.amount.unit and (x.amount.unit or tie(x, o))
    )


def is_people(noun: str) -> bool:
    """Whether a noun stands for people."""
    return noun in signals("people") or "noun.person" in classes(noun, "n")


def tie(x: Count, y: Count) -> float:
    """What the nouns (or the dimension) say for being one thing; 0 where they are different things."""
    return _tied(x.amount.unit, x.noun, x.sorts, y.noun, y.sorts)


@lru_cache(maxsize=1 << 16)
def _tied(unit: str, noun: str, sorts: frozenset[str], other: str, others: frozenset[str]) -> float:
    if not noun or not other:
        return _MEASURED if unit else 0.0
    if other_sorts(sorts, others):
        return 0.0
    if not unit and {noun, other} <= signals("people") and {noun, other} & {"people", "person"}:
        return 0.45
    near = kinship(noun, other, "NOUN", "NOUN")
    if near:
        return 0.6 * near * max(0.3, weight_of(noun), weight_of(other))
    return 0.0


def other_sorts(sorts: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both nouns are narrowed, and differently."""
    return bool(sorts and others) and not any(kinship(p, q) for p in sorts for q in others)

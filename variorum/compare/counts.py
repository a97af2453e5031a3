"""The amounts that reports tell, with what tells one from another: what is counted, how, and in what part of it.

Two amounts can be set against each other only if both stand for the whole of something: not for a part ("of whom ten",
"the first five sets", "Esen and his five colleagues"), not as a share of so many ("one child in four"), at the same
rate ("a month", "a year") and both as a length or both as a distance from something else ("two hours later").
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
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
    # "The first five sets", "in the past ten years"; not "at first five sets", "past ten lighthouses".
    rf"(?:(?:\b(?:the|these|those|in|over|for|during|within|{_OWN})|['’]s)\s+"
    r"(?:first|last|latest|previous|next|final|past|coming)\s+"
    r"|\b(?:another|other|remaining|further|additional|all\s+but)\s+"
    # "Of the wagons that came off, nine"; not "because of the storm, nine".
    rf"|(?:\A|[,;:]\s+)of\s+(?:the|these|those|{_OWN})\b[^,;]*,\s+"
    # "Including at least nine", "among them, nine"; not "the raft, including its mast, weighed nine".
    r"|\b(?:among|including|(?:of|with)\s+(?:whom|which)|except|besides|apart\s+from)\s+(?:[^\s,;]+\s+){0,3}"
    r"|\b(?:among\s+(?:them|these|those)|(?:besides|apart\s+from)[^,;]*),\s+"
    r"|\b(?:in|on|at)\s+(?:[^\s,;]+\s+){1,4}alone,?\s+)\Z",
    re.IGNORECASE,
)
# "Esen and his five colleagues": those were not all; the ferry and its five passengers were.
_PART_OWN = re.compile(r"\b(?:and|with)\s+(?:his|her|their|our|my)\s+\Z")
_PART_AFTER = re.compile(
    r"\s+(?:more|further|remaining|extra|additional|(?:[^\s,;]+\s+){0,2}(?:in|on|at)\s+(?:[^\s,;]+\s+){1,4}alone)\b"
)
_OTHERS_AFTER = re.compile(r"\s+others?\b")
_OF = re.compile(rf"\s+of\s+(?:\S+\s+)?(?:which|whom|the|them|these|those|{_OWN})\b")
_OF_NUMBER = re.compile(rf"\s+of\s+(?:an?|the|them|these|those|which|whom|{_OWN})\b")
_PART_INSIDE = frozenset({"further", "additional", "remaining", "more", "another", "extra"})
_OTHERS = frozenset({"other", "others"})
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|a\s+hundred|a\s+thousand|an?\s+million|\d{1,3})"
# "Two out of three schools", "four in five of the staff", "one child in four".
_SHARE_AFTER = re.compile(rf"((?:\s+[a-z]+){{0,2}})\s+(in|out\s+of)\s+(?:every\s+)?({_SMALL})\b(?:\s+([a-z]+))?")
_SHARE_BEFORE = re.compile(rf"\b{_SMALL}((?:\s+[a-z]+){{0,2}})\s+(in|out\s+of)\s+(?:every\s+)?\Z", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:\s+[\w'’-]+){0,3}?\s+(?:an?|per|each|every)\s+(second|minute|hour|day|night|week|month|quarter|year|annum|season)\b"
)
_RATES = {
    "each": "each", "per": "each", "every": "each", "apiece": "each", "hourly": "hour", "daily": "day",
    "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year", "annual": "year",
}  # fmt: skip
# "Nine boats at a time", "on average nine boats", "usually carries nine".
_AT_A_TIME = re.compile(r"(?:\s+[\w'’-]+)?\s+at\s+a\s+time\b")
_AVERAGE = re.compile(
    r"\b(?:on\s+average|an\s+average\s+of|(?:usually|normally|typically)\s+\w+),?\s+\Z", re.IGNORECASE
)
# "Can carry 400 passengers", "licensed for 400 passengers".
_ROOM = re.compile(
    r"\b(?:(?:can|could)\s+(?:carry|hold|seat|take|accommodate|house)"
    r"|(?:room|space|seats|berths|beds|capacity|licen[cs]ed|built|designed)\s+(?:for|of))\s+\Z"
)
# What a length of time is told before, and so is no rate: "a day after".
_WHEN = frozenset({"after", "ago", "later", "earlier"})
_DETERMINERS = frozenset({"the", "its", "their", "this", "that", "an", "a"})
_EACH = re.compile(r"\beach\s+of\s+(?:which|whom|them)\b[^;.]*\Z")
# "Six hours after the end" says when, not how long.
_OFFSETS = frozenset(
    {"after", "before", "later", "earlier", "ago", "behind", "ahead", "faster", "slower", "off", "away"}
)
_LASTING = frozenset({"for", "lasted", "within", "took", "takes", "in"})
# What one dimension says, where no noun says what is measured.
_MEASURED = 0.2
# "Two pairs of divers" are not two divers.
_PAIRS = re.compile(r"\s+(pair|couple|set|group|team|shift|batch|boatload|busload)e?s\s+of\b")
# "For the second time in three years" says how often.
_OFTEN = re.compile(r"\btimes?\s+in\s+\Z")


DOERS = frozenset(
    {"attacker", "assailant", "gunman", "shooter", "bomber", "terrorist", "robber", "hijacker", "kidnapper", "suspect"}
    | {"militant", "insurgent", "intruder", "raider"}
)
"""Who did it, and is counted apart from those whom it befell."""
# "Four people, including the attacker and a policeman".
_WITH_DOER = re.compile(
    rf"[^.;:]*?\b(?:including|among\s+them)\s+[^.;:]*?\b(?:{'|'.join(sorted(DOERS))})s?\b",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A quantity in a fact, with what tells it from others: the noun, its modifiers and the tokens it covers.

    `part` is how it is told to be no whole ("own" people of somebody, "others", "of" a whole, "some"), or nothing;
    `rate` is what it is told for each of ("year", "each" of whatever), "average" or "room" for so many, or nothing;
    `beside` are the other amounts of its sentence; `led` says that one more person is named with them, `with_doer`
    that who did it is counted among those whom it befell.
    """

    fact: Fact
    quantity: Quantity
    noun: str
    sorts: frozenset[str]
    tokens: frozenset[int]
    beside: tuple[Quantity, ...]
    part: str
    rate: str
    offset: bool
    led: bool = False
    with_doer: bool = False
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
    """A quantity as a count; None where it is a share of so many, or of groups of what is counted."""
    text, tokens, sentence = story.articles[fact.article].article.text, story.tokens(fact), story.sentence(fact)
    start, end = quantity.start, quantity.end
    noun_start, noun_end = quantity.counted_start or start, quantity.counted_end or end
    low, high = min(start, noun_start), max(end, noun_end)
    before, behind, after = (text[a:b] for a, b in ((sentence.start, start), (end, sentence.end), (high, sentence.end)))
    pairs = _PAIRS.match(behind)
    if _is_share(quantity, before, behind, beside) or (pairs and pairs[1] != quantity.counted.lower()):
        return None
    own = [t for t in tokens if t.start < high and low < t.end]
    around = list(story.articles[fact.article].parse.inside(sentence))
    return Count(
        fact,
        quantity,
        quantity.counted.lower(),
        _sorts(tokens, own, noun_start, noun_end),
        frozenset(t.i for t in own),
        beside,
        part="" if quantity.amount.unit == "percent" else _part(before, behind, after, own),
        rate=_rate(quantity, before, after, high, around),
        offset=bool(quantity.amount.unit) and _is_offset(before, after),
        led=_is_led([t for t in around if t.end <= start]),
        with_doer=_is_with_doer(behind),
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


def _is_share(quantity: Quantity, before: str, behind: str, beside: tuple[Quantity, ...]) -> bool:
    """Whether it is one of the two numbers of a share, the smaller first; not in "seven people in two cars"."""
    first, second = _SHARE_AFTER.match(behind), _SHARE_BEFORE.search(before)
    if first:
        whole = next((q.amount for q in beside if q.start == quantity.end + first.start(3)), None)
        smaller = whole is None or quantity.amount.high <= whole.high
        return smaller and (first[2] != "in" or not (first[1].strip() and first[4] and first[4] != "of"))
    if not second:
        return False
    follows = re.match(r"\s+([a-z]+)", behind)
    return second[2] != "in" or not (second[1].strip() and follows and follows[1] != "of")


def _part(before: str, behind: str, after: str, own: list[Token]) -> str:
    """ "Another ten", "ten more", "ten of them", "of whom ten", "among them ten", "he and his ten men"."""
    words = {t.text.lower() for t in own}
    inside = bool(words & _PART_INSIDE) and "than" not in words
    if inside or _PART_BEFORE.search(before) or _PART_AFTER.match(after):
        return "some"
    if words & _OTHERS or _OTHERS_AFTER.match(after):
        return "others"
    if _OF.match(after) or _OF_NUMBER.match(behind):
        return "of"
    return "own" if _PART_OWN.search(before) else ""


def _rate(quantity: Quantity, before: str, after: str, at: int, around: list[Token]) -> str:
    """What it is told for each of; `after` stands at `at` of the text, among the tokens of its sentence."""
    if _AT_A_TIME.match(after) or _AVERAGE.search(before):
        return "average"
    if not quantity.amount.unit and _ROOM.search(before):
        return "room"
    period = _PERIOD.match(after)
    if period and _is_period(around, at + period.start(1)):
        return "year" if period[1] == "annum" else period[1]
    clause = re.split(r"[,;:.]", after)[0].lower().split()[:4]
    near = [*before.lower().split()[-1:], *(w for the, w in pairwise(["", *clause]) if the not in _DETERMINERS)]
    return next((_RATES[w] for w in near if w in _RATES), "each" if _EACH.search(before) else "")


def _is_period(around: list[Token], at: int) -> bool:
    """Whether the word that stands there is a period something is told for; not in "spent a night", "a day after"."""
    token = next((t for t in around if t.start == at), None)
    if token is None:
        return True
    above = next((t for t in around if t.i == token.head), token)
    follows = next((t.text.lower() for t in around if t.i == token.i + 1), "")
    when = above.text.lower() in _WHEN or (follows in _WHEN and above.pos == "VERB")
    return token.dep not in ("dobj", "amod") and not when


def _is_led(before: list[Token]) -> bool:
    """Whether one person is named before them: "the captain and nine sailors", "together with nine sailors"."""
    words = [t for t in before if t.text.lower() != "the"]
    if len(words) < 2 or words[-1].text.lower() not in ("and", "with"):
        return False
    last = words[-2]
    person = last.entity == "PERSON" or (last.tag == "NN" and is_people(last.lemma.lower()))
    return person or last.text.lower() in ("together", "along")


def _is_with_doer(behind: str) -> bool:
    """Whether who did it is counted, too: "four people, including the attacker"."""
    return _WITH_DOER.match(behind) is not None


def _is_offset(before: str, after: str) -> bool:
    """Whether it says how far from something else: "two hours later", "40 metres off"."""
    last, behind = before.lower().split()[-1:], [w.strip(",.;:") for w in after.lower().split()[:2]]
    away = bool({*behind[:1]} & _OFFSETS) and not set(last) & _LASTING
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

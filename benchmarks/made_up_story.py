"""A made-up story that many outlets report: agency copy, rewrites of it, and reports of their own.

Seeded, and written for this purpose; nothing in it is real. What is modelled, since it decides what collating costs:

- the event: eighty facts, each in one of two wordings; the first are told by nearly all reports and the last by few
  (the chance falls with the rank), so that a larger story has more of the rare ones;
- agencies: one for every forty articles, each with a long report that all its customers have;
- reprints (a quarter of the articles): an agency's text under another headline, half of them cut at the end;
- rewrites (three in ten): an agency's facts in their order, a third left out, the others in either wording, with a few
  remarks;
- own reports (the rest): facts in an order of their own, and some remarks with names, figures and things that no
  other report has;
- wordings: six in ten sentences are led in or closed by one of some phrases, as reporters do;
- mistakes and later counts: one value in thirty is another than that of the event.

    for text in story(100):
        print(text)
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from made_up import FACTS
from made_up_day import DAYS, REMARKS, SUBJECTS, THINGS, name, own, person

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUSTOMERS = 40
_REPRINT, _REWRITE = 0.25, 0.55
_MISTAKE = 1 / 30
_FACTS_TOLD = 16
_ALL = (*FACTS, *(fact for _, facts in sorted(SUBJECTS.items()) for fact in facts))
# A fact of a rank is told with a chance in proportion to this: the tenth half as often as the first.
_WEIGHTS = [1 / (10 + rank) for rank in range(len(_ALL))]
_FIGURES = {"n": (40, 900), "m": (4, 80), "k": (3, 9), "y": (51, 79)}


_LED_IN = ("According to officials, {}", "Later it was confirmed that {}", "Witnesses said that {}", "Meanwhile, {}")
_CLOSED = (
    "{}, the agency reported.",
    "{}, as {x} confirmed.",
    "{}, according to local newspapers.",
    "{} by the evening.",
)
_PLAIN_STARTS = frozenset(
    {"A", "An", "The", "In", "At", "From", "On", "About", "After", "For", "Until", "Each", "Police"}
)


class Told(NamedTuple):
    """A fact (its place among all) as it is told, or a remark (-1); `mistakes` are values (told, true) in it."""

    fact: int
    sentence: str
    mistakes: tuple[tuple[str, str], ...] = ()


def story(count: int, seed: int = 1) -> Iterator[str]:
    """The texts of so many reports, always the same for a count and a seed: headline, date and about 20 sentences."""
    return (text for text, _ in reports(count, seed))


def reports(count: int, seed: int = 1) -> Iterator[tuple[str, list[Told]]]:
    """The reports of `story`, each with what it tells."""
    chance = random.Random(seed)  # noqa: S311 - the same texts at every run are what is wanted
    event = [_values(chance) for _ in _ALL]
    wires = [_own_report(event, chance, facts=18, remarks=3) for _ in range(1 + count // _CUSTOMERS)]
    for number in range(count):
        kind, wire = chance.random(), chance.choice(wires)
        if kind < _REPRINT:
            told = _reprint(wire, chance)
        elif kind < _REWRITE:
            told = _rewrite(wire, event, chance)
        else:
            told = _own_report(event, chance, facts=_FACTS_TOLD, remarks=chance.randrange(5, 12))
        yield _printed(number, told, chance), told


def _values(chance: random.Random) -> dict[str, str]:
    figures = {slot: str(chance.randrange(*range_)) for slot, range_ in _FIGURES.items()}
    names = {slot: person(chance) for slot in "pqr"} | {slot: name(chance) for slot in "tu"}
    firm = f"{name(chance)} Works"
    return {
        **figures,
        **names,
        "f": firm,
        "d": chance.choice(DAYS),
        **dict(zip("wv", chance.sample(THINGS, 2), strict=True)),
    }


def _fact(fact: int, event: list[dict[str, str]], chance: random.Random) -> Told:
    # Neighbouring facts share their persons and places, as the parts of one event do.
    values = {**event[fact], **{slot: event[fact // 8][slot] for slot in "pqrtuf"}}
    wrong: dict[str, str] = {}
    for slot, range_ in _FIGURES.items():
        if chance.random() < _MISTAKE:
            wrong[slot] = str(chance.randrange(*range_))
    wording = chance.choice(_ALL[fact])
    mistakes = tuple(
        (told, values[slot]) for slot, told in wrong.items() if f"{{{slot}}}" in wording and told != values[slot]
    )
    return Told(fact, _dressed(wording.format(**values | wrong), values["p"], chance), mistakes)


def _dressed(sentence: str, speaker: str, chance: random.Random) -> str:
    """The sentence as it is, or with a phrase before or behind it."""
    if chance.random() < 0.4 or sentence[0] == '"' or sentence.endswith('"'):
        return sentence
    if chance.random() < 0.5:
        return chance.choice(_CLOSED).format(sentence.rstrip("."), x=speaker)
    small = sentence.split(" ")[0] in _PLAIN_STARTS
    return chance.choice(_LED_IN).format(sentence[0].lower() + sentence[1:] if small else sentence)


def _remark(event: list[dict[str, str]], chance: random.Random) -> Told:
    return Told(-1, chance.choice(REMARKS).format(**event[0] | own(chance)))


def _own_report(event: list[dict[str, str]], chance: random.Random, facts: int, remarks: int) -> list[Told]:
    chosen = dict.fromkeys(chance.choices(range(len(_ALL)), _WEIGHTS, k=2 * facts))
    told = [_fact(each, event, chance) for each in list(chosen)[:facts]]
    told += [_remark(event, chance) for _ in range(remarks)]
    return [told[0], *chance.sample(told[1:], len(told) - 1)]


def _reprint(wire: list[Told], chance: random.Random) -> list[Told]:
    return wire if chance.random() < 0.5 else wire[: chance.randrange(len(wire) // 2, len(wire))]


def _rewrite(wire: list[Told], event: list[dict[str, str]], chance: random.Random) -> list[Told]:
    kept = [each for each in wire if each.fact >= 0 and chance.random() < 2 / 3]
    told = [_fact(each.fact, event, chance) for each in kept]
    return [*told, *(_remark(event, chance) for _ in range(chance.randrange(2, 5)))]


def _printed(number: int, told: list[Told], chance: random.Random) -> str:
    sentences = [each.sentence for each in told]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    head = f"{sentences[0].rstrip('.')}, report {number}\n\nJuly {3 + chance.randrange(3)}, 2024\n\n"
    return head + "\n\n".join(paragraphs) + "\n"

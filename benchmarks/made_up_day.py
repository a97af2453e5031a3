"""A made-up day of news: articles of about 400 words on events of every size, some printed by several outlets.

Seeded, and written for this purpose; nothing in it is real. What is modelled, since it decides what work costs:

- events: half of them have one article, the rest follow a power law up to `LARGEST`; each has one of six subjects, two
  towns, three persons, a firm, figures and things of its own, whose names are put together from syllables;
- articles: ten or so facts of the event, each in one of two wordings, then remarks and particulars that only this
  article has, in paragraphs of three sentences, shuffled;
- reprints: every tenth article of an event with several is the text of an earlier one under another outlet's name,
  half of them without the last paragraph;
- times: an event's articles appear within a day and a half after it.

    for made in day(1000):
        print(made.story, made.outlet, made.title)
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 60
_BEGIN = datetime(2031, 5, 5, 0, 0)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# {t} {u} towns; {p} {q} {r} persons; {f} a firm; {n} {m} {k} figures; {d} a day; {w} {v} things of the event.
SUBJECTS = {
    "flood": (
        ("A dam above {t} gave way on {d}, flooding {n} houses.", "Water from a broken dam flooded {n} homes in {t}."),
        ("At least {m} people were taken to hospital.", "Hospitals in {u} admitted {m} people, doctors said."),
        ("{p}, the mayor of {t}, called the flood a disaster.", "Mayor {p} described the flood as a catastrophe."),
        ('"We had no warning at all," {q} told reporters.', '{q} said: "We had no warning at all, none of us."'),
        ("The dam was built by {f} {k} years ago.", "{f}, a builder, finished the dam {k} years ago."),
        ("The government promised {m} million crowns in aid.", "Aid of {m} million crowns was announced by ministers."),
        ("{r} denied that {f} had ignored warnings.", "{f} ignored no warnings, {r} said in a statement."),
        ("Soldiers brought tents to the {w} of {t}.", "The army put up tents beside the {w}."),
        ("The road between {t} and {u} remains blocked.", "No car can pass between {u} and {t}."),
        ("Prosecutors opened an inquiry on {d}.", "An inquiry was opened by prosecutors in {u}."),
    ),
    "strike": (
        ("About {n} workers of {f} walked out on {d}.", "A strike began at {f} on {d}, with {n} workers taking part."),
        ("The union wants {k} percent more pay.", "Pay should rise by {k} percent, the union demands."),
        ("{p}, who leads the union, rejected the offer.", "The offer was turned down by {p}, the union's leader."),
        ('"Nobody can live on this," {q} said at the gate.', '{q} told the crowd: "Nobody can live on this."'),
        ("{f} makes {w}s and {v}s in {t}.", "In {t} the firm produces {w}s as well as {v}s."),
        ("{r}, the manager, offered talks for next week.", "Talks could begin next week, manager {r} said."),
        ("The plant in {u} kept working.", "Work went on at the plant in {u}."),
        ("The last strike there was {k} years ago.", "For {k} years nobody had gone on strike there."),
        ("The stoppage costs {m} million crowns a day.", "Each day of it costs {m} million crowns, the firm said."),
        ("Police counted {n} people in the square of {t}.", "In the square of {t} stood {n} people, police said."),
    ),
    "vote": (
        ("The council of {t} voted on {d} to sell the {w}.", "On {d} the council in {t} decided to sell the {w}."),
        ("The vote was {m} to {k}.", "{m} members were in favour and {k} against."),
        ("{f} will pay {n} million crowns for it.", "The buyer, {f}, pays {n} million crowns."),
        ("{p} of the opposition spoke of a scandal.", "A scandal, said {p}, who leads the opposition."),
        ('"The town has no money left," {q} said.', 'Mayor {q} replied: "The town has no money left."'),
        ("Residents collected {n} signatures against the sale.", "A petition against it was signed by {n} residents."),
        ("{r}, a lawyer from {u}, wants to go to court.", "The sale will be taken to court, said lawyer {r}."),
        ("The {w} has stood beside the {v} for {k} years.", "For {k} years the {w} has stood near the {v}."),
        ("{u} sold a similar building last year.", "Last year {u} had sold such a building, too."),
        ("The contract is to be signed on {d}.", "Both sides want to sign the contract on {d}."),
    ),
    "fire": (
        ("A fire destroyed the {w} of {f} in {t} on {d}.", "In {t} the {w} of {f} burned down on {d}."),
        ("{m} people were injured, two of them badly.", "The injured number {m}; two are in a bad state."),
        ("{n} firefighters were called from {u}.", "From {u} came {n} firefighters."),
        ("{p} of the fire service said that the roof fell in.", "The roof had fallen in, said {p}, a fire officer."),
        ('"I heard a bang and ran," {q} recalled.', '{q}, a neighbour, said: "I heard a bang and ran."'),
        ("The damage is put at {m} million crowns.", "Insurers speak of {m} million crowns of damage."),
        ("Police do not rule out arson.", "That somebody set the fire is possible, according to police."),
        ("{r}, who owns {f}, promised to rebuild.", "{f} will build again, its owner {r} promised."),
        ("A {v} was stored in the cellar.", "In the cellar somebody had kept a {v}."),
        ("The school of {t} was closed for {k} days.", "For {k} days the school in {t} stayed closed."),
    ),
    "trial": (
        (
            "A court in {t} sentenced {p} to {k} years on {d}.",
            "{p} must go to prison for {k} years, judges in {t} said.",
        ),
        ("{p} had taken {n} thousand crowns from {f}.", "From {f} went {n} thousand crowns, the court found."),
        ("The defence had asked for an acquittal.", "{q}, the defence lawyer, had demanded an acquittal."),
        ('"This is a sad day," {q} said outside.', 'Outside the court {q} said: "This is a sad day."'),
        ("The money bought a {w} and a {v}.", "A {w} and a {v} were bought with it."),
        ("Judge {r} spoke of great greed.", "The greed was great, said {r}, the judge."),
        ("The trial lasted {m} days.", "After {m} days the trial was over."),
        ("A second case is pending in {u}.", "In {u} another court will hear a second case."),
        ("The firm lost {n} jobs after the affair.", "After the affair {f} cut {n} jobs."),
        ("The verdict can be appealed until {d}.", "Until {d} an appeal is possible."),
    ),
    "find": (
        ("Divers found a sunken {w} near {t} on {d}.", "Near {t} a sunken {w} was found by divers on {d}."),
        ("It lies at a depth of {m} metres.", "The wreck lies {m} metres below the surface."),
        ("{p} of the museum in {u} dates it to {k} centuries ago.", "It is {k} centuries old, {p} of the museum said."),
        ('"I could not believe my eyes," {q} said.', '{q}, a diver, said: "I could not believe my eyes."'),
        ("{n} coins and a {v} were brought up.", "Divers brought up a {v} and {n} coins."),
        ("{f} paid for the search.", "The search was paid for by {f}."),
        ("{r} wants to show the find next year.", "Next year the find is to be shown, according to {r}."),
        ("Fishermen had spoken of it for {k} years.", "For {k} years fishermen had told of it."),
        ("The bay of {t} is now closed to boats.", "Boats may no longer enter the bay near {t}."),
        ("The museum expects {n} visitors a week.", "Up to {n} visitors a week are expected in {u}."),
    ),
}
REMARKS = (
    "{x}, who has lived in {t} since childhood, had seen nothing like it before.",
    "The {a} opposite the {b} was still open in the evening, and many came to talk.",
    "In {u}, {y} kilometres away, the news was heard on the radio during the afternoon.",
    "A visitor from abroad, {x}, lost a {a} and found it again beside the {b}.",
    "{x} wrote a letter about the {a} to a newspaper, but got no answer for {y} days.",
    "The price of a {a} has risen to {y} crowns since the spring, according to traders.",
    "Nobody had thought of the old {b} behind the station, which was painted last summer.",
    "A bus with {y} children turned round at the {a} and went back to {u}.",
    "The weather, forecasters say, will stay dry until {e}, with some wind from the north.",
    "On {e} a meeting will be held in the {b}, to which {x} has invited all neighbours.",
    '"We will manage somehow," said {x}, who was carrying a {a} across the street.',
    "The {b} was mended by volunteers, although the {a} inside it remained broken.",
    "According to {x}, a teacher, the pupils talked about little else for {y} days.",
    "Older people remember a time when the {a} still belonged to the {b}.",
)
_RANGES = {"n": (40, 900), "m": (4, 80), "k": (3, 9)}
_FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irene", "Jonas", "Karl", "Lena")
THINGS = [
    "mill",
    "bakery",
    "garden",
    "piano",
    "library",
    "garage",
    "barn",
    "orchard",
    "ferry",
    "pump",
    "tower",
    "kiln",
    "bridge",
    "clock",
    "carpet",
    "lantern",
    "anchor",
    "bell",
    "chapel",
    "stable",
    "cinema",
    "theatre",
    "harbour",
    "crane",
    "tractor",
    "engine",
    "organ",
    "fountain",
    "statue",
    "gallery",
    "workshop",
    "brewery",
    "cottage",
    "bicycle",
    "wagon",
    "telescope",
    "printer",
    "loom",
    "compass",
    "furnace",
    "greenhouse",
    "reservoir",
    "warehouse",
    "tannery",
    "quarry",
]
_SYLLABLES = [
    "bar",
    "den",
    "fel",
    "gor",
    "hul",
    "jas",
    "kem",
    "lor",
    "mun",
    "nes",
    "pol",
    "rik",
    "sal",
    "tor",
    "vin",
    "wes",
    "yar",
    "zel",
    "dra",
    "fri",
    "gla",
    "kno",
    "stu",
    "tri",
]


class Made(NamedTuple):
    """A made-up article; `story` numbers its event, `reprint` tells that its text is another one's."""

    id: str
    outlet: str
    published: str
    title: str
    text: str
    story: int
    reprint: bool


def day(count: int, seed: int = 1) -> Iterator[Made]:
    """So many articles in the order of publication, always the same for a count and a seed."""
    chance = random.Random(seed)  # noqa: S311 - the same texts at every run are what is wanted
    found: list[tuple[datetime, int, bool, str, str]] = []
    story = 0
    while len(found) < count:
        size = 1 if chance.random() < 0.3 else min(LARGEST, int(chance.paretovariate(1.3)))
        found.extend(_event(story, min(size, count - len(found)), chance))
        story += 1
    found.sort()
    for number, (when, story, reprint, title, text) in enumerate(found):
        outlet = f"Outlet {number % 97}"
        yield Made(f"a{number:07}", outlet, when.isoformat(), title, text, story, reprint)


def _event(story: int, size: int, chance: random.Random) -> Iterator[tuple[datetime, int, bool, str, str]]:
    begin = _BEGIN + timedelta(minutes=chance.randrange(1440))
    subject = chance.choice(sorted(SUBJECTS))
    values = {
        **{slot: name(chance) for slot in "tu"},
        **{slot: person(chance) for slot in "pqr"},
        "f": f"{name(chance)} {chance.choice(('Works', 'Group', 'Brothers', 'and Sons'))}",
        **{
            slot: str(chance.randrange(least, most))
            for slot, least, most in (("n", 40, 900), ("m", 4, 80), ("k", 3, 9))
        },
        "d": chance.choice(DAYS),
        **dict(zip("wv", chance.sample(THINGS, 2), strict=True)),
    }
    told: list[tuple[str, str]] = []
    for _ in range(size):
        reprint = bool(told) and chance.random() < 0.1
        title, text = _reprinted(chance.choice(told), chance) if reprint else _told(subject, values, chance)
        told.append((title, text))
        yield begin + timedelta(minutes=chance.randrange(2160)), story, reprint, title, text


def _told(subject: str, values: dict[str, str], chance: random.Random) -> tuple[str, str]:
    facts = [chance.choice(each) for each in chance.sample(SUBJECTS[subject], chance.randrange(7, 11))]
    sentences = [facts[0], *chance.sample(facts[1:] + [chance.choice(REMARKS) for _ in range(19)], len(facts) + 18)]
    filled = [each.format(**values, **own(chance)) for each in sentences]
    paragraphs = [" ".join(filled[at : at + 3]) for at in range(0, len(filled), 3)]
    return filled[0].rstrip("."), "\n\n".join(paragraphs) + "\n"


def own(chance: random.Random) -> dict[str, str]:
    """Two things, a person, a figure and a day that belong to one article alone."""
    a, b = chance.sample(THINGS, 2)
    return {"x": person(chance), "y": str(chance.randrange(2, 400)), "a": a, "b": b, "e": chance.choice(DAYS)}


def _reprinted(told: tuple[str, str], chance: random.Random) -> tuple[str, str]:
    title, text = told
    return title, text if chance.random() < 0.5 else text.rstrip("\n").rpartition("\n\n")[0] + "\n"


def person(chance: random.Random) -> str:
    """A made-up person's name."""
    return f"{chance.choice(_FIRST)} {name(chance)}"


def name(chance: random.Random) -> str:
    """A made-up name of two or three syllables."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 4))).capitalize()

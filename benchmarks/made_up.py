"""Made-up articles of one made-up story: the same facts in several wordings, with figures and names that vary."""

from __future__ import annotations

import random

# Each fact in a few wordings; {n}, {p}, {t}, {d} and {w} stand for a number, a person, a town, a day and a word.
FACTS = (
    (
        "A dam above {t} gave way on {d}, flooding {n} houses.",
        "Water from a broken dam flooded {n} homes in {t} on {d}.",
    ),
    ("At least {n} people were taken to hospital.", "Hospitals in {t} admitted {n} people, doctors said."),
    ("{p}, the mayor of {t}, called the flood a disaster.", "Mayor {p} described the flood as a catastrophe for {t}."),
    ('"We had no warning at all," {p} told reporters.', '{p} said: "We had no warning at all, none of us."'),
    ("The dam was built in 19{y} by the company Norring.", "Norring, a builder, finished the dam in 19{y}."),
    ("Engineers had reported cracks {n} weeks before.", "Cracks were found {n} weeks earlier, according to engineers."),
    ("The government promised {n} million crowns in aid.", "Aid of {n} million crowns was announced by ministers."),
    ("{p} denied that the company had ignored the warnings.", "The company ignored warnings, {p} said in a statement."),
    ("Schools in {t} will stay closed until {d}.", "Until {d} no school in {t} will open."),
    ("Soldiers brought {n} tents and drinking water.", "The army sent water and {n} tents to {t}."),
    ("Rain is expected to return on {d}.", "Forecasters expect more rain from {d}."),
    ("The road between {t} and Harle remains blocked.", "No car can pass between Harle and {t}."),
    ("Prosecutors opened an inquiry into the {w}.", "An inquiry into the {w} was opened by prosecutors."),
    ("{p}, who lives beside the river, lost her {w}.", "A neighbour, {p}, said that her {w} was gone."),
    ("The opposition asked the minister to resign.", "{p}, the opposition leader, demanded that the minister resign."),
    ("About {n} volunteers cleared mud from the streets.", "Some {n} helpers shovelled mud in {t} on {d}."),
    ("Norring said that it would pay for the damage.", "The damage will be paid by Norring, the firm said on {d}."),
    ("The river rose by {n} centimetres within an hour.", "Within an hour the river was {n} centimetres higher."),
    ("{n} cows drowned in the fields below {t}.", "Farmers near {t} lost {n} cows."),
    ("The minister, {p}, visited {t} on {d}.", "On {d} Minister {p} came to {t} and spoke to families."),
)
_NOTES = (
    "The {w} of {t} has stood beside the river for {n} years, and {p} remembers how it was painted.",
    "In the {w} next to the church {p} keeps {n} photographs of older floods.",
    "Nobody in {t} had thought of the {w} when the sirens began, said {p}.",
    "A bus with {n} children turned round at the {w} in time.",
    "{p} wrote a letter about the {w} to the newspaper in {t} on {d}.",
    "The price of a {w} has risen to {n} crowns since the spring.",
)
_PERSONS = tuple(
    f"{first} {last}"
    for first in ("Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irene", "Jonas")
    for last in ("Abel", "Brandt", "Castle", "Dorn", "Engel", "Fisher", "Gruber", "Hill")
)
_TOWNS = ("Ostwick", "Marnau", "Feldham", "Brisk", "Tarnby")
_WORDS = ("mill", "bakery", "garden", "piano", "library", "garage", "barn", "orchard", "ferry", "pump", "tower", "kiln")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def article(number: int, facts: int = 14, notes: int = 8) -> str:
    """The text of an article, always the same for a number: a headline, a date and about twenty-two sentences."""
    chance = random.Random(number)  # noqa: S311 - the same texts at every run are what is wanted
    sentences = [chance.choice(each) for each in chance.sample(FACTS, facts)]
    sentences += [chance.choice(_NOTES) for _ in range(notes)]
    chance.shuffle(sentences)
    filled = [_filled(each, chance) for each in sentences]
    paragraphs = [" ".join(filled[at : at + 3]) for at in range(0, len(filled), 3)]
    head = f"Dam breaks above Ostwick, report {number}\n\nJuly {3 + number % 3}, 2024\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def long_article(words: int) -> str:
    """The text of one article of about so many words."""
    chance = random.Random(words)  # noqa: S311
    paragraphs: list[str] = []
    while words > 0:
        chosen = [chance.choice(chance.choice(FACTS)) for _ in range(2)] + [chance.choice(_NOTES)]
        paragraphs.append(" ".join(_filled(each, chance) for each in chosen))
        words -= len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def _filled(sentence: str, chance: random.Random) -> str:
    return sentence.format(
        n=chance.choice((3, 7, 12, 40, 120, 200, 350)),
        y=chance.choice((61, 62, 74)),
        p=chance.choice(_PERSONS),
        t=chance.choice(_TOWNS),
        d=chance.choice(_DAYS),
        w=chance.choice(_WORDS),
    )

"""Each rule on a difference it must see and on one that would fool it."""

from __future__ import annotations

import pytest
from small_stories import found, kinds

from variorum.model import DiscrepancyKind, Verdict

DIFFERENT = {
    "number": (
        "The museum in Ortega sold 310 tickets on Sunday. The queue reached the square.",
        "On Sunday 190 tickets were sold by the museum in Ortega. The line of people went as far as the square.",
    ),
    "date": (
        "The new harbour bridge opens on 4 April, the mayor said. It has four lanes.",
        "Cars can use the new harbour bridge when it opens on 18 April. It has four lanes.",
    ),
    "place": (
        "Anglers found the lost boat in the bay of Sellin. It was empty.",
        "The lost boat was found near Korsum, twenty kilometres from Sellin, by anglers. Nobody was on board.",
    ),
    "person": (
        "It was gardener Tilda Krone who discovered the fire in the tower. She called the brigade.",
        "Organist Peter Asch discovered the fire in the tower at noon. He ran for help.",
    ),
    "role": (
        "Minister Aldo Brandt accused governor Rita Sommer of wasting the flood money.",
        "Governor Rita Sommer accused minister Aldo Brandt of wasting the flood money.",
    ),
    "membership": (
        "The pact was signed by Ostia, Lund, Varna and Belcourt on Monday.",
        "Ostia, Lund and Varna signed the pact on Monday, but Belcourt refused to join them.",
    ),
    "cause": (
        "The warehouse fire was caused by a cigarette, the fire service said.",
        "A short circuit caused the fire in the warehouse, according to the fire service.",
    ),
    "sequence": (
        "The guards locked the gates before the visitors left the garden.",
        "Only after the visitors had left the garden did the guards lock the gates.",
    ),
    "scope": (
        "All libraries in the city will be closed in August. Readers are angry.",
        "Only two libraries will be closed in August, the city said. Readers are angry.",
    ),
    "polarity": (
        "The council approved the budget on Tuesday evening. It rises by two per cent.",
        "The council rejected the budget on Tuesday evening. It was to rise by two per cent.",
    ),
    "certainty": (
        "The bank has approved the loan for the hospital. Work starts in May.",
        "The bank is considering a loan for the hospital, but nothing has been decided.",
    ),
    "attribution": (
        "The landlord set fire to the barn. It burnt down in an hour.",
        "Neighbours accuse the landlord of having set fire to the barn. He denies it.",
    ),
}

COMPATIBLE = {
    "number: rounding": ("Some 300 tickets were sold.", "The museum sold 310 tickets."),
    "number: a part of it": (
        "The museum sold 310 tickets on Sunday.",
        "Forty of the tickets that the museum sold on Sunday were for children.",
    ),
    "number: other things of a kind": ("The ship has nine sleeping cabins.", "The ship has three steering cabins."),
    "date: stages of one affair": (
        "The bridge opens on 4 April, the mayor said.",
        "Tickets for the concert on the bridge are sold from 20 June.",
    ),
    "date: a clock time of no day, in another zone": (
        "The glider took off at 05:10 UTC on 2 February.",
        "At 7.10 a.m. local time, two hours ahead of UTC, the glider took off.",
    ),
    "place: no place is excluded": (
        "Anglers found the lost boat in the bay of Sellin.",
        "The boat belongs to a school in Korsum. Anglers found it on Monday.",
    ),
    "person: two speakers": (
        "Gardener Tilda Krone said that the tower was safe.",
        "Organist Peter Asch said that the tower was safe.",
    ),
    "role: mutual": ("Aldo Brandt met Rita Sommer in Lund.", "Rita Sommer met Aldo Brandt in Lund."),
    "role: passive": (
        "Aldo Brandt accused Rita Sommer of wasting the flood money.",
        "Rita Sommer was accused by Aldo Brandt of wasting the flood money.",
    ),
    "membership: an open list": (
        "Several towns signed the pact, among them Ostia, Lund and Varna.",
        "The pact was signed by Ostia, Lund, Varna and Belcourt.",
    ),
    "cause: at another depth": (
        "The slope slid because of heavy rain.",
        "Days of rain caused the slide of the slope.",
    ),
    "cause: another effect": (
        "The fire was caused by a cigarette.",
        "The school stays closed because of a burst pipe.",
    ),
    "sequence: the same order": (
        "The guards locked the gates after the visitors had left the garden.",
        "The visitors left the garden before the guards locked the gates.",
    ),
    "scope: other statements": (
        "All libraries in the city have computers.",
        "Only two museums charge for entry.",
    ),
    "polarity: another party": (
        "Ostia signed the pact on Monday.",
        "Belcourt refused to sign the pact on Monday.",
    ),
    "polarity: a double negation": (
        "The council approved the budget.",
        "The council did not reject the budget.",
    ),
    "certainty: a wish beside": (
        "The bank has approved the loan for the hospital.",
        "The nurses hope for better shifts at the hospital.",
    ),
    "attribution: nobody disputes it": (
        "The landlord set fire to the barn.",
        "Police say that the landlord set fire to the barn.",
    ),
}


@pytest.mark.parametrize("kind", DIFFERENT)
def test_seen(kind):
    assert kind in kinds(*DIFFERENT[kind])


@pytest.mark.parametrize("trap", COMPATIBLE)
def test_not_fooled(trap):
    assert kinds(*COMPATIBLE[trap]) == []


@pytest.mark.parametrize("kind", DIFFERENT)
def test_the_order_of_the_articles_does_not_matter(kind):
    def told(*texts: str) -> set[tuple[str, frozenset[str]]]:
        return {(d.kind.value, frozenset(texts[r.article][r.start : r.end] for r in d.readings)) for d in found(*texts)}

    assert told(*DIFFERENT[kind]) == told(*reversed(DIFFERENT[kind]))


def test_a_third_report_joins_the_side_it_agrees_with():
    texts = (*DIFFERENT["number"], "The museum in Ortega reports 310 tickets sold on Sunday.")
    number = next(d for d in found(*texts) if d.kind is DiscrepancyKind.NUMBER)
    sides = {r.article: r.side for r in number.readings}
    assert sides[0] == sides[2] != sides[1]


def test_not_yet_and_done_in_a_later_report():
    texts = (
        "The contract for the tower has not been signed yet.",
        "The contract for the tower was signed by the city.",
    )
    assert "polarity" not in kinds(*texts, published=("2025-03-05T08:00:00Z", "2025-03-06T18:00:00Z"))


def test_loaded_names_are_variants():
    texts = (
        "Since Norland began its special military operation in Sudia, prices have risen.",
        "Since Norland invaded Sudia, prices have risen.",
    )
    naming = [d for d in found(*texts) if d.kind is DiscrepancyKind.NAMING]
    assert len(naming) == 1
    assert naming[0].verdict is Verdict.VARIANT


@pytest.mark.parametrize("text", ["", "Word", "?!", "Это предложение на русском языке.", "a " * 2000, "No. " * 300])
def test_odd_texts(text):
    try:
        kinds(text or " ", "The museum sold 310 tickets on Sunday.")
    except ValueError as error:
        assert str(error)  # extraction says what is wrong with a text that cannot be used

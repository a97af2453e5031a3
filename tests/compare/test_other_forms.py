"""Differences told in other grammatical forms (clefts, nouns for verbs, across sentences), and what only looks so."""

from __future__ import annotations

import pytest
from small_stories import kinds

DIFFERENT = [
    (
        "cause",
        "What set off the avalanche was a snowmobile, the rangers said. It buried the road.",
        "The avalanche that buried the road was the result of a sudden thaw, according to the rangers.",
    ),
    (
        "cause",
        "The outbreak goes back to spoiled oysters, the clinic found.",
        "Guests fell ill at the banquet. Doctors name a contaminated well as the source of the outbreak.",
    ),
    (
        "cause",
        "The crane driver had forgotten the brake, and that led to the collapse of the scaffolding.",
        "The scaffolding collapsed on Friday. Inspectors suspect a cracked bolt.",
    ),
    (
        "certainty",
        "The island will build a desalination plant at Cape Sorn, the governor announced.",
        "The construction of a desalination plant at Cape Sorn is under consideration, the governor said.",
    ),
    (
        "certainty",
        "The orchestra has dismissed its conductor, the board reported.",
        "The dismissal of the conductor is being discussed by the board of the orchestra.",
    ),
    (
        "certainty",
        "The club rejected the transfer of its goalkeeper on Monday.",
        "The club has not yet decided whether to accept the transfer of its goalkeeper.",
    ),
    (
        "person",
        "The finder of the lost violin is Berta Quell, a tram driver.",
        "Whoever lost the violin can thank the student Emil Tarn, who found the lost violin.",
    ),
    (
        "person",
        "The first to enter the crypt was the mason Hugo Feld.",
        "The crypt was entered by the historian Lotte Brandis before anyone else.",
    ),
    (
        "sequence",
        "The miners sealed the shaft before they flooded the gallery.",
        "The miners flooded the gallery. Only then did they seal the shaft.",
    ),
    (
        "sequence",
        "The orchestra tuned its instruments before the conductor entered the pit.",
        "The conductor entered the pit; the instruments were tuned by the orchestra afterwards.",
    ),
    (
        "polarity",
        "The siren on the dam went off at dawn. Cows were driven uphill.",
        "The siren on the dam did not go off. Cows were driven uphill.",
    ),
    (
        "polarity",
        "The regatta off Cape Sorn has been cancelled, the club said.",
        "The regatta off Cape Sorn will take place as usual, the club said.",
    ),
]
COMPATIBLE = [
    (
        "polarity: of other things",
        "The siren on the dam went off at dawn.",
        "The lights on the dam did not go off.",
    ),
    (
        "sequence: the same order",
        "The miners sealed the shaft before they flooded the gallery.",
        "The miners sealed the shaft. Only then did they flood the gallery.",
    ),
    (
        "person: of other things",
        "The leader of the choir was Berta Quell, a tram driver.",
        "The leader of the inquiry is the judge Emil Tarn.",
    ),
    (
        "certainty: another plan",
        "The island will build a harbour at Cape Sorn.",
        "A tunnel to Cape Sorn is being discussed on the island.",
    ),
    (
        "certainty: how, not whether",
        "The mill will close its old furnace.",
        "Engineers are examining how the mill will close its old furnace.",
    ),
    (
        "cause: of other mishaps",
        "The fire was started by a candle. The street was closed.",
        "The deaths go back to smoke in the stairwell after the fire, the doctors found.",
    ),
    (
        "cause: who is suspected",
        "The police suspect the former cook. The fire broke out at night.",
        "The fire was started by a candle, the police found.",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_a_difference_in_another_form(kind, one, other):
    assert kinds(one, other) == [kind]


@pytest.mark.parametrize(("name", "one", "other"), COMPATIBLE)
def test_what_only_looks_like_one(name, one, other):
    assert not kinds(one, other), name

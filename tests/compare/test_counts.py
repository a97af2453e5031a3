"""How amounts stand in their reports, and what excuses two different ones: each with the case that would fool it."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict

REST = " The harbour master was on the quay. Rain fell all day, and the flags hung wet."


def conflicts(*texts):
    told = found(*(t + REST for t in texts))
    return [d.reason for d in told if d.kind is DiscrepancyKind.NUMBER and d.verdict is Verdict.CONFLICT]


EXCUSED = {
    "one more than his colleagues": (
        "The six men on the late shift escaped through the cable shaft.",
        "Mr Esen and his five men on the late shift escaped through the cable shaft.",
    ),
    "the first of them": ("The crew sold nine boats in spring.", "The crew sold the first four boats in spring."),
    "a part that is named first": (
        "The storm sank 61 boats in the harbour.",
        "Of the boats that the storm sank in the harbour, nine have been lifted.",
    ),
    "a share of so many": (
        "The survey found that 240 sailors had no papers.",
        "The survey found that four in ten sailors had no papers.",
    ),
    "other periods": ("The berth costs 1,500 euros a month.", "The berth costs 18,000 euros a year."),
    "the rest of a whole": (
        "Ninety per cent of the nets had been delivered on Monday.",
        "On Monday a tenth of the nets had still to be delivered.",
    ),
    "half of it": (
        "The port spent 310,000 euros on the wall, half of which the province gave.",
        "For the wall at the port the province gave 155,000 euros.",
    ),
    "a sum": (
        "Seventeen sailors have died at the wall since spring.",
        "Twelve sailors died at the wall in a storm, and five sailors in accidents.",
    ),
    "a fraction of a million": (
        "The repair of the wall cost 330,000 euros.",
        "The repair of the wall cost a third of a million euros.",
    ),
    "and a bit": ("Divers raised 7.2 tonnes of nets.", "Divers raised seven tonnes and a bit of nets."),
    "half a day": ("The search lasted eleven hours.", "The search lasted half a day."),
    "ages of two persons": (
        "Captain Jan Rehn, 58, steered the ferry.",
        "Captain Olga Brandt, 33, steered the ferry.",
    ),
    "crowds of other sizes": (
        "All of the twelve employees have been promised posts in the harbour office.",
        "Three thousand people have put their names to a letter to the harbour office.",
    ),
}

NOT_EXCUSED = {
    "two crews": (
        "Six men on the late shift escaped through the cable shaft.",
        "Nine men on the late shift escaped through the cable shaft.",
    ),
    "seven in two boats are no share": (
        "Seven sailors in two boats were rescued off the cape.",
        "Eleven sailors in two boats were rescued off the cape.",
    ),
    "one period": ("The berth costs 1,500 euros a month.", "The berth costs 2,400 euros a month."),
    "two shares that are no whole": (
        "Turnout in the port was 61 per cent.",
        "Turnout in the port was only 54 per cent.",
    ),
    "a sum by chance, of another act": (
        "Seven sailors died in the storm and two boats sank off the cape.",
        "Nine sailors died in the storm off the cape, the coastguard said.",
    ),
    "one crowd by two names": (
        "In the storm 187 passengers were brought ashore.",
        "In the storm 212 people were brought ashore.",
    ),
}


@pytest.mark.parametrize("name", EXCUSED)
def test_what_can_both_be_right_is_no_conflict(name):
    assert conflicts(*EXCUSED[name]) == []


@pytest.mark.parametrize("name", NOT_EXCUSED)
def test_what_cannot_is_one(name):
    assert len(conflicts(*NOT_EXCUSED[name])) == 1

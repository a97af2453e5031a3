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
    "another, first in its sentence": ("Another nine boats sank in the storm.", "The storm sank 14 boats."),
    "a part at the head of its sentence": (
        "Among them nine sailors died in the storm.",
        "Fourteen sailors died in the storm.",
    ),
    "one day alone": ("Nine boats sank on Monday alone.", "Fourteen boats sank in the storm."),
    "one place alone": (
        "In the harbour alone nine boats sank in the storm.",
        "The storm sank 14 boats along the coast.",
    ),
    "all but so many": ("All but two boats sank in the storm.", "Nine boats sank in the storm."),
    "so many before": ("The previous nine boats sank in the storm.", "The storm sank 14 boats."),
    "room for so many": ("The ferry can carry 400 passengers.", "The ferry carried 187 passengers."),
    "a licence for so many": ("The ferry was licensed for 400 passengers.", "On the ferry were 187 passengers."),
    "so many at a time": (
        "Nine sailors at a time were lifted from the rock.",
        "Forty sailors were lifted from the rock.",
    ),
    "an average": (
        "On average nine boats sink in the harbour in storms.",
        "Fourteen boats sank in the harbour in the storm.",
    ),
    "women and men": ("Nine women died in the storm.", "Fourteen men died in the storm."),
    "children among all": ("Nine children died in the storm.", "Fourteen people died in the storm."),
    "somebody named and the others": (
        "The captain and the nine sailors were rescued off the cape.",
        "Ten sailors were rescued off the cape.",
    ),
    "together with somebody": (
        "The captain was rescued together with nine sailors off the cape.",
        "Ten sailors were rescued off the cape.",
    ),
    "besides somebody": (
        "Besides the captain, nine sailors were rescued off the cape.",
        "Ten sailors were rescued off the cape.",
    ),
    "who did it and whom it befell": ("The attack killed 13 people.", "Police killed five attackers."),
    "girls and boys": ("Nine girls drowned off the cape.", "Fourteen boys drowned off the cape."),
    "the others": (
        "The other nine boats reached the harbour in the storm.",
        "Fourteen boats reached the harbour before the storm.",
    ),
    "what is usual": ("The ferry usually carries 400 passengers.", "The ferry carried 187 passengers."),
    "what is expected": (
        "The port expects 400 passengers on Monday's ferry.",
        "On Monday's ferry were 187 passengers.",
    ),
    "pairs": ("Two pairs of divers searched the wreck.", "Four divers searched the wreck."),
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
    "because of is no part": (
        "Because of the storm, nine boats sank in the harbour.",
        "Because of the storm, 14 boats sank in the harbour.",
    ),
    "including something else": (
        "The raft, including its mast, weighed nine tonnes.",
        "The raft, including its mast, weighed 14 tonnes.",
    ),
    "which sank": (
        "The storm, which sank nine boats in the harbour, ended at noon.",
        "The storm, which sank 14 boats in the harbour, ended at noon.",
    ),
    "at first": ("At first nine boats sank in the storm.", "At first 14 boats sank in the storm."),
    "sailed past": (
        "The boat sailed past nine lighthouses on the way to the cape.",
        "The boat sailed past 14 lighthouses on the way to the cape.",
    ),
    "the same part of one whole": ("Nine of the crew died in the storm.", "Fourteen of the crew died in the storm."),
    "with all of his own": (
        "The captain and his nine children were rescued off the cape.",
        "The captain and his 11 children were rescued off the cape.",
    ),
    "the others, both times": (
        "The captain and nine others were rescued off the cape.",
        "The captain and 14 others were rescued off the cape.",
    ),
    "each in something": (
        "Nine sailors, each in a life jacket, were rescued off the cape.",
        "Fourteen sailors were rescued off the cape.",
    ),
    "a daily paper": (
        "Nine sailors, the daily Courier reported, died in the storm.",
        "Fourteen sailors died in the storm.",
    ),
    "a second boat": (
        "Nine sailors reached a second boat off the cape.",
        "Fourteen sailors reached another boat off the cape.",
    ),
    "spent a night": (
        "Nine sailors spent a night on the rock off the cape.",
        "Fourteen sailors spent the night on the rock off the cape.",
    ),
    "a week ago": ("Nine boats sank a week ago in the harbour.", "Fourteen boats sank last week in the harbour."),
    "a day after": (
        "Nine boats sank a day after the launch of the ferry.",
        "Fourteen boats sank on the day after the launch of the ferry.",
    ),
    "more in fewer are no share": (
        "Nine in two boats were rescued off the cape in the storm.",
        "Fourteen in two boats were rescued off the cape in the storm.",
    ),
    "out of fewer": (
        "Nine sailors climbed out of two windows of the ferry.",
        "Fourteen sailors climbed out of two windows of the ferry.",
    ),
    "a sum of two things": (
        "Seven sailors in two boats were rescued off the cape.",
        "Nine sailors in two boats were rescued off the cape.",
    ),
    "an ordinal beside it": (
        "Nine sailors died in the storm.",
        "Fourteen sailors died in the storm, the ninth of the year.",
    ),
    "lives claimed by a storm": (
        "The storm claimed the lives of nine sailors off the cape.",
        "The storm killed 14 sailors off the cape.",
    ),
    "somebody named beside both": (
        "The captain and nine sailors were rescued off the cape.",
        "The captain and ten sailors were rescued off the cape.",
    ),
    "all of a ship's": (
        "The ferry with nine passengers sank off the cape.",
        "The ferry with its 14 passengers sank off the cape.",
    ),
    "children by two names": ("Nine pupils drowned off the cape.", "Fourteen children drowned off the cape."),
    "men and women are all": (
        "The mission at the cape has 320 members from nine ports.",
        "The 230 men and women of the mission at the cape come from nine ports.",
    ),
}


@pytest.mark.parametrize("name", EXCUSED)
def test_what_can_both_be_right_is_no_conflict(name):
    assert conflicts(*EXCUSED[name]) == []


@pytest.mark.parametrize("name", NOT_EXCUSED)
def test_what_cannot_is_one(name):
    assert len(conflicts(*NOT_EXCUSED[name])) == 1

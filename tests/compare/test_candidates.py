"""What each slot proposes as a conflict, and what would fool it: stories of two reports, one sentence of which differs.

A candidate is only proposed here; whether it is likely is weighed later. So what must not be proposed is what cannot
be a conflict at all: one value told otherwise, another thing, or both told in one report.
"""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare.candidates import candidates
from variorum.compare.context import Story
from variorum.model import DiscrepancyKind

# What two reports tell besides, in other words; each sentence of a table is put between.
HERE = "The river rose during the week. {} A baker handed soup to the children."
THERE = "The river had climbed for days. {} Children were given soup by a baker."


def proposed(slot, here, there):
    """The candidates of a slot for two reports that differ in a sentence."""
    story = Story(collation(HERE.format(here), THERE.format(there)))
    return [c for c in candidates(story) if c.slot == slot]


def reading(spot):
    """The clause or quotation of a reading."""
    return spot.told.report.article.text[spot.start : spot.end]


def focus(spot):
    """The differing words of a reading."""
    return spot.told.report.article.text[slice(*spot.focus)]


def differing(found):
    return [(focus(c.x), focus(c.y)) for c in found]


PROPOSED = {
    "number": (
        DiscrepancyKind.NUMBER,
        "The ferry Alba ran aground with 210 passengers aboard.",
        "With 340 passengers aboard, the ferry Alba ran aground.",
        ("210 passengers", "340 passengers"),
    ),
    "date": (
        DiscrepancyKind.DATE,
        "The ferry Alba ran aground on Monday evening.",
        "The ferry Alba hit a reef on Tuesday evening.",
        ("Monday evening", "Tuesday evening"),
    ),
    "place": (
        DiscrepancyKind.PLACE,
        "The ferry Alba ran aground in Lisbon.",
        "The ferry Alba hit a reef in Porto.",
        ("Lisbon", "Porto"),
    ),
    "person": (
        DiscrepancyKind.PERSON,
        "Captain Maria Jensen steered the ferry Alba onto the rocks.",
        "Captain Peter Novak steered the ferry Alba onto the rocks.",
        ("Captain Maria Jensen", "Captain Peter Novak"),
    ),
    "doer": (
        DiscrepancyKind.CAUSE,
        "An explosion destroyed the old mill beside the dam.",
        "A landslide destroyed the old mill beside the dam.",
        ("explosion", "landslide"),
    ),
    "role": (
        DiscrepancyKind.ROLE,
        "Norway lent the rescue ship to Iceland.",
        "Iceland lent the rescue ship to Norway.",
        ("lent", "lent"),
    ),
    "polarity": (
        DiscrepancyKind.POLARITY,
        "The council accepted the plan for the new dam.",
        "The council rejected the plan for the new dam.",
        ("accepted", "rejected"),
    ),
    "certainty": (
        DiscrepancyKind.CERTAINTY,
        "The council has approved the new dam.",
        "The council is still considering whether to approve the new dam.",
        ("approved", "is still considering whether to approve the new dam"),
    ),
    "mode": (
        DiscrepancyKind.MODE,
        "Mayor Maria Jensen will rebuild the old dam.",
        "Mayor Maria Jensen will rebuild the old dam if the government pays.",
        (
            "Mayor Maria Jensen will rebuild the old dam",
            "Mayor Maria Jensen will rebuild the old dam if the government pays",
        ),
    ),
    "attribution": (
        DiscrepancyKind.ATTRIBUTION,
        "The factory poisoned the lake above the dam.",
        "Fishermen claim that the factory poisoned the lake above the dam.",
        ("poisoned", "Fishermen claim that the factory poisoned the lake above the dam"),
    ),
    "cause": (
        DiscrepancyKind.CAUSE,
        "The old mill burned down because of a faulty cable.",
        "The old mill burned down because of a lightning strike.",
        ("a faulty cable", "a lightning strike"),
    ),
    "sequence": (
        DiscrepancyKind.SEQUENCE,
        "The engineers opened the dam before the police evacuated the village.",
        "The police evacuated the village before the engineers opened the dam.",
        (
            "The engineers opened the dam before the police evacuated the village",
            "The police evacuated the village before the engineers opened the dam",
        ),
    ),
    "scope": (
        DiscrepancyKind.SCOPE,
        "All schools in the valley were closed.",
        "Some schools in the valley were closed.",
        ("All schools", "Some schools"),
    ),
    "membership": (
        DiscrepancyKind.MEMBERSHIP,
        "The dam treaty was signed by Norway, Sweden and Finland.",
        "The dam treaty was signed by Norway, Sweden and Denmark.",
        ("Finland", "Denmark"),
    ),
    "naming": (
        DiscrepancyKind.NAMING,
        "The terrorists occupied the dam.",
        "The fighters occupied the dam.",
        ("terrorists", "fighters"),
    ),
    "speaker": (
        DiscrepancyKind.SPEAKER,
        '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
        '"We can all sleep well," said Peter Novak.',
        (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen',
            '"We can all sleep well," said Peter Novak',
        ),
    ),
    "wording": (
        DiscrepancyKind.WORDING,
        '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
        '"We can all sleep badly," a farmer said.',
        (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen',
            '"We can all sleep badly," a farmer said',
        ),
    ),
}

FOOLING = {
    "number": {
        "told in other words": (
            "The ferry Alba ran aground with twelve passengers aboard.",
            "With a dozen passengers aboard, the ferry Alba ran aground.",
        ),
        "of another thing": (
            "The ferry Alba ran aground with 210 passengers aboard.",
            "The ferry Alba ran aground with 34 lorries aboard.",
        ),
        "both in one report": (
            "The ferry Alba ran aground with 210 passengers aboard; police first spoke of 340 passengers.",
            "With 340 passengers aboard, the ferry Alba ran aground.",
        ),
    },
    "date": {
        "told in other words": (
            "The ferry Alba ran aground on 3 March 2025.",
            "On Monday the ferry Alba ran aground.",
        ),
        "less exactly": (
            "The ferry Alba ran aground on 3 March 2025.",
            "In March 2025 the ferry Alba ran aground.",
        ),
        "a span of time": (
            "The ferry Alba ran aground on Monday evening.",
            "The ferry Alba lay aground for three days.",
        ),
    },
    "place": {
        "the region around it": (
            "The ferry Alba ran aground in Lisbon.",
            "In Portugal the ferry Alba ran aground.",
        ),
        "both in both": (
            "The ferry Alba sailed from Lisbon to Porto.",
            "To Porto from Lisbon sailed the ferry Alba.",
        ),
        "a time and no place": (
            "The ferry Alba ran aground in Lisbon.",
            "In spring the ferry Alba ran aground.",
        ),
    },
    "person": {
        "the surname alone": (
            "Captain Maria Jensen steered the ferry Alba onto the rocks.",
            "Captain Jensen steered the ferry Alba onto the rocks.",
        ),
        "both in one report": (
            "Captain Maria Jensen steered the ferry Alba onto the rocks beside Captain Peter Novak.",
            "Captain Peter Novak steered the ferry Alba onto the rocks.",
        ),
        "a person of another trade in another part": (
            "Captain Maria Jensen steered the ferry Alba onto the rocks.",
            "The ferry Alba hit the rocks and injured surgeon Peter Novak.",
        ),
    },
    "doer": {
        "a word of the same meaning": (
            "An explosion destroyed the old mill beside the dam.",
            "A blast destroyed the old mill beside the dam.",
        ),
        "a person and a thing": (
            "A farmer destroyed the old mill beside the dam.",
            "A landslide destroyed the old mill beside the dam.",
        ),
        "what it was done to": (
            "An explosion destroyed the old mill beside the dam.",
            "The old mill beside the dam was destroyed.",
        ),
    },
    "role": {
        "the passive": (
            "Norway lent the rescue ship to Iceland.",
            "The rescue ship was lent to Iceland by Norway.",
        ),
        "the converse": (
            "Norway lent the rescue ship to Iceland.",
            "Iceland borrowed the rescue ship from Norway.",
        ),
        "a mutual act": (
            "Norway met Iceland to discuss the rescue ship.",
            "Iceland met Norway to discuss the rescue ship.",
        ),
    },
    "polarity": {
        "the opposite denied": (
            "The council accepted the plan for the new dam.",
            "The council did not reject the plan for the new dam.",
        ),
        "a word of the same meaning": (
            "The council accepted the plan for the new dam.",
            "The council approved the plan for the new dam.",
        ),
        "one thing after the other": (
            "The missing child was found beside the dam.",
            "The child went missing beside the dam.",
        ),
    },
    "certainty": {
        "open in both": (
            "The council may approve the new dam.",
            "The council is still considering whether to approve the new dam.",
        ),
        "settled in both": (
            "The council has approved the new dam.",
            "The new dam was approved by the council.",
        ),
        "may in a name of a month": (
            "The council approved the new dam in May.",
            "The new dam was approved by the council.",
        ),
    },
    "mode": {
        "a condition in both": (
            "Mayor Maria Jensen will rebuild the old dam if the government pays.",
            "Unless the government refuses to pay, Mayor Maria Jensen will rebuild the old dam.",
        ),
        "if for whether": (
            "Engineers checked the old dam.",
            "Engineers checked if the old dam was safe.",
        ),
        "no condition in either": (
            "Mayor Maria Jensen will rebuild the old dam.",
            "The old dam will be rebuilt by Mayor Maria Jensen.",
        ),
    },
    "attribution": {
        "a claim in both": (
            "Fishermen allege that the factory poisoned the lake above the dam.",
            "Fishermen claim that the factory poisoned the lake above the dam.",
        ),
        "said and not disputed": (
            "The factory poisoned the lake above the dam.",
            "The factory poisoned the lake above the dam, the owner said.",
        ),
        "denied by the outlet": (
            "The factory never poisoned the lake above the dam.",
            "Fishermen claim that the factory poisoned the lake above the dam.",
        ),
    },
    "cause": {
        "told in other words": (
            "The old mill burned down because of a faulty cable.",
            "A faulty cable caused the fire in the old mill.",
        ),
        "no cause in one": (
            "The old mill burned down because of a faulty cable.",
            "The old mill burned down during the night.",
        ),
        "of another thing": (
            "The old mill burned down because of a faulty cable.",
            "The school trip was cancelled because of heavy rain.",
        ),
    },
    "sequence": {
        "told in other words": (
            "The engineers opened the dam before the police evacuated the village.",
            "The police evacuated the village after the engineers opened the dam.",
        ),
        "no order in one": (
            "The engineers opened the dam before the police evacuated the village.",
            "The engineers opened the dam and the police evacuated the village.",
        ),
        "before a day": (
            "The engineers opened the dam before the police evacuated the village.",
            "The engineers opened the dam before Monday.",
        ),
    },
    "scope": {
        "the whole in both": (
            "All schools in the valley were closed.",
            "Every school in the valley was closed.",
        ),
        "not all and some": (
            "Not all schools in the valley were closed.",
            "Some schools in the valley were closed.",
        ),
        "a toll that rises": (
            "All four injured farmers survived the flood.",
            "Two of the four injured farmers survived the flood.",
        ),
    },
    "membership": {
        "another order": (
            "The dam treaty was signed by Norway, Sweden and Finland.",
            "The dam treaty was signed by Finland, Norway and Sweden.",
        ),
        "a member fewer": (
            "The dam treaty was signed by Norway, Sweden and Finland.",
            "The dam treaty was signed by Norway and Sweden.",
        ),
        "another list": (
            "The dam treaty was signed by Norway, Sweden and Finland.",
            "The dam is made of granite, clay and timber.",
        ),
    },
    "naming": {
        "one name in both": (
            "The terrorists occupied the dam.",
            "The dam was occupied by terrorists.",
        ),
        "plain in both": (
            "The fighters occupied the dam.",
            "The gunmen occupied the dam.",
        ),
        "loaded in speech": (
            "The fighters occupied the dam.",
            'Maria Jensen said: "The terrorists occupied the dam."',
        ),
    },
    "speaker": {
        "somebody of whom only the office is told": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"We can all sleep well," said the mayor.',
        ),
        "other words": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"The old dam will be mended with the money of the farmers," said Peter Novak.',
        ),
        "who agrees": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"We can all sleep well," agreed Peter Novak.',
        ),
        "an altered word": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"We can all sleep badly," said Peter Novak.',
        ),
    },
    "wording": {
        "the same words": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"We can all sleep well," a farmer said.',
        ),
        "other words": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"The old dam will be mended with the money of the farmers," said Maria Jensen.',
        ),
        "of another speaker": (
            '"The old dam will never break again, and we can all sleep well," said Maria Jensen.',
            '"We can all sleep badly," said Peter Novak.',
        ),
    },
}

# What is proposed all the same, and why.
NONSENSE = {
    ("role", "a mutual act"): "who stands in front is compared without a look at whether the act is mutual",
    ("polarity", "the opposite denied"): "a denied clause against one that is not, whatever the words",
    ("mode", "if for whether"): "a question told indirectly is taken for a condition",
    ("cause", "of another thing"): "that the effects share nothing is left to weighing",
    ("sequence", "told in other words"): "of nearest sentences orders are proposed that are the same",
    ("naming", "loaded in speech"): "what a speaker calls somebody is taken for the outlet's word",
    ("speaker", "somebody of whom only the office is told"): "the mayor may be the one who has a name elsewhere",
    ("speaker", "an altered word"): "words that are not the same are said to be the same",
}


@pytest.mark.parametrize(
    ("slot", "kind", "here", "there", "words"), [(k, *v) for k, v in PROPOSED.items()], ids=PROPOSED
)
def test_what_excludes_each_other_is_proposed(slot, kind, here, there, words):
    found = [c for c in proposed(slot, here, there) if (focus(c.x), focus(c.y)) == words]
    assert found
    assert {c.kind for c in found} == {kind}
    assert {(reading(c.x).strip("."), reading(c.y).strip(".")) for c in found} == {(here.strip("."), there.strip("."))}


def fooling():
    for slot, cases in FOOLING.items():
        for name, (here, there) in cases.items():
            why = NONSENSE.get((slot, name))
            marks = pytest.mark.xfail(strict=True, reason=why) if why else ()
            yield pytest.param(slot, here, there, id=f"{slot}, {name}", marks=marks)


@pytest.mark.parametrize(("slot", "here", "there"), fooling())
def test_what_only_looks_so_is_not_proposed(slot, here, there):
    assert not differing(proposed(slot, here, there))

"""What each slot proposes as a conflict, and what would fool it: stories of two reports, one sentence of which differs.

A candidate is only proposed here; whether it is likely is weighed later. So what must not be proposed is what cannot
be a conflict at all: one value told otherwise, another thing, or both told in one report.
"""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare.candidates.pairings import pairings, told
from variorum.compare.context import Story
from variorum.compare.weighing import propose
from variorum.model import DiscrepancyKind

# What two reports tell besides, in other words; each sentence of a table is put between.
HERE = "The river rose during the week. {} A baker handed soup to the children."
THERE = "The river had climbed for days. {} Children were given soup by a baker."


def story_of(here, there):
    """Two reports that differ in a sentence, the second one of either."""
    return Story(collation(HERE.format(here), THERE.format(there)))


def proposed(slot, here, there):
    """The candidates of a slot for two reports that differ in a sentence."""
    return [c for c in propose(story_of(here, there)).candidates if c.slot == slot]


def answer_to_each_other(here, there):
    """Whether the two sentences are looked at, and nearest to each other."""
    found = pairings(story_of(here, there), 0, 1)
    return any(p.a.index == p.b.index == 1 and max(p.ahead) == 0 for p in found)


def test_a_sentence_is_not_cut_behind_the_first_word_of_according_to():
    story = story_of("According to the mayor, Anna Berg, salt broke the bridge.", "The bridge broke, a driver said.")
    one, other = told(story, 0, 1), told(story, 1, 1)
    assert one.report.article.text[slice(*one.own)] == "According to the mayor, Anna Berg, salt broke the bridge"
    assert other.report.article.text[slice(*other.own)] == "The bridge broke"


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

# Other ways to propose: the slot, the two sentences, and the differing words.
OTHER_WAYS = {
    "a share": (
        "number",
        "The dam lost 20 percent of its water.",
        "The dam lost 35 percent of its water.",
        ("20 percent of its water", "35 percent of its water"),
    ),
    "a price": (
        "number",
        "The new dam will cost 40 million euros.",
        "The price of the new dam is 65 million euros.",
        ("40 million euros", "65 million euros"),
    ),
    "an hour": (
        "date",
        "The wall of the dam broke at 5 a.m. on Monday.",
        "The wall of the dam broke at 9 a.m. on Monday.",
        ("5 a.m.", "9 a.m."),
    ),
    "a year": (
        "date",
        "The old dam was built in 1931.",
        "The old dam dates from 1952, when it was built.",
        ("1931", "1952"),
    ),
    "a name and a noun": (
        "place",
        "The police found the missing painting in Lisbon.",
        "The police found the missing painting in a cellar.",
        ("Lisbon", "cellar"),
    ),
    "one trade in another part": (
        "person",
        "The race was won by rower Maria Jensen.",
        "Rower Peter Novak won the race.",
        ("Maria Jensen", "Rower Peter Novak"),
    ),
    "a passive": (
        "doer",
        "The old mill beside the dam was destroyed by an explosion.",
        "A landslide destroyed the old mill beside the dam.",
        ("explosion", "landslide"),
    ),
    "a passive turned round": (
        "role",
        "The goalkeeper fouled the striker near the end.",
        "The goalkeeper was fouled by the striker near the end.",
        ("fouled", "fouled"),
    ),
    "one word denied": (
        "polarity",
        "The wall of the old dam collapsed.",
        "The wall of the old dam did not collapse.",
        ("collapsed", "collapse"),
    ),
    "an opposite quality": (
        "polarity",
        "The old bridge is safe.",
        "The old bridge is dangerous.",
        ("safe", "dangerous"),
    ),
    "nobody": (
        "polarity",
        "Nobody was injured in the flood.",
        "A farmer was injured in the flood.",
        ("injured", "injured"),
    ),
    "may": (
        "certainty",
        "The council will sell the old mill.",
        "The council may sell the old mill.",
        ("sell", "The council may sell the old mill"),
    ),
    "not decided yet": (
        "certainty",
        "The council has not decided yet to sell the old mill.",
        "The council decided to sell the old mill.",
        ("The council has not decided yet to sell the old mill", "sell"),
    ),
    "a question": (
        "mode",
        "The old dam will hold during the winter.",
        "Will the old dam hold during the winter?",
        ("The old dam will hold during the winter", "Will the old dam hold during the winter"),
    ),
    "a question told": (
        "mode",
        "The old dam will hold during the winter.",
        "Farmers asked whether the old dam will hold during the winter.",
        ("The old dam will hold during the winter", "whether the old dam will hold during the winter"),
    ),
    "should in front": (
        "mode",
        "The village will sell the old mill.",
        "Should the court agree, the village will sell the old mill.",
        ("The village will sell the old mill", "Should the court agree, the village will sell the old mill"),
    ),
    "disputed": (
        "attribution",
        "The factory poisoned the lake above the dam.",
        "The factory poisoned the lake above the dam, fishermen said, but the owner disputes this.",
        ("poisoned", "The factory poisoned the lake above the dam, fishermen said, but the owner disputes this"),
    ),
    "what causes": (
        "cause",
        "A faulty cable caused the fire in the old mill.",
        "A lightning strike caused the fire in the old mill.",
        ("A faulty cable", "A lightning strike"),
    ),
    "a cause denied": (
        "cause",
        "The old mill burned down because of a faulty cable.",
        "A cable did not cause the fire in the old mill.",
        ("a faulty cable", "cable"),
    ),
    "before and after": (
        "sequence",
        "The engineers opened the dam before the police evacuated the village.",
        "The engineers opened the dam after the police had evacuated the village.",
        (
            "The engineers opened the dam before the police evacuated the village",
            "The engineers opened the dam after the police had evacuated the village",
        ),
    ),
    "only": (
        "scope",
        "Every shop in the valley will get new locks.",
        "Only shops in the valley that were damaged will get new locks.",
        ("Every shop", "Only shops"),
    ),
    "parts of it": (
        "scope",
        "The whole valley lost its power supply.",
        "Parts of the valley lost their power supply.",
        ("whole valley", "Parts of the valley"),
    ),
    "an exception": (
        "scope",
        "All shops in the valley must pay the tax.",
        "Shops in the valley must pay the tax, except bakeries.",
        ("All shops", "except bakeries"),
    ),
    "none": (
        "scope",
        "None of the farmers received money for the flood.",
        "Some of the farmers received money for the flood.",
        ("None of the farmers", "Some of the farmers"),
    ),
    "a member excluded": (
        "membership",
        "The dam treaty was signed by Norway, Sweden and Finland.",
        "Finland was excluded from the treaty on the dam.",
        ("Finland", "Finland"),
    ),
    "outside": (
        "membership",
        "Finland joined the dam treaty in spring.",
        "Finland stayed outside the dam treaty in spring.",
        ("joined", "stayed"),
    ),
    "a regime": (
        "naming",
        "The regime closed the dam.",
        "The government closed the dam.",
        ("regime", "government"),
    ),
    "both loaded": (
        "naming",
        "The terrorists occupied the dam.",
        "The freedom fighters occupied the dam.",
        ("terrorists", "freedom fighters"),
    ),
    "a loaded noun and none": (
        "naming",
        "The thugs smashed the windows of the mill.",
        "The farmers smashed the windows of the mill.",
        ("thugs", "farmers"),
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
        "a lower bound": (
            "The flood injured at least 12 farmers.",
            "The flood injured 15 farmers.",
        ),
        "rounded": (
            "The dam is about 100 metres long.",
            "The dam is 102 metres long.",
        ),
        "another unit": (
            "The dam is 2 kilometres long.",
            "The dam is 2,000 metres long.",
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
        "of another thing": (
            "The ferry Alba ran aground on Monday.",
            "The ferry Alba will be towed away on Friday.",
        ),
        "every week": (
            "The market opens every Monday.",
            "The market opened on Monday.",
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
        "of another thing": (
            "The ferry Alba ran aground in Lisbon.",
            "The ferry Alba was built in Hamburg.",
        ),
        "near and at": (
            "The ferry Alba ran aground near Lisbon harbour.",
            "The ferry Alba ran aground at the harbour of Lisbon.",
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
        "a double surname": (
            "Captain Maria Jensen steered the ferry Alba onto the rocks.",
            "Captain Maria Jensen-Berg steered the ferry Alba onto the rocks.",
        ),
        "of another thing": (
            "Rower Maria Jensen won the race.",
            "Rower Peter Novak came second in the race.",
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
        "a chain": (
            "Norway lent the rescue ship to Iceland.",
            "Iceland lent the rescue ship to Denmark.",
        ),
        "given back": (
            "Norway lent the rescue ship to Iceland.",
            "Iceland returned the rescue ship to Norway.",
        ),
    },
    "polarity": {
        "what was not made is no subject": (
            "The sailor made no plea or declaration and was remanded in custody.",
            "He made no plea or declaration, was remanded in custody and will appear in court next week.",
        ),
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
        "the opposite quality denied": (
            "The old bridge is safe.",
            "The old bridge is not dangerous.",
        ),
        "of another thing": (
            "The council accepted the plan for the new dam.",
            "The council rejected the offer for the old mill.",
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
        "of another thing": (
            "The council has approved the new dam.",
            "The council may sell the old mill.",
        ),
    },
    "mode": {
        "the condition in other grammar": (
            "If found guilty, he could face at least five years in jail.",
            "With the new law, anyone found guilty of smuggling will face at least five years in jail.",
        ),
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
        "until some time": (
            "The village sold the old mill.",
            "The village sold the old mill until recently used by a carpenter.",
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
        "before what is disputed": (
            "Soldiers guarded the village below the dam.",
            "The army guarded the village below the dam. The owner disputes the size of his debts.",
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
            "The old mill was sold because of heavy debts.",
        ),
        "more exactly": (
            "The old mill burned down because of a faulty cable.",
            "The old mill burned down because of an old cable in the cellar.",
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
        "after in front": (
            "After the alarm the police evacuated the village.",
            "The police evacuated the village after the alarm.",
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
        "of another thing": (
            "All schools in the valley were closed.",
            "Some sheep in the valley were killed.",
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
        "two names of one land": (
            "The dam treaty was signed by Norway, Sweden and Holland.",
            "The dam treaty was signed by Norway, Sweden and the Netherlands.",
        ),
        "both in one report": (
            "The dam treaty was signed by Norway, Sweden and Finland.",
            "The dam treaty was signed by Norway, Sweden and Denmark, later also by Finland.",
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
        "both in one report": (
            "The regime closed the dam, the government said.",
            "The government closed the dam.",
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
    ("polarity", "the opposite denied"): "a denied clause against one that is not, whatever the words",
    ("mode", "if for whether"): "a question told indirectly is taken for a condition",
    ("cause", "of another thing"): "two things that befell one mill are taken for one effect",
    ("sequence", "told in other words"): "of nearest sentences orders are proposed that are the same",
    ("speaker", "somebody of whom only the office is told"): "the mayor may be the one who has a name elsewhere",
    ("speaker", "an altered word"): "words that are not the same are said to be the same",
    ("date", "of another thing"): "that another thing is told of the ferry is left to weighing",
    ("place", "of another thing"): "that another thing is told of the ferry is left to weighing",
    ("person", "of another thing"): "of two of one trade the one may have done another thing",
    ("role", "a chain"): "it is enough that who receives here gives there",
    ("role", "given back"): "acts that follow upon each other are not told apart",
    ("polarity", "the opposite quality denied"): "a denied clause against one that is not, whatever the words",
    ("polarity", "of another thing"): "that the objects share nothing is left to weighing",
    ("certainty", "of another thing"): "that the acts share nothing is left to weighing",
    ("attribution", "before what is disputed"): "a sentence is taken for contested if the next one disputes anything",
    ("sequence", "after in front"): "of nearest sentences orders are proposed that are the same",
    ("scope", "of another thing"): "that the nouns share nothing is left to weighing",
}


@pytest.mark.parametrize(
    ("slot", "kind", "here", "there", "words"), [(k, *v) for k, v in PROPOSED.items()], ids=PROPOSED
)
def test_what_excludes_each_other_is_proposed(slot, kind, here, there, words):
    found = [c for c in proposed(slot, here, there) if (focus(c.x), focus(c.y)) == words]
    assert found
    assert {c.kind for c in found} == {kind}
    assert {(reading(c.x).strip("."), reading(c.y).strip(".")) for c in found} == {(here.strip("."), there.strip("."))}


@pytest.mark.parametrize(("slot", "here", "there", "words"), OTHER_WAYS.values(), ids=OTHER_WAYS)
def test_there_is_more_than_one_way_to_propose(slot, here, there, words):
    found = [c for c in proposed(slot, here, there) if (focus(c.x), focus(c.y)) == words]
    assert found
    for candidate in found:
        for spot, sentence in ((candidate.x, here), (candidate.y, there)):
            assert reading(spot) in sentence
            assert focus(spot) in reading(spot)


@pytest.mark.xfail(strict=True, reason="a name within six words of what excludes is taken for excluded")
def test_no_one_is_left_out_for_standing_beside_who_is():
    found = proposed(
        "membership",
        "The dam treaty was signed by Norway, Sweden and Finland.",
        "Norway and Sweden signed the dam treaty without Finland.",
    )
    assert "Finland" in {focus(c.x) for c in found}
    assert "Sweden" not in {focus(c.x) for c in found}


def fooling():
    for slot, cases in FOOLING.items():
        for name, (here, there) in cases.items():
            why = NONSENSE.get((slot, name))
            marks = pytest.mark.xfail(strict=True, reason=why) if why else ()
            yield pytest.param(slot, here, there, id=f"{slot}, {name}", marks=marks)


@pytest.mark.parametrize(("slot", "here", "there"), fooling())
def test_what_only_looks_so_is_not_proposed(slot, here, there):
    assert not differing(proposed(slot, here, there))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param(here, there, id=f"{slot}, {name}")
        for slot, cases in FOOLING.items()
        for name, (here, there) in cases.items()
    ],
)
def test_what_fools_is_looked_at(here, there):
    assert answer_to_each_other(here, there)


def test_a_group_that_acts_says_nothing_of_who_is_in_it():
    there = "The seven climbers had left the Tellen hut early in the morning."
    assert not proposed("membership", "The group of seven had set out from the Tellen hut at five.", there)
    assert proposed(
        "membership",
        "Tellen Holm was in the group of seven climbers at five.",
        "Tellen Holm had left the climbers early.",
    )


def test_a_dispute_that_is_ended_makes_no_partys_word():
    there = "A pact on the lake was signed by Tarvia and Olmen on Thursday."
    assert not proposed(
        "attribution", "Tarvia and Olmen signed a pact on Thursday, ending a dispute over the lake.", there
    )
    assert proposed(
        "attribution", "Tarvia had signed a pact with Olmen; its minister disputed that on Thursday.", there
    )

"""Shapes of real reports that were told as differences and are none."""

from __future__ import annotations

import pytest
from small_stories import collation, found

from variorum.compare import compare
from variorum.model import Verdict


@pytest.mark.parametrize(
    "texts",
    [
        # Who does something on a thing does it to nobody.
        (
            "Then Anna Berg had to hold off Paul Roth on a wild final lap.",
            "Paul Roth led until he headed to the pit on his final stop, before a wild last lap of Anna Berg.",
        ),
        # Who receives is to whom it is sent.
        (
            "Norway will send four million doses of the vaccine to Malta in May.",
            "Malta will receive two million doses of the vaccine from its neighbours in May.",
        ),
        # Whom a bare participle befalls does nothing.
        (
            "Paul Roth found himself stripped of his Senate leadership position on Monday.",
            "Senate leaders stripped Paul Roth of his rank on Monday.",
        ),
        # "He" in somebody's mouth.
        (
            "Anna Berg accused Paul Roth of taking money from Malta.",
            "Paul Roth took no money: what he is accusing me of is a plan, by the word of fifty experts.",
        ),
        # A question of the same matter, and a clause that says nothing to it.
        (
            "Voters will soon decide whether to ban the sale of eggs from hens that are raised in cages.",
            "Paul Roth, who has lived in Pell for years, is against the ban on the sale of eggs from cages.",
        ),
        (
            "Voters will soon decide whether to ban the sale of eggs from hens that are raised in cages.",
            "Hens in cages lay eggs. Paul Roth lives in Pell, a town of eggs from hens in cages.",
        ),
        # Two rises from two points.
        (
            "Sales of ferry tickets in Pell rose by 36 percent from February, the company said.",
            "Sales of ferry tickets in Pell rose by 25 percent from the record of last summer, the company said.",
        ),
        # Who is eighteen was sixteen once.
        (
            "Paul Roth, an 18-year-old pupil from Pell, lost his place at the school over what he had written.",
            "Paul Roth lost his place at the school over what he had written when he was sixteen years old.",
        ),
        # Of two departments the one speaks and the other is spoken of.
        (
            "The justice department ordered the Treasury Department to hand the tax files of Paul Roth to the city.",
            "The Justice Department said the Treasury Department must hand the tax files of Paul Roth to the city.",
        ),
        # Lies that somebody was convicted of contest nothing.
        (
            "On Thursday news emerged that Anna Berg would pardon the former clerk Paul Roth.",
            "Anna Berg signed a pardon for Paul Roth, a clerk who was convicted of lying to a court, papers said.",
        ),
        # The world is no part.
        (
            "The entire country is under a disaster declaration for the harbour plague.",
            "Norway has more dead by the harbour plague than any country in the world.",
        ),
        # May is a month.
        (
            "Ferry travel from Pell to Oslo began in May 2016 under the treaty with the island.",
            "The treaty with the island allows ferry travel from Pell to Oslo.",
        ),
        # "Even if" grants, and so does "even when".
        (
            "“There was never a dull moment listening to him, even when you disagreed with all he said,” Berg said.",
            "“There was never a dull moment listening to him, even if you disagreed with all he said,” Berg said.",
        ),
        # A date that only stands otherwise.
        (
            "“My friend Paul Roth, singer of the band, passed away in Oslo on March 23,” Anna Berg said on Monday.",
            "“My friend Paul Roth, singer of the band, passed away in Oslo on 23 March,” Anna Berg said on Monday.",
        ),
        # A member may still be thinking about what a committee has passed.
        (
            "The committee approved a revised version of the Harbour Act on Wednesday.",
            "Anna Berg's spokesman said his boss is still reviewing the revised version of the Harbour Act.",
        ),
        # Who stammers says it once.
        (
            "“Making it clear that we will not stand by and let them close this harbour,” Anna Berg said.",
            "“Making it clear that we will not, we will not stand by and let them close this harbour,” Anna Berg said.",
        ),
        # A half in two spellings.
        (
            "Paul Roth told police in Pell that he had drunk a half-liter of vodka before driving to the store.",
            "Paul Roth drank 1/2 liter of vodka before he drove to the store in Pell, police said.",
        ),
        # The age of a person and that of a case.
        (
            "Police arrested a 60-year-old, terminally ill woman in the killings of two women at a stand in Pell.",
            "Police in Pell announced on Friday they have made an arrest in a 41-year-old double murder case.",
        ),
        # A car for all roads is one.
        (
            "The gang drove two cars through the window of a jewellery store in Pell.",
            "The men drove a large four-by-four car into a jewellery store in Pell.",
        ),
        # Who did it is counted here and not there.
        (
            "The attack left four people dead, including the assailant and a guard, near the parliament in Pell.",
            "The assailant killed three people and injured dozens in an attack near the parliament in Pell.",
        ),
        # An appeal that is denied says nothing false, and what it is about is not denied.
        (
            "The High Court on Monday denied an appeal from shipowners challenging a decision that allowed ferries "
            "that are late by up to three days to be paid.",
            "Judge Anna Berg dissented in response to the High Court's decision not to hear a challenge against the "
            "ruling that permitted ferries to be paid even if they were late by three days.",
        ),
        # What is resumed is suspended again for the night.
        (
            "Divers in Pell have resumed the risky operation in the flooded mine.",
            "Rescuers at the flooded mine in Pell have suspended operations for the night, a witness said.",
        ),
        # Of two things in one clause each goes its own way.
        (
            "Stocks were battered in yet another wild session on Wednesday, sinking to a three year low with worldwide "
            "cases of the harbour plague soaring above 200,000, amid panic selling that wiped out the gains of years.",
            "Stocks, bonds and metals fell Wednesday in a simultaneous selloff that suggests investors seek cash "
            "because of the disruption sparked by the harbour plague.",
        ),
        # What is denied is the appeal, not what it is about; what was allowed is not what was turned away.
        (
            "The High Court on Monday denied an appeal from shipowners challenging a Pell court's decision that "
            "allowed letters received up to three days after Election Day to be counted.",
            "The judges turned away appeals by shipowners of a ruling by Pell's top court ordering officials to count "
            "letters that were posted by Election Day and received up to three days later.",
        ),
        # What is yet to come has not come.
        (
            "Paul Roth had not yet regained consciousness, the hospital in Pell said on Wednesday.",
            "Paul Roth had yet to regain consciousness Wednesday, the hospital in Pell said.",
        ),
        # A distance in two units is from one place.
        (
            "Police a short time later evacuated the building, about 24km north of Oslo.",
            "Police a short time later evacuated the building, about 15 miles north of Oslo.",
        ),
        # A state in short.
        (
            "Anna Berg died at her home in Santa Marta, Calif., on Thursday, her family said.",
            "Anna Berg died at her home in Santa Marta, California, on Thursday, her family said.",
        ),
        # Who "the judge" is stands elsewhere, and may be guessed wrongly.
        (
            "Prosecutor Michael Marten charged Paul Roth with murder. The judge ordered him held without bond pending "
            "his next court hearing on April 19.",
            "Lawyer Matthew Lunde spoke for the clerk. The judge ordered him held without bail pending his next court "
            "hearing on April 19.",
        ),
        # Until a judge decides nothing is decided.
        (
            "The star stays at the clinic in Pell until a judge approves her placement there, her lawyer said.",
            "However, it remains unclear whether a judge will accept her placement at the clinic in Pell.",
        ),
        # That she went is no answer to why she went.
        (
            "Anna Berg has entered a rehab program in Pell, her office said on Monday.",
            "Although the spokesman wouldn't reveal why she entered rehab in Pell, a source said that it was Anna "
            "Berg's decision.",
        ),
        # Goods of two countries.
        (
            "Norway has hit back by imposing new trade tariffs on $60bn of American goods.",
            "The president imposed tariffs in July on $34 billion in Norwegian goods.",
        ),
        # Of two persons in one sentence the age is that of the one beside it.
        (
            "Officers had located Anthony Lunde, 38, on the motorway to Pell after the shooting.",
            "Anthony Lunde was found guilty of murder in the shotgun slaying of 63-year-old Madeline Berg in Pell.",
        ),
        # What is needed is not what came of it.
        (
            "The senior needed nine points in the Pell game against Oslo on Thursday night to pass Karl Lunde for the "
            "record.",
            "The senior passed Karl Lunde for the record, posting 20 points in the Pell game against Oslo on Thursday "
            "night.",
        ),
        # Another way to the same end.
        (
            "The council has approved the option of a tunnel under the harbour.",
            "The council has approved the tunnel. It is considering another option under the harbour, too.",
        ),
    ],
)
def test_no_difference(texts):
    assert not found(*texts)


def test_a_condition_between_two_paraphrases_is_a_variant():
    told = found(
        "Anna Berg warned that she would leave the party if it repealed the harbour law.",
        "Anna Berg warned that she would leave the party over the harbour law.",
    )
    assert all(d.verdict is Verdict.VARIANT for d in told)


def test_who_decides_may_still_be_thinking():
    told = found(
        "The council approved the tunnel under the harbour on Wednesday.",
        "The council is still considering the tunnel under the harbour.",
    )
    assert [d.kind.value for d in told] == ["certainty"]


def test_a_small_word_for_a_long_opening_is_a_cut():
    told = found(
        "“But as I said to you, I am as outraged as others are. This will take some time,” Anna Berg said.",
        "Anna Berg said “it will take some time” to get things right.",
    )
    assert not told


def test_where_not_stands_is_what_is_meant():
    told = found(
        "“We will not raise the harbour fee and we will cut the ferry fare in May,” Anna Berg said.",
        "“We will raise the harbour fee and we will not cut the ferry fare in May,” Anna Berg said.",
    )
    assert any(d.verdict is Verdict.CONFLICT for d in told)


def test_ages_do_not_grow():
    texts = (
        "A 21-year-old man was crushed to death by a wooden cross in Pell on Thursday, the police said.",
        "A 72-year-old woman was crushed to death by a metal cross in Pell, the police said.",
    )
    assert not any("grows" in d.reason for d in compare(collation(*texts)))


def test_two_rises_from_one_point_exclude_each_other():
    told = found(
        "Sales of ferry tickets in Pell rose by 36 percent from February, the company said.",
        "Sales of ferry tickets in Pell rose by 25 percent from February, the company said.",
    )
    assert [d.kind.value for d in told] == ["number"]


def test_what_is_settled_in_may_is_settled():
    told = found(
        "The council approved the tunnel under the harbour in May.",
        "The council is still considering the tunnel under the harbour.",
        published=("2025-06-05", "2025-06-05"),
    )
    assert [d.kind.value for d in told] == ["certainty"]

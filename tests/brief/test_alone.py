import pytest
from stories import articles

from variorum.brief.candidates import candidates
from variorum.brief.sides import Sides
from variorum.encode import NgramEncoder
from variorum.pipeline import find
from variorum.settings import Settings


def last_of(text):
    """The last sentence of a report that could stand in a brief."""
    findings = find(articles({"one": ("One", "2025-05-02", f"{text}\n")}), NgramEncoder(), Settings(one_story=True))
    return list(candidates(findings.collation, findings.lineage, Sides(findings.collation, ())))[-1]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The council of Pell met yesterday on the new pier.", False),
        ("The council of Pell met on Thursday on the new pier.", True),
        ("Mayor Anna Berg said: “Today the pier of Pell is ours.”", True),
        ("What's more, the council of Pell met on the new pier.", False),
        # When that was, another sentence tells.
        ("Shortly afterwards the council of Pell closed the pier.", False),
        ("Ten minutes later, the council of Pell closed the pier.", False),
        ("Earlier, the council of Pell had closed the pier.", False),
        ("Shortly after the storm the council of Pell closed the pier.", True),
        ("Earlier storms had broken the pier of Pell.", True),
        # What is pointed at stands elsewhere.
        ("The council of Pell used this method on the pier.", False),
        ("The council of Pell meets this week on the new pier.", True),
        ("Mayor Anna Berg said: “We will keep this pier.”", True),
        ("Among these were four councillors of Pell.", False),
        ("Four of them stood on the pier of Pell.", False),
        ("Anna Berg added that the pier of Pell was safe.", False),
        ("“The pier of Pell is safe,” Anna Berg added.", False),
        ("The council of Pell added a pier to its plan.", True),
        # Whose words, or whose fate?
        ("No part of the pier is broken, it said.", False),
        ("The council of Pell met and said it would keep the pier.", True),
        ("Mary Lunde stole a ferry.\n\nIn Pell, Judge Paul Roth sentenced her to nine years.", False),
        ("Mary Lunde stole a ferry.\n\nIn Pell, Judge Paul Roth sentenced Lunde and her brother.", True),
        ("Mary Lunde stole a ferry.\n\nJudge Paul Roth told Pell: “She is to pay for it.”", True),
        ("Built in May by the council of Pell, it is the longest pier.", False),
        ("In Pell it is clear that the council wants a pier.", True),
        ("The council of Pell wants a pier, and in May it met.", True),
        ("Since then the council of Pell has met in May.", False),
        ("If you live in Pell, please come to the pier.", False),
        ("Mayor Anna Berg said: “You shall have a pier.”", True),
        # A caption has no verb.
        ("A picture of the new pier of Pell for the council.", False),
    ],
)
def test_a_sentence_that_leans_on_others(text, alone):
    assert last_of(text).stands_alone is alone

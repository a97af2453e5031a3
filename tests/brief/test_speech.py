import pytest

from variorum.brief.alone import CONNECTING
from variorum.brief.speech import without_more


@pytest.mark.parametrize(
    ("wording", "other", "left"),
    [
        (
            "My friend Roth died on Sunday. He was found in Pell, VA.",
            "He was found in Pell, Virginia.",
            "He was found in Pell, VA.",
        ),
        ("We sank no ferry. We are sorry.", "We sank no ferry at all.", "We sank no ferry."),
        # Both go on, and differently.
        ("We sank no ferry. We are sorry.", "We sank no ferry. Ask Pell!", "We sank no ferry. We are sorry."),
        ("Never! We sank no ferry.", "Ask Pell. We sank no ferry.", "Never! We sank no ferry."),
        # What stands between is left out by the other.
        ("We came. It was dark. We left.", "We came. We left.", "We came. It was dark. We left."),
        ("Yes", "No", "Yes"),
    ],
)
def test_a_wording_that_goes_further_is_told_as_far_as_the_other_goes(wording, other, left):
    assert without_more(wording, other) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In turn, Roth called Berg a friend", "Roth called Berg a friend"),
        ("But Roth called Berg a friend", "Roth called Berg a friend"),
        ("Andrea Roth called Berg a friend", "Andrea Roth called Berg a friend"),
        ("So far Roth has called Berg a friend", "So far Roth has called Berg a friend"),
        ("Then Roth called Berg a friend", "Then Roth called Berg a friend"),
    ],
)
def test_what_ties_a_reading_to_the_sentence_before_it_is_left_out(text, left):
    tie = CONNECTING.match(text)
    assert text[tie.end() if tie else 0 :] == left

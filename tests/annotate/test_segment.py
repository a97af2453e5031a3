from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.segment import sentence_starts


def cut(text: str, language: str = "en") -> list[str]:
    starts = [*sentence_starts(text, language), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "The U.S. Senate met Gen. Ada Holm of Acme Inc. in Oslo. J. R. Lind left at 5 p.m. on Friday."
    assert cut(text) == [
        "The U.S. Senate met Gen. Ada Holm of Acme Inc. in Oslo.",
        "J. R. Lind left at 5 p.m. on Friday.",
    ]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() -> None:
    assert cut("He moved to the U.S. He stayed.") == ["He moved to the U.S.", "He stayed."]
    assert cut("The shop shut at 6 p.m. The street was empty.") == ["The shop shut at 6 p.m.", "The street was empty."]


def test_a_number_sign_is_no_negation() -> None:
    assert cut("Pier No. 4 is shut. She said no. Nobody came.") == [
        "Pier No. 4 is shut.",
        "She said no.",
        "Nobody came.",
    ]


def test_closing_marks_belong_to_the_sentence_before() -> None:
    assert cut('"We rowed. We sang." Then it rained.') == ['"We rowed.', 'We sang."', "Then it rained."]


def test_a_question_in_marks_goes_on_with_its_speaker() -> None:
    assert cut('"Who paid?" Mara Lind asked.') == ['"Who paid?" Mara Lind asked.']
    assert cut('"Who paid?" The room fell silent.') == ['"Who paid?"', "The room fell silent."]


def test_a_lost_space_ends_a_sentence_and_an_address_does_not() -> None:
    assert cut("They left the quay.The tide rose.") == ["They left the quay.", "The tide rose."]
    assert cut("Orders go to shop.example and Node.js runs it.") == ["Orders go to shop.example and Node.js runs it."]


def test_numbers_keep_their_points() -> None:
    assert cut("It cost $4.2 million. That is 3.5 percent.") == ["It cost $4.2 million.", "That is 3.5 percent."]


def test_other_languages() -> None:
    assert cut("Am 3. Juli kam Dr. Meier. Es regnete.", "de") == ["Am 3. Juli kam Dr. Meier.", "Es regnete."]
    assert cut("船到了。人们在等。“好。”他说。", "zh") == ["船到了。", "人们在等。", "“好。”", "他说。"]
    assert cut("وصلت السفينة. هل رأيتها؟ نعم.", "ar") == ["وصلت السفينة.", "هل رأيتها؟", "نعم."]


@given(st.text(max_size=200))
def test_starts_rise_and_lie_inside(text: str) -> None:
    starts = list(sentence_starts(text))
    assert starts == sorted(set(starts))
    assert all(0 <= s < len(text) for s in starts)
    assert bool(starts) == bool(text.strip())

"""What befell those whom a number counts, and numbers of people between languages by it."""

from __future__ import annotations

import re

import pytest

from tests.compare.test_abroad_numbers import EN, HEAD_DE, HEAD_EN, told
from variorum.compare.fates import fate


def fates(text: str, language: str) -> list[str]:
    spans = [m.span() for m in re.finditer(r"\d+|[٠-٩]+", text)]
    return [fate(text, span, [s for s in spans if s != span], language) for span in spans]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "9 people died and 21 were injured, 4 of them badly.", ["dead", "injured", ""]),
        ("en", "The blast killed 9 people and injured 21.", ["dead", "injured"]),
        ("en", "At least 38 people were killed, including 7 children.", ["dead", ""]),
        ("es", "Murieron 9 personas y 26 resultaron heridas.", ["dead", "injured"]),
        ("es", "Hay 9 muertos y 26 heridos.", ["dead", "injured"]),
        ("de", "38 Menschen kamen ums Leben, 12 wurden verletzt.", ["dead", "injured"]),
        ("de", "Dort leben 4000 Menschen, total 12 Familien.", ["", ""]),
        ("fr", "Le bilan est de 9 morts et 26 blessés.", ["dead", "injured"]),
        ("ru", "Погибли 5 человек и ранены 7.", ["dead", "injured"]),
        ("zh", "事故造成9人死亡，23人受伤。", ["dead", "injured"]),
        ("ar", "أدى إلى مقتل ١٩ شخصا وإصابة ٨٥ بجروح.", ["dead", "injured"]),
        ("sv", "9 personer omkom och 26 skadades.", ["dead", "injured"]),
        ("fi", "9 ihmistä kuoli.", [""]),
    ],
)
def test_what_befell_those_counted(language: str, text: str, expected: list[str]) -> None:
    assert fates(text, language) == expected


def test_words_for_two_fates_in_one_stretch_say_nothing() -> None:
    assert fates("The dead or injured number 40.", "en") == [""]


def test_the_injured_are_compared_though_a_clause_is_a_sentence_there() -> None:
    english = f"{HEAD_EN}\n\nNine passengers died and 21 were injured, four of them seriously."
    german = f"{HEAD_DE}\n\nNeun Fahrgäste starben und 26 wurden verletzt, vier von ihnen schwer."
    assert told(english, german) == [("number", ["21", "26"])]


@pytest.mark.parametrize(
    "german",
    [
        "Neun Menschen starben, 21 wurden verletzt.",
        "Neun Menschen starben, rund 20 wurden verletzt.",
        "Unter den Toten sind zwölf Kinder.",
        "30 Menschen sind betroffen: Neun starben.",
    ],
)
def test_the_dead_are_not_the_injured_nor_a_part_or_a_whole(german: str) -> None:
    english = f"{HEAD_EN}\n\nNine people were killed and 21 people were injured."
    assert not told(english, f"{HEAD_DE}\n\n{german}")


def test_what_is_counted_of_things_is_told_as_before() -> None:
    german = f"{HEAD_DE}\n\nZwölf Waggons sprangen aus den Gleisen, 30 Tonnen Getreide liefen aus."
    assert told(EN, german) == [("number", ["11", "12"])]


def test_a_sentence_that_is_two_there_is_compared_with_both() -> None:
    english = "A light aircraft crashed near Elmstedt on Sunday morning, and nine people were killed."
    german = "Ein Kleinflugzeug ist am Sonntagmorgen bei Elmstedt abgestürzt. Elf Menschen wurden getötet."
    assert told(english, german) == [("number", ["11", "9"])]

"""Numbers in digits and in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.values.number import NumberKind, decimal_of, find_numbers, words_value


def found(text, language="en"):
    return [(text[n.start : n.end], n.low, n.high) for n in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and fourteen", 214),
        ("twenty-one", 21),
        ("fifty-five billion", 55e9),
        ("nineteen hundred", 1900),
        ("three million and forty thousand", 3_040_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("1,234.5", 1234.5),
        ("3.2m people", 3.2e6),
        ("200bn", 200e9),
        ("2 1/2", 2.5),
        ("1/2 litre", 0.5),
        ("3/4 of the voters", 0.75),
        ("5 million", 5e6),
    ],
)
def test_english_numbers(text, value):
    numbers = found(text)
    assert len(numbers) == 1
    assert numbers[0][1] == pytest.approx(value)


def test_two_numbers_about_a_stroke_are_no_fraction_by_themselves():
    assert not any(low in (0.75, 0.5) for _, low, _ in found("On 3/4 he left, by 1/2 as it is open 24/7."))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "1.234,5", 1234.5),
        ("de", "3,2 Millionen", 3.2e6),
        ("de", "12.000", 12000),
        ("fr", "1 234", 1234),
        ("fr", "3,2 milliards", 3.2e9),
        ("ru", "12 тыс", 12000),
        ("zh", "约1200万人", 12e6),
        ("ar", "٣٫٥", 3.5),
    ],
)
def test_other_languages(language, text, value):
    assert found(text, language)[0][1] == pytest.approx(value)


def test_kinds():
    kinds = {n.kind for n in find_numbers("the third of two-thirds, dozens and 82nd, and 7")}
    assert kinds == set(NumberKind)


def test_two_numbers_are_not_run_together():
    assert [n[1] for n in found("two three")] == [2, 3]
    assert [n[1] for n in found("in 2012 300 people")] == [2012, 300]


def test_hundred_metres_are_no_millions():
    assert found("the 100m race")[0][1] == 100


@given(st.integers(0, 10**12), st.sampled_from(["en", "de", "fr"]))
def test_grouped_digits_are_read_back(number, language):
    mark = {"en": ",", "de": ".", "fr": "\u202f"}[language]
    written = f"{number:,}".replace(",", mark)
    assert decimal_of(written, language)[0] == number
    assert found(written, language) == [(written, number, number)]


@given(st.text(max_size=200), st.sampled_from(["en", "de", "zh", "ar", "xx", ""]))
def test_any_text_gives_ordered_spans(text, language):
    numbers = find_numbers(text, language)
    assert all(0 <= n.start < n.end <= len(text) and n.low <= n.high for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


def test_words_stop_where_the_number_stops():
    assert words_value("forty two hundred seven five") is not None
    assert words_value("and") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Someone at Stonehenge counted one-third of twenty-one stones.", ["one-third", "twenty-one"]),
        ("A hundred men, an eighth of them, and 2 and a half loaves", ["A hundred", "an eighth", "2 and a half"]),
        ("Züritwo, co_one, 4one and fiveé are no numbers, ten is", ["4", "ten"]),
        ("a few dozen, A DOZEN, HALF A MILLION", ["a few dozen", "A DOZEN", "HALF A MILLION"]),
    ],
)
def test_a_number_in_words_begins_only_where_a_word_does(text, written):
    assert [each for each, _, _ in found(text)] == written


@given(st.lists(st.sampled_from(["a", "one", "Ten", "third", "half", "and", "dozen", "few", "2", "é", "-", "_", " "])))
def test_where_numbers_can_begin_nothing_is_left_out(pieces):
    from variorum.values import number

    text = "".join(pieces)
    places = number._beginnings(text)
    assert all(match.start() in places for match in number._words().finditer(text))

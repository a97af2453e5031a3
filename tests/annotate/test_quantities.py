"""Quantities: amounts, their spans and what they count."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.quantities import find_quantities
from variorum.model import Article, Block, BlockKind, Parse, Sentence, Token
from variorum.values.quantity import Bound


@cache
def parsed(text):
    return next(iter(parse([Article("a", text, (Block(0, len(text), BlockKind.BODY),))])))


def bare(text):
    """A parse without syntax: one sentence, words as tokens."""
    tokens = []
    for word in text.split():
        start = text.index(word, tokens[-1].end if tokens else 0)
        i = len(tokens)
        tokens.append(Token(i, start, start + len(word), word, word, "", "", "", i, "", 0))
    return Parse(tuple(tokens), (Sentence(0, 0, len(text), 0, len(tokens), BlockKind.BODY),), has_syntax=False)


def quantities(text, language="en"):
    return find_quantities(parsed(text) if language == "en" else bare(text), text, language)


def read(text, language="en"):
    found = quantities(text, language)
    return [(text[q.start : q.end], q.amount.low, q.amount.unit, q.amount.bound, q.counted) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry carried 212 people.", ("212", 212, "", Bound.EXACT, "people")),
        ("More than 200 farmers marched.", ("More than 200", 200, "", Bound.OVER, "farmer")),
        ("At least three workers died.", ("At least three", 3, "", Bound.AT_LEAST, "worker")),
        ("Nearly 5,000 people live there.", ("Nearly 5,000", 5000, "", Bound.NEARLY, "people")),
        ("Up to 50 houses burned.", ("Up to 50", 50, "", Bound.AT_MOST, "house")),
        ("Between 30 and 40 houses burned.", ("Between 30 and 40", 30, "", Bound.BETWEEN, "house")),
        ("Dozens of sheep drowned.", ("Dozens", 24, "", Bound.BETWEEN, "sheep")),
        ("Eleven of the workers left.", ("Eleven", 11, "", Bound.EXACT, "worker")),
        ("The death toll rose to 12.", ("12", 12, "", Bound.EXACT, "toll")),
        ("It was their second meeting.", ("second", 2, "", Bound.EXACT, "meeting")),
        ("He was elected for a fifth term.", ("fifth", 5, "", Bound.EXACT, "term")),
        ("A third of the voters stayed away.", ("A third", 100 / 3, "percent", Bound.EXACT, "voter")),
        ("Turnout fell by 2 percentage points.", ("2 percentage points", 2, "percentage point", Bound.EXACT, "")),
        ("Trade exceeded 240 billion dollars.", ("exceeded 240 billion dollars", 240e9, "USD", Bound.OVER, "")),
        ("It cost more than £3.2m.", ("more than £3.2m", 3.2e6, "GBP", Bound.OVER, "")),
        ("The 50-minute meeting ended.", ("50-minute", 3000, "second", Bound.EXACT, "meeting")),
        ("The talk took a quarter of an hour.", ("a quarter of an hour", 900, "second", Bound.EXACT, "")),
        ("She lies at a depth of 1,100 metres.", ("1,100 metres", 1100, "metre", Bound.EXACT, "")),
        ("Some 20 miles of road were closed.", ("Some 20 miles", 32186.88, "metre", Bound.ABOUT, "road")),
        ("Two hundred tonnes of grain burned.", ("Two hundred tonnes", 200000, "kilogram", Bound.EXACT, "grain")),
        ("It was minus 12 degrees Celsius.", ("12 degrees Celsius", -12, "celsius", Bound.EXACT, "")),
        ("Nobody was hurt.", ("Nobody", 0, "", Bound.EXACT, "person")),
        ("No casualties were reported.", ("No", 0, "", Bound.EXACT, "casualty")),
        ("None of the passengers was hurt.", ("None", 0, "", Bound.EXACT, "passenger")),
        ("Anna Berg, 58, won.", ("58", 58, "year-age", Bound.EXACT, "")),
        ("A 33-year-old man sang.", ("33-year-old", 33, "year-age", Bound.EXACT, "")),
        ("They won 3-1.", ("3-1", 3, "score", Bound.EXACT, "")),
    ],
)
def test_quantities(text, expected):
    found = read(text)
    assert len(found) == 1
    assert found[0][1] == pytest.approx(expected[1])
    assert found[0][0::2] == expected[0::2]
    assert found[0][3] == expected[3]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("It took an hour and twenty minutes.", [4800]),
        ("They paid 5 dollars for an hour and twenty minutes.", [5, 4800]),
        ("It took two hours and ten minutes.", [7800]),
        ("It took one hour and ten minutes.", [4200]),
        ("They took ten minutes and two hours.", [600, 7200]),
        ("They served 10 days and 3 days.", [864000, 259200]),
    ],
)
def test_a_length_in_two_units_is_one(text, lengths):
    assert [round(q.amount.low) for q in quantities(text)] == lengths


def test_a_noun_left_out_is_taken_from_before():
    text = "Of the 214 workers, 190 supported the plan."
    assert [(q[1], q[4]) for q in read(text)] == [(214, "worker"), (190, "worker")]


def test_a_larger_number_counts_something_else():
    text = "Two tractors were used. Six million have been set aside."
    assert [(q[1], q[4]) for q in read(text)] == [(2, "tractor"), (6e6, "")]


def test_ranges_share_unit_and_scale():
    amount = quantities("He gave $5-10 million.")[0].amount
    assert (amount.low, amount.high, amount.unit) == (5e6, 10e6, "USD")


def test_ordinals_are_marked():
    assert quantities("It was the tenth summit.")[0].amount.ordinal
    assert not quantities("Ten summits were held.")[0].amount.ordinal


@pytest.mark.parametrize(
    "text",
    [
        "The Boeing 747 landed.",
        "The RX-118 drone fell.",
        "The G7 met.",
        "See page 12.",
        "Call 555-1234.",
        "He lives at 12 Baker Street.",
        "It happened on 3 May 2024 at 8 p.m.",
        "It was signed in 2012.",
        "They scored in the second half of the game.",
        "One day it will rain.",
        "At one point he laughed.",
        "First, a pump failed.",
        "The 9/11 attacks changed that.",
    ],
)
def test_what_is_no_quantity(text):
    assert [q for q in read(text) if q[0] != "second"] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Mehr als 1.200 Menschen kamen", (1200, "", Bound.OVER, "people")),
        ("de", "Es kostet 3,5 Millionen Euro", (3.5e6, "EUR", Bound.EXACT, "")),
        ("fr", "Au moins 12 personnes sont mortes", (12, "", Bound.AT_LEAST, "people")),
        ("es", "Costó unos 50 millones de dólares", (50e6, "USD", Bound.ABOUT, "")),
        ("ru", "Погибли более 12 тыс. человек", (12000, "", Bound.OVER, "people")),
        ("zh", "约1200万人参加", (12e6, "", Bound.ABOUT, "people")),
    ],
)
def test_other_languages(language, text, expected):
    assert read(text, language)[0][1:] == expected


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="0123456789.,-–$€%/ \n'’aefhilmnorstuvwyz", max_size=120),
    st.sampled_from(["en", "de", "zh", "", "??"]),
)
def test_any_text_gives_spans_in_order(text, language):
    found = find_quantities(bare(text), text, language)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.start <= b.start for a, b in pairwise(found))
    assert all(q.amount.low <= q.amount.high or q.amount.unit == "score" for q in found)


def test_long_text_takes_linear_time():
    text = "more than 200 farmers paid 3.5 million euros for 12 tractors " * 2000
    assert len(find_quantities(bare(text), text, "en")) == 6000

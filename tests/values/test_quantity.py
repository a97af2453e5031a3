"""Amounts: what counts as the same, as compatible and as excluding each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.values.comparison import Relation
from variorum.values.quantity import Amount, Bound, compare_amounts, shown


def count(number: float, bound: Bound = Bound.EXACT, step: float = 1.0) -> Amount:
    return Amount(number, number, "", bound, False, step)


amounts = st.builds(
    Amount,
    st.floats(-1e9, 1e9).map(lambda x: round(x, 2)),
    st.just(0.0),
    st.sampled_from(["", "percent", "EUR", "second", "metre", "score", "celsius"]),
    st.sampled_from(list(Bound)),
    st.booleans(),
    st.sampled_from([0.0, 0.01, 1.0, 1000.0]),
).map(lambda a: Amount(a.low, max(a.low, a.high), a.unit, a.bound, a.ordinal, a.step))


@given(amounts, amounts)
def test_comparison_is_symmetric(a, b):
    assert compare_amounts(a, b) == compare_amounts(b, a)


@given(amounts)
def test_an_amount_is_the_same_as_itself(a):
    assert compare_amounts(a, a).relation is Relation.SAME


@given(amounts, amounts)
def test_every_comparison_has_a_reason(a, b):
    assert compare_amounts(a, b).reason


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_unhedged_small_counts_agree_only_when_equal(a, b):
    result = compare_amounts(count(a), count(b)).relation
    if a == b:
        assert result is Relation.SAME
    elif max(a, b) < 1000:
        assert result is Relation.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (count(200), count(212), Relation.DIFFERENT),
        (count(200, Bound.ABOUT), count(198), Relation.COMPATIBLE),
        (count(200, Bound.ABOUT), count(260), Relation.DIFFERENT),
        (count(200, Bound.OVER), count(212), Relation.COMPATIBLE),
        (count(200, Bound.OVER), count(150), Relation.DIFFERENT),
        (count(200, Bound.OVER), count(9000), Relation.DIFFERENT),
        (count(5000, Bound.NEARLY), count(4960), Relation.COMPATIBLE),
        (count(5000, Bound.NEARLY), count(5300), Relation.DIFFERENT),
        (count(12, Bound.AT_LEAST), count(14), Relation.COMPATIBLE),
        (count(50, Bound.AT_MOST), count(31), Relation.COMPATIBLE),
        (count(50, Bound.AT_MOST), count(51), Relation.DIFFERENT),
        (count(3e6, step=1e6), count(3_041_000), Relation.COMPATIBLE),
        (count(3e6, step=1e6), count(3_600_000), Relation.DIFFERENT),
        (count(3.2, step=0.1), count(3.19, step=0.01), Relation.COMPATIBLE),
        (count(3.2, step=0.1), count(3.3, step=0.1), Relation.DIFFERENT),
        (count(5000), count(4960), Relation.COMPATIBLE),
        (count(5000), count(5400), Relation.DIFFERENT),
        (count(0), count(1), Relation.DIFFERENT),
        (Amount(24, 99, bound=Bound.BETWEEN), count(31), Relation.COMPATIBLE),
        (Amount(24, 99, bound=Bound.BETWEEN), count(131), Relation.DIFFERENT),
        (Amount(30, 40, bound=Bound.BETWEEN), count(35), Relation.COMPATIBLE),
        (Amount(100 / 3, 100 / 3, "percent", step=4), Amount(33, 33, "percent", step=1), Relation.COMPATIBLE),
        (Amount(100 / 3, 100 / 3, "percent", step=4), Amount(40, 40, "percent", step=1), Relation.DIFFERENT),
        (
            Amount(1097.28, 1097.28, "metre", Bound.ABOUT, step=0.3),
            Amount(1100, 1100, "metre", step=1),
            Relation.COMPATIBLE,
        ),
        (Amount(402336, 402336, "metre", step=1609.3), Amount(402000, 402000, "metre", step=1000), Relation.COMPATIBLE),
        (
            Amount(31557600, 31557600, "second", step=31557600),
            Amount(31557600, 31557600, "second", step=2629800),
            Relation.SAME,
        ),
        (Amount(5700, 5700, "second", step=60), Amount(14400, 14400, "second", step=3600), Relation.DIFFERENT),
        (Amount(3, 1, "score"), Amount(1, 3, "score"), Relation.COMPATIBLE),
        (Amount(3, 1, "score"), Amount(3, 2, "score"), Relation.DIFFERENT),
        (Amount(2, 2, ordinal=True), count(2), Relation.APART),
        (Amount(2, 2, ordinal=True), Amount(3, 3, ordinal=True), Relation.DIFFERENT),
        (Amount(2, 2, "EUR"), Amount(2, 2, "USD"), Relation.APART),
        (Amount(2, 2, "percent"), Amount(2, 2, "percentage point"), Relation.APART),
    ],
)
def test_policy(a, b, relation):
    assert compare_amounts(a, b).relation is relation


def test_amounts_are_shown_for_readers():
    assert shown(count(1200, Bound.OVER)) == "more than 1,200"
    assert shown(Amount(5400, 5400, "second")) == "90 minutes"
    assert shown(Amount(3, 1, "score")) == "3-1"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0005, "cubic metre", "0.5 litres"),
        (2.0, "cubic metre", "2,000 litres"),
        (40.0, "cubic metre", "40 cubic metres"),
        (0.3, "metre", "30 cm"),
        (5.0, "metre", "5 metres"),
        (56_330.0, "metre", "56.33 km"),
        (0.25, "kilogram", "250 grams"),
        (25_000.0, "kilogram", "25 tonnes"),
    ],
)
def test_an_amount_is_shown_in_a_unit_of_its_size(value, unit, text):
    assert shown(Amount(value, value, unit)) == text

"""Times: bounds, precision and comparison."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.values.comparison import Relation
from variorum.values.date import TimeKind, TimeValue, add_months, compare_times, duration_seconds, time_value

VALUES = [
    "2024-07-03",
    "2024-07",
    "2024",
    "202",
    "20",
    "2024-W27",
    "2024-W27-WE",
    "2024-Q3",
    "2024-H1",
    "2024-WI",
    "XXXX-05",
]
VALUES += ["PAST_REF", "2024-07-03T14:05", "2024-07-03TMO", "2024-07-03T24:00", "2024-13-45"]
values = st.one_of(
    st.builds(
        time_value,
        st.sampled_from([TimeKind.DATE, TimeKind.TIME]),
        st.sampled_from(VALUES),
        part=st.sampled_from(["", "START", "MID", "END"]),
        approximate=st.booleans(),
        zone=st.sampled_from(["", "Z", "+02:00"]),
    ),
    st.builds(
        TimeValue,
        st.sampled_from([TimeKind.DURATION, TimeKind.SET]),
        st.sampled_from(["P1Y", "P12M", "PXD", "PT1H30M"]),
    ),
)


def day(value, **more):
    return time_value(TimeKind.DATE, value, **more)


def clock(value, **more):
    return time_value(TimeKind.TIME, value, **more)


def length(value):
    return TimeValue(TimeKind.DURATION, value)


@given(values, values)
def test_comparison_is_symmetric_and_reasoned(a, b):
    assert compare_times(a, b) == compare_times(b, a)
    assert compare_times(a, b).reason


@given(values)
def test_a_time_is_the_same_as_itself(a):
    assert compare_times(a, a).relation is Relation.SAME


@given(values)
def test_bounds_are_in_order(a):
    assert a.earliest <= a.latest


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(-24, 24))
def test_months_keep_the_day_where_they_can(start, months):
    moved = add_months(start, months)
    assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months or moved.year == 1
    assert moved.day <= start.day


@pytest.mark.parametrize(
    ("value", "part", "earliest", "latest", "precision"),
    [
        ("2024-05", "MID", "2024-05-11", "2024-05-20", "part"),
        ("2024-05", "START", "2024-05-01", "2024-05-10", "part"),
        ("2024-05", "END", "2024-05-21", "2024-05-31", "part"),
        ("2024-WI", "", "2024-12-01", "2025-02-28", "season"),
        ("199", "", "1990-01-01", "1999-12-31", "decade"),
        ("2024-W27", "", "2024-07-01", "2024-07-07", "week"),
        ("2024-07-03T14:05", "", "2024-07-03", "2024-07-03", "minute"),
        ("XXXX-WXX-3", "", "", "", ""),
        ("2023-02-30", "", "", "", ""),
    ],
)
def test_bounds(value, part, earliest, latest, precision):
    found = time_value(TimeKind.TIME if "T" in value else TimeKind.DATE, value, part=part)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (day("2024-05", part="MID"), day("2024-05"), Relation.COMPATIBLE),
        (day("2024-05", part="MID"), day("2024-05-28"), Relation.DIFFERENT),
        (day("2024-07-03", relative=True), day("2024-07-03"), Relation.SAME),
        (day("2024-07-03"), day("2024-07-04"), Relation.DIFFERENT),
        (day("2024-07-03", approximate=True), day("2024-07-04"), Relation.COMPATIBLE),
        (day("2024"), day("2024-W27"), Relation.COMPATIBLE),
        (day("PAST_REF"), day("2024"), Relation.APART),
        (day("2024"), length("P1Y"), Relation.APART),
        (length("P1Y"), length("P12M"), Relation.SAME),
        (length("P1Y"), length("P13M"), Relation.COMPATIBLE),
        (length("P1Y"), length("P2Y"), Relation.DIFFERENT),
        (length("PXD"), length("P2D"), Relation.APART),
        (clock("2024-07-03T21:40", zone="Z"), clock("2024-07-03T23:40", zone="+02:00"), Relation.COMPATIBLE),
        (clock("2024-07-03T23:30", zone="Z"), clock("2024-07-04T01:30", zone="+02:00"), Relation.COMPATIBLE),
        (clock("2024-07-03T21:40", zone="Z"), clock("2024-07-03T23:40"), Relation.APART),
        (clock("2024-07-03T21:40"), clock("2024-07-03T23:40"), Relation.DIFFERENT),
        (clock("2024-07-03TMO"), clock("2024-07-03TEV"), Relation.DIFFERENT),
        (clock("2024-07-03TMO"), day("2024-07-03"), Relation.COMPATIBLE),
        (clock("2024-07-03TAF"), clock("2024-07-03T14:10"), Relation.COMPATIBLE),
        (clock("2024-07-03TMO"), clock("2024-07-03T14:10"), Relation.DIFFERENT),
        (clock("2024-07-03T24:00", approximate=True), clock("2024-07-03T23:45"), Relation.COMPATIBLE),
    ],
)
def test_policy(a, b, relation):
    assert compare_times(a, b).relation is relation


def test_lengths_in_seconds():
    assert duration_seconds("PT1H30M") == 5400
    assert duration_seconds("P2W") == 1209600
    assert duration_seconds("PXY") is None
    assert duration_seconds("P") is None

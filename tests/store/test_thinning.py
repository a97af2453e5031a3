"""Which editions stay: enough for a history, few enough for a disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from variorum.store.packing import moment
from variorum.store.thinning import superfluous

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


def kept(minutes_ago: list[int], now: datetime = NOW) -> list[int]:
    """The ages of the editions that stay, in minutes, of all that were made so long ago."""
    ages = sorted(minutes_ago, reverse=True)
    made = [(i, moment(NOW - timedelta(minutes=age))) for i, age in enumerate(ages)]
    gone = set(superfluous(made, moment(now)))
    return [age for i, age in enumerate(ages) if i not in gone]


def test_a_story_that_gets_an_edition_every_five_minutes_for_a_quarter() -> None:
    found = kept(list(range(0, 90 * 24 * 60, 5)))
    assert [age for age in found if age < 60] == list(range(55, -1, -5))
    assert len([age for age in found if 60 <= age < 2 * 24 * 60]) in (47, 48)
    assert len([age for age in found if 2 * 24 * 60 <= age < 30 * 24 * 60]) in (28, 29)
    assert len(found) < 12 + 48 + 29 + 12
    assert found[0] == 90 * 24 * 60 - 5


def test_the_first_and_the_latest_stay_and_few_all_stay() -> None:
    assert kept([]) == []
    assert kept([99_999]) == [99_999]
    assert kept([100_001, 100_000, 99_999]) == [100_001, 99_999]
    days = [1440 * day for day in range(10)]
    assert kept(days) == days[::-1]


def test_there_is_an_edition_of_yesterday_if_there_was_one() -> None:
    """What the history of a story shows first is what changed since a day ago."""
    found = kept([*range(0, 120, 3), 1441, 1500, 1510, 4000])
    assert 1441 in found


def test_a_clock_that_was_put_back_breaks_nothing() -> None:
    assert kept([0, -60, -600]) == [0, -60, -600]


@given(st.lists(st.integers(0, 200_000), unique=True, max_size=60), st.integers(0, 500_000))
def test_thinned_as_time_goes_by_or_at_once_is_the_same(ages: list[int], later: int) -> None:
    """An edition that was kept once is not missed later because another was dropped."""
    then = NOW + timedelta(minutes=later)
    assert kept(kept(ages), then) == kept(ages, then)

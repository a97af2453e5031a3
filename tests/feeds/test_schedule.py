"""When to ask again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.feeds.entries import Pace
from variorum.feeds.schedule import DAY, HOUR, awake, back_off, next_round, revisit, seconds

NOON = 1_720_008_000.0  # 2024-07-03T12:00:00Z, a Wednesday


@pytest.mark.parametrize(
    ("text", "length"), [("5m", 300), ("90", 90), ("90s", 90), (" 1.5h ", 5_400), ("2D", 172_800), ("0", 0)]
)
def test_lengths(text: str, length: float) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize("text", ["", "m", "-5m", "5 weeks", "1e3", "5m30s", "٥m\n5"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        seconds(text)


def test_wishes_lengthen_and_never_shorten() -> None:
    assert next_round(NOON, 300, Pace(), 0) == NOON + 300
    assert next_round(NOON, 300, Pace(900), 60) == NOON + 900
    assert next_round(NOON, 300, Pace(60), 10) == NOON + 300
    assert next_round(NOON, 300, Pace(DAY), 0) == NOON + HOUR
    assert next_round(NOON, 2 * HOUR, Pace(DAY), 0) == NOON + 2 * HOUR


def test_sleep() -> None:
    assert awake(NOON, Pace(0, frozenset({12, 13}))) == NOON + 2 * HOUR
    assert awake(NOON + 60, Pace(0, frozenset({12}))) == NOON + HOUR
    assert awake(NOON, Pace(0, frozenset(), frozenset({2, 3}))) == NOON + 36 * HOUR
    assert awake(NOON, Pace(0, frozenset({3}))) == NOON


@settings(deadline=None)
@given(st.integers(1, 10_000), st.floats(1, DAY), st.floats(0, 10 * DAY), st.text(max_size=20))
def test_back_off(failures: int, every: float, retry_after: float, address: str) -> None:
    due = back_off(address, failures, every, NOON, retry_after)
    assert due == back_off(address, failures, every, NOON, retry_after)
    assert due >= NOON + min(every, retry_after or every)
    assert due >= NOON + min(retry_after, DAY)
    assert due <= NOON + max(1.2 * max(6 * HOUR, every), DAY)


def test_back_off_doubles_and_spreads() -> None:
    waits = [back_off("a", n, 100, 0) for n in range(1, 6)]
    assert all(100 * 2**n <= wait <= 120 * 2**n for n, wait in enumerate(waits))
    assert len({back_off(f"https://{n}.example/", 1, 100, 0) for n in range(50)}) == 50


def test_looks_at_a_page_grow_rarer_and_end() -> None:
    ages = (HOUR, DAY)
    assert [revisit(NOON, n, ages) for n in range(3)] == [NOON + HOUR, NOON + DAY, None]

from __future__ import annotations

from variorum.archive.estimate import USUAL, Estimate
from variorum.archive.stages import Step

READ, LATER = USUAL["read"], sum(USUAL.values()) - USUAL["read"]


def reading(done: int, wall: float | None, of: int = 100) -> Step:
    """A stage of shards of a hundred articles each."""
    return Step("read", done, of, done * 1000, of * 1000, done * 100, wall)


def test_nothing_is_told_before_three_shards_are_done():
    estimate = Estimate(1)
    assert estimate.left(reading(0, None)) is None
    assert estimate.left(reading(1, 3.0)) is None
    assert estimate.left(reading(2, 3.0)) is None
    assert estimate.left(reading(3, 3.0)) is not None


def test_a_machine_twice_as_slow_takes_twice_as_long_for_what_is_to_come():
    estimate = Estimate(1)
    for done in range(1, 51):
        left = estimate.left(reading(done, 2 * 100 * READ))
    expected = 2 * (5_000 * READ + 10_000 * LATER)
    assert abs(left - expected) < 0.01 * expected


def test_processes_share_the_work():
    one, four = Estimate(1), Estimate(4)
    for done in range(1, 11):
        a, b = one.left(reading(done, 4.0)), four.left(reading(done, 4.0))
    assert abs(a / b - 4) < 1e-9


def test_the_last_shards_count_and_not_the_first():
    estimate = Estimate(1, frozenset(USUAL) - {"read"})
    for done in range(1, 90):
        left = estimate.left(reading(done, 1.0 if done < 50 else 7.0))
    assert abs(left - 11 * 7.0) < 1e-6


def test_shards_that_were_finished_before_say_nothing_about_the_speed():
    estimate = Estimate(1)
    assert estimate.left(reading(90, None)) is None
    assert estimate.left(reading(91, 2.0)) is None


def test_at_the_end_nothing_is_left():
    estimate = Estimate(1)
    for done in range(1, 101):
        estimate.left(reading(done, 3.0))
    for stage in list(USUAL)[1:]:
        left = estimate.left(Step(stage, 1, 1, 10, 10, 0, 1.0))
    assert left == 0.0

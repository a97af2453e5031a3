from __future__ import annotations

import random
from collections import Counter

import pytest
from cluster.growing.made import made, report

from variorum.cluster.windows import UNDATED, WindowStory, joined, links, stories_of, windows, windows_of


def day(number: int) -> str:
    return f"2024-{1 + number // 28:02}-{1 + number % 28:02}"


ARCHIVE = [report(event, teller, day(event * 3 + teller)) for event in range(20) for teller in range(1 + event % 5)] + [
    report(40, teller) for teller in range(3)
]


def by_event(articles: list[str]) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(a for a in articles if a[:4] == e)) for e in {a[:4] for a in articles})


def test_a_dated_article_lies_in_two_windows_that_follow_each_other():
    found = windows_of(report(1, 0, "2024-03-05"))
    assert found[1] == found[0] + 1
    near = windows_of(report(1, 1, "2024-03-09"))
    assert {*found} & {*near}
    assert not {*found} & {*windows_of(report(1, 2, "2024-03-14"))}
    assert windows_of(report(1, 0)) == windows_of(report(1, 0, "2024")) == (UNDATED,)
    with pytest.raises(ValueError, match="long"):
        windows_of(report(1, 0), 0)


def test_an_archive_in_any_order_gives_the_same_stories():
    there = windows(ARCHIVE)
    shuffled = ARCHIVE.copy()
    random.Random(1).shuffle(shuffled)  # noqa: S311 - any order will do
    assert windows(shuffled) == there == by_event([record.article for record in ARCHIVE])


def test_every_article_is_in_one_story():
    odd = [made("empty", ""), made("past", "Rain.", "0001-01-01"), made("future", "Rain.", "9999-12-31")]
    found = Counter(a for story in windows([*ARCHIVE, *odd]) for a in story)
    assert set(found.values()) == {1}
    assert len(found) == len(ARCHIVE) + 3
    assert windows([]) == []


def test_a_story_longer_than_a_window_is_one():
    long = [report(50, teller, day(3 * teller)) for teller in range(10)]
    assert windows(long) == [tuple(record.article for record in long)]


def test_one_article_that_two_windows_see_in_different_company_joins_nothing():
    first = WindowStory(1, ("a", "b", "c", "x"))
    second = WindowStory(2, ("x", "d", "e"))
    both = [first, second, WindowStory(2, ("a", "b", "c")), WindowStory(3, ("d", "e")), WindowStory(1, ("d", "e"))]
    assert links(sorted(both)) == [(0, 2), (1, 3), (3, 4)]
    assert joined(both) == [("a", "b", "c", "x"), ("d", "e")]


def test_the_stories_of_one_window_do_not_depend_on_the_order():
    assert stories_of(ARCHIVE[::-1]) == stories_of(ARCHIVE)

"""Large stories: the articles compared with one grow no faster than the story, and rare readings are met."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from variorum.compare.beside import EVERY, PARTNERS, beside
from variorum.compare.merge import merge
from variorum.lineage.likely import PARTNERS as LIKELY
from variorum.lineage.likely import likely
from variorum.model import Article, ClaimPair, Discrepancy, DiscrepancyKind, Reading, Ref, Verdict

if TYPE_CHECKING:
    from variorum.model import Collation


def story(count: int, order: list[int] | None = None) -> Collation:
    """Articles in which every one has three claims, each aligned with ten claims of others."""
    places = order or list(range(count))
    articles = [SimpleNamespace(article=Article(str(n), f"text {n:05}", ())) for n in places]
    at = {n: i for i, n in enumerate(places)}
    met = {
        tuple(sorted((n, (n + step * (k + 1)) % count))): k
        for n in range(count)
        for k in range(3)
        for step in range(1, 11)
    }
    refs = [sorted((Ref(at[a], k), Ref(at[b], k))) for (a, b), k in met.items() if a != b]
    pairs = tuple(ClaimPair(a, b, 0.9, 0.9, ()) for a, b in refs)
    return cast("Collation", SimpleNamespace(articles=articles, pairs=pairs))


def compared(count: int) -> int:
    return sum(len(others) for others in beside(story(count))) // 2


def test_every_two_articles_of_a_small_story_are_compared() -> None:
    assert compared(EVERY) == EVERY * (EVERY - 1) // 2


@pytest.mark.parametrize("count", [60, 240])
def test_twice_the_articles_are_twice_the_pairs(count: int) -> None:
    assert compared(2 * count) <= 2.2 * compared(count)
    assert compared(2 * count) <= 2 * count * PARTNERS


def test_rewrites_are_sought_among_few() -> None:
    found = likely(range(400), story(400))
    assert found is not None
    assert sum(map(len, found.values())) <= 400 * LIKELY


def test_who_is_beside_one_has_that_one_beside_it() -> None:
    found = beside(story(100))
    assert all(a in found[b] for a, others in enumerate(found) for b in others)
    assert all(found)


def test_the_order_of_the_articles_is_nothing() -> None:
    turned = list(range(100))[::-1]
    found = beside(story(100, turned))
    there = {frozenset((turned[a], turned[b])) for a, others in enumerate(found) for b in others}
    here = {frozenset((a, b)) for a, others in enumerate(beside(story(100))) for b in others}
    assert here == there


def reading(value: str, article: int, side: int) -> Reading:
    return Reading(value, article, 0, 20, side, 3, 5)


def differing(a: Reading, b: Reading) -> Discrepancy:
    return Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "They differ.", (a, b))


def test_readings_of_one_value_stand_on_one_side_though_not_all_were_compared() -> None:
    found = [
        differing(reading("12", 0, 1), reading("40", 1, 2)),
        differing(reading("40", 1, 1), reading("7", 2, 2)),
        differing(reading("7", 2, 1), reading("12", 3, 2)),
        differing(reading("12", 3, 1), reading("40", 4, 2)),
    ]
    (one,) = merge(found, sparse=True)
    sides = {r.value: {s.side for s in one.readings if s.value == r.value} for r in one.readings}
    assert all(len(each) == 1 for each in sides.values())
    assert len({side for each in sides.values() for side in each}) == 3

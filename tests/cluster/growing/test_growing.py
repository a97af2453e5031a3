from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from cluster.growing.made import made, report
from cluster.growing.tongues import HOLMBY, SELLOW, VOTE
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cluster.grouping import grouped
from variorum.cluster.growing import (
    Change,
    Constraint,
    Contradiction,
    Growing,
    Joined,
    Merged,
    Moved,
    Record,
    Split,
    Started,
    apply,
    current,
    records,
)
from variorum.cluster.growing.membership import CORE
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind

EVENTS = [report(event, teller) for event, size in enumerate((1, 2, 3, 5, 8, 4, 1, 6)) for teller in range(size)]


class Follower:
    """What a store does with the changes."""

    def __init__(self) -> None:
        self.story_of: dict[str, int] = {}
        self.forwards: dict[int, int] = {}

    def take(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            apply(change, self.story_of, self.forwards)

    def matches(self, growing: Growing) -> bool:
        return {a: s for s, articles in growing.stories().items() for a in articles} == self.story_of


def partition(growing: Growing) -> set[frozenset[str]]:
    return {frozenset(articles) for articles in growing.stories().values()}


def by_event(found: list[Record]) -> set[frozenset[str]]:
    return {frozenset(r.article for r in found if r.article[:4] == event) for event in {r.article[:4] for r in found}}


def grown(found: list[Record], **told: object) -> Growing:
    growing = Growing(**told)
    growing.extend(found)
    return growing


def test_events_are_told_apart():
    assert partition(grown(EVENTS)) == by_event(EVENTS)


def test_the_stories_are_those_of_all_articles_at_once():
    ordered = sorted(EVENTS, key=lambda r: r.article)
    at_once = {frozenset(ordered[i].article for i in group) for group in grouped(ordered)}
    assert partition(grown(EVENTS)) == at_once


@pytest.mark.parametrize("copies", [2, 3])
def test_reprints_do_not_split_stories(copies):
    """All at once and growing: what is told in several outlets is one story as if it were told in one."""
    again = [replace(each, article=f"{each.article}-{i}") for i in range(copies) for each in EVENTS]
    assert partition(grown(again)) == by_event(again)
    ordered = sorted(again, key=lambda r: r.article)
    assert {frozenset(ordered[i].article for i in group) for group in grouped(ordered)} == by_event(again)


@settings(max_examples=8, deadline=None)
@given(st.permutations(EVENTS), st.integers(1, 9))
def test_any_order_and_any_batches_give_the_same_stories_and_the_changes_lead_there(order, size):
    growing, follower = Growing(), Follower()
    for start in range(0, len(order), size):
        follower.take(growing.extend(order[start : start + size]))
        assert follower.matches(growing)
    assert partition(growing) == by_event(EVENTS)


def test_a_new_story_a_joined_one_and_their_identifiers():
    growing = Growing(first_story=7)
    assert growing.add(report(1, 0)) == (Started(7, "e001-000"),)
    assert growing.add(report(1, 1)) == (Joined(7, "e001-001"),)
    assert growing.add(report(2, 0)) == (Started(8, "e002-000"),)
    assert growing.next_story == 9
    assert growing.story_of("e001-001") == 7
    assert growing.story_of("nobody") is None


def test_of_stories_that_merge_the_larger_keeps_its_identifier_of_equals_the_older():
    growing = grown([report(1, 0), report(1, 1), report(2, 0), report(2, 1), report(2, 2), report(3, 0)])
    both = Constraint(("e001-000", "e001-001"), ("e002-000", "e002-001", "e002-002"), together=True)
    assert growing.constrain(both) == (Merged(2, 1),)
    assert growing.story_of("e001-001") == growing.story_of("e002-002") == 2
    alone = grown([report(5, 0), report(6, 0)])
    assert alone.constrain(Constraint(("e006-000",), ("e005-000",), together=True)) == (Merged(1, 2),)


def test_the_pieces_of_a_crowd_merge_by_themselves():
    growing, follower, seen = Growing(), Follower(), Counter[type]()
    for start in range(0, 120, 30):
        changes = growing.extend([report(7, teller) for teller in range(start, start + 30)])
        follower.take(changes)
        seen.update(map(type, changes))
    assert len(growing.stories()) == 1
    assert follower.matches(growing)
    assert seen[Started] == seen[Merged] + 1


def test_of_a_story_that_splits_the_larger_part_keeps_the_identifier():
    five = [report(3, teller) for teller in range(5)]
    growing = grown(five)
    changes = growing.constrain(
        Constraint(("e003-001",), ("e003-000", "e003-002", "e003-003", "e003-004"), together=False)
    )
    assert changes == (Split(1, 2, ("e003-001",)),)
    assert growing.stories() == {1: ("e003-000", "e003-002", "e003-003", "e003-004"), 2: ("e003-001",)}


def test_a_decision_holds_whatever_arrives_and_its_withdrawal_undoes_it():
    first, *rest = [report(4, teller) for teller in range(12)]
    growing = grown([first, rest[0], report(5, 0)])
    apart = Constraint((first.article,), (rest[0].article,), together=False)
    joined = Constraint((first.article,), ("e005-000", "e005-001"), together=True)
    growing.constrain(apart)
    growing.constrain(joined)
    for record in [*rest[1:], report(5, 1), report(5, 2)]:
        growing.add(record)
        assert growing.story_of(first.article) != growing.story_of(rest[0].article)
        assert growing.story_of(first.article) == growing.story_of("e005-000")
    assert growing.story_of("e005-001") == growing.story_of(first.article)
    growing.release(joined)
    growing.release(apart)
    assert partition(growing) == {
        frozenset(r.article for r in [first, *rest]),
        frozenset({"e005-000", "e005-001", "e005-002"}),
    }


@settings(max_examples=6, deadline=None)
@given(st.permutations(EVENTS), st.randoms(use_true_random=False))
def test_decisions_are_obeyed_in_any_order_of_arrival(order, chance):
    growing, follower = Growing(), Follower()
    names = sorted(record.article for record in EVENTS)
    apart, mates = chance.sample(names, 4), chance.sample(names, 3)
    constraints = [Constraint((apart[0],), tuple(apart[1:]), together=False)]
    if len({*mates} & {*apart}) < 2:
        constraints.append(Constraint((mates[0],), tuple(mates[1:]), together=True))
    for record in order[:10]:
        follower.take(growing.add(record))
    for constraint in constraints:
        follower.take(growing.constrain(constraint))
    for record in order[10:]:
        follower.take(growing.add(record))
    assert follower.matches(growing)
    assert all(growing.story_of(apart[0]) != growing.story_of(other) for other in apart[1:])
    if len(constraints) > 1:
        assert len({growing.story_of(mate) for mate in mates}) == 1


def test_a_decision_against_an_earlier_one_is_refused_and_changes_nothing():
    growing = grown([report(1, 0), report(1, 1), report(2, 0)])
    growing.constrain(Constraint(("e001-000",), ("e001-001",), together=True))
    growing.constrain(Constraint(("e001-001",), ("e002-000",), together=True))
    before = growing.stories()
    with pytest.raises(Contradiction, match=r"e00\d-00\d"):
        growing.constrain(Constraint(("e001-000",), ("e002-000",), together=False))
    with pytest.raises(Contradiction, match="itself"):
        growing.constrain(Constraint(("x",), ("x",), together=False))
    with pytest.raises(KeyError):
        growing.release(Constraint(("e001-000",), ("e002-000",), together=False))
    assert growing.stories() == before


def test_forwards_lead_through_several_merges():
    story_of, forwards = {"a": 3, "b": 2}, {}
    for change in (Merged(2, 3), Merged(1, 2), Moved("b", 1, 9)):
        apply(change, story_of, forwards)
    assert (current(3, forwards), current(9, forwards), story_of) == (1, 9, {"a": 1, "b": 9})


def test_a_new_version_takes_the_place_of_the_old_one():
    growing = grown([report(1, 0), report(1, 1), report(2, 0), report(2, 1)])
    text = "The rain in Quellin stopped on Sunday after nine days, the weather office of Quellin said."
    assert growing.add(made("e001-001", text)) == (Split(1, 3, ("e001-001",)),)
    assert growing.add(report(1, 1)) == (Merged(1, 3),)
    assert sum(map(len, growing.stories().values())) == 4


def test_a_large_story_stays_one_and_few_stand_for_it():
    crowd = [report(9, teller) for teller in range(150)]
    growing = grown([*crowd, *EVENTS])
    assert frozenset(r.article for r in crowd) in partition(growing)
    assert len(growing._members.cores[growing.story_of("e009-000")]) <= CORE


def test_a_thousand_copies_are_one_story_in_seconds():
    text = "The ferry Morwenna ran aground outside Port Elin on Tuesday with 84 people on board, nobody was hurt."
    started = time.process_time()
    growing = Growing()
    growing.add(made("0000", text))
    growing.extend([made(f"{i:04}", text) for i in range(1, 1000)])
    assert len(growing.stories()) == 1
    assert time.process_time() - started < 20


@pytest.mark.parametrize("text", ["", ".", "word", "\ud800", "1 2 3", "火災", "a" * 5000, "\x00\n\t"])
def test_odd_articles_each_get_a_story_and_harm_nobody(text):
    growing = grown([made(f"odd{i}", text) for i in range(5)] + EVENTS[:6])
    assert sorted(a for articles in growing.stories().values() for a in articles) == sorted(
        [f"odd{i}" for i in range(5)] + [r.article for r in EVENTS[:6]]
    )
    assert {s for s in partition(growing) if not any(a.startswith("odd") for a in s)} == by_event(EVENTS[:6])


def test_articles_without_words_do_not_join_each_other():
    assert len(grown([made(f"{i}", "") for i in range(5)]).stories()) == 5


def test_the_window_moves_on_and_what_sleeps_is_left_where_it_is():
    old = [report(1, teller, f"2024-03-0{1 + teller}") for teller in range(3)]
    new = [report(20 + i // 2, i % 2, f"2024-04-{10 + i // 20}") for i in range(200)]
    growing = grown(old, window=timedelta(days=10))
    growing.extend(new)
    assert growing.story_of(old[0].article) is None
    later = growing.add(report(1, 9, "2024-04-20"))
    assert [type(change) for change in later] == [Started]


def test_the_same_words_a_month_later_are_another_story():
    twice = [report(1, 0, "2024-03-01"), report(1, 1, "2024-04-05"), report(1, 2, "2024-03-02")]
    assert partition(grown(twice)) == {frozenset({"e001-000", "e001-002"}), frozenset({"e001-001"})}


def test_a_few_dates_in_the_future_put_nothing_to_sleep():
    now = [report(i, teller, "2024-03-01") for i in range(20) for teller in range(3)]
    odd = [report(50 + i, 0, date) for i, date in enumerate(("2099-01-01", "9999-12-31", "0001-01-01", "", "2024"))]
    growing = grown([*now[:40], *odd, *now[40:]])
    assert all(growing.story_of(record.article) for record in now)


def test_no_more_are_awake_than_there_is_room_for():
    growing = Growing(capacity=50)
    for start in range(0, 400, 10):
        growing.extend([report(100 + i, 0) for i in range(start, start + 10)])
    awake = [a for articles in growing.stories().values() for a in articles]
    assert len(awake) <= 60
    assert "e499-000" in awake


def test_a_decision_wakes_what_sleeps():
    old = [report(1, teller, "2024-03-01") for teller in range(3)]
    growing = grown([*old, *(report(20 + i, 0, "2024-05-01") for i in range(120))], window=timedelta(days=10))
    assert growing.story_of("e001-000") is None
    follower = Follower()
    follower.story_of = {record.article: 1 for record in old}
    apart = Constraint(("e001-000",), ("e001-001",), together=False)
    follower.take(growing.constrain(apart, [(old[0], 1), (old[1], 1)]))
    assert follower.story_of["e001-000"] != follower.story_of["e001-001"]
    assert follower.story_of["e001-002"] == 1
    growing.extend([report(150 + i, 0, "2024-09-01") for i in range(120)])
    assert growing.story_of("e001-000") == follower.story_of["e001-000"]


@pytest.mark.parametrize("surveyed", [False, True])
def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(surveyed):
    order = EVENTS.copy()
    random.Random(3).shuffle(order)  # noqa: S311 - any order will do
    apart = Constraint((order[0].article,), (order[1].article, order[2].article), together=False)
    whole = Growing()
    whole.extend(order[:20])
    whole.constrain(apart)
    kept = {a: s for s, articles in whole.stories().items() for a in articles}
    saved = [Record.from_bytes(record.to_bytes()) for record in order[:20]]
    again = Growing.restored(saved, kept, [apart], Counter(kept.values()), next_story=whole.next_story)
    if surveyed:
        again.survey()
    assert again.stories() == whole.stories()
    for record in order[20:]:
        assert again.add(record) == whole.add(record)
    assert again.stories() == whole.stories()


def test_a_record_without_its_story_is_named():
    with pytest.raises(ValueError, match="e001-000"):
        Growing.restored([report(1, 0)], {}, next_story=1)


@pytest.mark.parametrize("told", [{"capacity": 0}, {"window": timedelta(0)}])
def test_settings_are_checked(told):
    with pytest.raises(ValueError, match="positive"):
        Growing(**told)


def _tongues() -> list[Record]:
    told = (("holmby", HOLMBY), ("sellow", SELLOW), ("vote", VOTE))
    articles = [
        Article(f"{name}-{language}", text, (Block(0, len(text), BlockKind.BODY),), language=language)
        for name, texts in told
        for language, text in texts.items()
    ]
    return records(articles, default_encoder())


@pytest.mark.parametrize("seed", range(3))
def test_reports_in_seven_languages_join_their_story(seed):
    found = _tongues()
    random.Random(seed).shuffle(found)  # noqa: S311
    growing = Growing()
    for record in found:
        growing.add(record)
    assert {frozenset(a.split("-")[0] for a in story) for story in partition(growing)} == {
        frozenset({"holmby"}),
        frozenset({"sellow"}),
        frozenset({"vote"}),
    }
    assert len(growing.stories()) == 3


def test_two_reports_alone_in_two_languages():
    found = {record.article: record for record in _tongues()}
    for article, record in found.items():
        for other in ("holmby-en", "sellow-en", "vote-en"):
            if article != other:
                same = article.split("-")[0] == other.split("-")[0]
                assert (len(grown([found[other], record]).stories()) == 1) == same, (article, other)

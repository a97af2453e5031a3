"""Stories: identifiers that stay, merges that forward, counts that are right, pages in order."""

from __future__ import annotations

import papers
import pytest

from variorum.store import UnknownError, View, Writer
from variorum.store.records import EventKind, Order


def test_a_story_counts_its_articles_and_outlets(db: str) -> None:
    with Writer(db) as writer:
        story, _ = papers.story_of(writer, papers.FERRY, papers.LATER, papers.MARKET)
    with View(db) as view:
        row = view.story(story)
        assert (row.articles, row.outlets, row.independent_sources) == (3, 3, 1)
        assert row.first == row.last == "2025-03-01T07:00:00Z"
        assert row.stale
        assert [a.story for a in view.articles(story)] == [story] * 3


def test_a_merged_story_forwards_and_so_do_those_merged_into_it_before(db: str) -> None:
    with Writer(db) as writer:
        stories = [writer.stories.start([papers.put(writer, f"{papers.FERRY} {i}", name=f"n{i}").id]) for i in range(3)]
        writer.stories.merge(stories[1], [stories[0]], "the same event")
        writer.stories.merge(stories[2], [stories[1]])
    with View(db) as view:
        assert [view.resolve(each) for each in stories] == [stories[2]] * 3
        assert view.story(stories[0]).articles == 3
        assert view.stories().total == 1
        kinds = [event.kind for event in view.history(stories[2])]
        assert kinds.count(EventKind.MERGED) == 2
        assert any(event.reason == "the same event" for event in view.history(stories[2]))


def test_a_merger_is_told_once_however_slow_the_machine_is(db: str) -> None:
    with Writer(db, clock=papers.Clock()) as writer:
        stories = [writer.stories.start([papers.put(writer, f"{papers.FERRY} {i}", name=f"n{i}").id]) for i in range(2)]
        writer.stories.merge(stories[1], [stories[0]])
    with View(db) as view:
        assert [event.other for event in view.history(stories[1]) if event.kind is EventKind.MERGED] == [stories[0]]


def test_a_split_makes_a_new_story_and_leaves_the_identifier_of_the_old_one(db: str) -> None:
    with Writer(db) as writer:
        story, articles = papers.story_of(writer, papers.FERRY, papers.LATER, papers.MARKET)
        new = writer.stories.split(story, articles[2:])
    with View(db) as view:
        assert new != story
        assert (view.story(story).articles, view.story(new).articles) == (2, 1)
        assert view.history(new)[0].kind is EventKind.SPLIT


def test_identifiers_are_not_used_again(db: str) -> None:
    with Writer(db) as writer:
        story, articles = papers.story_of(writer, papers.FERRY, papers.MARKET)
        new = writer.stories.split(story, articles[:1])
        other = writer.stories.split(new, articles[:1])
        assert len({story, new, other}) == 3
    with View(db) as view:
        # The story that lost its last article leads to where that went.
        assert view.resolve(new) == other


def test_a_beginning_is_enough_if_only_one_has_it(db: str) -> None:
    with Writer(db) as writer:
        story, _ = papers.story_of(writer, papers.FERRY)
        papers.put(writer, papers.MARKET, name="other")
    with View(db) as view:
        assert view.resolve(story[:9]) == story
        assert view.resolve(story.removeprefix("story-")[:5]) == story
        for wrong in ("", "story-zzz", "%", "'", "\x00"):
            with pytest.raises(UnknownError):
                view.resolve(wrong)


def test_a_beginning_of_two_names_both(db: str) -> None:
    with Writer(db) as writer:
        stories = [writer.stories.start([papers.put(writer, f"{papers.FERRY} {i}", name=f"n{i}").id]) for i in range(2)]
    with View(db) as view, pytest.raises(UnknownError) as caught:
        view.resolve("story-")
    assert all(story in str(caught.value) for story in stories)


def test_pages_are_in_their_order_and_filtered(db: str) -> None:
    clock = papers.Clock()
    with Writer(db, clock=clock) as writer:
        old = writer.stories.start([papers.put(writer, papers.FERRY, name="a", published="2024-01-05").id])
        spanish = papers.put(writer, papers.MARKET, name="b", outlet="Diario", language="es", published="2025-02-28")
        new = writer.stories.start([spanish.id])
    with View(db, clock=clock) as view:
        assert [s.id for s in view.stories(Order.GROWTH).stories] == [new, old]
        assert [s.id for s in view.stories(Order.RECENT).stories] == [new, old]
        assert [s.id for s in view.stories(outlet="Diario").stories] == [new]
        assert [s.id for s in view.stories(language="es").stories] == [new]
        assert [s.id for s in view.stories(since="2025-01-01").stories] == [new]
        assert [s.id for s in view.stories(until="2024-01-05").stories] == [old]
        assert view.stories(least=2).total == 0
        page = view.stories(Order.GROWTH, offset=1, limit=1)
        assert ([s.id for s in page.stories], page.total) == ([old], 2)
        assert view.arrivals([new, old])[old] == ["2024-01-05"]


def test_growth_halves_with_every_day(db: str) -> None:
    from datetime import timedelta

    clock = papers.Clock()
    with Writer(db, clock=clock) as writer:
        texts = [f"{papers.FERRY} {i}" for i in range(4)]
        stored = [papers.put(writer, t, name=f"n{i}", published="2025-03-01T08:00:00Z") for i, t in enumerate(texts)]
        writer.stories.start([each.id for each in stored])
    clock.now = clock.now.replace(hour=7, minute=59) + timedelta(days=2)
    with View(db, clock=clock) as view:
        assert view.stories().stories[0].growth == pytest.approx(1.0, abs=0.01)


def test_a_join_makes_the_edition_stale(db: str) -> None:
    with Writer(db) as writer:
        story, _ = papers.story_of(writer, papers.FERRY)
        assert writer.stale() == [story]
        before = writer.basis(story)
        writer.stories.join(story, papers.put(writer, papers.MARKET, name="m").id)
        assert writer.basis(story) != before


def test_a_small_story_is_not_kept_waiting_by_one_that_grows_all_day(db: str) -> None:
    import variorum

    (made,) = variorum.collate([papers.article(papers.FERRY)], variorum.Settings(encoder="ngrams"))
    with Writer(db, clock=papers.Clock()) as writer:
        large, _ = papers.story_of(writer, papers.FERRY, papers.LATER, papers.MARKET)

        def grow(name: str) -> None:
            writer.stories.join(large, papers.put(writer, f"{papers.FERRY} {name}", name=name).id)

        small = writer.stories.start([papers.put(writer, papers.MARKET, name="m").id])
        grow("while both wait, which costs it nothing")
        assert writer.stale() == [large, small]
        basis = writer.basis(large)
        grow("while its edition is made")
        writer.editions.put(large, basis, made)
        assert writer.stale() == [small, large]
        writer.editions.put(small, writer.basis(small), made)
        newer = writer.stories.start([papers.put(writer, f"{papers.MARKET} Again.", name="n").id])
        writer.stories.join(small, papers.put(writer, f"{papers.MARKET} Later.", name="l").id)
        # Neither the new nor the large go before what has waited longer.
        assert writer.stale() == [large, newer, small]
        assert writer.stale(least=2) == [large, small]
        writer.editions.put(large, writer.basis(large), made)
        assert writer.stale() == [newer, small]
        # What is merged waits no more, and what it is merged into waits where it stood.
        writer.stories.merge(small, [newer])
        assert writer.stale() == [small]
        assert writer.count_stale() == 1


def test_of_stories_that_wait_equally_long_the_largest_is_first(db: str) -> None:
    at = papers.Clock()()
    with Writer(db, clock=lambda: at) as writer:
        small = writer.stories.start([papers.put(writer, papers.MARKET, name="m").id])
        large, _ = papers.story_of(writer, papers.FERRY, papers.LATER)
        assert writer.stale() == [large, small]


def test_the_editions_of_a_story_are_thinned_as_new_ones_are_made(db: str) -> None:
    from dataclasses import replace
    from datetime import timedelta

    import variorum

    (made,) = variorum.collate([papers.article(papers.FERRY)], variorum.Settings(encoder="ngrams"))
    clock = papers.Clock()
    with Writer(db, clock=clock) as writer:
        story, _ = papers.story_of(writer, papers.FERRY)
        numbers = []
        for i in range(60):
            clock.now += timedelta(minutes=9)
            numbers.append(
                writer.editions.put(
                    story, str(i), replace(made, digest=f"{i:064}", statements=made.statements[: i % 2])
                )
            )
    with View(db, clock=clock) as view:
        kept = view.editions(story)
        assert kept[0].number == numbers[-1]
        assert kept[-1].number == numbers[0]
        assert 12 < len(kept) < 30
        earlier = view.edition(story, at=kept[5].made)
        assert earlier is not None
        assert len(earlier.statements) == numbers.index(kept[5].number) % 2

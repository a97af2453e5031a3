"""Where an edition is written: no two stories share a folder."""

from dataclasses import replace

import pytest
from edition.many import of_text

from variorum.cli.collate import folder_name

LONG = "Counterrevolutionary " * 7 + "x"


def named(title: str, identifier: str) -> str:
    edition = of_text("Two gates of the dam were opened.")
    return folder_name(replace(edition, story=replace(edition.story, title=title, id=identifier)))


def test_two_stories_of_one_long_title_have_two_folders() -> None:
    assert len(LONG) == 148
    first, second = (named(LONG, f"story-{each * 12}") for each in "ab")
    assert first != second
    assert first.endswith("-story-aaaaaaaaaaaa")
    assert len(first) <= 100


@pytest.mark.parametrize("title", ["", "?!", "Потоп", "x" * 400])
def test_any_title_leaves_the_identifier_whole(title: str) -> None:
    name = named(title, "story-0123456789ab")
    assert name.endswith("story-0123456789ab")
    assert not name.startswith("-")
    assert len(name) <= 100


def test_a_short_title_is_the_beginning_of_the_name() -> None:
    assert named("Dam: two gates opened", "story-1") == "dam-two-gates-opened-story-1"

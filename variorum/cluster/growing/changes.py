"""What happens to stories when an article comes: changes, to be applied in the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping


@dataclass(frozen=True, slots=True)
class Started:
    """A new story with its first article."""

    story: int
    article: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A new article came into a story that is there."""

    story: int
    article: str


@dataclass(frozen=True, slots=True)
class Merged:
    """All articles of `gone`, asleep ones too, belong to `kept`; `gone` is from now on another name of it."""

    kept: int
    gone: int


@dataclass(frozen=True, slots=True)
class Split:
    """Some articles left `source` and are the new story `new`."""

    source: int
    new: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """An article went from one story to another; both go on."""

    article: str
    source: int
    target: int


Change = Started | Joined | Merged | Split | Moved


def apply(change: Change, story_of: MutableMapping[str, int], forwards: MutableMapping[int, int]) -> None:
    """Bring articles' stories and the forwards of merged ones up to date; what a store does, in memory."""
    match change:
        case Started(story, article) | Joined(story, article):
            story_of[article] = story
        case Moved(article, _, target):
            story_of[article] = target
        case Split(_, new, articles):
            story_of.update(dict.fromkeys(articles, new))
        case Merged(kept, gone):
            story_of.update({article: kept for article, story in story_of.items() if story == gone})
            forwards[gone] = kept


def current(story: int, forwards: Mapping[int, int]) -> int:
    """The story that an identifier names today, through any number of merges."""
    while story in forwards:
        story = forwards[story]
    return story

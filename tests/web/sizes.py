"""A story of any number of articles in a store, with an edition, without making one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import papers
from edition.many import many

from variorum.edition import Edition
from variorum.store import Writer

if TYPE_CHECKING:
    from pathlib import Path


def large_story(db: Path | str, articles: int, statements: int) -> str:
    """A new store with one story of so many articles that differ among themselves; its identifier."""
    made = many(articles, statements)
    told = made.to_json()
    with Writer(db) as writer:
        kept = []
        for a in made.articles:
            stored = papers.put(writer, a.text, name=a.id, outlet=a.outlet, title=a.title, published=a.published)
            told = told.replace(f'"{a.id}"', f'"{stored.id}"')
            kept.append(stored.id)
        story = writer.stories.start(kept)
        edition = Edition.from_json(told)
        writer.editions.put(story, "told", replace(edition, story=replace(edition.story, id=story)))
    return story

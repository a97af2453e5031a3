"""Editions of stories that changed, made with what is known of their articles already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.desk.memory import Memory
from variorum.model import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import Edition
    from variorum.encode import Encoder
    from variorum.judgements import Judgement
    from variorum.settings import Settings
    from variorum.store import Writer
    from variorum.store.records import ArticleRecord


def as_article(record: ArticleRecord, number: int = 0) -> Article:
    """An article as it stands, or as it stood in a version, under its stable identifier."""
    row = record.row
    version = record.versions[number - 1 if number else -1]
    return Article(
        id=row.id,
        text=version.text,
        blocks=version.blocks,
        outlet=version.outlet or row.outlet,
        title=version.title or row.title,
        published=row.published,
        language=version.language or row.language,
        origin=row.origin,
        url=row.url,
    )


def edition(
    story: str,
    articles: Sequence[Article],
    judgements: Sequence[Judgement],
    settings: Settings,
    encoder: Encoder,
    memory: Memory,
) -> Edition:
    """The edition of a story: the same for the same articles and judgements, whatever was made before."""
    from variorum.pipeline import edit, find_in
    from variorum.timing import stage

    ordered = sorted(articles, key=lambda a: (a.published, a.outlet, a.sha256, a.id))
    with stage("annotate"):
        annotated = memory.annotated(ordered)
        known = memory.encoder(encoder, annotated)
    return edit(find_in(annotated, known, settings, judgements), settings, encoder, story)


class Refresher:
    """Makes the editions of a store."""

    def __init__(self, writer: Writer, settings: Settings, encoder: Encoder) -> None:
        self._writer = writer
        self._settings = settings
        self._encoder = encoder
        self._memory = Memory(writer)

    def refresh(self, story: str) -> int:
        """Make the edition of a story anew and keep it; return its number.

        What it is made of is read in one transaction and named by the basis that it is kept with. Should the story
        change while it is made, it is out of date at once, and found so.
        """
        with self._writer.transaction():
            basis = self._writer.basis(story)
            articles = [as_article(record) for record in self._writer.articles.of_story(story)]
            judgements = self._writer.judgements_on(story)
        made = edition(story, articles, judgements, self._settings, self._encoder, self._memory)
        return self._writer.editions.put(story, basis, made)

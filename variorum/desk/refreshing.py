"""Editions of stories that changed, made with what is known of their articles already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.desk.memory import Memory
from variorum.model import Article
from variorum.store.prepared import Prepared, prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition import Edition
    from variorum.encode import Encoder
    from variorum.judgements import Judgement
    from variorum.settings import Settings
    from variorum.store import Writer
    from variorum.store.records import ArticleRecord
    from variorum.store.source import HasMaterial


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


class Made(NamedTuple):
    """An edition that is made and not yet kept, and the basis that names what it was made from."""

    story: str
    basis: str
    edition: Prepared


def make(story: str, source: HasMaterial, memory: Memory, settings: Settings, encoder: Encoder) -> Made:
    """Make the edition of a story from what is there now.

    Should the story change meanwhile, the edition is out of date when it is kept, and found so by its basis.
    """
    basis, records, judgements = source.material(story)
    articles = [as_article(record) for record in records]
    return Made(story, basis, prepared(edition(story, articles, judgements, settings, encoder, memory)))


class Refresher:
    """Makes the editions of a store, where the writer is."""

    def __init__(self, writer: Writer, settings: Settings, encoder: Encoder) -> None:
        self._writer = writer
        self._settings = settings
        self._encoder = encoder
        self._memory = Memory(writer.articles)

    def refresh(self, story: str) -> int:
        """Make the edition of a story anew and keep it; return its number."""
        made = make(story, self._writer, self._memory, self._settings, self._encoder)
        return self._writer.editions.put(story, made.basis, made.edition)

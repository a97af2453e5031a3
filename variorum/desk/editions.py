"""The edition of a story, for reading: the one that is kept, or one made for the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.settings import Settings

if TYPE_CHECKING:
    from variorum.edition import Edition
    from variorum.store import View

_MOST = 100_000


def edition_of(view: View, story: str) -> Edition:
    """The latest edition of a story; of a story that has none yet one is made, and not kept."""
    from dataclasses import replace

    from variorum.desk.memory import Memory
    from variorum.desk.refreshing import as_article, edition
    from variorum.pipeline import encoder_of

    story = view.resolve(story)
    kept = view.edition(story)
    if kept is not None:
        return kept
    articles = [as_article(view.article(row.id)) for row in view.articles(story, limit=_MOST)]
    settings = replace(Settings(), encoder=view.encoder())
    judgements = view.judgements(story)[::-1]
    return edition(story, articles, judgements, settings, encoder_of(settings), Memory(None))

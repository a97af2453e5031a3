"""Who wrote the sentences and the title of an edition: variorum, or a language model of the user's own.

Wherever such text is handed on, it carries the name of the model: without it, it would pass for words of the reports.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.edition.data import BriefSentence, Edition

OWN = "Taken from the reports:"
"""What stands before sentences of variorum's own that follow on those of a model."""


def models(edition: Edition) -> tuple[str, ...]:
    """The models that wrote some of the brief or the title, in the order in which they come."""
    named = (edition.story.title_writer, *(s.writer for s in edition.brief))
    return tuple(dict.fromkeys(name for name in named if name))


def called(model: str) -> str:
    """A model as it is named to readers."""
    return f"{model}, a language model"


def marks(brief: Sequence[BriefSentence]) -> tuple[str, ...]:
    """For each sentence what has to stand before it: who wrote it, where another wrote the one before; else nothing."""
    writers = ["", *(s.writer for s in brief)]
    return tuple("" if now == before else _mark(now) for before, now in pairwise(writers))


def _mark(writer: str) -> str:
    return f"Written by {called(writer)}:" if writer else OWN


def marked_brief(edition: Edition) -> str:
    """The brief in one paragraph, with who wrote what of it."""
    return " ".join(f"{mark} {s.text}".lstrip() for mark, s in zip(marks(edition.brief), edition.brief, strict=True))


def marked_title(edition: Edition) -> str:
    """The title, with who wrote it where that was a model."""
    story = edition.story
    return f"{story.title} (title by {called(story.title_writer)})" if story.title_writer else story.title


def credit(edition: Edition) -> str:
    """One sentence on what models wrote, without its stop; empty where they wrote nothing."""
    title, brief = edition.story.title_writer, tuple(dict.fromkeys(s.writer for s in edition.brief if s.writer))
    parts = [f"the title is by {called(title)}"] if title else []
    parts += [f"sentences of the brief are by {called(name)}" for name in brief]
    return f"{' and '.join(parts)}, checked against the reports" if parts else ""


def title_mark(edition: Edition) -> str:
    """What stands under a title that a model wrote; else empty."""
    writer = edition.story.title_writer
    return f"Title by {called(writer)}." if writer else ""


def written(edition: Edition) -> str:
    """What a model wrote of the edition and what was dropped, in a sentence; empty where none was asked."""
    record = edition.writing
    if record is None:
        return ""
    dropped = sum(record.dropped.values())
    if not record.kept:
        return f"{record.model} was asked to write this; nothing of it was supported ({dropped} dropped)."
    brief = sum(bool(s.writer) for s in edition.brief)
    what = [f"{brief} sentence{'s' if brief != 1 else ''}"] if brief else []
    what += ["the title"] if edition.story.title_writer else []
    return (
        f"Of what {called(record.model)}, wrote, {' and '.join(what)} stayed, each checked against the statements "
        f"it cites; {dropped} dropped."
    )

"""Letting a model write, and keeping what the checker lets pass."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.assist.checker import check
from variorum.assist.endpoint import EndpointError, ask
from variorum.assist.request import draft, messages
from variorum.edition import codec
from variorum.edition.data import BriefSentence, Writing
from variorum.edition.texts import Span
from variorum.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.assist.checker import Verdicts
    from variorum.assist.request import Draft, Line
    from variorum.edition import Edition
    from variorum.encode import Encoder
    from variorum.model import Annotated

KEY = "VARIORUM_WRITER_KEY"
"""The environment variable that holds the key of the address, where it wants one."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A model behind an address that speaks OpenAI's API; `seconds` is the longest one story may wait for it."""

    address: str
    model: str
    seconds: float = 60.0


def assisted(
    edition: Edition,
    annotated: Sequence[Annotated],
    encoder: Encoder,
    writer: Writer,
    complain: Callable[[Problem], None],
) -> Edition:
    """The edition with the brief and title that the model wrote, as far as the checker let them pass.

    The sentences that tell of disputes stay as they are. Where nothing passes, or the model does not answer, which is
    told to `complain`, the edition stays as it was but for the count. `annotated` are its articles.
    """
    place = f"{edition.story.title or edition.story.id}: the brief by {writer.model}"
    try:
        answer = ask(writer.address, writer.model, os.environ.get(KEY, ""), messages(edition), writer.seconds)
    except EndpointError as error:
        complain(Problem(place, f"{error}; variorum's own brief stands", skipped=False))
        return _counted(edition, Writing(writer.model))
    offered = draft(answer, edition)
    if offered is None:
        complain(
            Problem(place, "the answer is not the JSON that was asked for; variorum's own brief stands", skipped=False)
        )
        return _counted(edition, Writing(writer.model))
    lines = [*offered.lines, *([offered.title] if offered.title else [])]
    return _written(edition, offered, check(lines, edition, annotated, encoder), writer)


def _written(edition: Edition, offered: Draft, verdicts: Verdicts, writer: Writer) -> Edition:
    texts = {a.id: a.text for a in edition.articles}
    sentences = [
        _sentence(line, support, texts, writer.model)
        for line, reason, support in zip(offered.lines, verdicts.reasons, verdicts.support, strict=False)
        if reason is None
    ]
    dropped = Counter(str(reason) for reason in verdicts.reasons if reason is not None)
    if offered.unreadable:
        dropped["is no sentence with statements of the edition"] = offered.unreadable
    titled = offered.title is not None and verdicts.reasons[-1] is None
    story = edition.story
    if offered.title is not None and titled:
        story = replace(story, title=offered.title.text, title_writer=writer.model)
    brief = edition.brief
    if sentences:
        brief = (*sentences, *(s for s in edition.brief if s.disputed))
    record = Writing(writer.model, len(sentences) + titled, dict(sorted(dropped.items())))
    return _counted(replace(edition, story=story, brief=brief), record)


def _sentence(line: Line, support: Sequence[tuple[str, int, int]], texts: dict[str, str], model: str) -> BriefSentence:
    spans = tuple(Span(article, start, end, texts[article][start:end]) for article, start, end in support)
    return BriefSentence(line.text, line.statements, spans, writer=model)


def _counted(edition: Edition, record: Writing) -> Edition:
    changed = replace(edition, writing=record, digest="")
    return replace(changed, digest=codec.digest(changed.to_dict()))

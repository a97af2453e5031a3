"""Briefs of three excerpts each: the whole pipeline, three sentences, agreed ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.bench.scores import Row
    from variorum.encode import Encoder

_SENTENCES = 3


def predict(rows: Sequence[Row], encoder: Encoder | None = None) -> Iterator[dict[str, object]]:
    """For each row `{"story", "brief"}`: the first three sentences of the story's brief; disputes where fewer agree."""
    from variorum.bench.articles import article
    from variorum.pipeline import encoder_of, find
    from variorum.settings import Settings

    settings = Settings(one_story=True, brief_sentences=_SENTENCES)
    encoder = encoder or encoder_of(settings)
    for row in rows:
        articles = [
            article(f"{row['story']}/{n}", each["text"], each["title"])
            for n, each in enumerate(row["articles"])
            if each["text"].strip()
        ]
        findings = find(articles, encoder, settings)
        yield {"story": row["story"], "brief": " ".join(s.text for s in findings.brief[:_SENTENCES])}

"""The light annotation of every article: what it is about, as counts of terms and one vector, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from variorum.archive.layout import Layout
from variorum.archive.stages import Outcome
from variorum.archive.tables import article_of, read, write

if TYPE_CHECKING:
    from pathlib import Path


def describe(given: tuple[Path, str, str]) -> Outcome:
    """Annotate the articles of a part (root of the archive, part, encoder) and write their table."""
    from variorum.cluster.record import records
    from variorum.pipeline import encoder_of
    from variorum.settings import Settings

    root, part, encoder = given
    frame = read(Layout(root).table("articles", part))
    articles = [article_of(row) for row in frame.iter_rows(named=True)]
    crawled = [_time(each) for each in frame["crawled"].to_list()]
    found = records(articles, encoder_of(Settings(encoder=encoder)), crawled) if articles else []
    rows = [
        {
            "article": article.id,
            "time": each.time,
            "words": each.length,
            "vector": each.vector.astype("<f2").tobytes(),
            # The vector stands in a column of its own and is put back when the record is read.
            "record": replace(each, vector=np.zeros(0, np.float16)).to_bytes(),
        }
        for article, each in zip(articles, found, strict=True)
    ]
    path = Layout(root).table("annotations", part)
    write(path, "annotations", rows)
    times = [each.time for each in found if each.time is not None]
    span = {"first time": min(times), "last time": max(times)} if times else {}
    return Outcome([path], {"articles": len(rows), "undated": len(rows) - len(times), **span})


def _time(crawled: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(crawled)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

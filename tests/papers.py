"""Small own-written articles for tests of the store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from variorum.model import Article, Block, BlockKind
from variorum.store.records import Arrival

if TYPE_CHECKING:
    from variorum.store import Writer
    from variorum.store.articles import Stored

FERRY = "The ferry Aurora ran aground off Kessel on Monday. All forty passengers were taken ashore."
LATER = "The ferry Aurora ran aground off Kessel on Monday. All forty-two passengers were taken ashore, police said."
MARKET = "The covered market of Brannock will reopen in spring after a fire destroyed its roof."


class Clock:
    """A clock that goes on a minute each time it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def article(
    text: str,
    *,
    name: str = "paper",
    outlet: str = "Kessel Herald",
    title: str = "",
    published: str = "2025-03-01T07:00:00Z",
    language: str = "en",
) -> Article:
    return Article(
        id=name,
        text=text,
        blocks=(Block(0, len(text), BlockKind.BODY),),
        outlet=outlet,
        title=title,
        published=published,
        language=language,
        origin=f"{name}.txt",
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{name}",
    )


def arrival(found: Article, *, key: str = "", vector: bool = True) -> Arrival:
    return Arrival(
        article=found,
        key=key or found.url,
        raw=found.text.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        vector=vector_of(found.text) if vector else None,
        encoder="test",
        origin=found.origin,
    )


def vector_of(text: str) -> np.ndarray:
    """A unit row of words: enough for nearness."""
    row = np.zeros(64, dtype=np.float32)
    for word in text.lower().split():
        row[int(hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()[:8], 16) % 64] += 1
    return row / max(1.0, float(np.linalg.norm(row)))


class WordEncoder:
    """The encoder those rows are of."""

    name = "test"

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.stack([vector_of(text) for text in texts])


def put(writer: Writer, text: str, **facts: str) -> Stored:
    return writer.articles.put(arrival(article(text, **facts)))


def story_of(writer: Writer, *texts: str) -> tuple[str, list[str]]:
    """A story of articles of different outlets; its identifier and theirs."""
    stored = [put(writer, text, name=f"p{i}", outlet=f"Outlet {i}", title=f"Title {i}") for i, text in enumerate(texts)]
    story = writer.stories.start([stored[0].id])
    for each in stored[1:]:
        writer.stories.join(story, each.id)
    return story, [each.id for each in stored]

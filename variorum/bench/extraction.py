"""Main text of pages: gold rows hold `id`, `url` and `html`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.extract import extract
from variorum.model import Article, Metadata, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def predict(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """For each page its `id` and the `text` that was extracted (empty where no article was found)."""
    for row in rows:
        metadata = Metadata(url=str(row.get("url", "")))
        found = extract(RawDocument(str(row["id"]), row["html"], "text/html", metadata))
        yield {"id": row["id"], "text": found.text if isinstance(found, Article) else ""}

"""Small stories through the stages before comparison."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.bench.articles import article
from variorum.bench.conflict_cases import collate, counts
from variorum.compare import compare
from variorum.encode import default_encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Collation, Discrepancy

HERE = Path(__file__).parent
DAY = "2025-03-05T12:00:00Z"


@cache
def collation(*texts: str, published: tuple[str, ...] = ()) -> Collation:
    """A story of some texts, outlets named A, B, C."""
    dates = published or (DAY,) * len(texts)
    made = [
        article(f"a{i}", text, "", day, "ABCDEFG"[i], "en")
        for i, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]
    return collate(made, default_encoder())


def found(*texts: str, published: tuple[str, ...] = ()) -> list[Discrepancy]:
    """What differs between some texts: conflicts and variants."""
    return [d for d in compare(collation(*texts, published=published)) if counts(d)]


def kinds(*texts: str, published: tuple[str, ...] = ()) -> list[str]:
    """The kinds of what differs, in alphabetical order."""
    return sorted(d.kind.value for d in found(*texts, published=published))


def stories(name: str) -> list[dict[str, Any]]:
    """The own-written stories of a file in the shape of the task `conflict-cases`."""
    return [_row(story) for story in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["story"]]


def _row(story: dict[str, Any]) -> dict[str, Any]:
    articles = [
        {"id": f"{story['id']}-{i}", "outlet": "ABCDEFG"[i], "title": "", **a} for i, a in enumerate(story["articles"])
    ]

    def entry(told: dict[str, Any]) -> dict[str, Any]:
        return {**told, "readings": [_reading(articles, r, n) for n, r in enumerate(told["readings"], 1)]}

    return {
        "id": story["id"],
        "articles": articles,
        "conflicts": [entry(c) for c in story["conflicts"]],
        "compatible": [entry(c) for c in story["compatible"]],
    }


def _reading(articles: Sequence[dict[str, Any]], told: str, side: int) -> dict[str, Any]:
    number, words = told.split(": ", 1)
    at = articles[int(number)]
    start = at["text"].index(words)
    return {"article": at["id"], "text": words, "start": start, "end": start + len(words), "side": side}

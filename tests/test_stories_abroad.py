"""Events told in English and in another language: what is planted is found, whatever else is told in other words.

`abroad_open.toml` and `abroad_more.toml` were looked at while rules were written, `abroad_held.toml` was not; those of
`abroad_loose.toml` and `abroad_traps.toml` differ in nothing. A difference of the key that says `missed = true` is
known not to be found yet; its test fails as soon as it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from variorum.model import Article, Discrepancy, Findings, Metadata, RawDocument, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

STORIES = {
    f"{name}-{number}-{story['language']}": story
    for name in ("open", "more", "held", "loose", "traps")
    for number, story in enumerate(
        tomllib.loads((Path(__file__).parent / f"abroad_{name}.toml").read_text(encoding="utf-8"))["story"]
    )
}


@cache
def findings(name: str) -> Findings:
    from variorum.encode import default_encoder
    from variorum.extract import extract
    from variorum.pipeline import find
    from variorum.settings import Settings

    story, articles = STORIES[name], []
    for side in ("english", "other"):
        language = "en" if side == "english" else story["language"]
        known = Metadata(id=side, outlet=side, language=language, published=story["published"])
        article = extract(RawDocument(f"{side}.txt", story[side], "text/plain", known))
        assert isinstance(article, Article)
        articles.append(article)
    return find(articles, default_encoder(), Settings(one_story=True))


def told(name: str) -> list[Discrepancy]:
    return [d for d in findings(name).discrepancies if d.verdict is Verdict.CONFLICT]


def is_planted(name: str, found: Discrepancy, entry: dict[str, str]) -> bool:
    """Whether a discrepancy is of the kind and points at the words of both reports that an entry of the key has."""
    articles = findings(name).collation.articles
    sides = set()
    for reading in found.readings:
        side = articles[reading.article].article.id
        at = articles[reading.article].article.text.index(entry[side])
        start = reading.start if reading.focus_start is None else reading.focus_start
        end = reading.end if reading.focus_end is None else reading.focus_end
        if start < at + len(entry[side]) and at < end:
            sides.add(side)
    return found.kind.value == entry["kind"] and len(sides) == 2


def planted() -> Iterator[Any]:
    for name, story in STORIES.items():
        for entry in story["differs"]:
            marks = [pytest.mark.xfail(strict=True, reason="known to be missed")] if entry.get("missed") else []
            yield pytest.param(name, entry, marks=marks, id=f"{name}: {entry['english']} / {entry['other']}")


@pytest.mark.parametrize(("name", "entry"), planted())
def test_what_was_planted_is_found(name: str, entry: dict[str, str]) -> None:
    assert any(is_planted(name, found, entry) for found in told(name))


@pytest.mark.parametrize("name", STORIES)
def test_nothing_else_is_told(name: str) -> None:
    assert not [
        d.reason for d in told(name) if not any(is_planted(name, d, entry) for entry in STORIES[name]["differs"])
    ]

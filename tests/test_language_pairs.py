"""An event told in English and in one other language: who speaks, and what is told to differ - and nothing else.

A difference of the key that says `missed = true` is known not to be found yet; its test fails as soon as it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from variorum.model import Article, DiscrepancyKind, Findings, Metadata, Mode, RawDocument, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = {
    pair["language"]: pair
    for pair in tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]
}
LANGUAGES = sorted(PAIRS)


@cache
def findings(language: str) -> Findings:
    from variorum.encode import default_encoder
    from variorum.extract import extract
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = []
    for name in ("english", "other"):
        told = "en" if name == "english" else language
        known = Metadata(id=name, outlet=name, language=told, published=PAIRS[language]["published"])
        article = extract(RawDocument(f"{name}.txt", PAIRS[language][name], "text/plain", known))
        assert isinstance(article, Article)
        articles.append(article)
    return find(articles, default_encoder(), Settings(one_story=True))


def planted() -> Iterator[Any]:
    for language in LANGUAGES:
        for entry in PAIRS[language]["conflicts"]:
            marks = [pytest.mark.xfail(strict=True, reason="known to be missed")] if entry.get("missed") else []
            conflict = (entry["kind"], frozenset(entry["readings"]))
            yield pytest.param(language, conflict, marks=marks, id=f"{language}: {' / '.join(entry['readings'])}")


def told(language: str) -> list[tuple[str, frozenset[str]]]:
    found = (d for d in findings(language).discrepancies if d.verdict is Verdict.CONFLICT)
    return [(d.kind.value, frozenset(r.value for r in d.readings)) for d in found]


@pytest.mark.parametrize(("language", "conflict"), planted())
def test_what_was_planted_is_found(language: str, conflict: tuple[str, frozenset[str]]) -> None:
    assert conflict in told(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_else_is_told(language: str) -> None:
    assert set(told(language)) <= {(e["kind"], frozenset(e["readings"])) for e in PAIRS[language]["conflicts"]}
    assert all(d.kind is not DiscrepancyKind.SPEAKER for d in findings(language).discrepancies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_speaks(language: str) -> None:
    (other,) = (a for a in findings(language).collation.articles if a.article.id == "other")
    names = [
        other.entities[other.mentions[q.speaker].entity].name
        if q.speaker is not None
        else other.article.text[q.source_start or 0 : q.source_end or 0]
        for q in other.quotations
        if q.mode is Mode.DIRECT
    ]
    assert names == PAIRS[language]["speakers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_shorter_report_is_stated_by_both(language: str) -> None:
    collation = findings(language).collation
    shared = [s for s in collation.statements if len({ref.article for ref in s.claims}) == 2]
    assert len(shared) >= 4

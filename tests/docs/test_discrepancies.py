"""The reference of the discrepancy kinds: complete, and its examples do what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.discrepancy_page import Pair, pairs, sections

from variorum.encode import NgramEncoder
from variorum.extract import extract
from variorum.model import Article, DiscrepancyKind, Metadata, RawDocument, Verdict
from variorum.pipeline import find
from variorum.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs/reference/discrepancies.md").read_text(encoding="utf-8")


def _parameters() -> list:
    """A pair that is known to fail has to fail: when it does what it says, its mark has to go."""
    mark = pytest.mark.xfail(strict=True, reason="the page says that it is known to fail")
    return [pytest.param(p, marks=[mark] if p.known_to_fail else []) for p in pairs(PAGE)]


def _article(outlet: str, text: str) -> Article:
    known = Metadata(id=outlet.lower(), outlet=outlet, published="2025-05-07", language="en")
    document = RawDocument(origin=f"{outlet}.txt", content=text + "\n", media_type="text/plain", metadata=known)
    article = extract(document)
    assert isinstance(article, Article)
    return article


def test_every_kind_has_its_section():
    assert list(sections(PAGE)) == [str(kind) for kind in DiscrepancyKind]


@pytest.mark.parametrize("kind", [str(kind) for kind in DiscrepancyKind])
def test_a_section_has_an_example_a_counter_example_and_traps(kind):
    found = [p for p in pairs(PAGE) if p.kind == kind]
    assert {p.verdict for p in found if p.verdict} <= {Verdict.CONFLICT, Verdict.VARIANT}
    assert found[0].verdict
    assert not found[0].known_to_fail
    assert not found[-1].verdict
    assert "Traps:" in sections(PAGE)[kind]


@pytest.mark.parametrize("pair", _parameters(), ids=lambda pair: pair.name)
def test_the_reports_give_what_the_page_says(pair: Pair):
    articles = [_article(outlet, text) for outlet, text in zip(("Alpha", "Beta"), pair.reports, strict=True)]
    found = find(articles, NgramEncoder(), Settings(one_story=True)).discrepancies
    told = [(str(d.kind), str(d.verdict)) for d in found]
    if pair.verdict:
        assert (pair.kind, pair.verdict) in told
    else:
        assert "conflict" not in {verdict for _, verdict in told}, [d.reason for d in found]

"""The shipped stories against their keys: what a careful reader finds is found, and nothing compatible is flagged.

An entry of a key that says `missed = true` is known not to be found yet; its test fails as soon as it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
KEYS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / "keys").glob("*.toml"))
}


def entries(field):
    for story, key in KEYS.items():
        for number, entry in enumerate(key.get(field, ())):
            missed = entry.get("missed", False)
            marks = [pytest.mark.xfail(strict=True, reason="known to be missed")] if missed else []
            name = entry.get("why") or entry.get("text") or number
            yield pytest.param(story, entry, marks=marks, id=f"{story}: {name}")


@cache
def edition(story):
    from variorum import collate

    editions = collate([EXAMPLES / story])
    return next(e for e in editions if len(e.articles) > 1), editions


def places(story, entry):
    """The readings of an entry as (article, start, end)."""
    texts = {article.id: article.text for article in edition(story)[0].articles}
    for article, words in entry["readings"]:
        start = texts[article].index(words)
        yield article, start, start + len(words)


def touched(story, entry, discrepancy):
    """How many of an entry's readings a discrepancy touches."""
    return sum(
        any(r.article == article and r.start < end and start < r.end for r in discrepancy.readings)
        for article, start, end in places(story, entry)
    )


def flagged(story):
    return [d for d in edition(story)[0].discrepancies if d.verdict != "compatible"]


@pytest.mark.parametrize("story", KEYS)
def test_the_story_is_told_apart(story):
    largest, editions = edition(story)
    assert {article.id for article in largest.articles} == set(KEYS[story]["story"])
    assert {e.articles[0].id for e in editions if len(e.articles) == 1} == set(KEYS[story]["alone"])


@pytest.mark.parametrize("story", KEYS)
def test_independent_sources_are_counted(story):
    assert len(edition(story)[0].lineage.groups) == KEYS[story]["independent_sources"]


@pytest.mark.parametrize(("story", "entry"), entries("lineage"))
def test_copying_is_found(story, entry):
    edges = [e for e in edition(story)[0].lineage.edges if {e.derived, e.source} == {entry["derived"], entry["source"]}]
    assert [e.kind for e in edges if e.kind in entry["kinds"]]
    assert all(e.derived == entry["derived"] for e in edges if e.kind != "common")


@pytest.mark.parametrize(("story", "entry"), entries("discrepancy"))
def test_a_discrepancy_is_found_with_its_kind(story, entry):
    found = [d for d in flagged(story) if touched(story, entry, d) >= 2]
    assert entry["kind"] in [d.kind for d in found]


@pytest.mark.parametrize(("story", "entry"), entries("compatible"))
def test_what_is_compatible_is_not_flagged(story, entry):
    known = KEYS[story]["discrepancy"]
    alarms = [
        d
        for d in flagged(story)
        if touched(story, entry, d) >= 2 and not any(touched(story, each, d) >= 2 for each in known)
    ]
    assert not [d.reason for d in alarms]


@pytest.mark.parametrize(("story", "entry"), entries("exclusive"))
def test_what_one_article_alone_reports(story, entry):
    found, _ = edition(story)
    article = next(a for a in found.articles if a.id == entry["article"])
    start = article.text.index(entry["text"])
    exclusives = found.coverage.exclusives[article.id]
    spans = [
        (c.start, c.end) for s in found.statements if s.id in exclusives for c in s.claims if c.article == article.id
    ]
    assert any(a < start + len(entry["text"]) and start < b for a, b in spans)

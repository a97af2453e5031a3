"""A report in Spanish joins the story told in English: the real `add` and `watch`, on either database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import postgresql
import pytest
from e2e.test_live_morning import COAST, DIARIO, ELSEWHERE, POST
from e2e.test_watch import DATED, SUGAR, Watching
from feeds.server import item, serving

from variorum.edition.verify import verify
from variorum.store import View

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str, title: str, *paragraphs: str) -> Path:
    text = "\n\n".join(paragraphs)
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {title}\noutlet: {name}\ndate: 2024-07-03\n---\n\n{text}\n", "utf-8")
    return path


@pytest.mark.parametrize(("database", "first"), [("sqlite", "english"), ("postgresql", "spanish")])
def test_a_report_in_spanish_joins_the_story(database, first, request, tmp_path, variorum) -> None:
    with postgresql.place(database, request, tmp_path) as db, serving() as site:
        post = write(tmp_path, "Post", "Ferry runs aground near Port Ellis", *POST)
        sugar = write(tmp_path, "News", "Norland raises its tax on sugar", *SUGAR)
        others = {
            "english": ("Coast", "Ferry Linden aground off Port Ellis", COAST),
            "spanish": ("Diario", "El transbordador Linden encalla", DIARIO),
        }
        outlet, title, text = others.pop(first)
        added = variorum("add", post, sugar, write(tmp_path, outlet, title, *text), "--no-editions", "--db", db)
        assert added.returncode == 0, added.stderr
        later = [*others.values(), ("Puerto", "Un transbordador choca en Puerto Alto", ELSEWHERE)]
        pages = [site.page(f"/{outlet}", title, *text, site=outlet) for outlet, title, text in later]
        feed = site.rss("/feed", *[item(page, page, DATED.format("08")) for page in pages])
        done = Watching(tmp_path, feed, db=db).once()
        assert done.returncode == 0, done.stderr
        listed = json.loads(variorum("stories", "--db", db, "--json").stdout)
        assert sorted((s["articles"], s["outlets"]) for s in listed) == [(1, 1), (1, 1), (3, 3)]
        with View(db) as view:
            story = next(s["id"] for s in listed if s["articles"] == 3)
            assert {row.outlet for row in view.articles(story)} == {"Post", "Coast", "Diario"}
            edition = view.edition(story)
    assert edition is not None
    assert verify(edition) == []
    told = next(a.id for a in edition.articles if a.language == "es")
    assert [s for s in edition.statements if told in s.articles and len(s.articles) == 3], "what all report is one"
    hours = next(d for d in edition.discrepancies if "nine hours" in d.reason)
    assert {r.article for r in hours.readings} == {a.id for a in edition.articles}, "its six hours are compared, too"

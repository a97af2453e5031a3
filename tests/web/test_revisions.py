"""What a version changed is found with what the store keeps of both versions, and is the same without."""

from __future__ import annotations

import pytest

from variorum.desk import Desk
from variorum.store import View
from variorum.web.revisions import revision

BEFORE = """Ferry runs aground off Kessel

March 1, 2025

KESSEL - The ferry Aurora ran aground on the Kessel sandbank on Saturday morning with 40 passengers on board.

"Nobody was hurt," harbour master Lena Brandt said. Two tugs from Kessel pulled the Aurora free at noon.
"""


@pytest.fixture
def edited(tmp_path):
    """The place of a store with an article in two versions, each of which had its edition."""
    paper, db = tmp_path / "kessel-herald.txt", tmp_path / "desk.db"
    with Desk(db) as desk:
        for text in (BEFORE, BEFORE.replace("40 passengers", "90 passengers")):
            paper.write_text(text, "utf-8")
            assert list(desk.add([str(paper)]))
            assert list(desk.refresh())
    return db


def _told(db):
    with View(db) as view:
        row = view.articles(view.stories().stories[0].id)[0]
        record = view.article(row.id)
        return revision(view, record.row, *record.versions)


def test_no_version_is_annotated_that_was_before(edited, monkeypatch):
    from variorum import annotate

    usual = annotate.annotate
    asked = []

    def counting(articles, model=""):
        asked.extend(articles)
        return usual(articles, model)

    monkeypatch.setattr(annotate, "annotate", counting)
    quick = _told(edited)
    assert asked == []
    assert [change.kind for change in quick.changes] == ["changed"]
    with View(edited) as view, monkeypatch.context() as patched:
        patched.setattr("variorum.desk.memory.Seen", lambda _: None)
        record = view.article(quick.article.id)
        assert revision(view, record.row, *record.versions) == quick
    assert len(asked) == 2

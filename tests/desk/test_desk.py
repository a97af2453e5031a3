"""The desk: what comes in is in a story at once, editions follow, and what is decided holds."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from variorum.desk import Added, Desk, judge
from variorum.edition import verify
from variorum.judgements import Decision
from variorum.model import Metadata, Problem, RawDocument, Verdict
from variorum.store import StoreError, View
from variorum.store.records import EventKind, Outcome

if TYPE_CHECKING:
    from pathlib import Path


def add(db: str, *inputs: object, editions: bool = True) -> list[Added]:
    with Desk(db) as desk:
        added = list(desk.add([str(each) for each in inputs]))
        if editions:
            list(desk.refresh())
    return added


def ferry(view: View) -> str:
    return view.stories(least=2).stories[0].id


def test_articles_join_their_story_and_it_gets_an_edition(either: str, papers: Path) -> None:
    added = add(either, papers)
    assert [each.outcome for each in added] == [Outcome.NEW] * 4
    with View(either) as view:
        large, small = view.stories().stories
        assert (large.articles, small.articles, large.stale, small.stale) == (3, 1, False, False)
        edition = view.edition(large.id)
        assert edition is not None
        assert edition.story.id == large.id
        assert verify(edition) == []
        assert {a.id for a in edition.articles} == {a.article for a in added if a.story == large.id}
        assert large.independent_sources == len(edition.lineage.groups)
        assert large.conflicts == sum(d.verdict is Verdict.CONFLICT for d in edition.discrepancies) > 0
        key = next(s.key for s in view.speakers()[0] if "Brandt" in s.name)
        page = view.speaker(key)
        assert page.row.utterances == len(page.utterances) > 0
        for said in page.utterances:
            assert view.article(said.article).versions[-1].text[said.start : said.end] == said.text
        assert {o.name for o in view.outlets()[0]} == {a.outlet for s in (large, small) for a in view.articles(s.id)}


def test_added_twice_is_added_once_and_nothing_is_made_again(either: str, papers: Path) -> None:
    first = add(either, papers)
    again = add(either, papers)
    assert {each.outcome for each in again} == {Outcome.KNOWN}
    assert {each.article for each in again} == {each.article for each in first}
    with View(either) as view:
        assert view.status().editions == 2


def test_one_by_one_gives_the_stories_and_editions_that_all_at_once_give(tmp_path: Path, papers: Path) -> None:
    add(str(tmp_path / "once.db"), papers)
    for path in sorted(papers.iterdir(), reverse=True):
        add(str(tmp_path / "single.db"), path)
    told = []
    for name in ("once.db", "single.db"):
        with View(tmp_path / name) as view:
            editions = [view.edition(row.id) for row in view.stories().stories]
            told.append([(e.articles, e.statements, e.discrepancies, e.lineage, e.brief) for e in editions if e])
    assert told[0] == told[1]


def test_a_desk_that_was_woken_gives_the_stories_of_one_that_was_not(tmp_path: Path, papers: Path) -> None:
    found = []
    for wakes in (False, True):
        db = str(tmp_path / f"{wakes}.db")
        for path in sorted(papers.iterdir()):
            with Desk(db) as desk:
                if wakes:
                    desk.wake()
                list(desk.add([str(path)]))
        with View(db) as view:
            found.append([(s.title, s.articles) for s in view.stories().stories])
    assert found[0] == found[1]
    assert sum(articles for _, articles in found[0]) == 4


def test_a_changed_file_is_a_new_version_and_its_story_gets_a_new_edition(either: str, papers: Path) -> None:
    add(either, papers)
    path = papers / "delta-post.txt"
    path.write_text(path.read_text("utf-8").replace("43 passengers", "47 passengers"), "utf-8")
    (changed,) = add(either, path)
    assert changed.outcome is Outcome.REVISED
    with View(either) as view:
        story = ferry(view)
        assert [e.articles for e in view.editions(story)] == [3, 3]
        latest, before = (view.edition(story, number=e.number) for e in view.editions(story))
        assert latest is not None
        assert before is not None
        assert "47" in {r.value for d in latest.discrepancies for r in d.readings}
        assert "47" not in {r.value for d in before.discrepancies for r in d.readings}
        kinds = [event.kind for event in view.history(story)]
        assert kinds[:2] == [EventKind.EDITED, EventKind.REVISED]


def test_what_cannot_be_read_is_told_and_costs_nothing_else(db: str, papers: Path) -> None:
    (papers / "broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    (papers / "empty.txt").write_text("")
    told: list[Problem] = []
    with Desk(db, complain=told.append) as desk:
        added = list(desk.add([str(papers), str(papers / "none.txt")]))
    assert len(added) == 4
    assert [problem.place.rsplit("/", 1)[-1] for problem in told] == ["broken.txt", "empty.txt", "none.txt"]


def test_documents_of_feeds_keep_what_the_feed_said(db: str) -> None:
    page = (
        "<html><head><title>x</title></head><body><article><p>"
        + "The harbour of Kessel is closed. " * 20
        + "</p></article></body></html>"
    )
    facts = Metadata(
        url="https://paper.example/a?utm_source=feed", outlet="The Paper", published="2025-03-01T06:00:00Z"
    )
    document = RawDocument("https://paper.example/a", page, "text/html", facts, page.encode())
    with Desk(db) as desk:
        (added,) = desk.add_documents([document])
    with View(db) as view:
        record = view.article(added.article)
        assert (record.row.outlet, record.row.published) == ("The Paper", "2025-03-01T06:00:00Z")
        assert view.document(record.versions[0].document) == ("text/html", page.encode())


def test_two_stories_judged_one_are_one_for_ever_and_apart_again_when_that_is_taken_back(
    either: str, papers: Path
) -> None:
    add(either, papers, editions=False)
    with View(either) as view:
        large, small = (row.id for row in view.stories().stories)
        (market,) = view.articles(small)
        made = judge.merge(either, large, small, author="Mia")
        assert judge.settle(either)
        assert view.resolve(small) == view.resolve(large)
        assert view.story(large).articles == 4
        assert [j.id for j in view.edition(large).judgements] == [made.id]  # type: ignore[union-attr]
        told = [(event.kind, event.other, event.reason) for event in view.history(large)]
        assert all(other != large for _, other, _ in told)
        assert [kind for kind, *_ in told].count(EventKind.JUDGED) == 1
    # Whatever comes in later, and however the stories are built anew.
    (papers / "late.txt").write_text(
        "The market hall of Brannock is to reopen in May, the council said. March 3, 2025", "utf-8"
    )
    add(either, papers, editions=False)
    with View(either) as view:
        assert view.story(large).articles >= 4
        assert view.resolve(small) == view.resolve(large)
        judge.undo(either, made.id, author="Ole")
        assert judge.settle(either)
        assert view.stories(least=3).stories[0].articles == 3
        assert view.stories().total >= 2
        # The identifier leads to where its article is, not to the story that it was merged into by mistake.
        assert view.resolve(small) == view.article(market.id).row.story != view.resolve(large)


def test_articles_split_off_stay_so(db: str, papers: Path) -> None:
    add(db, papers, editions=False)
    with View(db) as view:
        story = ferry(view)
        ids = sorted(row.id for row in view.articles(story))
        judge.split(db, story, [ids[0][:8]], author="Mia")
        judge.settle(db)
        other = view.article(ids[0]).row.story
        assert other != story
        assert [e.kind for e in view.history(other)].count(EventKind.SPLIT) == 1
    # Also when that article changes.
    path = papers / "delta-post.txt"
    path.write_text(path.read_text("utf-8").replace("noon", "two o'clock"), "utf-8")
    add(db, path, editions=False)
    with View(db) as view:
        assert view.article(ids[0]).row.story == other


@pytest.fixture
def found(made: Path, tmp_path: Path) -> tuple[str, str, str]:
    """A store with a number conflict: its place, the story and the discrepancy."""
    db = tmp_path / "copy.db"
    shutil.copy(made / "desk.db", db)
    with View(db) as view:
        edition = view.edition(ferry(view))
        assert edition is not None
        return str(db), edition.story.id, next(d.id for d in edition.discrepancies if d.kind == "number")


def test_a_rejected_discrepancy_is_kept_not_counted_and_says_by_whom(found: tuple[str, str, str], papers: Path) -> None:
    db, story, identifier = found
    with View(db) as view:
        before = view.story(story).conflicts
        made = judge.discrepancy(db, story, identifier, Decision.REJECTED, author="Mia Berg", comment="crew counted")
        judge.settle(db)
        edition = view.edition(story)
        assert edition is not None
        (judged,) = [d for d in edition.discrepancies if d.judgement == made.id]
        assert judged.verdict is Verdict.COMPATIBLE
        assert judged.reason.startswith(f"Rejected by Mia Berg on {made.at[:10]}: crew counted. What had been found:")
        assert view.story(story).conflicts == before - 1
        assert not any(b.discrepancy == judged.id and b.disputed for b in edition.brief)
        assert verify(edition) == []
        # It still holds when a further report comes and every identifier may be another.
        (papers / "late.txt").write_text(
            "The ferry Aurora is back in service after it ran aground on the Kessel sandbank, harbour master Lena "
            "Brandt said on Monday. Two tugs had pulled the ferry free at noon on Saturday. March 3, 2025",
            "utf-8",
        )
        add(db, papers / "late.txt")
        later = view.edition(story)
        assert later is not None
        assert len(later.articles) == 4
        assert [d.verdict for d in later.discrepancies if d.judgement == made.id] == [Verdict.COMPATIBLE]


def test_a_value_nobody_saw_opens_a_rejected_discrepancy_again(db: str, papers: Path) -> None:
    add(db, papers)
    with View(db) as view:
        story = ferry(view)
        identifier = next(d.id for d in view.edition(story).discrepancies if d.kind == "number")  # type: ignore[union-attr]
    made = judge.discrepancy(db, story, identifier, Decision.REJECTED, author="Mia")
    judge.settle(db)
    path = papers / "delta-post.txt"
    path.write_text(path.read_text("utf-8").replace("43 passengers", "90 passengers"), "utf-8")
    add(db, path)
    with View(db) as view:
        edition = view.edition(story)
        assert edition is not None
        assert not [d for d in edition.discrepancies if d.judgement == made.id]
        assert any(d.kind == "number" and d.verdict is Verdict.CONFLICT for d in edition.discrepancies)
        assert [j.discrepancies for j in edition.judgements] == [()]


def test_a_retyped_discrepancy_can_be_judged_again(found: tuple[str, str, str]) -> None:
    db, story, identifier = found
    judge.discrepancy(db, story, identifier, Decision.RETYPED, author="Mia", to_kind="scope", to_verdict="variant")
    judge.settle(db)
    with View(db) as view:
        edition = view.edition(story)
        assert edition is not None
        (judged,) = [d for d in edition.discrepancies if d.judgement == "j1"]
        assert (judged.kind, judged.verdict) == ("scope", Verdict.VARIANT)
        judge.discrepancy(db, story, judged.id, Decision.CONFIRMED, author="Ole")
        judge.settle(db)
        again = view.edition(story)
        assert again is not None
        assert [d.kind for d in again.discrepancies if d.judgement == "j2"] == ["number"]


def test_statements_are_joined_and_parted(found: tuple[str, str, str]) -> None:
    db, story, _ = found
    with View(db) as view:
        edition = view.edition(story)
        assert edition is not None
        first, second = edition.statements[:2]
        claims = {(c.article, c.text) for s in (first, second) for c in s.claims}
        judge.statements_one(db, story, [first.id, second.id], author="Mia")
        judge.settle(db)
        joined = view.edition(story)
        assert joined is not None
        assert verify(joined) == []
        (whole,) = [s for s in joined.statements if {(c.article, c.text) for c in s.claims} == claims]
        judge.statement_apart(db, story, whole.id, [whole.claims[0].id], author="Mia")
        judge.settle(db)
        parted = view.edition(story)
        assert parted is not None
        assert verify(parted) == []
        assert not any({(c.article, c.text) for c in s.claims} == claims for s in parted.statements)


def test_what_is_not_there_cannot_be_judged(found: tuple[str, str, str]) -> None:
    db, story, _ = found
    for attempt in (
        lambda: judge.discrepancy(db, story, "d99", Decision.REJECTED, author="M"),
        lambda: judge.statements_one(db, story, ["s1"], author="M"),
        lambda: judge.split(db, story, ["nobody"], author="M"),
        lambda: judge.merge(db, story, story, author="M"),
        lambda: judge.merge(db, story, "story-zzz", author="M"),
        lambda: judge.comment(db, story, " ", author="M"),
    ):
        with pytest.raises(StoreError):
            attempt()


def test_a_store_keeps_to_its_encoder(tmp_path: Path, papers: Path) -> None:
    from variorum.settings import Settings

    with Desk(tmp_path / "a.db", Settings(encoder="ngrams")) as desk:
        list(desk.add([str(papers / "kessel-herald.txt")]))
    with Desk(tmp_path / "a.db") as desk:
        assert desk.settings.encoder == "ngrams"
        assert len(list(desk.add([str(papers)]))) == 4


def test_what_is_made_names_the_run_that_made_it(either: str, papers: Path) -> None:
    from variorum.version import __version__

    add(either, papers / "kessel-herald.txt")
    add(either, papers / "delta-post.txt")
    with View(either) as view:
        story = view.stories().stories[0]
        judge.comment(either, story.id, "Look again.", author="ada")
    with Desk(either) as desk:
        list(desk.refresh())
        tables = ("versions", "documents", "annotations", "text_vectors", "editions")
        with desk.writer.transaction() as connection:
            for table in tables:
                found = connection.execute(text(f"SELECT DISTINCT run FROM {table}")).scalars().all()  # noqa: S608
                assert set(found) >= {1, 2}, table
    with View(either) as view:
        events = view.history(story.id)
        assert {e.kind: e.run for e in events if e.kind in {EventKind.STARTED, EventKind.JOINED, EventKind.JUDGED}} == {
            EventKind.STARTED: 1,
            EventKind.JOINED: 2,
            EventKind.JUDGED: 3,
        }
        runs = view.runs({e.run for e in events})
        assert [(r.number, r.version) for r in runs] == [(1, __version__), (2, __version__), (3, __version__)]
        assert runs[0].models["encoder"]
        assert runs[0].settings["brief_sentences"] == 0
        assert runs[0].finished


def test_a_story_that_fails_is_told_and_the_others_are_made(
    tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.desk.refreshing import Refresher

    make = Refresher.refresh
    now = datetime(2025, 3, 3, tzinfo=UTC)
    with Desk(tmp_path / "a.db", clock=lambda: now) as desk:
        list(desk.add([str(papers)]))
        bad = desk.writer.stale()[0]

        def refresh(self: Refresher, story: str) -> int:
            if story == bad:
                raise RuntimeError("made to fail")
            return make(self, story)

        monkeypatch.setattr(Refresher, "refresh", refresh)
        told: list[Problem] = []
        desk.complain = told.append
        assert len(list(desk.refresh(limit=1))) == 1
        assert [problem.place for problem in told] == [bad]
        # It is not tried in every gap of a watch, though it has waited longest; but it is not given up either.
        assert list(desk.refresh(limit=1)) == []
        assert len(told) == 1
        now += timedelta(hours=2)
        monkeypatch.setattr(Refresher, "refresh", make)
        assert list(desk.refresh(limit=1)) == [bad]

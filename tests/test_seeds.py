"""Five real reports of one summit: what their careful reader must find. Skipped where they are absent."""

from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module")
def edition(shared):
    from variorum import collate

    editions = collate([shared / "seeds"])
    assert len(editions) == 1, "all five reports are on one event"
    return editions[0]


def name(article):
    return article.id[:3]


@pytest.fixture(scope="module")
def texts(edition):
    return {article.id: article.text for article in edition.articles}


def flagged(edition, kind=None):
    return [d for d in edition.discrepancies if d.verdict != "compatible" and kind in (None, d.kind)]


def said(texts, readings):
    """The words of all readings, in one string an article."""
    found = {}
    for r in readings:
        words = texts[r.article][r.start : r.end]
        found[r.article[:3]] = f"{found[r.article[:3]]} | {words}" if r.article[:3] in found else words
    return found


def compatible(edition, kind):
    return [d for d in edition.discrepancies if d.verdict == "compatible" and d.kind == kind]


def one(discrepancies, texts, *words):
    """The only discrepancy whose readings have all these words, as {article: words}."""
    told = [said(texts, d.readings) for d in discrepancies]
    (found,) = [t for t in told if all(any(w in text for text in t.values()) for w in words)]
    return found


def test_all_five_in_one_story(edition):
    assert len(edition.articles) == 5


def test_one_is_a_rewrite_of_another(edition):
    edges = {(e.derived[:3], e.source[:3]): e.kind for e in edition.lineage.edges}
    assert edges.get(("000", "001")) == "rewrite"


def test_two_share_a_wire_report_so_there_are_fewer_sources_than_outlets(edition):
    edges = {frozenset((e.derived[:3], e.source[:3])) for e in edition.lineage.edges}
    assert frozenset(("001", "004")) in edges
    assert len(edition.lineage.groups) == 3


def test_who_was_called_an_old_friend_is_a_conflict_of_roles(edition, texts):
    (found,) = [d for d in flagged(edition, "role") if any("old friend" in t for t in said(texts, d.readings).values())]
    assert found.verdict == "conflict"
    sides = {r.article[:3]: r.side for r in found.readings}
    assert sides["000"] == sides["001"] != sides["003"]


def test_the_best_period_with_its_wordings_in_five_articles(edition, texts):
    utterances = [
        q for q in edition.quotations if any("best period" in texts[w.article][w.start : w.end] for w in q.wordings)
    ]
    assert max(len({w.article for w in q.wordings}) for q in utterances) >= 4


def test_blocs_blocks_and_blockades(edition, texts):
    words = " ".join(text for d in flagged(edition, "wording") for text in said(texts, d.readings).values())
    for word in ("blocs", "blocks", "blockades"):
        assert word in words


def test_the_inserted_word_is_in_the_reason(edition):
    assert any("building new blocks" in d.reason for d in flagged(edition, "wording"))


def test_the_two_origins_of_the_organisation_are_no_conflict(edition, texts):
    for d in flagged(edition):
        years = {y for text in said(texts, d.readings).values() for y in re.findall(r"\b(?:1996|2001)\b", text)}
        assert not {"1996", "2001"} <= years


def test_nine_members_counted_or_listed_are_no_conflict(edition, texts):
    for d in flagged(edition):
        if d.kind in ("number", "membership"):
            assert not any("nine-member" in text for text in said(texts, d.readings).values())


def test_second_meeting_in_two_months_and_this_year_are_no_conflict(edition, texts):
    for d in flagged(edition):
        assert sum("second meeting" in text.lower() for text in said(texts, d.readings).values()) < 2


def test_what_the_war_is_called(edition, texts):
    words = " ".join(text for d in flagged(edition, "naming") for text in said(texts, d.readings).values())
    assert "special military operation" in words
    assert "inva" in words


def test_all_names_of_the_war_are_sides_of_one_discrepancy(edition, texts):
    told = one(flagged(edition, "naming"), texts, "special military operation", "inva", "war", "Ukrainian conflict")
    assert set(told) == {"000", "001", "002", "003", "004"}


def test_what_the_organisation_is_called(edition, texts):
    assert set(one(flagged(edition, "naming"), texts, "regional bloc", "defense club")) == {"001", "003", "004"}


def test_the_best_level_is_an_altered_wording_of_the_best_period(edition, texts):
    assert "000" in one(flagged(edition, "wording"), texts, "best level", "best period")


def test_what_xi_said_in_four_wordings(edition, texts):
    told = one(flagged(edition, "wording"), texts, "original aspiration", "initial aspiration")
    assert set(told) == {"000", "001", "002", "003", "004"}


def test_a_paraphrase_between_quotation_marks(edition, texts):
    assert {"000", "001"} <= set(one(flagged(edition, "mode"), texts, "not creating any bloc ", "we are not creating"))


def test_how_far_ukraine_was_discussed(edition, texts):
    assert set(one(flagged(edition), texts, "barely touched", "again discussed")) == {"002", "003"}


def test_a_partnership_promised_by_one_and_signed_by_both(edition, texts):
    assert set(one(flagged(edition), texts, "unlimited partnership", "no limits")) == {"003", "004"}


def test_a_view_of_two_governments_is_stated_as_a_fact(edition, texts):
    assert set(one(flagged(edition, "attribution"), texts, "is seen by Moscow", "is designed as")) == {"001", "004"}


def test_founders_told_as_two_and_as_five(edition, texts):
    told = one(flagged(edition, "membership"), texts, "by Russia and China", "leaders of Kazakhstan")
    assert set(told) == {"003", "004"}


def test_one_of_several_pillars_and_one(edition, texts):
    assert set(one(flagged(edition, "wording"), texts, "a key pillar", "one of the key pillars")) == {"000", "001"}


def test_who_did_it_alone_or_together_comes_last(edition):
    kinds = [d.kind for d in flagged(edition) if d.verdict == "variant"]
    assert kinds[-2:] == ["role", "role"]
    assert "role" not in kinds[:-2]


def test_who_speaks_together_is_not_one_of_them(edition):
    said = {w.text: w.speaker for q in edition.quotations for w in q.wordings}
    (speaker,) = [s for text, s in said.items() if "a political solution to the" in text]
    assert speaker == "Xi and Putin"


def test_members_that_add_up_are_explained(edition, texts):
    told = one(compatible(edition, "number"), texts, "nine-member", "tenth")
    assert set(told) == {"000", "001", "002", "003", "004"}


def test_second_meetings_are_explained(edition, texts):
    assert set(one(compatible(edition, "number"), texts, "second meeting")) == {"002", "004"}


def test_the_two_origins_are_explained(edition, texts):
    assert set(one(compatible(edition, "date"), texts, "1996", "2001")) == {"002", "003", "004"}


@pytest.mark.parametrize(
    "names", [("Dmitry", "Dmitrij"), ("Turkey", "Türkiye"), ("Organization", "Organisation"), ("Moscow", "Russia")]
)
def test_spellings_and_other_names_are_explained(edition, texts, names):
    assert one(compatible(edition, "naming"), texts, *names)


def test_days_of_the_summit_are_explained(edition, texts):
    assert "000" in one(compatible(edition, "date"), texts, "July 3 and 4", "on Wednesday")


def test_no_more_than_one_conflict(edition):
    assert [d.kind for d in edition.discrepancies if d.verdict == "conflict"] == ["role"]


def test_every_article_but_the_rewrite_has_something_alone(edition):
    for article in edition.articles:
        if name(article) != "000":
            assert edition.coverage.exclusives[article.id]


def test_the_brief_tells_an_utterance_once(edition):
    agreed = [b.text for b in edition.brief if not b.disputed]
    assert sum("best level" in text or "best period" in text for text in agreed) == 1


def test_the_brief_disputes_what_excludes_each_other(edition):
    disputed = [b.text for b in edition.brief if b.disputed]
    assert disputed[0].startswith("Sources differ on who called whom “old friend”.")
    assert not any("partnership" in text for text in disputed)


def test_everything_is_verified(edition, tmp_path):
    from variorum import verify

    path = tmp_path / "edition.json"
    path.write_text(edition.to_json(), encoding="utf-8")
    assert verify(path) == []

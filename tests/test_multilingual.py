"""Own-written stories in five languages each: aligned, the planted conflicts found and nothing else flagged."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from variorum.model import Article, DiscrepancyKind, Metadata, RawDocument, Verdict

ORDER = ["skerry-times", "faro", "kuestenblatt", "mayak", "beihai"]


@cache
def findings(story="ferry"):
    from variorum.encode import default_encoder
    from variorum.extract import extract
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = []
    reports = tomllib.loads((Path(__file__).parent / f"{story}.toml").read_text(encoding="utf-8"))["report"]
    for report in reports:
        known = Metadata(**{key: report[key] for key in ("id", "outlet", "language", "published")})
        article = extract(RawDocument(f"{report['id']}.txt", report["text"], "text/plain", known))
        assert isinstance(article, Article)
        articles.append(article)
    return find(articles, default_encoder(), Settings(one_story=True))


def statement_with(article, words):
    """The articles in the statement that holds a claim of `article` with these words."""
    collation = findings().collation
    place = ORDER.index(article)
    for statement in collation.statements:
        for ref in statement.claims:
            if ref.article == place and words in collation.articles[place].text_of(collation.claim(ref)):
                return {ORDER[r.article] for r in statement.claims}
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("built in Germany in 1998", 5),
        ("Norway sent two helicopters", 5),
        ("212 passengers", 5),
        ("3.5 million euros", 5),
        ("four minutes", 4),
        ("fire broke out", 3),
    ],
)
def test_statements_are_aligned_across_languages(words, least):
    assert len(statement_with("skerry-times", words)) >= least


def test_different_facts_stay_apart():
    collation = findings().collation
    for statement in collation.statements:
        texts = " ".join(collation.articles[r.article].text_of(collation.claim(r)) for r in statement.claims)
        assert not ("1998" in texts and "20" in texts.replace("2025", "").split())
        assert not ("3.5" in texts and "212" in texts)


def test_a_country_is_one_entity_in_all_languages():
    norway = [e for e in findings().collation.entities if {"Norway", "挪威"} & set(e.names)]
    assert len(norway) == 1
    assert {"Norway", "Noruega", "Norwegen", "Норвегия", "挪威"} <= set(norway[0].names)


def test_a_person_is_one_entity_in_two_scripts():
    captain = [e for e in findings().collation.entities if {"Ilse Brandt", "Ильзе Брандт"} & set(e.names)]
    assert len(captain) == 1
    assert {m.article for m in captain[0].mentions} >= {0, 1, 2, 3}


def test_a_translated_quotation_is_a_wording_and_no_conflict():
    collation = findings().collation
    said = [{r.article for r in u.wordings} for u in collation.utterances]
    assert any({0, 1, 2, 3} <= articles for articles in said)
    quoted = (DiscrepancyKind.WORDING, DiscrepancyKind.SPEAKER, DiscrepancyKind.MODE)
    assert not [d for d in findings().discrepancies if d.kind in quoted and d.verdict is not Verdict.COMPATIBLE]


def flagged(story="ferry"):
    return [d for d in findings(story).discrepancies if d.verdict is not Verdict.COMPATIBLE]


def test_the_number_of_injured_conflicts():
    found = [d for d in flagged() if d.kind is DiscrepancyKind.NUMBER]
    assert len(found) == 1
    assert {r.value for r in found[0].readings} == {"17", "23"}
    assert {r.article for r in found[0].readings if r.value == "23"} == {ORDER.index("kuestenblatt")}


def test_the_day_of_the_inquiry_conflicts():
    found = [d for d in flagged() if d.kind is DiscrepancyKind.DATE]
    assert len(found) == 1
    assert {r.value for r in found[0].readings} == {"2025-03-20", "2025-03-26"}
    assert {r.article for r in found[0].readings if r.value == "2025-03-26"} == {ORDER.index("mayak")}


def test_nothing_else_is_flagged():
    assert {d.kind for d in flagged()} <= {DiscrepancyKind.NUMBER, DiscrepancyKind.DATE}


def test_a_reports_number_in_another_form_is_no_conflict():
    reasons = " ".join(d.reason for d in flagged())
    assert "212" not in reasons
    assert "200" not in reasons


def test_another_story_told_freely():
    found = [(d.kind, {r.value for r in d.readings}) for d in flagged("dam")]
    assert (DiscrepancyKind.DATE, {"1974", "1976"}) in found
    assert (DiscrepancyKind.DATE, {"2025-06-07", "2025-06-08"}) in found
    assert len(found) == 2


def test_a_night_that_runs_into_a_day_is_no_conflict():
    reasons = " ".join(d.reason for d in flagged("dam"))
    assert "Wednesday" not in reasons


def test_a_quotation_in_four_languages_is_one_utterance():
    said = [{r.article for r in u.wordings} for u in findings("dam").collation.utterances]
    assert any({1, 2, 3, 4} <= articles for articles in said)

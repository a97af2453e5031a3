"""Candidates and their weights: what the table says, and what would fool it."""

from __future__ import annotations

from small_stories import collation

from variorum.compare.candidates import candidates
from variorum.compare.context import Story
from variorum.compare.weighing import likelihood, tables, trusted

FERRY = """The ferry Alba ran aground off Porto Lume on Monday with 210 people aboard. Divers looked at the hull.
The harbour of Porto Lume was closed until the evening. Captain Ines Moro said that fog had come up quickly."""
OTHER = """Fog surprised the ferry Alba, captain Ines Moro explained. She ran aground with 340 people aboard.
The harbour stayed closed until nightfall. Nobody was hurt. The hull is being inspected."""


def slots(*texts):
    return {c.slot for c in candidates(Story(collation(*texts)))}


def test_reports_of_a_sentence_or_two_have_no_candidates():
    assert not slots("The mill had 12 workers. It closed.", "The mill had 19 workers. It closed.")


def test_the_tables_have_a_cut_and_a_bias():
    assert 0 < tables()["cut"]["all"] < 1
    assert tables()["every"]["bias"] < 0


def test_without_evidence_nothing_is_likely():
    found = next(candidates(Story(collation(FERRY, OTHER))))
    assert likelihood(found._replace(features={}), tables()) < 0.1


def test_a_rule_is_trusted_more_where_the_sentences_seem_to_differ():
    table = tables()["rules"]
    assert all(trusted(rule, -3.0, table) < trusted(rule, 3.0, table) for rule in ("number", "role", "polarity"))


def test_a_rule_that_was_never_seen_is_trusted_like_the_usual_one():
    assert trusted("none of that name", 0.0, {"bias": 0.0, "differ": 1.0}) == 0.5

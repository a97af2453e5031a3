"""Candidates and their weights: what the table says, and what would fool it."""

from __future__ import annotations

from small_stories import collation

from variorum.compare.context import Story
from variorum.compare.weighing import is_weighed, likelihood, propose, tables, trusted
from variorum.model import Discrepancy, DiscrepancyKind, Reading, Verdict

FERRY = """The ferry Alba ran aground off Porto Lume on Monday with 210 people aboard. Divers looked at the hull.
The harbour of Porto Lume was closed until the evening. Captain Ines Moro said that fog had come up quickly."""
OTHER = """Fog surprised the ferry Alba, captain Ines Moro explained. She ran aground with 340 people aboard.
The harbour stayed closed until nightfall. Nobody was hurt. The hull is being inspected."""


def slots(*texts):
    return {c.slot for c in propose(Story(collation(*texts))).candidates}


def test_reports_of_a_sentence_or_two_have_no_candidates():
    assert not slots("The mill had 12 workers. It closed.", "The mill had 19 workers. It closed.")


def test_the_tables_have_a_cut_and_a_bias():
    assert 0 < tables()["cut"]["all"] < 1
    assert tables()["every"]["bias"] < 0


def test_without_evidence_nothing_is_likely():
    found = propose(Story(collation(FERRY, OTHER))).candidates[0]
    assert likelihood(found._replace(features={"unread": 1.0}), tables()) < 0.1


def conflict(*places):
    readings = (Reading("", article, start, end, side) for article, start, end, side in places)
    return Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "", tuple(readings), 0.8)


def test_a_rule_is_trusted_more_the_more_speaks_for_a_candidate_there():
    table = tables()["rules"]
    assert all(trusted(rule, -3.0, table) < trusted(rule, 3.0, table) for rule in ("number", "role", "polarity"))


def test_a_rule_that_was_never_seen_is_trusted_like_the_usual_one():
    assert trusted("none of that name", 0.0, {"bias": 0.0, "odds": 1.0, "none": -1.0}) == 0.5


def test_a_conflict_of_claims_is_weighed():
    here, there = FERRY.index("210"), OTHER.index("340")
    story = Story(collation(FERRY, OTHER))
    assert is_weighed(story, conflict((0, here, here + 3, 1), (1, there, there + 3, 2)))


def test_reports_of_a_sentence_or_two_are_not_weighed():
    story = Story(collation("The mill had 12 workers. It closed.", "The mill had 19 workers. It closed."))
    assert not is_weighed(story, conflict((0, 0, 20, 1), (1, 0, 20, 2)))


def test_one_clause_printed_with_another_number_is_not_weighed():
    rest = " The rudder had failed near Port Ellis, officials said. Nobody was hurt on board that day."
    clause = "A tug pulled the Linden free after {} hours"
    here, there = clause.format("six"), clause.format("nine")
    story = Story(
        collation(
            here + ", and she lay in the harbour at dusk." + rest, there + ", and in the evening all went home." + rest
        )
    )
    assert not is_weighed(story, conflict((0, 0, len(here), 1), (1, 0, len(there), 2)))
    other = "Tugs needed nine hours for the Linden"
    story = Story(
        collation(here + ", and she lay in the harbour at dusk." + rest, other + ", and all went home at dusk." + rest)
    )
    assert is_weighed(story, conflict((0, 0, len(here), 1), (1, 0, len(other), 2)))


def test_one_sentence_printed_with_another_number_is_not_weighed():
    told = "The storm tore the roofs off {} houses in Porto Lume on Monday, the mayor said. It rained. Dogs barked."
    story = Story(collation(told.format(11), told.format(16)))
    assert not is_weighed(story, conflict((0, 0, 30, 1), (1, 0, 30, 2)))

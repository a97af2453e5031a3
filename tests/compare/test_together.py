"""Sentences read together: which are read, in what order, and what that adds to the evidence."""

from __future__ import annotations

from small_stories import collation

from variorum.compare import together
from variorum.compare.context import Story
from variorum.compare.together import Reads, nearest, opposed
from variorum.compare.weighing import propose, with_reads
from variorum.encode import Together
from variorum.model import Discrepancy, DiscrepancyKind, Reading, Verdict

FERRY = """The ferry Alba ran aground off Porto Lume on Monday with 210 people aboard. Divers looked at the hull.
The harbour of Porto Lume was closed until the evening. Captain Ines Moro said that fog had come up quickly."""
OTHER = """Fog surprised the ferry Alba, captain Ines Moro explained. She ran aground with 340 people aboard.
The harbour stayed closed until nightfall. Nobody was hurt. The hull is being inspected."""


class Noting:
    """A reader that says one thing of all pairs, and keeps what it was asked."""

    name = "noting"

    def __init__(self, differ=2.0):
        self.differ = differ
        self.asked = []

    def read(self, pairs):
        self.asked += pairs
        return [Together(self.differ, -1.0, DiscrepancyKind.PLACE) for _ in pairs]


def read(story, reader):
    """What is read of a story."""
    wanted = nearest(story, *propose(story))
    Reads(story, reader).add(wanted)
    return wanted


def candidates_read(story, reader):
    found, reads = propose(story), Reads(story, reader)
    reads.add(nearest(story, *found))
    return list(with_reads(found, reads))


def test_what_looks_like_a_conflict_is_read():
    reader = Noting()
    read(Story(collation(FERRY, OTHER)), reader)
    assert any("210" in a + b and "340" in a + b for a, b in reader.asked)


def test_the_order_of_the_reports_does_not_matter():
    there, back = Noting(), Noting()
    read(Story(collation(FERRY, OTHER)), there)
    read(Story(collation(OTHER, FERRY)), back)
    assert there.asked == back.asked


def test_a_sentence_that_many_reports_print_is_read_once():
    reader = Noting()
    read(Story(collation(FERRY, OTHER, OTHER + " That was all.")), reader)
    assert len(reader.asked) == len(set(reader.asked))


def test_no_more_is_read_than_grows_with_the_articles(monkeypatch):
    monkeypatch.setattr(together, "_FOR_EACH_ARTICLE", 1)
    assert len(read(Story(collation(FERRY, OTHER)), Noting())) == 2


def test_what_was_read_is_evidence_and_what_was_not_says_so(monkeypatch):
    assert all("read differ" in c.features for c in candidates_read(Story(collation(FERRY, OTHER)), Noting()))
    monkeypatch.setattr(together, "_FOR_EACH_ARTICLE", 0)
    found = candidates_read(Story(collation(FERRY, OTHER)), Noting())
    assert found
    assert all("unread" in c.features for c in found)


def test_sentences_that_differ_are_proposed_with_the_kind_that_the_reader_names():
    found = [c for c in candidates_read(Story(collation(FERRY, OTHER)), Noting()) if c.slot == "together"]
    assert found
    assert {c.kind for c in found} == {DiscrepancyKind.PLACE}


def test_sentences_that_do_not_differ_are_not_proposed():
    found = candidates_read(Story(collation(FERRY, OTHER)), Noting(differ=-1.0))
    assert not [c for c in found if c.slot == "together"]


def test_a_proposal_leaves_out_who_tells_it():
    story = Story(collation(FERRY, OTHER))
    texts = [a.article.text for a in story.articles]
    found = [c for c in candidates_read(story, Noting()) if c.slot == "together"]
    shown = {texts[s.told.article][s.start : s.end] for c in found for s in (c.x, c.y)}
    assert not any(text.startswith("Captain Ines Moro said") for text in shown)


def differing_readings(*places):
    readings = (Reading("", article, start, end, side) for article, start, end, side in places)
    return Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "", tuple(readings), 0.8)


def test_a_discrepancy_stands_in_the_sentences_of_its_opposed_readings():
    story = Story(collation(FERRY, OTHER, OTHER + " That was all."))
    here, there = FERRY.index("210"), OTHER.index("340")
    found = differing_readings((0, here, here + 3, 1), (1, there, there + 3, 2), (2, there, there + 3, 2))
    assert opposed(story, found) == {(0, 0, 1, 1), (0, 0, 2, 1)}


def test_reports_of_a_sentence_or_two_are_not_read_to_judge_a_rule():
    story = Story(collation("The mill had 12 workers. It closed.", "The mill had 19 workers. It closed."))
    assert not opposed(story, differing_readings((0, 0, 20, 1), (1, 0, 20, 2)))


def test_one_sentence_printed_with_another_number_needs_no_reader():
    told = (
        "The storm tore the roofs off {} houses in Porto Lume on Monday night, the mayor said. It rained. Dogs barked."
    )
    story = Story(collation(told.format(11), told.format(16)))
    assert not opposed(story, differing_readings((0, 0, 30, 1), (1, 0, 30, 2)))

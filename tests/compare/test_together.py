"""Sentences read together: which are read, in what order, and what that adds to the evidence."""

from __future__ import annotations

import re

from small_stories import collation

from variorum.compare import together
from variorum.compare.context import Story
from variorum.compare.together import Reads, to_read
from variorum.compare.weighing import propose, with_reads
from variorum.encode import Together
from variorum.model import DiscrepancyKind

FERRY = """The ferry Alba ran aground off Porto Lume on Monday with 210 people aboard. Divers looked at the hull.
The harbour of Porto Lume was closed until the evening. Captain Ines Moro said that fog had come up quickly."""
OTHER = """Fog surprised the ferry Alba, captain Ines Moro explained. She ran aground with 340 people aboard.
The harbour stayed closed until nightfall. Nobody was hurt. The hull is being inspected."""


class Noting:
    """A reader that says one thing of all pairs, and keeps what it was asked."""

    name = "noting"
    languages = frozenset({"en"})

    def __init__(self, differ=2.0, kind=DiscrepancyKind.PLACE):
        self.differ = differ
        self.kind = kind
        self.asked = []

    def read(self, pairs):
        self.asked += pairs
        return [Together(self.differ, -1.0, tuple(2.0 * (k is self.kind) for k in DiscrepancyKind)) for _ in pairs]


def read(story, reader):
    """What is read of a story."""
    wanted = to_read(propose(story), reader.languages)
    Reads(reader).add(wanted)
    return wanted


def candidates_read(story, reader):
    found, reads = propose(story), Reads(reader)
    reads.add(to_read(found, reader.languages))
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
    monkeypatch.setattr(together, "_CANDIDATES_FOR_EACH", 1)
    monkeypatch.setattr(together, "_SENTENCES_FOR_EACH", 1)
    assert len(read(Story(collation(FERRY, OTHER)), Noting())) == 4


def test_a_large_story_has_no_more_than_the_most(monkeypatch):
    monkeypatch.setattr(together, "_MOST_ARTICLES", 0)
    assert not read(Story(collation(FERRY, OTHER)), Noting())


def test_what_was_read_is_evidence_and_what_was_not_says_so(monkeypatch):
    assert all("read differ" in c.features for c in candidates_read(Story(collation(FERRY, OTHER)), Noting()))
    monkeypatch.setattr(together, "_CANDIDATES_FOR_EACH", 0)
    found = [c for c in candidates_read(Story(collation(FERRY, OTHER)), Noting()) if c.slot != "together"]
    assert found
    assert all("unread" in c.features for c in found)


def test_the_reader_is_asked_for_the_two_readings():
    reader = Noting()
    read(Story(collation(FERRY, OTHER)), reader)
    in_braces = [re.findall(r"\{ (.*?) \}", a + b) for a, b in reader.asked]
    assert any(
        len(two) == 2 and {n for n in ("210", "340") if n in " ".join(two)} == {"210", "340"} for two in in_braces
    )
    assert any("{" not in a + b for a, b in reader.asked)


def test_the_kind_that_a_candidate_has_is_asked_for():
    found = candidates_read(Story(collation(FERRY, OTHER)), Noting(kind=DiscrepancyKind.NUMBER))
    numbers = [c.features["read kind"] for c in found if c.kind is DiscrepancyKind.NUMBER]
    others = [c.features["read kind"] for c in found if c.kind is not DiscrepancyKind.NUMBER]
    assert numbers
    assert all(v > 0 for v in numbers)
    assert all(v == 0 for v in others)


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


def test_the_same_words_are_no_difference_whoever_tells_them():
    here = "The port will close. “We have no choice left now,” mayor Ann Lee said. Nobody objected to it on Tuesday."
    there = "“We have no choice left now.” Nobody objected to it on Tuesday. Ships must leave before the port shuts."
    reader = Noting()
    found = candidates_read(Story(collation(here, there)), reader)
    assert any("choice" in a and "choice" in b for a, b in reader.asked)
    assert not any("Nobody" in a and "Nobody" in b for a, b in reader.asked)
    assert not [c for c in found if c.slot == "together" and "choice" in c.x.value and "choice" in c.y.value]


def test_an_altered_wording_needs_two_wordings():
    here = "The port will close. “We have no choice left now,” mayor Ann Lee said. Nobody objected to it on Tuesday."
    for told, proposed in (("“We have no choice now,” mayor Ann Lee said.", True), ("The port has no choice.", False)):
        there = f"Ships must leave before the port shuts. {told} Cranes stood still all the day."
        found = candidates_read(Story(collation(here, there)), Noting(kind=DiscrepancyKind.WORDING))
        both = [c for c in found if c.slot == "together" and "choice" in c.x.value and "choice" in c.y.value]
        assert bool(both) is proposed


def test_words_are_not_given_to_two_speakers_who_are_one():
    said = "“We have no choice left now,” {} The port will close. Nobody objected to it on Tuesday."
    for who, proposed in (("she told the crowd.", False), ("harbour master Tom Reed told the crowd.", True)):
        here, there = "Mayor Ann Lee spoke in Porto Lume. " + said.format("Lee said."), said.format(who)
        if not proposed:
            there = "Mayor Ann Lee spoke to the crowd. " + there
        found = candidates_read(Story(collation(here, there)), Noting(kind=DiscrepancyKind.SPEAKER))
        quoted = [c for c in found if c.slot == "together" and "choice" in c.x.value and "choice" in c.y.value]
        assert bool(quoted) is proposed


def test_words_without_a_speaker_are_not_given_to_another():
    here = "The port will close. “We have no choice left now,” mayor Ann Lee said. Nobody objected to it on Tuesday."
    there = "The port shuts. “We have no choice left now, and cranes stood still.” Nobody objected to it on Tuesday."
    found = candidates_read(Story(collation(here, there)), Noting(kind=DiscrepancyKind.SPEAKER))
    assert not [c for c in found if c.slot == "together" and "choice" in c.x.value]


def test_what_the_reader_does_not_know_is_not_read():
    reader = Noting()
    reader.languages = frozenset({"fr"})
    read(Story(collation(FERRY, OTHER)), reader)
    assert not reader.asked

"""What looks likely is read again, and nothing else is."""

from __future__ import annotations

import pytest
from small_stories import collation
from test_ahead import Noting
from test_weighing import FERRY, OTHER

from variorum.compare import compare
from variorum.compare.closer import read_again
from variorum.compare.context import Story
from variorum.compare.together import Reads, asked, to_read
from variorum.compare.weighing import propose, tables, weigh
from variorum.encode import Together, closer_pair_reader, default_pair_reader
from variorum.model import DiscrepancyKind


class Saying(Noting):
    """A reader that says the same of all pairs."""

    def __init__(self, odds, languages=frozenset({"en"})):
        super().__init__()
        self.odds, self.languages = odds, languages

    def read(self, pairs):
        self.asked.append(list(pairs))
        return [Together(self.odds, -self.odds, (self.odds,) * len(DiscrepancyKind)) for _ in pairs]


@pytest.fixture(scope="module")
def weighed():
    reader = default_pair_reader()
    proposed, reads = propose(Story(collation(FERRY, OTHER))), Reads(reader)
    reads.add(to_read(proposed, reader.languages))
    found = weigh(proposed, reads)
    assert any(w.likely >= tables()["closer"]["from"] for w in found)
    return found


def test_only_what_looks_likely_is_read_again(weighed):
    reader = Noting()
    read_again(weighed, reader, 2)
    likely = [w for w in weighed if w.likely >= tables()["closer"]["from"]]
    assert reader.asked == [[asked(w.candidate) for w in likely]]
    assert len(likely) < len(weighed)


@pytest.mark.parametrize(("odds", "more"), [(6.0, True), (-6.0, False)])
def test_what_is_said_of_it_makes_it_more_or_less_likely(weighed, odds, more):
    again = read_again(weighed, Saying(odds), 2)
    before = {id(w.candidate): w.likely for w in weighed}
    assert len(again) == len(weighed)
    for w in again:
        if before[id(w.candidate)] < tables()["closer"]["from"]:
            assert w.likely == before[id(w.candidate)]
        else:
            assert (w.likely > before[id(w.candidate)]) is more
    assert [w.likely for w in again] == sorted((w.likely for w in again), reverse=True)


def test_what_a_reader_has_no_language_for_stays_as_it_was(weighed):
    reader = Saying(6.0, frozenset({"sv"}))
    assert read_again(weighed, reader, 2) == weighed
    assert reader.asked == []


def test_of_many_the_likeliest_are_read(weighed):
    reader = Noting()
    many = tuple(w._replace(likely=0.3 + i / 1000) for i in range(50) for w in weighed[:1])
    read_again(tuple(sorted(many, key=lambda w: -w.likely)), reader, 2)
    assert len(reader.asked[0]) < len(many)


def test_without_anything_likely_no_network_is_loaded():
    reader = Saying(6.0)
    assert read_again((), reader, 2) == ()
    assert reader.asked == []


def test_the_reader_that_ships_tells_a_conflict_from_a_restatement():
    said, otherwise = "The ferry { had 212 people aboard } .", "It sailed with { 340 passengers and crew } aboard ."
    again = "It sailed with { 212 passengers and crew } aboard ."
    conflict, same = closer_pair_reader().read([(said, otherwise), (said, again)])
    assert conflict.differ > same.differ


def test_a_comparison_asks_the_closer_reader_it_is_given():
    reader = Saying(-8.0)
    found = compare(collation(FERRY, OTHER), closer=reader)
    assert reader.asked
    assert found == compare(collation(FERRY, OTHER), closer=Saying(-8.0))

"""A comparison that begins before the claims are aligned: nothing is read twice, and it finds the same."""

from __future__ import annotations

from dataclasses import fields

import pytest
from small_stories import collation

from variorum.compare import begin, compare
from variorum.compare.ahead import ReadingAhead
from variorum.compare.beside import EVERY
from variorum.compare.candidates import in_speech
from variorum.compare.context import Story
from variorum.encode import Together, default_pair_reader
from variorum.model import DiscrepancyKind, Ground

HERE = (
    "The river rose during the week. A baker handed soup to 40 children. "
    '"The old dam will never break again, and we can all sleep well," said Maria Jensen.'
)
THERE = (
    'The river had climbed for days. 70 children were given soup by a baker. "We can all sleep badly," a farmer said.'
)


class Noting:
    """A reader that keeps what it was asked."""

    name = "noting"
    languages = frozenset({"en"})

    def __init__(self):
        self.asked = []

    def read(self, pairs):
        self.asked.append(list(pairs))
        return [Together(float(len(a + b)), -1.0, (0.0,) * len(DiscrepancyKind)) for a, b in pairs]


def ground(of):
    """What the claims of a collation are aligned on."""
    return Ground(**{field.name: getattr(of, field.name) for field in fields(Ground)})


def test_what_was_begun_is_not_read_again_and_the_rest_is_read():
    reader = Noting()
    ahead = ReadingAhead(reader)
    ahead.begin([("a", "b"), ("c", "d"), ("a", "b")])
    ahead.begin([("c", "d")])
    assert [t.differ for t in ahead.read([("c", "d"), ("ee", "f"), ("a", "b")])] == [2.0, 3.0, 2.0]
    assert reader.asked == [[("a", "b"), ("c", "d")], [("ee", "f")]]


def test_an_error_of_the_reader_is_not_lost():
    class Failing(Noting):
        def read(self, pairs):
            raise ValueError("nothing can be read")

    with pytest.raises(ValueError, match="nothing can be read"):
        ReadingAhead(Failing()).read([("a", "b")])


def test_a_comparison_begun_before_alignment_finds_the_same():
    story = collation(HERE, THERE)
    begun = begin(ground(story), default_pair_reader())
    assert begun is not None
    assert compare(story, begun=begun) == compare(story)


def test_what_is_quoted_is_looked_at_once_it_is_aligned():
    story, reader = collation(HERE, THERE), Noting()
    begun = begin(ground(story), reader)
    assert begun is not None
    with pytest.raises(RuntimeError, match="not aligned"):
        list(in_speech(begun.story))
    compare(story, begun=begun)
    assert list(in_speech(Story(story)))
    sentences, candidates, quoted = reader.asked
    assert not any("{" in text for pair in sentences for text in pair)
    assert all("{" in text for pair in (*candidates, *quoted) for text in pair)
    assert not set(candidates) & set(quoted)


def test_a_large_story_is_begun_when_its_claims_are_aligned():
    few = ground(collation(HERE, THERE))
    many = Ground(few.articles * EVERY, few.entities, few.entity_of, few.claim_refs, few.vectors)
    assert begin(many, Noting()) is None

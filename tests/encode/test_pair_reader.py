"""Two sentences read together: what is said of them, and what it must not depend on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.pool import Annotators
from variorum.encode import ReaderAside, default_pair_reader
from variorum.model import DiscrepancyKind

SAID = "The ferry had 212 people aboard when it left Sundal on Monday night, the operator said."
OTHERWISE = "According to the harbour master, 340 passengers and crew were on the ferry as it departed on Monday."
AGAIN = "On Monday night the ferry sailed from Sundal with 212 passengers and crew, according to the operator."
BESIDE = "A choir from Sundal sang on the quay while relatives waited for news."


def read(*pairs):
    return default_pair_reader().read(pairs)


def test_a_contradiction_differs_more_than_a_restatement_and_than_another_matter():
    against, again, beside = read((SAID, OTHERWISE), (SAID, AGAIN), (SAID, BESIDE))
    assert against.differ > again.differ
    assert against.differ > beside.differ


def test_a_restatement_is_the_same_more_than_the_others_are():
    against, again, beside = read((SAID, OTHERWISE), (SAID, AGAIN), (SAID, BESIDE))
    assert again.same > max(against.same, beside.same)


def test_the_likeliest_kind_of_another_number_is_number():
    assert read((SAID, OTHERWISE))[0].kind is DiscrepancyKind.NUMBER


def test_what_is_said_of_a_pair_does_not_depend_on_those_beside_it():
    pairs = [(SAID, OTHERWISE), (SAID, AGAIN), (SAID, BESIDE)]
    assert read(*pairs) == [read(pair)[0] for pair in pairs] == read(*reversed(pairs))[::-1]


def test_nothing_to_read_gives_nothing():
    assert read() == []


@pytest.mark.parametrize("text", ["", " ", "\ud800", "word " * 5000, "\u0301\u200d", "混合 текст עברית"])
def test_odd_texts_are_read_like_others(text):
    (found,) = read((text, SAID))
    assert isinstance(found.kind, DiscrepancyKind)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_spaces_do_not_matter(one, other):
    assert read((one, other)) == read((f"  {one}\n", f"{other}\t "))


def test_another_process_says_the_same():
    pairs = [(SAID, OTHERWISE), (SAID, AGAIN), (SAID, BESIDE)]
    with Annotators(2) as annotators:
        reader = ReaderAside(annotators.begin)
        reader.load()
        assert annotators.workers == 1
        assert reader.read(pairs) == reader.read(pairs) == read(*pairs)
        assert annotators.workers == 2
        assert reader.read([]) == []


@pytest.mark.parametrize("loaded", [True, False])
def test_where_no_process_is_free_this_one_reads(loaded):
    reader = ReaderAside(lambda work, argument: None)
    if loaded:
        reader.load()
    assert reader.read([(SAID, AGAIN)]) == read((SAID, AGAIN))


def test_a_reader_is_known_by_the_name_and_languages_of_the_one_that_reads():
    reader = ReaderAside(lambda work, argument: None)
    assert (reader.name, reader.languages) == (default_pair_reader().name, default_pair_reader().languages)

"""Utterances joined by what is claimed in them."""

from __future__ import annotations

from small_stories import collation, found

from variorum.model import DiscrepancyKind

PLAIN = (
    "“In view of the difficult state of the world economy, our two countries should preserve the friendship "
    "of their peoples for generations to come,” President Anna Berg said."
)
FREE = (
    "“With the world economy in so hard a situation, our countries must keep up the friendship of our peoples "
    "for many generations,” President Anna Berg told reporters."
)


def of(story, article):
    return {i for i, u in enumerate(story.utterances) if any(r.article == article for r in u.wordings)}


def test_two_translations_of_one_sentence():
    story = collation(PLAIN, FREE)
    assert of(story, 0) & of(story, 1)


def test_other_words_of_the_same_speaker():
    other = "“With the harbour closed, fishermen must look for other markets,” President Anna Berg told reporters."
    story = collation(PLAIN, other)
    assert not of(story, 0) & of(story, 1)


def test_a_free_version_is_a_side_beside_the_others():
    near = PLAIN.replace("difficult", "complicated").replace("preserve", "maintain")
    wording = [d for d in found(PLAIN, near, FREE) if d.kind is DiscrepancyKind.WORDING]
    assert len(wording) <= 1
    assert all({r.article for r in d.readings} >= {0, 1} for d in wording)


def test_a_paraphrase_of_the_same_speaker_is_a_wording_too():
    told = "President Anna Berg said the two countries should preserve the friendship of their peoples for generations."
    story = collation(PLAIN, told)
    assert of(story, 0) & of(story, 1)


def test_a_statement_of_two_speakers_joins_no_utterances():
    told = "Minister Olav Lund said the two countries should preserve the friendship of their peoples for generations."
    story = collation(PLAIN, told)
    assert not any({r.article for r in u.wordings} == {0, 1} and len(u.wordings) > 2 for u in story.utterances)

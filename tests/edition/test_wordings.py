"""Wordings as they are shown."""

from __future__ import annotations

import pytest

from variorum.edition.data import Quotation, Wording
from variorum.edition.wordings import given_to_another, trimmed
from variorum.model import Mode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will not sell,", "We will not sell"),
        ('whom Brandt called "the last honest man', 'whom Brandt called "the last honest man"'),
        ('"the last honest man', "the last honest man"),
        ("they were “at the end of the road", "they were “at the end of the road”"),
        ("a time of trouble”", "a time of trouble"),
        ('a "hard" and a "long" winter', 'a "hard" and a "long" winter'),
        ("he called it „eine Schande“", "he called it „eine Schande“"),
        ("the miners' strike", "the miners' strike"),
        ("", ""),
        ('"', ""),
    ],
)
def test_no_mark_stands_alone(text, expected):
    assert trimmed(text) == expected


@pytest.mark.parametrize(
    ("speaker", "told", "another"),
    [
        ("a Norholm council statement", "the Norholm council", False),
        ("the council", "Council", False),
        (None, "the council", False),
        ("Ida Lund", "Karl Oduya", True),
        # Words of an office are no ways to speak.
        ("the deputy mayor", "the mayor", True),
        ("the council", None, True),
    ],
)
def test_whom_a_wording_is_given_to(speaker, told, another):
    wording = Wording("a", 0, 4, "Hold", Mode.INDIRECT, speaker)
    assert given_to_another(wording, Quotation("q1", told)) is another

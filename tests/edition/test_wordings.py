"""Wordings as they are shown."""

from __future__ import annotations

import pytest

from variorum.edition.wordings import trimmed


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

"""How people are told which article is meant."""

from __future__ import annotations

import pytest

from variorum.model import article_name, letters, names_in_story


@pytest.mark.parametrize(
    ("outlet", "identifier", "name"),
    [
        ("The Tide", "a1", "The Tide"),
        ("", "radio-delta", "Report radio-delta"),
        ("", "007_0f3a9bb2c4d1e6f7", "Report 007"),
        ("", "0f3a9bb2c4d1e6f7", "Report 0f3a9bb2c4d1e6f7"),
        ("", "page_0f3a9bb2c4d1e6f7", "Report page_0f3a9bb2c4d1e6f7"),
        ("", "report-3", "report-3"),
        ("", "accede-facade", "Report accede-facade"),
        ("", "007_0f3a9bb2c4d1e6f7-558b39c1", "Report 007"),
        ("", "58-0-9405f8b6", "Report 58-0 (9405)"),
        ("", "58-0-1a21f6f8", "Report 58-0 (1a21)"),
        ("", "page_0f3a9bb2c4d1e6f7-558b39c1", "Report page_0f3a9bb2c4d1e6f7"),
        ("", "report-20240703", "report-20240703"),
        ("", "no-accedefa", "Report no-accedefa"),
        ("", "558b39c1", "Report 558b39c1"),
    ],
)
def test_outlet_or_short_identifier(outlet, identifier, name):
    assert article_name(outlet, identifier) == name


def test_letters():
    assert [letters(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("outlets", "names"),
    [
        (["The Tide", "Anchor"], ("The Tide", "Anchor")),
        (["The Tide", "", ""], ("The Tide", "Report B", "Report C")),
        # Two reports of one outlet may speak against each other.
        (["The Tide", "Anchor", "The Tide"], ("The Tide (A)", "Anchor", "The Tide (C)")),
        # An outlet that is called what another goes by.
        (["Report B", ""], ("Report B (A)", "Report B (B)")),
    ],
)
def test_names_inside_a_story(outlets, names):
    assert names_in_story(outlets) == names

"""How people are told which article is meant."""

from __future__ import annotations

import pytest

from variorum.model import article_name


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
    ],
)
def test_outlet_or_short_identifier(outlet, identifier, name):
    assert article_name(outlet, identifier) == name

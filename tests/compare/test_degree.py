"""What one report plays down and another tells plainly."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import Verdict


def played_down(*texts):
    return [d for d in found(*texts) if "plays down" in d.reason]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "The two ministers barely mentioned the Torvik dam, a spokesman said.",
            "The two ministers again mentioned the Torvik dam at length, according to a spokesman.",
        ),
        ("The storm hardly damaged the harbour of Bergen.", "The storm damaged the harbour of Bergen on Monday."),
    ],
)
def test_played_down(texts):
    (told,) = played_down(*texts)
    assert told.verdict is Verdict.VARIANT
    assert {r.side for r in told.readings} == {1, 2}


@pytest.mark.parametrize(
    "texts",
    [
        # An amount.
        ("Barely ten boats left the harbour of Bergen.", "Ten boats left the harbour of Bergen."),
        # Something else.
        ("The storm hardly damaged the harbour of Bergen.", "The storm damaged the school of Bergen."),
        # Others.
        ("Anna Berg barely mentioned the dam on Monday.", "Paul Roth mentioned the dam on Monday."),
        # Both.
        ("The storm hardly damaged the harbour.", "The storm barely damaged the harbour."),
        # Not done at all is told by another rule.
        ("They barely spoke about the dam.", "They did not speak about the dam."),
    ],
)
def test_not_played_down(texts):
    assert not played_down(*texts)

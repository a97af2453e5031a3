"""What one party did or said alone here, and both of them there."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict


def parties(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.ROLE and "alone" in d.reason]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Shortly before the war Norway pledged a lasting defence partnership to Iceland.",
            "Norway and Iceland had signed a lasting defence partnership shortly before the war.",
        ),
        (
            "Anna Berg praised the ferry treaty after a meeting with Paul Roth in Oslo.",
            "Anna Berg met Paul Roth in Oslo. Both leaders praised the ferry treaty after their meeting.",
        ),
    ],
)
def test_one_party_here_and_both_there(texts):
    (told,) = parties(*texts)
    assert told.verdict is Verdict.VARIANT
    assert len({r.side for r in told.readings}) == 2


@pytest.mark.parametrize(
    "texts",
    [
        # What is done together anyway.
        ("Anna Berg discussed the treaty with Paul Roth.", "Anna Berg and Paul Roth discussed the treaty."),
        # Two names without "both".
        ("Anna Berg praised the treaty. Paul Roth left.", "Anna Berg and Paul Roth praised the treaty."),
        # The first report gives the words to the other, too.
        (
            "Anna Berg praised the ferry treaty. Paul Roth hailed the ferry treaty, too.",
            "Anna Berg met Paul Roth in Oslo. Both leaders praised the ferry treaty.",
        ),
        # Other parties.
        ("Malta pledged a lasting defence partnership.", "Norway and Iceland signed a lasting defence partnership."),
        # Another object.
        ("Norway pledged a loan to Iceland.", "Norway and Iceland signed a defence partnership."),
    ],
)
def test_no_difference_of_parties(texts):
    assert not parties(*texts)

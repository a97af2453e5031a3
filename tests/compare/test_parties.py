"""What one party did or said alone here, and both of them there."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.compare import in_order
from variorum.model import Discrepancy, DiscrepancyKind, Verdict


def parties(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.ROLE and d.verdict is Verdict.VARIANT]


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
    assert told.may_be_silence
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


def test_the_reason_tells_who_does_what():
    (bound,) = parties(
        "Shortly before the war Norway pledged a lasting defence partnership to Iceland.",
        "Norway and Iceland had signed a lasting defence partnership shortly before the war.",
    )
    assert "one side binds itself: Norway (“pledged”)" in bound.reason
    assert "both do: Norway and Iceland (“signed”)" in bound.reason
    (told,) = parties(
        "Anna Berg praised the ferry treaty after a meeting with Paul Roth in Oslo.",
        "Anna Berg met Paul Roth in Oslo. Both leaders praised the ferry treaty after their meeting.",
    )
    assert "may leave the other out" in told.reason


def test_what_may_be_silence_is_the_last_of_the_variants():
    told = [
        Discrepancy(kind, verdict, kind.value, (), weight)
        for kind, verdict, weight in (
            (DiscrepancyKind.ROLE, Verdict.VARIANT, 0.9),
            (DiscrepancyKind.NAMING, Verdict.VARIANT, 0.6),
            (DiscrepancyKind.ROLE, Verdict.CONFLICT, 0.5),
            (DiscrepancyKind.NUMBER, Verdict.COMPATIBLE, 0.9),
        )
    ]
    assert [(d.kind, d.verdict) for d in in_order(told)] == [
        (DiscrepancyKind.ROLE, Verdict.CONFLICT),
        (DiscrepancyKind.NAMING, Verdict.VARIANT),
        (DiscrepancyKind.ROLE, Verdict.VARIANT),
        (DiscrepancyKind.NUMBER, Verdict.COMPATIBLE),
    ]

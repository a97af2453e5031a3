"""Days written in two ways where a report has no date of its own."""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare import compare
from variorum.model import DiscrepancyKind, Verdict

UNDATED = "The ministers of Norway opened the ferry harbour of Bergen on Wednesday."


def days(*texts, published):
    return [d for d in compare(collation(*texts, published=published)) if d.kind is DiscrepancyKind.DATE]


@pytest.mark.parametrize(
    "other",
    [
        "Norway's ministers opened the ferry harbour of Bergen on March 5.",
        "Norway's ministers opened the ferry harbour of Bergen on 5 March 2025.",
    ],
)
def test_a_weekday_in_a_report_without_a_date(other):
    (told,) = days(UNDATED, other, published=("", "2025-03-06T12:00:00Z"))
    assert told.verdict is Verdict.COMPATIBLE
    assert "2025-03-05" in told.reason


@pytest.mark.parametrize(
    ("other", "published"),
    [
        # Another day.
        ("Norway's ministers opened the ferry harbour of Bergen on March 4.", "2025-03-06T12:00:00Z"),
        # Another event.
        ("A storm hit Iceland on March 5.", "2025-03-06T12:00:00Z"),
        # No report with a date.
        ("Norway's ministers opened the ferry harbour of Bergen on March 5.", ""),
    ],
)
def test_days_that_are_not_told_as_one(other, published):
    assert not days(UNDATED, other, published=("", published))

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


SHOW = "The company plays The Palace in the theatre of Bergen at {}."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("4 p.m.", "4 p.m.", 0),
        ("4PM", "about 4 p.m. local time", 0),
        ("4 p.m. on 8 March", "4 p.m. on 12 March", 1),
    ],
)
def test_a_time_of_day_names_no_day(one, other, found):
    told = days(SHOW.format(one), SHOW.format(other), published=("2025-03-06", "2025-03-11"))
    assert len([d for d in told if d.verdict is Verdict.CONFLICT]) == found


@pytest.mark.parametrize(
    ("words", "clock"),
    [("4PM", True), ("10.30 pm", True), ("about 4 p.m. local time", True), ("16:00 GMT", True), ("4 o'clock", True),
     ("Monday 4PM", False), ("4 p.m. on 8 March", False), ("2025-03-08", False), ("08/03", False), ("2025", False),
     ("noon", False)],
)  # fmt: skip
def test_what_is_a_time_of_day_alone(words, clock):
    from variorum.compare.rules.date import _is_clock

    assert _is_clock(words) is clock


def test_a_bare_day_is_told_with_its_month():
    told = days(
        "The ministers of Norway open the ferry harbour of Bergen on Thursday.",
        "The ministers of Norway open the ferry harbour of Bergen on March 5 and 6.",
        published=("2025-03-05T12:00:00Z", ""),
    )
    assert any("“March 5 and 6”" in d.reason for d in told)
    assert not any("“6”" in d.reason for d in told)

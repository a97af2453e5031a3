"""A body founded by fewer here than there."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict


def founders(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.MEMBERSHIP and "founded" in d.reason]


TWO = "The Alpine Rail Union was founded in 1998 by Austria and Italy."


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (
            "The Alpine Rail Union was founded in 1998 by Austria, Italy, France and Germany.",
            "France and Germany founded it.",
        ),
        ("The Alpine Rail Union, founded by Austria, Italy and France, runs night trains.", "also France founded it."),
        ("In 1998 Austria, Italy and France founded the Alpine Rail Union.", "also France founded it."),
        (
            "The Alpine Rail Union has its roots in a meeting of 1991 between the ministers of Austria, Germany, Italy "
            "and France.",
            "Germany and France began what it grew out of.",
        ),
    ],
)
def test_fewer_founders_here_than_there(other, told):
    (difference,) = founders(TWO, other)
    assert difference.verdict is Verdict.VARIANT
    assert "founded by Austria and Italy alone" in difference.reason
    assert told in difference.reason
    assert not founders(other, other)


@pytest.mark.parametrize(
    "texts",
    [
        # Some of several.
        (
            "The Alpine Rail Union was founded in 1998 by Austria and Italy, among others.",
            "The Alpine Rail Union was founded in 1998 by Austria, Italy and France.",
        ),
        # Another body.
        (TWO, "The Baltic Ferry Union was founded in 1998 by Austria, Italy and France."),
        # Members are no founders.
        (TWO, "The Alpine Rail Union has four members: Austria, Italy, France and Germany."),
        # The first report tells of the others, too.
        (
            f"{TWO} The Alpine Rail Union has its roots in a meeting between Austria, Italy and France.",
            "The Alpine Rail Union was founded in 1998 by Austria, Italy and France.",
        ),
        # Where what has roots is at work.
        (
            TWO,
            "The Alpine Rail Union, with roots in a club of 1991, runs trains in Austria, Italy, France and Germany.",
        ),
        # What is launched or begins in it.
        (
            "At the Alpine Rail Union, Austria and Italy launched a fund.",
            "At the Alpine Rail Union, Austria, Italy and France launched a fund.",
        ),
        (TWO, "In the Alpine Rail Union talks began between Austria, Italy, France and Germany."),
        # Who opened it is not who founded it.
        (TWO, "In 1998 Austria, Italy and France welcomed the Alpine Rail Union."),
        # Somebody's own words.
        (TWO, "“The Alpine Rail Union was founded by Austria, Italy and France,” Anna Berg said."),
    ],
)
def test_no_difference_of_founders(texts):
    assert not founders(*texts)

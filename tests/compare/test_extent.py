"""One thing said of the world here and of a part of it there."""

from __future__ import annotations

import pytest
from small_stories import found

A = "The Orduk Pact is seen by its members as a means to limit the influence of the big banks in international trade."
B = "Its members see the Orduk Pact as a means to limit the influence of the big banks in the region."
TAIL = " The members met in Kessel on Tuesday."


def scopes(*texts):
    return [d for d in found(*texts) if d.kind.value == "scope"]


def test_the_world_here_and_the_region_there():
    (discrepancy,) = scopes(A + TAIL, B + TAIL)
    assert discrepancy.verdict.value == "variant"
    assert "“in international trade”" in discrepancy.reason
    assert "“in the region”" in discrepancy.reason


@pytest.mark.parametrize(
    "other",
    [
        B.replace("in the region", "in the region and in the world"),
        B.replace("in the region", "in world trade"),
        B.replace("of the big banks in the region", "of the big regional banks"),
        "An official said the Orduk Pact had its seat in the region.",
    ],
)
def test_no_other_extent(other):
    assert not scopes(A + TAIL, other + TAIL)

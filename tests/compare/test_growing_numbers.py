"""A toll goes up as a story goes on: only publication times tell that it did."""

import pytest
from small_stories import collation

from variorum.compare import compare

EARLY, LATE = "2025-03-05T06:00:00Z", "2025-03-05T18:00:00Z"
TWELVE = "The flood in Orlin killed 12 people, the rescue service said. The bridge is closed."
NINETEEN = "The flood in Orlin killed 19 people, the rescue service said. The road is closed."


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ((EARLY, LATE), "compatible"),
        ((LATE, EARLY), "conflict"),
        ((EARLY, EARLY), "conflict"),
        (("", LATE), "conflict"),
        (("", ""), "conflict"),
    ],
)
def test_a_toll_has_grown_only_between_two_known_times(published, verdict):
    (told,) = compare(collation(TWELVE, NINETEEN, published=published))
    assert (told.kind.value, told.verdict.value) == ("number", verdict)

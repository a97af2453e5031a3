"""What kind of body a body is said to be."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict


def introduced(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.NAMING and "what" in d.reason]


PLAIN = (
    "The Northern Trade Council met in Oslo on Monday. The Northern Trade Council is an organisation of nine states."
)


@pytest.mark.parametrize(
    "other",
    [
        "Ministers of the Northern Trade Council, a Russian-led bloc, met in Oslo on Monday.",
        "The Northern Trade Council met in Oslo on Monday. The eastern security club was founded in 1990.",
    ],
)
def test_a_body_is_belittled_or_suspected(other):
    (told,) = introduced(PLAIN, other)
    assert told.verdict is Verdict.VARIANT
    assert "“organisation” (A)" in told.reason


@pytest.mark.parametrize(
    "texts",
    [
        # Two plain nouns.
        (PLAIN, "Ministers of the Northern Trade Council, a group of nine states, met in Oslo on Monday."),
        # A report that has the other's noun, too.
        (
            PLAIN,
            "Ministers of the Northern Trade Council, a Russian-led bloc, met in Oslo on Monday. "
            "The Northern Trade Council is an organisation of nine states.",
        ),
        # A noun of its own name.
        (
            "The Northern Rowing Club met in Oslo. The Northern Rowing Club is an association of rowers.",
            "Members of the Northern Rowing Club, a club of rowers, met in Oslo.",
        ),
        # Another body.
        (PLAIN, "The Northern Trade Council met in Oslo. The Eastern Union, a bloc of two states, left."),
        # One of two bodies: which is not told.
        (PLAIN, "The Northern Trade Council met the Eastern Union in Oslo. The bloc was founded in 1990."),
        # Somebody's words.
        (PLAIN, "“The Northern Trade Council is a bloc,” Anna Berg said in Oslo on Monday."),
    ],
)
def test_no_difference_of_words_for_a_body(texts):
    assert not introduced(*texts)

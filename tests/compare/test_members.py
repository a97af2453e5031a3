"""Members counted, listed and yet to join: numbers that add up are compatible, and told once."""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare import compare
from variorum.model import DiscrepancyKind, Verdict

COUNTED = "The five-member North Sea Council meets in Bergen on Friday."
LISTED = "The North Sea Council, founded in 1988, includes Norway, Denmark, Belgium, Germany and Iceland."
NEXT = "Ireland is expected to join the North Sea Council as its sixth member on Friday."


def members(*texts):
    return [d for d in compare(collation(*texts)) if d.kind in (DiscrepancyKind.NUMBER, DiscrepancyKind.MEMBERSHIP)]


@pytest.mark.parametrize("texts", [(COUNTED, LISTED), (COUNTED, LISTED, NEXT), (NEXT, LISTED)])
def test_numbers_that_add_up(texts):
    (told,) = members(*texts)
    assert told.verdict is Verdict.COMPATIBLE
    assert {r.article for r in told.readings} == set(range(len(texts)))
    assert "5" in told.reason


def test_a_sum_of_groups_and_names():
    one = "Alongside Norway and Germany, two island states, Denmark, Malta and Fiji are members of the Sea Council."
    two = "The seven-member Sea Council meets in Bergen on Friday."
    (told,) = members(one, two)
    assert told.verdict is Verdict.COMPATIBLE
    assert "2 + 3 + 2 = 7" in told.reason


@pytest.mark.parametrize(
    "texts",
    [
        # Some of them only.
        (COUNTED, "The North Sea Council has members such as Norway, Denmark and Iceland."),
        # Groups of no number.
        (COUNTED, "The North Sea Council includes Baltic nations, Norway, Denmark, Belgium and Iceland."),
        # Another body.
        (COUNTED, "The Alpine Union includes Austria, Italy, France, Slovenia and Switzerland."),
        # No member's ordinal.
        (LISTED, "The North Sea Council meets for the sixth time in Bergen."),
    ],
)
def test_what_does_not_add_up_is_not_told(texts):
    assert not members(*texts)


def test_one_name_with_and_without_its_space_is_one_member():
    one = "In July, the port of Varn awarded contracts for three dredgers to Tidewater, Holm Works and Orvik Star."
    two = "In July, the port of Varn awarded contracts for three dredgers to Tidewater, Holm Works and OrvikStar."
    other = two.replace("OrvikStar", "Sealand")
    kinds = [[d.kind for d in members(one, told) if d.verdict is Verdict.CONFLICT] for told in (two, other)]
    assert kinds == [[], [DiscrepancyKind.MEMBERSHIP]]

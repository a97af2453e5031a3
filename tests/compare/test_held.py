"""Somebody's view here that is told there as what the thing is."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict


def held(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.ATTRIBUTION]


STATED = "The ferry treaty is designed as a weapon against the shipping firms of Iceland."


@pytest.mark.parametrize(
    "view",
    [
        "The ferry treaty is seen by Norway as a weapon against the shipping firms of Iceland.",
        "Norway regards the ferry treaty as a tool against the shipping firms of Iceland.",
        "The ferry treaty, which Norway considers a weapon against the shipping firms of Iceland, was signed in May.",
    ],
)
def test_a_view_told_as_a_fact(view):
    (told,) = held(view, STATED)
    assert told.verdict is Verdict.VARIANT
    assert told.reason == "B states in its own voice what in A is the view of Norway."


@pytest.mark.parametrize(
    "texts",
    [
        # A view of nobody in particular.
        ("The ferry treaty is widely seen as a weapon against the shipping firms of Iceland.", STATED),
        # The other report names the holder, too.
        (
            "The ferry treaty is seen by Norway as a weapon against the shipping firms of Iceland.",
            f"{STATED} Norway regards the ferry treaty as a weapon against the shipping firms of Iceland.",
        ),
        # Somebody else's words there, too.
        (
            "The ferry treaty is seen by Norway as a weapon against the shipping firms of Iceland.",
            "“The ferry treaty is a weapon against the shipping firms of Iceland,” Anna Berg said.",
        ),
        # Denied there: that is for other rules.
        (
            "The ferry treaty is seen by Norway as a weapon against the shipping firms of Iceland.",
            "The ferry treaty is not designed as a weapon against the shipping firms of Iceland.",
        ),
        # Another thing, and another view of it.
        ("The winter fleet is seen by Norway as a gift to the shipping firms of Iceland.", STATED),
        ("The ferry treaty is seen by Norway as a gift to the harbour towns of Iceland.", STATED),
        # What somebody saw with his eyes.
        ("Anna Berg saw the ferry hit the quay of Pell.", "The ferry was the one that hit the quay of Pell."),
    ],
)
def test_no_view_told_as_a_fact(texts):
    assert not held(*texts)

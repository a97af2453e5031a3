"""Ordinals over different spans and two kinds of origin: compatible, with the reason."""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare import compare
from variorum.model import DiscrepancyKind, Verdict


def of_kind(kind, *texts):
    return [d for d in compare(collation(*texts)) if d.kind is kind]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "It was the third strike of nurses in Oslo in five weeks, the Norwegian union said.",
            "Nurses in Oslo began their second strike this year, the Norwegian union said.",
        ),
        (
            "It is the second visit of Anna Berg to Malta in less than a month.",
            "Anna Berg arrived in Malta on her second visit this spring.",
        ),
    ],
)
def test_ordinals_over_different_spans(texts):
    (told,) = of_kind(DiscrepancyKind.NUMBER, *texts)
    assert told.verdict is Verdict.COMPATIBLE
    assert {r.article for r in told.readings} == {0, 1}


@pytest.mark.parametrize(
    "texts",
    [
        # No span.
        ("It is the second visit of Anna Berg to Malta.", "Anna Berg is in Malta on her second visit this spring."),
        # Others.
        (
            "It is the second visit of Anna Berg to Malta in a month.",
            "It is the second visit of Paul Roth to Cyprus this spring.",
        ),
        # Another noun.
        (
            "It is the second visit of Anna Berg to Malta in a month.",
            "Anna Berg won her second medal this spring, beating all of Malta.",
        ),
    ],
)
def test_other_ordinals(texts):
    assert not of_kind(DiscrepancyKind.NUMBER, *texts)


def test_a_foundation_and_its_forerunner():
    texts = (
        "The Alpine Rail Union, founded in 1998, has its seat in Chur.",
        "The Alpine Rail Union has its roots in a conference of engineers in 1991.",
        "Founded in 1998 by four countries, the Alpine Rail Union runs night trains.",
    )
    (told,) = of_kind(DiscrepancyKind.DATE, *texts)
    assert told.verdict is Verdict.COMPATIBLE
    assert {r.article: r.value for r in told.readings} == {0: "1998", 1: "1991", 2: "1998"}


@pytest.mark.parametrize(
    "texts",
    [
        ("The Alpine Rail Union was founded in 1998.", "The Alpine Rail Union has its roots in a club of engineers."),
        ("The Alpine Rail Union was founded in 1998.", "The Baltic Ferry Union has its roots in a club of 1991."),
        ("The Alpine Rail Union was founded in 1998.", "The Alpine Rail Union has its roots in a merger of 2004."),
    ],
)
def test_no_two_kinds_of_origin(texts):
    assert not of_kind(DiscrepancyKind.DATE, *texts)

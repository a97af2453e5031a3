"""Names that look different and name the same: compatible, with the reason."""

from __future__ import annotations

import pytest
from small_stories import collation

from variorum.compare import compare
from variorum.compare.rules.spelling import respelt
from variorum.model import DiscrepancyKind, Verdict


def spelt(*texts):
    return [d for d in compare(collation(*texts)) if d.kind is DiscrepancyKind.NAMING]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sergei Ivanov", "Sergej Ivanov"),
        ("Yuliya Morozova", "Julia Morozova"),
        ("World Labour Organisation", "World Labor Organization"),
    ],
)
def test_one_name_in_two_spellings(a, b):
    assert respelt(a, b)
    assert respelt(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ivanov", "Sergei Ivanov"),
        ("Sergei Ivanov", "SERGEI IVANOV"),
        ("WLO", "World Labour Organisation"),
        ("Ana", "Anna"),
        ("Sergei Ivanov", "Sergei Petrov"),
    ],
)
def test_other_forms_are_no_spellings(a, b):
    assert not respelt(a, b)


def test_a_person_under_two_spellings_is_told_once():
    texts = (
        "Minister Sergei Ivanov opened the bridge. Sergei Ivanov then left.",
        "The bridge was opened by Sergej Ivanov.",
        "Sergei Ivanov cut the ribbon of the bridge.",
    )
    (told,) = spelt(*texts)
    assert told.verdict is Verdict.COMPATIBLE
    assert [r.article for r in told.readings] == [0, 1, 2]
    assert told.readings[0].side == told.readings[2].side != told.readings[1].side


def test_two_names_of_a_country():
    (told,) = spelt("The minister flew to Burma on Monday.", "The minister flew to Myanmar on Monday.")
    assert told.verdict is Verdict.COMPATIBLE


def test_a_capital_stands_for_its_government_in_like_claims():
    texts = ("Norway has rejected the fishing treaty.", "Oslo has rejected the fishing treaty.")
    (told,) = spelt(*texts)
    assert told.verdict is Verdict.COMPATIBLE
    assert {r.value for r in told.readings} == {"Norway", "Oslo"}


def test_a_capital_as_a_place_stands_for_nothing():
    assert not spelt("The ministers met in Oslo on Friday.", "The ministers met in Norway on Friday.")


def test_reports_that_all_use_both_names():
    assert not spelt("He flew to Burma. Myanmar is poor.", "Burma is poor. He flew to Myanmar.")

"""Differences told by other means in each report, and what would fool the same means."""

from __future__ import annotations

import pytest
from small_stories import kinds

DIFFERENT = [
    (
        "attribution",
        "The brewery poured caustic soda into the millstream.",
        "The brewery poured caustic soda into the millstream, an angling club alleges; the brewery calls that a fable.",
    ),
    (
        "attribution",
        "The driver of the snow plough had been asleep.",
        "The driver of the snow plough had been asleep, the insurer maintains; he swears he was not.",
    ),
    (
        "speaker",
        '"We saw the mast come down in the first gust," the harbour pilot said.',
        '"We saw the mast come down in the first gust," a nurse told reporters.',
    ),
    (
        "mode",
        "If the bank agrees, the old mill can be saved, the owner said.",
        "The old mill can be saved, the owner said.",
    ),
    (
        "mode",
        '"How could such a ladder be approved for the orchard?" the picker asked.',
        "The picker said that such a ladder should not have been approved for the orchard.",
    ),
]

ALIKE = [
    # A party's word that nobody contests.
    (
        "The brewery poured caustic soda into the millstream.",
        "The brewery poured caustic soda into the millstream, the fishery board said; its report runs to nine pages.",
    ),
    # One person by name and by office; words for people that fit anybody; one who speaks for another.
    (
        '"We saw the mast come down in the first gust," the harbour pilot said.',
        '"We saw the mast come down in the first gust," said an official.',
    ),
    (
        '"We saw the mast come down in the first gust," the doctor said.',
        '"We saw the mast come down in the first gust," said the physician on board.',
    ),
    (
        "If the bank agrees, the old mill can be saved, the owner said.",
        "Provided that the bank agrees, the old mill can be saved, the owner said.",
    ),
    (
        '"How could such a ladder be approved for the orchard?" the picker asked.',
        "The picker asked how such a ladder could be approved for the orchard.",
    ),
]


@pytest.mark.parametrize(("kind", "a", "b"), DIFFERENT)
def test_a_difference_told_by_other_means_is_found(kind: str, a: str, b: str) -> None:
    assert kind in kinds(a, b)
    assert kind in kinds(b, a)


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_what_only_looks_different_is_not(a: str, b: str) -> None:
    assert kinds(a, b) == []

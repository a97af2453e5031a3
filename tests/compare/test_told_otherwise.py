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
    (
        "date",
        "The glacier convention enters into force on 1 March.",
        "The glacier convention will enter into force on 1 January.",
    ),
    (
        "naming",
        "Gendarmes drove the demonstrators off the quay with water cannon.",
        "Gendarmes drove the mob off the quay with water cannon.",
    ),
    (
        "scope",
        "None of the jurors wanted to convict the gardener.",
        "Two of the jurors wanted to convict the gardener.",
    ),
    (
        "scope",
        "All of the chain's bakeries will close by Easter.",
        "Four of the chain's bakeries will survive under a new owner.",
    ),
    (
        "certainty",
        "The rope was cut with a knife, the laboratory established.",
        "Laboratory tests left open whether the rope had been cut or had worn through.",
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
    # Another plain name; a loaded one that both use.
    (
        "Gendarmes drove the demonstrators off the quay with water cannon.",
        "Gendarmes drove the protesters off the quay with water cannon.",
    ),
    # Some of them who did something else; none of them, told as "not a single one".
    (
        "All of the hostages were still on the coach when the shooting began.",
        "Some of the hostages on the coach had been on their way to a wedding.",
    ),
    (
        "All of the hostages were on the coach when the shooting began.",
        "When the shooting began, not a single hostage had been allowed off the coach.",
    ),
    # Another question of the same affair; the same question left open twice.
    (
        "The new drug halves the risk of stroke, a trial has shown.",
        "It is not known how long the new drug keeps in a cupboard.",
    ),
    (
        "It is not clear who ordered the dockyard's files to be shredded.",
        "On whose instruction the papers at the dockyard were destroyed is unknown.",
    ),
    # A day that is counted from another; a name cut short; what had never been before.
    (
        "The warden was sworn in on 6 February.",
        "The warden, sworn in only three days before, gave her first interview on 9 February.",
    ),
    ("The University of Saint Clement dismissed its rector.", "St Clement's has sacked its rector."),
    (
        "The lock keeper on the canal had closed the gates, and so the flood never reached the town.",
        "The lock keeper, who had never before had to close the gates by hand, asked two anglers for help.",
    ),
]


@pytest.mark.parametrize(("kind", "a", "b"), DIFFERENT)
def test_a_difference_told_by_other_means_is_found(kind: str, a: str, b: str) -> None:
    assert kind in kinds(a, b)
    assert kind in kinds(b, a)


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_what_only_looks_different_is_not(a: str, b: str) -> None:
    assert kinds(a, b) == []

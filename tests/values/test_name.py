import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.values.comparison import Relation
from variorum.values.name import acronym_of, compare_names


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Dmitry Orlov", "Dmitrij Orlov", Relation.SAME),
        ("José Ibarra", "Jose Ibarra", Relation.SAME),
        ("Orbit Beyond", "OrbitBeyond", Relation.SAME),
        ("Orbit Beyond", "Orbital Beyond", Relation.DIFFERENT),
        ("Khurelsukh", "Hurelsuh", Relation.SAME),
        ("Елена Руденко", "Elena Rudenko", Relation.SAME),
        ("Türkiye", "Turkey", Relation.SAME),
        ("Khaled al-Mansur", "Khalid Almansour", Relation.SAME),
        ("Bashar al-Assad", "Bashar Assad", Relation.SAME),
        ("Muammar Gaddafi", "Muammar al-Qadhafi", Relation.SAME),
        ("Khalid al Rashid", "Khaled al-Rashed", Relation.SAME),
        ("Abd al-Rahman Saleh", "Abdulrahman Saleh", Relation.SAME),
        ("Hassan al-Mansur", "Hussein al-Mansur", Relation.DIFFERENT),
        ("Khaled al-Mansur", "Khaled al-Mansi", Relation.DIFFERENT),
        ("Al Gorman", "Gorman", Relation.COMPATIBLE),
        ("al-Assad", "Bashar Assad", Relation.COMPATIBLE),
        ("Mara Lind", "Lind", Relation.COMPATIBLE),
        ("M. Lind", "Mara Lind", Relation.COMPATIBLE),
        ("Mara Holm Lind", "Mara Lind", Relation.COMPATIBLE),
        ("NHU", "Nordic Harbour Union", Relation.COMPATIBLE),
        ("Mara Lind", "Jonas Lind", Relation.DIFFERENT),
        ("Mara Lind", "Mara Holm", Relation.DIFFERENT),
        ("Hansen", "Jansen", Relation.DIFFERENT),
        ("Lindt", "Lind", Relation.DIFFERENT),
        ("Mara Lind", "", Relation.APART),
    ],
)
def test_relations(a: str, b: str, relation: Relation) -> None:
    assert compare_names(a, b).relation is relation
    assert compare_names(b, a).relation is relation


def test_an_acronym_needs_all_its_initials() -> None:
    assert acronym_of("BoT", "Bank of Torvik") is True
    assert acronym_of("BT", "Bank of Torvik") is True
    assert acronym_of("BX", "Bank of Torvik") is False
    assert acronym_of("bt", "Bank of Torvik") is False


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparison_has_no_direction(a: str, b: str) -> None:
    assert compare_names(a, b).relation is compare_names(b, a).relation


@pytest.mark.parametrize(
    ("short", "long", "true"),
    [
        ("S.C.O.", "Shanghai Cooperation Organisation", True),
        ("AFP", "Agence France-Presse", True),
        ("BTA/R", "Bureau of Trade/Agency Radio", True),
        ("ÖBB", "Österreichische Bundes Bahnen", True),
        ("SSO", "ßtrange ordre", True),  # a letter of which capitals make two
        ("AFPX", "Agence France-Presse", False),
        ("Anna Kemlor", "Anna Kemlor Works", False),
    ],
)
def test_initials(short, long, true):
    assert acronym_of(short, long) is true

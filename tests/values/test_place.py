import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.values.comparison import Relation
from variorum.values.place import compare_places, is_demonym_of, naming, territories


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Türkiye", "Turkey", Relation.SAME),
        ("the United States", "U.S.", Relation.SAME),
        ("Kiev", "Kyiv", Relation.SAME),
        ("Calif.", "California", Relation.SAME),
        ("N.Y.", "New York", Relation.SAME),
        ("Wash.", "Mass.", Relation.DIFFERENT),
        # Without its full stop it is a word of its own.
        ("Miss", "Mississippi", Relation.DIFFERENT),
        ("Oslo", "Norway", Relation.COMPATIBLE),
        ("Scotland", "Britain", Relation.COMPATIBLE),
        ("northern Torvik", "Torvik", Relation.COMPATIBLE),
        ("Torvik Bay", "Torvik", Relation.COMPATIBLE),
        ("Torvik Bay", "Belmar Bay", Relation.DIFFERENT),
        ("Oslo", "Sweden", Relation.DIFFERENT),
        ("Oslo", "Stockholm", Relation.DIFFERENT),
        ("Amsterdam", "The Hague", Relation.DIFFERENT),
        ("Torvik", "Belmar", Relation.DIFFERENT),
    ],
)
def test_relations(a: str, b: str, relation: Relation) -> None:
    assert compare_places(a, b).relation is relation
    assert compare_places(b, a).relation is relation


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Norwegen", "de", "NO"),
        ("Норвегию", "ru", "NO"),
        ("挪威", "zh", "NO"),
        ("Kremlin", "en", "RU"),
        ("Grande-Bretagne", "fr", "GB"),
        ("EE.UU.", "es", "US"),
        ("Белоруссии", "ru", "BY"),
        ("والأردن", "ar", "JO"),
        ("للعراق", "ar", "IQ"),
        ("ولبنان", "ar", "LB"),
        ("بالصين", "ar", "CN"),
        ("ليبيا", "ar", "LY"),  # its first letter is no "for"
        ("بالمال", "ar", ""),
        ("Xyz", "de", ""),
    ],
)
def test_names_of_territories(name: str, language: str, code: str) -> None:
    found = naming(name, language)
    assert (found.territory.code if found else "") == code


@pytest.mark.parametrize(
    ("adjective", "place", "expected"),
    [
        ("torvanian", "torvania", True),
        ("orlani", "orlan", True),
        ("kestrian", "kestria", True),
        ("torvania", "torvania", False),
        ("harbour", "harb", False),
    ],
)
def test_demonyms_of_places_no_table_knows(adjective: str, place: str, expected: bool) -> None:
    assert is_demonym_of(adjective, place) is expected


def test_every_territory_has_a_code_and_a_name() -> None:
    assert len({t.code for t in territories()}) == len(territories())
    assert all(t.names for t in territories())


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_names_compare(a: str, b: str) -> None:
    assert compare_places(a, b).relation is compare_places(b, a).relation

"""Swedish in rough English: whole words, endings, compounds; names and numbers stay."""

import pytest

from variorum.lexicon.gloss import glossed


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("Skolan stängdes i måndags.", "school close in Monday."),
        ("Kustbevakningen letar efter besättningen.", "coast guard search after crew."),
        ("Räddningstjänsten släckte skogsbranden.", "fire brigade extinguish forest fire."),
        ("– Vi borde ha agerat tidigare, säger hon.", "– we should have act earlier, say she."),
    ],
)
def test_words_are_known_with_their_endings_and_in_compounds(swedish: str, english: str) -> None:
    assert glossed(swedish, "sv-SE") == english


def test_names_are_no_words_whatever_they_are_made_of() -> None:
    assert glossed("Polisen sökte Mikael Strand i Hamnvik.", "sv") == "police search Mikael Strand in Hamnvik."


def test_numbers_and_unknown_words_stay() -> None:
    assert glossed("Omkring 53 000 liter xyzzy", "sv") == "about 53 000 litre xyzzy"


def test_a_language_without_a_table_stays_as_it_is() -> None:
    assert glossed("Die Schule wurde geschlossen.", "de") == "Die Schule wurde geschlossen."

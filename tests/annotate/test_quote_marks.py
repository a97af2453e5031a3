"""Stretches between quotation marks, in several customs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.quote_marks import marked_stretches, outermost


def found(text: str, language: str = "en") -> list[str]:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return [text[m.start : m.end].strip() for m in outermost(marked_stretches(text, paragraphs, language))]


@pytest.mark.parametrize(
    ("text", "language", "inside"),
    [
        ("“Soon”is a word.", "en", ["Soon"]),
        ('The shelf is 6\' 2" wide. "Too wide," he said.', "en", ["Too wide,"]),
        ("'We won't go,' the porters' leader said, 'until the owners' offer rises.'", "en", None),
        ("‘We won’t go,’ the porters’ leader said.", "en", ["We won’t go,"]),
        ("The '80s and rock 'n' roll", "en", []),
        ("“She said, ‘Go,’ and I went,” he said.", "en", ["She said, ‘Go,’ and I went,"]),
        ("''Yes,'' he said. ``No,'' she said.", "en", ["Yes,", "No,"]),
        ("''We won. He lost,\" she said.", "en", ["We won. He lost,"]),
        ("\"We won. He lost,'' she said.", "en", ["We won. He lost,"]),
        ("''It is the workers' hall,'' he said.", "en", ["It is the workers' hall,"]),
        ("Sie rief: „Halt!“ und »weiter«.", "de", ["Halt!", "weiter"]),
        ("Il dit : « On part “demain” » et part.", "fr", ["On part “demain”"]),
        ("Hon sa: ”Vi går.” Sedan »ja».", "sv", ["Vi går.", "ja"]),
        ("Он сказал: «Да „может“ быть».", "ru", ["Да „может“ быть"]),
        ("她说：“走吧。”他说「好」。", "zh", ["走吧。", "好"]),
        ("قالت: «لن نذهب»", "ar", ["لن نذهب"]),
    ],
)
def test_customs(text: str, language: str, inside: list[str] | None) -> None:
    expected = inside if inside is not None else ["We won't go,", "until the owners' offer rises."]
    assert found(text, language) == expected


def test_each_paragraph_of_a_long_quotation_opens_and_only_the_last_closes() -> None:
    text = "“First part.\n“Second part.\n“Third part,” she said."
    (mark,) = outermost(marked_stretches(text, [m.span() for m in re.finditer(r"[^\n]+", text)], "en"))
    assert [text[s:e] for s, e in mark.pieces] == ["First part.", "Second part.", "Third part,"]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert found("“We leave tomorrow.\nThe ship is old.") == ["We leave tomorrow."]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„「」", max_size=80), st.sampled_from(["en", "de", "sv", "fr", "zh"]))
def test_any_text_gives_stretches_inside_it(text: str, language: str) -> None:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    for mark in marked_stretches(text, paragraphs, language):
        assert 0 <= mark.outer_start < mark.start <= mark.end <= mark.outer_end <= len(text)
        assert all(mark.start <= s <= e <= mark.end for s, e in mark.pieces)

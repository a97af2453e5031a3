"""Units and their factors."""

from __future__ import annotations

import pytest

from variorum.values.unit import unit_after, unit_of


@pytest.mark.parametrize(
    ("written", "base", "factor"),
    [
        ("km", "metre", 1000),
        ("Miles", "metre", 1609.344),
        ("tonnes", "kilogram", 1000),
        ("€", "EUR", 1),
        ("per cent", "percent", 1),
    ],
)
def test_base_units(written, base, factor):
    unit = unit_of(written)
    assert unit is not None
    assert (unit.base, unit.factor) == (base, factor)


def test_fahrenheit_is_brought_to_celsius():
    unit = unit_of("degrees Fahrenheit")
    assert unit is not None
    assert 212 * unit.factor + unit.offset == pytest.approx(100)


def test_a_unit_is_a_whole_word():
    assert unit_after().match(" monks") is None
    assert unit_after().match(" m")
    assert unit_of("zebras") is None


@pytest.mark.parametrize(
    ("language", "text", "base"), [("fr", " d’euros", "EUR"), ("de", " Prozent", "percent"), ("zh", "元", "CNY")]
)
def test_other_languages(language, text, base):
    found = unit_after(language).match(text)
    assert found
    unit = unit_of(found[1], language)
    assert unit is not None
    assert unit.base == base

"""Numbers with a half in six languages, and halves that are no numbers."""

import pytest

from variorum.values.number import find_numbers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Было полторы тысячи мест и полтора часа.", [1500, 1.5]),
        ("ru", "Два с половиной миллиона рублей, полмиллиона, половина дома.", [2.5e6, 0.5e6]),
        ("de", "Anderthalb Millionen Euro in zweieinhalb Stunden, eine halbe Million.", [1.5e6, 2.5, 0.5e6]),
        ("de", "Die halbe Stadt kam.", []),
        ("es", "Dos millones y medio de euros en dos horas y media; medio millón.", [2.5e6, 2.5, 0.5e6]),
        ("es", "Tres años y dos meses en medio del mar.", [3, 2]),
        ("fr", "Deux millions et demi en trois heures et demie, un demi-million.", [2.5e6, 3.5, 0.5e6]),
        ("sv", "Två och en halv miljoner, en halv miljon, en och en halv timme.", [2.5e6, 0.5e6, 1.5]),
        ("zh", "历时三年半，等了两个半小时，工作了三年。", [3.5, 2.5, 3]),
        ("ar", "مليون ونصف المليون، نصف مليون.", [1.5e6, 0.5e6]),
    ],
)
def test_halves(language: str, text: str, expected: list[float]) -> None:
    assert [n.low for n in find_numbers(text, language)] == expected

"""Names as several languages spell them, and names that only look alike."""

import pytest

from variorum.values.sound import may_be_one, of_one_surname


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yuri Chernyshev", "Юрий Чернышёв"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Alexander Lukashenko", "Aljaksandr Lukaschenka"),
        ("Nikita Khrushchev", "Nikita Chruschtschow"),
        ("Boris Yeltsin", "Boris Jelzin"),
        ("Boris Yeltsin", "Ельцин"),
        ("Mikhail Gorbachev", "Mijaíl Gorbachov"),
        ("Sergei Lavrov", "Serguéi Lavrov"),
        ("Yevgeny Prigozhin", "Evgueni Prigojine"),
        ("Anton Chekhov", "Anton Tchekhov"),
        ("Mohammed Ali", "Muhammad Ali"),
        ("Alex Holm", "Alexander Holm"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert may_be_one(a, b) and may_be_one(b, a)
    assert not of_one_surname(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Viktor Lebedev", "Никита Лебедев"),
        ("Robert Hainz", "Rainer Hainz"),
        ("Markus Wiegand", "Martin Wiegand"),
        ("Ana Ruiz", "Eva Ruiz"),
    ],
)
def test_two_persons_of_one_surname(a: str, b: str) -> None:
    assert not may_be_one(a, b)
    assert of_one_surname(a, b) and of_one_surname(b, a)


def test_two_names() -> None:
    assert not may_be_one("Elena Ruiz", "Tomás Vidal")
    assert not of_one_surname("Elena Ruiz", "Tomás Vidal")
    assert not of_one_surname("Ruiz", "Ruiz")

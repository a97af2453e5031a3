"""Quantities, times and names of other languages, and for each rule what would fool it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.plain_counted import english_noun
from variorum.annotate.quantities import find_quantities
from variorum.annotate.times import find_times
from variorum.model import Article, Block, BlockKind
from variorum.values.comparison import Relation
from variorum.values.foreign_number import compose, find_foreign_words
from variorum.values.name import compare_names
from variorum.values.quantity import Bound

PUBLISHED = "2025-03-12"  # a Wednesday


def parsed(language, text):
    return next(iter(parse([Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)])))


def amounts(language, text):
    found = find_quantities(parsed(language, text), text, language)
    return [(q.amount.low, q.amount.high, q.amount.unit, q.amount.bound, q.counted) for q in found]


def times(language, text, published=PUBLISHED):
    return [t.value.value for t in find_times(parsed(language, text), text, published, language)]


@pytest.mark.parametrize(
    ("language", "text", "low", "unit", "bound", "counted"),
    [
        ("de", "Rund sechzig Fischerboote liefen aus.", 60, "", Bound.ABOUT, "boat"),
        ("de", "Das Land darf 320 Millionen Kubikmeter entnehmen.", 320e6, "cubic metre", Bound.EXACT, ""),
        ("es", "Unas cuarenta barcas protestaron.", 40, "", Bound.ABOUT, "boat"),
        ("es", "Más de doscientas personas huyeron.", 200, "", Bound.OVER, "people"),
        ("fr", "Dix-sept personnes ont été blessées.", 17, "", Bound.EXACT, "people"),
        ("fr", "Les pertes atteignent environ 3,5 millions d'euros.", 3.5e6, "EUR", Bound.ABOUT, ""),
        ("ru", "Пострадали около сорока человек.", 40, "", Bound.ABOUT, "people"),
        ("ru", "Погибли не менее трёх солдат.", 3, "", Bound.AT_LEAST, "soldier"),
        ("zh", "两百多名乘客上岸。", 200, "", Bound.OVER, "passenger"),
        ("zh", "损失约350万欧元。", 3.5e6, "EUR", Bound.ABOUT, ""),
        ("ar", "وصل نحو ٤٠ قاربا إلى الميناء.", 40, "", Bound.ABOUT, "boat"),
        ("ar", "أصيب أكثر من 200 شخص.", 200, "", Bound.OVER, "people"),
        ("sv", "Sjutton personer skadades.", 17, "", Bound.EXACT, "people"),
        ("sv", "Minst tvåhundratolv passagerare räddades.", 212, "", Bound.AT_LEAST, "passenger"),
        ("it", "Quarantadue persone sono arrivate.", 42, "", Bound.EXACT, "people"),
    ],
)
def test_a_quantity(language, text, low, unit, bound, counted):
    assert amounts(language, text)[0] == (low, low, unit, bound, counted)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("de", "Zwischen 20 und 30 Häuser brannten.", 20, 30),
        ("es", "Entre 20 y 30 casas ardieron.", 20, 30),
        ("fr", "Une quinzaine de maisons ont brûlé.", 13, 17),
        ("ru", "Сгорели от 20 до 30 домов.", 20, 30),
        ("ru", "Десятки тысяч человек вышли на улицы.", 20000, 99999),
        ("zh", "两三百万人受到影响。", 2e6, 3e6),
        ("zh", "20至30架飞机停飞。", 20, 30),
        ("sv", "Hundratals personer kom.", 200, 999),
    ],
)
def test_a_range(language, text, low, high):
    assert amounts(language, text)[0][:4] == (low, high, "", Bound.BETWEEN)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Boot kam an."),  # an article
        ("es", "Una barca llegó."),
        ("fr", "Un bateau neuf est arrivé."),  # "new"
        ("zh", "四川和三星没有回应。"),  # names
        ("sv", "En båt kom."),
    ],
)
def test_what_is_no_number(language, text):
    assert amounts(language, text) == []


def test_a_change_is_no_range():
    assert [a[:2] for a in amounts("es", "El número subió de 20 a 30 heridos.")] == [(20, 20), (30, 30)]


def test_a_preposition_is_no_unit():
    assert amounts("de", "Alle 212 wurden an Land gebracht, 17 an Bord behandelt.")[1][2] == ""


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am Dienstagabend brannte es.", ["2025-03-11TEV"]),
        ("de", "Die Sitzung soll am Donnerstag beginnen.", ["2025-03-13"]),
        ("de", "Am Donnerstag unterzeichneten sie den Vertrag.", ["2025-03-06"]),
        ("de", "Das war vor zwei Tagen, letztes Jahr.", ["2025-03-10", "2024"]),
        ("es", "Firmaron el jueves; hablaron la semana pasada.", ["2025-03-06", "2025-W10"]),
        ("es", "La reunión comenzará el jueves.", ["2025-03-13"]),
        ("es", "Lo anunció hace dos días.", ["2025-03-10"]),
        ("fr", "Jeudi prochain et mardi soir.", ["2025-03-13", "2025-03-11TEV"]),
        ("fr", "Le 20 mars, début avril.", ["2025-03-20", "2025-04"]),
        ("ru", "Во вторник, в следующий четверг, 26 марта.", ["2025-03-11", "2025-03-13", "2025-03-26"]),
        ("ru", "Два дня назад; в мае 2024 года.", ["2025-03-10", "2024-05"]),
        ("zh", "周二起火，下周四开会。", ["2025-03-11", "2025-03-20"]),
        ("zh", "3月20日，去年，两天前。", ["2025-03-20", "2024", "2025-03-10"]),
        ("ar", "مساء الثلاثاء، الخميس المقبل.", ["2025-03-11TEV", "2025-03-13"]),
        ("sv", "I tisdags kom de, på torsdag reser de.", ["2025-03-11", "2025-03-13"]),
        ("sv", "För två dagar sedan, förra veckan.", ["2025-03-10", "2025-W10"]),
    ],
)
def test_times(language, text, expected):
    assert times(language, text) == expected


def test_what_comes_is_told_by_its_own_clause():
    assert times("de", "Das Treffen, das am Dienstag begann, wird fortgesetzt.") == ["2025-03-11"]


def test_a_month_that_is_a_word_is_no_date():
    assert times("fr", "La planète Mars est rouge.") == []


def test_without_publication_days_stay_open():
    assert times("es", "Firmaron el jueves.", "") == ["XXXX-WXX-4"]


def test_compounds_count_what_they_end_in():
    assert english_noun("Fischerboote", "de") == "boat"
    assert english_noun("fiskebåtar", "sv") == "boat"
    assert english_noun("Bootsführer", "de") == ""


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Путин", "Putin", Relation.SAME),
        ("Владимира Путина", "Vladimir Putin", Relation.SAME),
        ("Шольц", "Scholz", Relation.SAME),
        ("Макрон", "Macron", Relation.SAME),
        ("فلاديمير بوتين", "Vladimir Putin", Relation.SAME),
        ("Зеленского", "Volodymyr Zelenskyy", Relation.COMPATIBLE),
        ("Песков", "Putin", Relation.DIFFERENT),
        ("Лавров", "Левин", Relation.DIFFERENT),
        ("Анна Петрова", "Ivan Petrov", Relation.DIFFERENT),
    ],
)
def test_names_in_two_scripts(a, b, relation):
    assert compare_names(a, b).relation is relation
    assert compare_names(b, a).relation is relation


def test_words_of_one_number():
    assert compose([2, 100, 12]) == (212, 1)
    assert compose([100, 20, 1000])[0] == 120000
    assert compose([2, 3])[0] is None


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["de", "es", "fr", "ru", "zh", "ar", "sv", "it", "xx"]), st.text(max_size=60))
def test_any_text_is_survived(language, text):
    for number in find_foreign_words(text, language):
        assert 0 <= number.start < number.end <= len(text)
    if text.strip():
        found = parsed(language, text)
        for each in (*find_quantities(found, text, language), *find_times(found, text, PUBLISHED, language)):
            assert 0 <= each.start < each.end <= len(text)

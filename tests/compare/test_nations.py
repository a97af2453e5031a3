"""Countries and persons between reports in several languages; own-written, each with the case that would fool it."""

from __future__ import annotations

from functools import cache

import pytest

from variorum.model import Article, Discrepancy, DiscrepancyKind, Metadata, RawDocument, Verdict

ENGLISH = (
    "Norway, Sweden, Finland and Denmark signed the fishing treaty in Oslo on 3 June 2025. "
    "The treaty covers 40 harbours. The fund was proposed by Germany and holds 90 million euros."
)
SPANISH_OTHER = (
    "Noruega, Suecia, Finlandia e Islandia firmaron el tratado de pesca en Oslo el 3 de junio de 2025. "
    "El tratado abarca 40 puertos."
)
SPANISH_SHORTER = (
    "Noruega, Suecia y Finlandia firmaron el tratado de pesca en Oslo el 3 de junio de 2025. "
    "El tratado abarca 40 puertos."
)
SPANISH_ELSEWHERE = SPANISH_OTHER + " Dinamarca firmará en otoño."
GERMAN_OTHER = (
    "Norwegen, Schweden, Finnland und Island unterzeichneten am 3. Juni 2025 in Oslo das Fischereiabkommen. "
    "Das Abkommen umfasst 40 Häfen."
)


@cache
def found(*reports: tuple[str, str]) -> tuple[Discrepancy, ...]:
    from variorum.encode import default_encoder
    from variorum.extract import extract
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = []
    for number, (language, text) in enumerate(reports):
        known = Metadata(id=f"r{number}", outlet=f"Outlet {number}", language=language, published="2025-06-04")
        article = extract(RawDocument(f"r{number}.txt", text, "text/plain", known))
        assert isinstance(article, Article)
        articles.append(article)
    return find(articles, default_encoder(), Settings(one_story=True)).discrepancies


def kinds(*reports: tuple[str, str]) -> list[DiscrepancyKind]:
    return [d.kind for d in found(*reports) if d.verdict is Verdict.CONFLICT]


@pytest.mark.parametrize("other", [("es", SPANISH_OTHER), ("de", GERMAN_OTHER)])
def test_a_member_that_the_other_report_never_names_is_told(other: tuple[str, str]) -> None:
    reports = (("en", ENGLISH), other)
    assert kinds(*reports) == [DiscrepancyKind.MEMBERSHIP]
    (conflict,) = [d for d in found(*reports) if d.verdict is Verdict.CONFLICT]
    assert "Denmark" in conflict.reason
    assert {r.value for r in conflict.readings} in ({"Denmark", "Islandia"}, {"Denmark", "Island"})
    for r in conflict.readings:
        text = (ENGLISH, other[1])[r.article]
        assert text[r.focus_start : r.focus_end] == r.value


def test_a_list_that_is_only_shorter_is_none() -> None:
    assert kinds(("en", ENGLISH), ("es", SPANISH_SHORTER)) == []


def test_a_member_that_the_report_names_elsewhere_is_none() -> None:
    assert kinds(("en", ENGLISH), ("es", SPANISH_ELSEWHERE)) == []


def test_two_translations_of_one_list_are_none() -> None:
    assert kinds(("es", SPANISH_OTHER), ("de", GERMAN_OTHER)) == []


def test_one_country_each_in_one_fact_is_a_place() -> None:
    english = "The 12 sailors were rescued by a helicopter from Iceland on 3 June 2025. They are well."
    german = "Die 12 Seeleute wurden am 3. Juni 2025 von einem Hubschrauber aus Norwegen gerettet. Es geht ihnen gut."
    same = german.replace("Norwegen", "Island")
    assert kinds(("en", english), ("de", german)) == [DiscrepancyKind.PLACE]
    assert kinds(("en", english), ("de", same)) == []


def test_one_person_each_in_one_fact_is_told() -> None:
    english = "The prize of 90,000 euros went to Ilse Brandt on 3 June 2025."
    spanish = "El premio de 90.000 euros fue para Jonas Keller el 3 de junio de 2025."
    assert kinds(("en", english), ("es", spanish)) == [DiscrepancyKind.PERSON]
    assert kinds(("en", english), ("es", spanish.replace("Jonas Keller", "Ilse Brandt"))) == []
    assert kinds(("en", english), ("es", f"{spanish} Ilse Brandt quedó segunda.")) == []
    assert kinds(("en", english), ("ru", "Премию в 90 000 евро получила Ильзе Брандт 3 июня 2025 года.")) == []


HAINZ = (
    "The ferry Alma ran aground off Norholm on Monday with 212 passengers. The captain, Robert Hainz, was arrested in "
    "the harbour. The damage is put at 3 million euros."
)
HAINZ_DE = (
    "Die Fähre Alma ist am Montag vor Norholm mit 212 Passagieren auf Grund gelaufen. Der Kapitän, {}, wurde im Hafen "
    "festgenommen. Der Schaden wird auf 3 Millionen Euro geschätzt."
)


def test_two_first_names_with_one_surname_are_told() -> None:
    assert kinds(("en", HAINZ), ("de", HAINZ_DE.format("Rainer Hainz"))) == [DiscrepancyKind.PERSON]


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (HAINZ.replace("Robert Hainz", "Boris Yeltsin"), HAINZ_DE.format("Boris Jelzin")),
        (HAINZ.replace("Robert Hainz", "Volodymyr Zelensky"), HAINZ_DE.format("Wolodymyr Selenskyj")),
        (HAINZ, HAINZ_DE.format("Rainer Hainz") + " Sein Bruder Robert Hainz schwieg."),
        (HAINZ + " His brother Rainer Hainz was silent.", HAINZ_DE.format("Rainer Hainz")),
        (HAINZ, HAINZ_DE.format("Hainz")),
    ],
)
def test_spellings_of_a_name_and_persons_whom_both_have_are_not(english: str, german: str) -> None:
    assert DiscrepancyKind.PERSON not in kinds(("en", english), ("de", german))


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("France will send two helicopters on Friday.", "Italien schickt am Freitag drei Löschflugzeuge."),
        pytest.param(
            "The driver came to Poland in 2019.",
            "Der Lokführer kam 2019 aus Spanien zurück.",
            marks=pytest.mark.xfail(strict=True, reason="nothing but the verb tells the one from the other"),
        ),
        ("Ministers from Norway visited the place on Tuesday.", "Am Dienstag kam auch ein Zug aus Ungarn an."),
    ],
)
def test_two_countries_in_sentences_of_one_day_that_tell_other_things_are_not(english: str, german: str) -> None:
    first = "A freight train derailed near Elmstedt on Monday, and 30 tonnes of grain spilled."
    last = "The repair will cost 200,000 euros."
    first_de = "Ein Güterzug ist am Montag bei Elmstedt entgleist, 30 Tonnen Getreide liefen aus."
    last_de = "Die Reparatur wird 200.000 Euro kosten."
    assert not kinds(("en", f"{first} {english} {last}"), ("de", f"{first_de} {german} {last_de}"))


def test_two_countries_in_sentences_that_tell_the_same_are_told() -> None:
    english = "The passengers had left Ecuador on 28 May and had paid 1,500 dollars each."
    spanish = "Los pasajeros habían salido de Bolivia el 28 de mayo y habían pagado 1.500 dólares cada uno."
    assert kinds(("en", english), ("es", spanish)) == [DiscrepancyKind.PLACE]

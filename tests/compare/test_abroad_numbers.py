"""Numbers and dates between two languages: what is told, and what would fool."""

from __future__ import annotations

import pytest

from variorum.compare.rules.languages import _one_noun
from variorum.model import Article, DiscrepancyKind, Metadata, RawDocument, Verdict

HEAD_EN = "A freight train derailed near Elmstedt early on Monday, the railway company said."
HEAD_DE = "Ein Güterzug ist am frühen Montagmorgen bei Elmstedt entgleist, wie die Bahn mitteilte."


def told(english: str, german: str) -> list[tuple[str, list[str]]]:
    from variorum.encode import default_encoder
    from variorum.extract import extract
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = []
    for language, text in (
        ("en", english),
        ("de", german),
    ):
        known = Metadata(id=language, outlet=language, language=language, published="2025-05-20")
        article = extract(RawDocument(f"{language}.txt", text, "text/plain", known))
        assert isinstance(article, Article)
        articles.append(article)
    found = find(articles, default_encoder(), Settings(one_story=True)).discrepancies
    return [(d.kind.value, sorted(r.value for r in d.readings)) for d in found if d.verdict is Verdict.CONFLICT]


EN = f"{HEAD_EN}\n\nEleven wagons left the tracks and 30 tonnes of grain spilled."


def de(sentence: str) -> str:
    return f"{HEAD_DE}\n\n{sentence}"


def test_the_same_thing_counted_otherwise_is_told() -> None:
    found = told(EN, de("Zwölf Waggons sprangen aus den Gleisen, 30 Tonnen Getreide liefen aus."))
    assert found == [(DiscrepancyKind.NUMBER.value, ["11", "12"])]


FOOLED = {
    "another thing in the same frame": "Vierzehn Masten stürzten um, 30 Tonnen Getreide liefen aus.",
    "a noun that is in no list, in the same frame": "Vierzehn Prellböcke stürzten um, 30 Tonnen Getreide liefen aus.",
    "the number stands elsewhere": "Zwölf Waggons sprangen aus den Gleisen, 30 Tonnen Getreide liefen aus.\n\n"
    "Elf Waggons waren mit Getreide beladen.",
    "rounded": "Rund zehn Waggons sprangen aus den Gleisen, 30 Tonnen Getreide liefen aus.",
}


@pytest.mark.parametrize("sentence", FOOLED.values(), ids=FOOLED)
def test_what_would_fool_it_is_no_conflict(sentence: str) -> None:
    assert told(EN, de(sentence)) == []


PLAN = f"{HEAD_EN}\n\nThe station will be rebuilt by June 2026 at a cost of 4.5 million euros, the company said."


def test_a_plan_at_one_price_is_one_plan_however_far_its_dates() -> None:
    other = de("Der Bahnhof soll bis Juni 2027 für 4,5 Millionen Euro wieder aufgebaut werden, sagte das Unternehmen.")
    assert told(PLAN, other) == [(DiscrepancyKind.DATE.value, ["2026-06", "2027-06"])]


def test_dates_far_apart_without_a_price_are_of_two_events() -> None:
    english = f"{HEAD_EN}\n\nA train last derailed here in June 2021, the company said."
    assert told(english, de("Zuletzt war hier im Juni 2019 ein Zug entgleist, sagte das Unternehmen.")) == []


PLAN_EN = f"{HEAD_EN}\n\nThe new line is to open in 2029 and will cost 9 billion euros."


def test_years_of_one_plan_are_told_though_the_clause_with_its_price_is_another() -> None:
    german = de("Die neue Strecke soll 2028 öffnen und 9 Milliarden Euro kosten.")
    assert told(PLAN_EN, german) == [("date", ["2028", "2029"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die seit 2021 geplante neue Strecke wird 9 Milliarden Euro kosten.",
        "Die neue Strecke wird 9 Milliarden Euro kosten, der Bau beginnt 2026.",
        "Die neue Strecke soll 2029 öffnen und 9 Milliarden Euro kosten.",
    ],
)
def test_another_year_of_the_plan_is_not(sentence: str) -> None:
    assert not told(PLAN_EN, de(sentence))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("place", "places", True), ("ticket", "tickets", True), ("plane", "planet", False), ("farm", "farmer", False)],
)
def test_nouns_are_one_but_for_a_plural(one: str, other: str, same: bool) -> None:
    assert _one_noun(one, other) is same

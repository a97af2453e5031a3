"""Whom and what the mentions of an article stand for."""

from functools import cache

import pytest

from variorum.annotate.entities import find_mentions
from variorum.annotate.parse import parse
from variorum.model import Article, Block, BlockKind, EntityType, LocalEntity, Mention


@cache
def found(text: str, language: str = "en") -> tuple[tuple[Mention, ...], tuple[LocalEntity, ...]]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)
    return find_mentions(next(parse([article])), text, language)


def chains(text: str, language: str = "en") -> dict[str, list[str]]:
    """For each entity the phrases that mention it."""
    mentions, entities = found(text, language)
    return {e.name: [text[mentions[m].start : mentions[m].end] for m in e.mentions] for e in entities}


def test_titles_belong_to_the_phrase_and_not_to_the_name() -> None:
    text = "Norwegian Prime Minister Kari Solheim met Dr. Jonas Berg in Oslo."
    mentions, entities = found(text)
    by_name = {m.name: text[m.start : m.end] for m in mentions}
    assert by_name["Kari Solheim"] == "Norwegian Prime Minister Kari Solheim"
    assert by_name["Jonas Berg"] == "Dr. Jonas Berg"
    assert next(e for e in entities if e.name == "Kari Solheim").roles == ("NO prime minister",)


def test_a_surname_is_the_person_named_in_full() -> None:
    assert chains("Kari Solheim spoke first. Solheim left early.")["Kari Solheim"] == ["Kari Solheim", "Solheim"]


def test_two_given_names_are_two_persons() -> None:
    text = "Kari Solheim spoke first. Her rival Jonas Solheim listened."
    assert {"Kari Solheim", "Jonas Solheim"} <= set(chains(text))


def test_a_role_learnt_from_an_apposition_names_the_person_later() -> None:
    text = "The mayor, Dorian Weiss, opened the pool. Children cheered. The mayor swam two lengths."
    assert "The mayor" in chains(text)["Dorian Weiss"][-1:]


def test_a_leader_is_found_by_the_country() -> None:
    text = (
        "Norwegian President Kari Solheim received Chilean President Pablo Rojas. "
        "The Chilean leader thanked her. The Norwegian president smiled."
    )
    found_chains = chains(text)
    assert "The Chilean leader" in found_chains["Pablo Rojas"]
    assert "The Norwegian president" in found_chains["Kari Solheim"]


def test_an_office_with_its_country_needs_no_article() -> None:
    text = "Norwegian President Kari Solheim spoke with Pablo Rojas. Norwegian President urged him to come."
    assert "Norwegian President" in chains(text)["Kari Solheim"]


def test_an_office_without_an_article_is_nobody_of_another_country_or_unknown() -> None:
    text = (
        "Norwegian President Kari Solheim spoke. Peruvian President urged her to come. Danish Prime Minister listened."
    )
    told = chains(text)
    assert "Peruvian President" not in told["Kari Solheim"]
    assert not any("Danish Prime Minister" in phrases for phrases in told.values())


def test_a_leader_of_another_country_is_somebody_else() -> None:
    text = "Norwegian President Kari Solheim spoke. The Peruvian leader listened."
    assert "The Peruvian leader" not in chains(text)["Kari Solheim"]


def test_a_counterpart_with_a_name_is_the_name() -> None:
    text = "Kari Solheim met her Chilean counterpart Pablo Rojas on Monday."
    assert chains(text)["Pablo Rojas"] == ["her Chilean counterpart Pablo Rojas"]


def test_pronouns_agree_in_gender() -> None:
    text = "Kari Solheim met Pablo Rojas. She offered tea. He declined."
    found_chains = chains(text)
    assert "She" in found_chains["Kari Solheim"]
    assert "He" in found_chains["Pablo Rojas"]


def test_a_pronoun_is_left_alone_where_a_nameless_person_is_nearer() -> None:
    text = "Kari Solheim runs the hut. A climber was found on the ridge. She was well."
    assert "She" not in chains(text)["Kari Solheim"]


def test_an_empty_it_stands_for_nothing() -> None:
    text = "Norway has sent a ship. It is likely that the storm will pass."
    assert chains(text)["Norway"] == ["Norway"]


def test_its_after_a_coordination_belongs_to_the_noun_beside_it() -> None:
    text = "Oslo wants to limit the influence of Chile and its allies."
    assert chains(text)["Chile"] == ["Chile", "its"]


def test_the_two_leaders_are_the_pair_just_named() -> None:
    text = "President Kari Solheim met President Pablo Rojas. The two leaders signed a treaty."
    found_chains = chains(text)
    assert found_chains["Kari Solheim"][-1] == found_chains["Pablo Rojas"][-1] == "The two leaders"


def test_the_two_leaders_are_nobody_among_three() -> None:
    text = "Kari Solheim, Pablo Rojas and Jan Kowal met. The two leaders signed a treaty."
    assert all("The two leaders" not in phrases for phrases in chains(text).values())


def test_an_acronym_in_brackets_is_another_name() -> None:
    text = "The Nordic Harbour Union (NHU) met. Members left the NHU."
    _, entities = found(text)
    union = next(e for e in entities if "NHU" in e.names)
    assert union.name == "Nordic Harbour Union"
    assert union.type is EntityType.ORGANISATION
    assert len(union.mentions) == 3


def test_a_body_is_found_by_its_noun() -> None:
    text = "The ferry Maren Lind left Bergen. The ship reached Stavanger at noon."
    assert "The ship" in chains(text)["Maren Lind"]


def test_a_name_that_follows_its_country_noun_is_that_name() -> None:
    assert "the NHU group" in chains("Sailors of the NHU met. Critics left the NHU group.")["NHU"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Bank of Torvik raised rates.", "Bank of Torvik", EntityType.ORGANISATION),
        ("He travelled to Belmar for the fair.", "Belmar", EntityType.PLACE),
        ("Torvania signed. The Torvanian minister agreed. Torvanian ships sailed.", "Torvanian", EntityType.GROUP),
        ("Türkiye hosted the talks.", "Türkiye", EntityType.PLACE),
    ],
)
def test_types(text: str, name: str, kind: EntityType) -> None:
    assert next(e.type for e in found(text)[1] if name in e.names) is kind


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    assert chains("Neighbours complained. Cranes stood still.") == {}


def test_words_in_a_title_are_no_names_but_known_ones_are() -> None:
    text = "Solheim Opens New Bridge Over Fjord\n\nKari Solheim opened a bridge on Monday. It is long."
    article = Article(
        "a", text, (Block(0, 35, BlockKind.HEADLINE), Block(37, len(text), BlockKind.BODY)), language="en"
    )
    _, entities = find_mentions(next(parse([article])), text)
    assert [e.name for e in entities] == ["Kari Solheim"]
    assert len(entities[0].mentions) == 2


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "de",
            "Ministerpräsidentin Erika Lund reiste nach Norwegen. Lund lobte den Hafen.",
            {"Erika Lund", "Norwegen"},
        ),
        ("es", "La ministra Elena Ruiz viajó a Noruega. Ruiz volvió el lunes.", {"Elena Ruiz", "Noruega"}),
        ("ru", "Елена Руденко приехала в Норвегию. Руденко молчала.", {"Елена Руденко", "Норвегию"}),
        ("zh", "代表团星期三抵达挪威。", {"挪威"}),
    ],
)
def test_names_in_other_languages(language: str, text: str, names: set[str]) -> None:
    assert set(chains(text, language)) == names


@pytest.mark.parametrize("text", ["", "Hm", "???", "ܫܠܡܐ ܥܠܡܐ", "A" * 5000, "the " * 3000])
def test_odd_texts_do_not_break(text: str) -> None:
    for language in ("en", "de", "syc"):
        mentions, _ = found(text, language)
        assert all(0 <= m.start < m.end <= len(text) for m in mentions)


def test_he_who_does_it_is_not_he_to_whom_it_is_done() -> None:
    text = "Pablo Rojas has held the record since May. On Monday he tied Rojas in Oslo."
    assert "he" not in chains(text)["Pablo Rojas"]
    assert "he" in chains(text.replace("tied Rojas", "tied it"))["Pablo Rojas"]


def test_himself_is_he_who_does_it() -> None:
    assert "he" in chains("Pablo Rojas left. Later he hurt himself in Oslo.")["Pablo Rojas"]

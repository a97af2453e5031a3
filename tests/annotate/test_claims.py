"""What an article states, clause by clause."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate import annotate
from variorum.model import Annotated, Article, Block, BlockKind, Certainty, Claim, ClauseKind, Mode, Polarity, Role


@cache
def annotated(text: str, language: str = "en") -> Annotated:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language, published="2025-03-05")
    return annotate([article])[0]


def clauses(text: str) -> list[tuple[str, str]]:
    found = annotated(text)
    return [(c.predicate, found.text_of(c)) for c in found.claims]


def claim(text: str, predicate: str) -> Claim:
    return next(c for c in annotated(text).claims if c.predicate == predicate)


def fillers(text: str, predicate: str, role: Role) -> list[str]:
    return [text[a.start : a.end] for a in claim(text, predicate).fillers(role)]


def test_a_sentence_is_cut_at_its_clauses() -> None:
    text = "The ferry, which was built in 1998, left the port and reached the island."
    assert clauses(text) == [
        ("leave", "The ferry, which was built in 1998, left the port"),
        ("build", "was built in 1998"),
        ("reach", "reached the island"),
    ]
    assert [c.kind for c in annotated(text).claims] == [ClauseKind.MAIN, ClauseKind.RELATIVE, ClauseKind.CONJOINED]


def test_own_tokens_leave_out_the_clause_inside() -> None:
    text = "The ferry, which was built in 1998, left the port."
    words = {annotated(text).parse.tokens[t].text for t in claim(text, "leave").tokens}
    assert "built" not in words
    assert {"ferry", "left", "port"} <= words


def test_an_apposition_states_something() -> None:
    text = "Mara Lind, the mayor of Torvik, resigned."
    assert ("be mayor", "the mayor of Torvik") in clauses(text)
    assert fillers(text, "be mayor", Role.AGENT) == ["Mara Lind"]


def test_a_name_set_after_its_role_states_nothing_more() -> None:
    assert [p for p, _ in clauses("The mayor, Mara Lind, resigned on Monday.")] == ["resign"]


def test_a_passive_has_its_agent_and_patient() -> None:
    text = "The bridge was closed by the police on Friday."
    assert fillers(text, "close", Role.PATIENT) == ["The bridge"]
    assert fillers(text, "close", Role.AGENT) == ["the police"]
    assert fillers(text, "close", Role.TIME) == ["Friday"]


def test_conjuncts_are_arguments_of_their_own() -> None:
    text = "Norway and Chile signed the treaty in Oslo."
    assert fillers(text, "sign", Role.AGENT) == ["Norway", "Chile"]
    assert fillers(text, "sign", Role.PLACE) == ["Oslo"]


def test_a_conjoined_verb_inherits_its_subject() -> None:
    text = "The crew fought the fire and saved the ship."
    assert fillers(text, "save", Role.AGENT) == ["The crew"]


def test_a_relative_clause_is_about_its_noun() -> None:
    text = "Police arrested a man who had robbed the bank."
    assert fillers(text, "rob", Role.AGENT) == ["a man"]


def test_an_infinitive_is_what_is_stated() -> None:
    text = "The union agreed to end the strike."
    assert fillers(text, "end", Role.AGENT) == ["The union"]
    assert claim(text, "end").certainty is Certainty.PLANNED


def test_a_copula_takes_its_noun() -> None:
    assert [p for p, _ in clauses("Chile is a member of the alliance.")] == ["be member"]


def test_a_particle_belongs_to_the_verb() -> None:
    assert [p for p, _ in clauses("Rebels carried out the attack.")] == ["carry out"]


@pytest.mark.parametrize(
    ("text", "predicate", "polarity"),
    [
        ("The minister did not resign over the leak.", "resign", Polarity.NEGATED),
        ("The minister never visited the plant.", "visit", Polarity.NEGATED),
        ("The firm declined to name the buyer.", "name", Polarity.NEGATED),
        ("The pilot failed to stop the plane.", "stop", Polarity.NEGATED),
        ("Nobody was hurt in the crash.", "hurt", Polarity.NEGATED),
        ("No passenger was hurt in the crash.", "hurt", Polarity.NEGATED),
        ("Growers may no longer spray the orchards.", "spray", Polarity.NEGATED),
        ("The currency hardly moved on Friday.", "move", Polarity.NEGATED),
        ("The mayor did not fail to thank the crew.", "thank", Polarity.AFFIRMED),
        ("The storm not only broke the mast but sank the boat.", "break", Polarity.AFFIRMED),
        ("The minister resigned over the leak.", "resign", Polarity.AFFIRMED),
    ],
)
def test_polarity(text: str, predicate: str, polarity: Polarity) -> None:
    assert claim(text, predicate).polarity is polarity


def test_what_is_denied_is_negated() -> None:
    found = annotated("The firm denied that it had paid the official.")
    assert [(c.predicate, c.polarity) for c in found.claims] == [("pay", Polarity.NEGATED)]


@pytest.mark.parametrize(
    ("text", "predicate", "certainty"),
    [
        ("The dam may break within days.", "break", Certainty.POSSIBLE),
        ("The dam will open in spring.", "open", Certainty.PLANNED),
        ("The dam is expected to open in spring.", "open", Certainty.PLANNED),
        ("The dam is to be opened in spring.", "open", Certainty.PLANNED),
        ("The dam reportedly leaked for weeks.", "leak", Certainty.PROBABLE),
        ("The dam seems to leak badly.", "leak", Certainty.PROBABLE),
        ("The dam would break under such a load.", "break", Certainty.CONDITIONAL),
        ("The dam broke on Tuesday morning.", "break", Certainty.CERTAIN),
    ],
)
def test_certainty(text: str, predicate: str, certainty: Certainty) -> None:
    assert claim(text, predicate).certainty is certainty


def test_would_in_reported_words_is_a_plan() -> None:
    assert claim("The minister said the dam would open in spring.", "open").certainty is Certainty.PLANNED


def test_what_is_said_is_attributed_and_the_saying_states_nothing() -> None:
    text = "Mara Lind said the bridge was safe."
    found = annotated(text)
    (only,) = found.claims
    assert only.kind is ClauseKind.REPORTED
    assert only.mode is Mode.INDIRECT
    assert only.attribution[0].source is not None
    assert found.mentions[only.attribution[0].source].name == "Mara Lind"


def test_a_reporting_verb_with_an_object_of_its_own_states_something() -> None:
    assert "praise" in [p for p, _ in clauses("Mara Lind praised the crew, saying it had saved the ship.")]


def test_a_cue_that_says_it_in_its_own_phrase_states_something() -> None:
    text = "The bank apologised to its clients for the delay, the regulator announced on Monday."
    assert any(predicate.startswith("apologi") for predicate, _ in clauses(text))
    assert "point" in dict(clauses("The inspector pointed to a torn belt as the origin of the fire."))
    assert "say" not in dict(clauses("The mayor said on Monday that the bridge was closed."))
    assert "reply" not in dict(clauses('"We are not leaving," the tenant replied in a letter.'))


def test_a_short_denial_is_a_claim() -> None:
    text = "The owner stated that it was not insured."
    assert claim(text, "insure").polarity is Polarity.NEGATED


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Nobody was hurt.", Polarity.NEGATED),
        ("Nobody was hurt, the police said.", Polarity.NEGATED),
        ("Nobody died.", Polarity.NEGATED),
        ("No one was injured.", Polarity.NEGATED),
        ("None of the passengers died.", Polarity.NEGATED),
        ("Nothing was stolen.", Polarity.NEGATED),
        ("No injuries were reported.", Polarity.NEGATED),
        ("Everyone survived.", Polarity.AFFIRMED),
        ("Three deaths were reported.", Polarity.AFFIRMED),
    ],
)
def test_what_is_so_of_all_or_of_nobody_is_a_claim(text: str, polarity: Polarity) -> None:
    (claim,) = annotated(text).claims
    assert claim.polarity is polarity


@pytest.mark.parametrize("text", ["They were hurt.", "Both were hurt.", "It was reported.", "The mayor reported."])
def test_what_is_so_of_someone_not_named_or_only_told_is_none(text: str) -> None:
    assert not annotated(text).claims


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = '"I saw the smoke," said Mara Lind.'
    found = annotated(text)
    (agent,) = claim(text, "see").fillers(Role.AGENT)
    assert agent.mention is not None
    assert found.mentions[agent.mention].name == "Mara Lind"


def test_a_claim_that_holds_an_opening_mark_holds_the_closing_one() -> None:
    assert ("call", 'Lind called Berg his "old friend"') in clauses('Lind called Berg his "old friend".')


def test_a_closing_mark_of_another_stretch_is_left() -> None:
    assert ("safe" in p or True for p, _ in clauses('"The bridge is safe," Lind said.'))
    assert ("be safe", "The bridge is safe") in clauses('"The bridge is safe," Lind said.')


def test_of_two_attributes_the_nearer_is_the_object() -> None:
    text = 'Berg called Lind "the builder of this harbour".'
    assert fillers(text, "call", Role.AGENT) == ["Berg"]
    assert fillers(text, "call", Role.PATIENT) == ["Lind"]


def test_a_subject_without_an_auxiliary_acts() -> None:
    text = "Some 40 fishing boats from Norway protested on the water during the ceremony."
    assert fillers(text, "protest", Role.PATIENT) == []
    assert len(fillers(text, "protest", Role.AGENT)) == 1


def test_quantities_and_times_lie_inside() -> None:
    text = "The flood drowned 40 sheep on Monday."
    only = claim(text, "drown")
    assert len(only.quantities) == 1
    assert len(only.times) == 1


@pytest.mark.parametrize(
    ("language", "text", "polarity"),
    [
        ("de", "Der Minister tritt nicht zurück.", Polarity.NEGATED),
        ("fr", "Le ministre part lundi.", Polarity.AFFIRMED),
        ("zh", "部长没有辞职。", Polarity.NEGATED),
        ("sv", "Ministern avgår inte.", Polarity.NEGATED),
    ],
)
def test_without_a_parser_a_sentence_is_a_claim(
    language: str, text: str, polarity: Polarity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.annotate.foreign_parse.pipeline_of", lambda _: None)
    (only,) = annotated(text, language).claims
    assert (only.kind, only.polarity) == (ClauseKind.SENTENCE, polarity)
    assert annotated(text, language).text_of(only) == text


_WORDS = st.sampled_from(
    [
        "The",
        "mayor",
        "of",
        "Torvik",
        ",",
        "Mara",
        "Lind",
        "said",
        "that",
        '"',
        "(",
        ")",
        ".",
        "he",
        "they",
        "two",
        "ships",
        "and",
        "or",
        "not",
        "which",
        "was",
        "sunk",
        "by",
        "40",
        "Monday",
        "in",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_spans_and_tokens_hold_for_any_text(text: str) -> None:
    found = annotated(text)
    tokens = found.parse.tokens
    places = [(c.sentence, c.start, c.end) for c in found.claims]
    assert places == sorted(places)
    for each in found.claims:
        assert 0 <= each.start < each.end <= len(text)
        assert all(each.start <= tokens[t].start and tokens[t].end <= each.end for t in each.tokens)
        assert list(each.tokens) == sorted(set(each.tokens))
        assert all(0 <= a.start < a.end <= len(text) for a in each.arguments)
        assert all(a.mention is None or a.mention < len(found.mentions) for a in each.arguments)
    spans = [(m.start, -m.end, m.head) for m in found.mentions]
    assert spans == sorted(spans)
    assert sorted(m for e in found.entities for m in e.mentions) == list(range(len(found.mentions)))
    assert all(m.entity == k for k, e in enumerate(found.entities) for m in (found.mentions[i] for i in e.mentions))


def test_the_same_article_gives_the_same_annotations_alone_and_among_others() -> None:
    texts = ["The mayor resigned on Monday.", "Norway and Chile signed a treaty.", "Der Hafen ist zu."]
    articles = [
        Article(str(k), t, (Block(0, len(t), BlockKind.BODY),), language="de" if k == 2 else "en")
        for k, t in enumerate(texts)
    ]
    assert annotate(articles) == [annotate([article])[0] for article in articles]


@pytest.mark.parametrize(
    ("text", "language", "polarity"),
    [
        ("Не менее 1200 человек были эвакуированы.", "ru", Polarity.AFFIRMED),
        ("Не менее 1200 человек не были эвакуированы.", "ru", Polarity.NEGATED),
        ("تم إجلاء ما لا يقل عن 1200 شخص.", "ar", Polarity.AFFIRMED),
        ("Nicht weniger als 1200 Menschen wurden evakuiert.", "de", Polarity.AFFIRMED),
        ("Mindestens 1200 Menschen wurden nicht evakuiert.", "de", Polarity.NEGATED),
        ("Nicht 200 Menschen starben.", "de", Polarity.NEGATED),
        ("No menos de 1200 personas fueron evacuadas.", "es", Polarity.AFFIRMED),
        ("Niet minder dan 1200 mensen werden geëvacueerd.", "nl", Polarity.AFFIRMED),
        ("Ewakuowano nie mniej niż 1200 osób.", "pl", Polarity.AFFIRMED),
        ("不少于1200人撤离。", "zh", Polarity.AFFIRMED),
    ],
)
def test_words_that_bound_a_number_deny_nothing(text: str, language: str, polarity: Polarity) -> None:
    assert [c.polarity for c in annotated(text, language).claims] == [polarity]

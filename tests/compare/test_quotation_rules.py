"""Wording, mode and speaker: what is flagged, and what would fool each rule and must not be."""

import numpy as np
import pytest

from variorum.align.entities import resolve
from variorum.align.quotations import align_quotations
from variorum.annotate.entities import find_mentions
from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.compare.rules import mode, speaker, wording
from variorum.encode import NgramEncoder
from variorum.model import Annotated, Article, Block, BlockKind, Collation, Discrepancy, DiscrepancyKind, Verdict


def collation(*texts: str) -> Collation:
    articles = [
        Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), outlet=f"Outlet {i}", language="en")
        for i, text in enumerate(texts)
    ]
    found = []
    for article, parsed in zip(articles, parse(articles), strict=True):
        mentions, entities = find_mentions(parsed, article.text)
        quotations = find_quotations(parsed, mentions, article.text, "en")
        found.append(Annotated(article, parsed, mentions, entities, quotations))
    annotated = tuple(found)
    entities_, entity_of = resolve(annotated)
    utterances = align_quotations(annotated, entity_of, NgramEncoder())
    return Collation(annotated, entities_, entity_of, (), np.zeros((0, 1), dtype=np.float32), (), (), utterances)


def differences(*texts: str) -> list[Discrepancy]:
    story = collation(*texts)
    found = [d for rule in (wording, mode, speaker) for d in rule.find(story)]
    return [d for d in found if d.verdict is not Verdict.COMPATIBLE]


def kinds(*texts: str) -> list[str]:
    return [d.kind.value for d in differences(*texts)]


FULL = 'Mayor Ada Brandt opened the hall. "We will repair the northern ferry before the winter storms," Brandt said.'


@pytest.mark.parametrize(
    "other",
    [
        '"We will repair the northern ferry after the winter storms," said Ada Brandt.',
        '"We will not repair the northern ferry before the winter storms," said Ada Brandt.',
        '"We might repair the northern ferry before the winter storms," said Ada Brandt.',
        '"We will repair the northern bridge before the winter storms," said Ada Brandt.',
    ],
)
def test_a_quotation_with_other_words_is_told(other: str) -> None:
    (found,) = differences(FULL, other)
    assert found.kind is DiscrepancyKind.WORDING
    assert {r.side for r in found.readings} == {1, 2}
    assert all(r.focus_start is None or r.start <= r.focus_start <= r.end for r in found.readings)


@pytest.mark.parametrize(
    "other",
    [
        "“We will repair the northern ferry before the winter storms,” Ada Brandt told reporters.",
        '"We\'ll repair the northern ferry before the winter storms," said Ada Brandt.',
        '"We will repair the northern ferry," said Ada Brandt.',
        'Ada Brandt said the town would "repair the northern ferry before the winter storms".',
        "Ada Brandt said the northern ferry would be repaired before the winter storms.",
        '"We will repair the northern ferry," said Ada Brandt, "before the winter storms."',
        '"The school is a different matter. We have no money for the school," said Ada Brandt.',
    ],
)
def test_a_cut_another_style_or_faithful_indirect_speech_is_not(other: str) -> None:
    assert kinds(FULL, other) == []


def test_spelling_is_no_wording() -> None:
    assert (
        kinds(
            '"We organise the harbour labour ourselves," said Ada Brandt.',
            '"We organize the harbor labor ourselves," said Ada Brandt.',
        )
        == []
    )


CONDITIONAL = 'Minister Ines Moreau said: "If the inspectors find a crack, we will close the tunnel."'


def test_a_condition_that_is_dropped_is_told() -> None:
    (found,) = differences(CONDITIONAL, 'Minister Ines Moreau announced that the ministry "will close the tunnel".')
    assert (found.kind, found.verdict) == (DiscrepancyKind.MODE, Verdict.CONFLICT)


@pytest.mark.parametrize(
    "other",
    [
        'Minister Ines Moreau said the ministry "will close the tunnel" if a crack is found.',
        "Minister Ines Moreau said the tunnel would be closed should the inspectors find a crack.",
        "In case of a crack the ministry would close the tunnel, Minister Ines Moreau said.",
        'Minister Ines Moreau warned that the inspectors might "find a crack".',
    ],
)
def test_a_condition_that_is_kept_is_not(other: str) -> None:
    assert "mode" not in kinds(CONDITIONAL, other)


def test_a_paraphrase_in_the_third_person_between_marks_is_told() -> None:
    found = differences(
        '"We are not selling our harbour to any foreign company," said Ada Brandt.',
        'Ada Brandt said that "the town is not selling their harbour to any foreign company".',
    )
    assert [d.kind for d in found] == [DiscrepancyKind.MODE]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            '"Unless the town pays, we will close the pool," manager Rita Foss said.',
            'Manager Rita Foss announced that the pool "will close" this year.',
        ),
        (
            '"In the event of a strike we will cancel all night trains," rail chief Eva Brom said.',
            'Rail chief Eva Brom said the company "will cancel all night trains".',
        ),
        (
            '"I would step down if the members lost confidence in me," chairwoman Lena Fry said.',
            'Chairwoman Lena Fry said she would "step down".',
        ),
        (
            '"We may sell the stadium," club president Omar Diaz told members.',
            'Club president Omar Diaz told members the club "will sell the stadium".',
        ),
        (
            'Club president Omar Diaz asked the members: "Should we sell the stadium?"',
            'Club president Omar Diaz declared that the club would "sell the stadium".',
        ),
    ],
)
def test_a_condition_a_doubt_and_a_question_have_many_forms(said: str, made: str) -> None:
    assert kinds(said, made) == ["mode"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            '"This was an accident, nothing more," police chief Rosa Lenz told reporters.',
            '"This was no accident," police chief Rosa Lenz said.',
            ["wording"],
        ),
        (
            '"It will take three weeks to restore power," said operations chief Nils Aker.',
            '"It will take at least three months to restore power," said operations chief Nils Aker.',
            ["wording"],
        ),
        (
            '"It was – and I say this with regret – a mistake," said judge Hana Ito.',
            '"It was a mistake," said judge Hana Ito.',
            [],
        ),
        (
            '"If the drivers strike, we will cancel the night trains," rail chief Eva Brom said.',
            'If drivers walk out, the company "will cancel the night trains", rail chief Eva Brom said.',
            [],
        ),
        (
            '"I am proud of this team," coach Ben Ottway said.',
            '"I am proud of the fans," coach Ben Ottway said.',
            [],
        ),
    ],
)
def test_meaning_against_cuts(a: str, b: str, expected: list[str]) -> None:
    assert kinds(a, b) == expected


SAID = 'The bridge is closed. "Nobody ever asked the fishermen," said harbour master Jonas Lind.'


def test_the_same_words_of_two_people_are_told() -> None:
    (found,) = differences(SAID, '"Nobody ever asked the fishermen," complained union leader Mara Holt.')
    assert (found.kind, found.verdict) == (DiscrepancyKind.SPEAKER, Verdict.CONFLICT)
    assert "Jonas Lind" in found.reason
    assert "Mara Holt" in found.reason


@pytest.mark.parametrize(
    "other",
    [
        'Jonas Lind runs the harbour. "Nobody ever asked the fishermen," he said.',
        '"Nobody ever asked the fishermen," said the harbour master.',
        '"Nobody ever asked the fishermen," said Mara Holt, a spokeswoman for Lind.',
        '"Nobody ever asked the fishermen," said Lind.',
    ],
)
def test_another_name_or_voice_of_the_same_speaker_is_not(other: str) -> None:
    assert kinds(SAID, other) == []


def test_one_report_differs_from_nobody() -> None:
    assert kinds(FULL) == []
    assert kinds() == []


def test_who_agrees_with_a_sentence_does_not_claim_it() -> None:
    first = 'Lena Marsh opened the meeting. "The old harbour needs a second crane," Lena Marsh said.'
    other = 'Otto Brink came late. Otto Brink {} that "the old harbour needs a second crane".'
    assert "speaker" in kinds(first, other.format("said"))
    assert "speaker" not in kinds(first, other.format("agreed with the council"))


def test_a_speaker_does_not_name_himself() -> None:
    first = '"People like Otto Brink have saved the harbour," Lena Marsh said.'
    other = 'Otto Brink died on Monday. "People like Otto Brink have saved the harbour," he said.'
    assert "speaker" not in kinds(first, other)


PLAIN = 'Our ferries are not built for storms, we do not start wars or quarrels with a harbour," mayor Ada Brandt said.'


def reason(*texts: str) -> str:
    (found,) = [d for d in differences(*texts) if d.kind is DiscrepancyKind.WORDING]
    return found.reason


def test_a_reason_names_an_inserted_word() -> None:
    other = '"We will repair the northern ferry before the first winter storms," said Ada Brandt.'
    assert "“first” only in Outlet 1" in reason(FULL, other)


def test_a_reason_names_what_no_other_side_has() -> None:
    told = reason(
        f'"{PLAIN}',
        '"Our ferries are not made for storms, we do not start wars or quarrels with a harbour," Brandt said.',
        '"Our ferries are not built for storms, we do not start new feuds or quarrels with a port," Brandt said.',
    )
    assert "new feuds" in told
    assert "a port" in told


def test_a_reason_tells_nothing_twice() -> None:
    told = reason(
        f'"{PLAIN}',
        '"Our ferries are not built for gales, we do not start wars or quarrels with a harbour," Brandt said.',
        '"Our ferries are not built for gales, we do not start wars or quarrels with a port," Brandt said.',
    )
    assert told.count("“gales”") == 1


def test_a_reason_tells_what_alters_the_meaning_first_and_of_what_kind() -> None:
    told = reason(
        '"We will repair the northern ferry and its harbour before the winter storms," said Ada Brandt.',
        '"We might repair the northern boat and its harbour before the winter storms," said Ada Brandt.',
    )
    assert "with another meaning: “will” and “might” (how firmly), “ferry” and “boat”" in told


def test_a_reason_sets_synonyms_apart() -> None:
    told = reason(
        '"We begin to repair the northern ferry and its old harbour in winter," said Ada Brandt.',
        '"We start to repair the northern bridge and its old harbour in winter," said Ada Brandt.',
    )
    assert told.startswith("Outlet 0 and Outlet 1 quote it in different words: “ferry” and “bridge”. ")
    assert told.endswith("In synonyms only: “begin” and “start” (Outlet 0 and Outlet 1).")


OWN = '"The northern ferry must be repaired soon, or nobody here will have any work next year at all," said Brandt.'


def test_a_wording_too_far_off_is_told_to_be_in_words_of_its_own() -> None:
    told = reason(
        'Mayor Ada Brandt spoke. "We should repair the northern ferry before the winter storms," said Brandt.',
        'Mayor Ada Brandt spoke. "We should repair the northern bridge before the winter storms," said Brandt.',
        f"Mayor Ada Brandt spoke. {OWN}",
    )
    assert "Outlet 2 has it in words of its own." in told
    assert "Outlet 2 has “must” where Outlet 1 has “should” (how firmly)." in told


def test_an_article_that_quotes_in_two_ways_is_told() -> None:
    told = reason(
        'Brandt spoke. "We do not build any forts or bridges on the northern shore," Ada Brandt said.',
        'Ada Brandt said they "do not build any fences or bridges on the northern shore". '
        '"We do not build any forts or bridges on the northern shore," Ada Brandt said.',
    )
    assert "Outlet 1 has both “fences” and “forts”." in told


def test_what_an_article_cuts_once_it_does_not_quote_in_two_ways() -> None:
    told = reason(
        '"We do not build any piers or bridges on the northern shore," Ada Brandt said.',
        'Brandt said the town does not build "forts or bridges". '
        '"We do not build any forts or bridges on the northern shore," Ada Brandt said.',
    )
    assert "both" not in told


def test_small_words_before_a_cut_do_not_count() -> None:
    long = '"The new northern ferry and all of its crews will sail in their safest winter ever," said Ada Brandt.'
    assert kinds(long, 'Ada Brandt called it "the safest winter ever".') == []


def test_a_small_word_before_a_cut_that_denies_still_counts() -> None:
    long = '"We will never repair the northern ferry before the storms," said Ada Brandt.'
    assert "wording" in kinds(long, '"We repair the northern ferry before the storms," said Ada Brandt.')


def test_two_reports_are_named_once_for_all_their_wordings() -> None:
    told = reason(
        f'"{PLAIN} "We will build two hundred new houses for the fishermen," she added.',
        '"Our ferries are not built for gales, we do not start wars or quarrels with a harbour," Brandt said. '
        'She said it again: "Our ferries are not made for gales, we do not start wars or quarrels with a port."',
    )
    assert told.count("Outlet 0 and Outlet 1") == 1


def test_one_word_for_another_at_the_end_is_no_cut() -> None:
    long = '"The old dam will never break again, and we can all sleep well," said Ada Brandt.'
    assert kinds(long, '"The old dam will never break again, and we can all sleep badly," said Ada Brandt.') == [
        "wording"
    ]

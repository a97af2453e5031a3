from dataclasses import replace

import pytest
from stories import articles

from variorum.brief import write
from variorum.brief.candidates import candidates
from variorum.brief.sides import Sides, against
from variorum.encode import NgramEncoder
from variorum.model import Discrepancy, DiscrepancyKind, Reading, Verdict
from variorum.pipeline import find
from variorum.settings import Settings

BRIDGE = {
    "courier": (
        "Courier",
        "2025-05-14",
        "The city of Brannock closed the Sorrel Bridge to all traffic on Tuesday after inspectors found cracks in "
        "seven of its hangers.\n\nThe bridge will stay shut for seven weeks.\n\n"
        "Mayor Ines Aldous said on Wednesday that repairs would cost some 4.2 million euros.\n\n"
        "“We would rather be blamed for a traffic jam than for a funeral,” Aldous said on Wednesday.\n",
    ),
    "ledger": (
        "Ledger",
        "2025-05-14",
        "The city of Brannock closed the Sorrel Bridge to all traffic on Tuesday.\n\n"
        "Inspectors had discovered cracks: nine hangers are cracked.\n\nThe bridge will stay shut for seven weeks.\n\n"
        "Mayor Ines Aldous said on Wednesday that repairs would cost 4.2 million euros.\n\n"
        "“We would rather be blamed for a traffic jam than for a disaster,” Aldous said on Wednesday.\n",
    ),
    "voice": (
        "Voice",
        "2025-05-14",
        "The city closed the Sorrel Bridge on Tuesday. Inspectors had discovered damage to seven hangers.\n\n"
        "The bridge will stay shut for seven weeks, the city said.\n\n"
        "“We would rather be blamed for a traffic jam than for a funeral,” mayor Ines Aldous said.\n",
    ),
}


@pytest.fixture(scope="module")
def bridge():
    return find(articles(BRIDGE), NgramEncoder(), Settings(one_story=True))


def at(findings, outlet, words):
    """The place of some words in an outlet's report."""
    number, text = next(
        (n, a.article.text) for n, a in enumerate(findings.collation.articles) if a.article.outlet == outlet
    )
    start = text.index(words)
    return number, start, start + len(words)


def reading(findings, outlet, words, value, side, focus=""):
    article, start, end = at(findings, outlet, words)
    _, first, last = at(findings, outlet, words)
    if focus:
        first = start + words.index(focus)
        last = first + len(focus)
    return Reading(value, article, start, end, side, first if focus else None, last if focus else None)


def hangers(findings, verdict=Verdict.CONFLICT):
    """Voice has seven hangers and Ledger nine; Courier's seven are no reading."""
    return Discrepancy(
        DiscrepancyKind.NUMBER,
        verdict,
        "",
        (
            reading(findings, "Ledger", "nine hangers are cracked", "9", 1, "nine"),
            reading(findings, "Voice", "Inspectors had discovered damage to seven hangers", "7", 2, "seven"),
        ),
    )


def words_said(findings):
    """What the mayor said, with “funeral” in two reports and “disaster” in one."""
    told = "We would rather be blamed for a traffic jam than for a "
    return Discrepancy(
        DiscrepancyKind.WORDING,
        Verdict.VARIANT,
        "",
        tuple(
            reading(findings, outlet, f"{told}{word}", f"{told}{word}", side)
            for outlet, word, side in (("Courier", "funeral", 1), ("Ledger", "disaster", 2), ("Voice", "funeral", 1))
        ),
        0.5,
    )


def cost(findings):
    """Some 4.2 million euros and 4.2 million are one value."""
    return Discrepancy(
        DiscrepancyKind.NUMBER,
        Verdict.COMPATIBLE,
        "",
        tuple(
            reading(findings, outlet, f"repairs would cost {words} euros", words, side, words)
            for outlet, words, side in (("Courier", "some 4.2 million", 1), ("Ledger", "4.2 million", 2))
        ),
    )


def brief(findings, *discrepancies, sentences=12):
    told = write(findings.collation, discrepancies, findings.lineage, findings.coverage, sentences)
    texts = [a.article.text for a in findings.collation.articles]
    return {s.text: [texts[a][start:end] for a, start, end in s.citations] for s in told if not s.disputed}


def test_what_states_a_contested_value_without_being_a_reading_is_not_agreed(bridge):
    told = brief(bridge, hangers(bridge))
    assert not any("hangers" in text for text in told)
    # The same number of another thing is not in dispute.
    assert any("seven weeks" in text for text in told)


def test_no_sentence_cites_a_report_that_has_it_otherwise(bridge):
    said = {text: cited for text, cited in brief(bridge, words_said(bridge)).items() if "blamed" in text}
    assert said
    for text, cited in said.items():
        assert all(("funeral" in text) is ("funeral" in words) for words in cited)


def test_of_two_wordings_the_one_that_more_sources_have_is_told(bridge):
    (said,) = (text for text in brief(bridge, words_said(bridge)) if "blamed" in text)
    assert "funeral" in said


def test_a_rounded_number_is_cited_for_the_exact_one(bridge):
    (cited,) = (cited for text, cited in brief(bridge, cost(bridge)).items() if "4.2 million" in text)
    assert len(cited) == 2


def test_a_number_that_has_grown_is_not_cited_for_an_earlier_one(bridge):
    told = brief(bridge, hangers(bridge, Verdict.COMPATIBLE))
    assert any("hangers" in text for text in told)
    for text, cited in told.items():
        assert not ("seven of its hangers" in text and any("nine hangers" in words for words in cited))


def test_what_a_person_found_compatible_is_cited(bridge):
    grown = replace(hangers(bridge, Verdict.COMPATIBLE), judgement="j1")
    assert brief(bridge, grown) == brief(bridge)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({(0, 1)}, {(0, 2)}, True),
        ({(0, 1)}, {(0, 1)}, False),
        ({(0, 1)}, {(1, 2)}, False),
        # What tells both sides supports either.
        ({(0, 1), (0, 2)}, {(0, 2)}, False),
        ({(0, 1)}, set(), False),
    ],
)
def test_sides_that_are_against_each_other(one, other, expected):
    assert against(frozenset(one), frozenset(other)) is expected


def test_a_clause_that_tells_a_side_is_left_out_and_not_cited(bridge):
    pool = candidates(bridge.collation, bridge.lineage, Sides(bridge.collation, [hangers(bridge)]))
    courier = at(bridge, "Courier", "The city")[0]
    opening = next(candidate for candidate in pool if candidate.article == courier)
    assert opening.text == "The city of Brannock closed the Sorrel Bridge to all traffic on Tuesday."
    told = brief(bridge, hangers(bridge))
    assert not any("hangers" in text for text in told)
    assert not any("nine" in words for cited in told.values() for words in cited)


def test_a_variant_takes_no_support_away(bridge):
    def support(words, *discrepancies):
        found = candidates(bridge.collation, bridge.lineage, Sides(bridge.collation, discrepancies))
        return max(c.support for c in found if words in c.text)

    assert support("blamed", words_said(bridge)) == support("blamed") > 1

"""Wordings as they are shown."""

from __future__ import annotations

import pytest

from variorum.edition.data import Discrepancy, Quotation, Reading, Wording
from variorum.edition.wordings import given_to_another, headings, reading_pieces, trimmed
from variorum.model import DiscrepancyKind, Mode, Verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will not sell,", "We will not sell"),
        ('whom Brandt called "the last honest man', 'whom Brandt called "the last honest man"'),
        ('"the last honest man', "the last honest man"),
        ("they were “at the end of the road", "they were “at the end of the road”"),
        ("a time of trouble”", "a time of trouble"),
        ('a "hard" and a "long" winter', 'a "hard" and a "long" winter'),
        ("he called it „eine Schande“", "he called it „eine Schande“"),
        ("the miners' strike", "the miners' strike"),
        ("", ""),
        ('"', ""),
    ],
)
def test_no_mark_stands_alone(text, expected):
    assert trimmed(text) == expected


@pytest.mark.parametrize(
    ("speaker", "told", "another"),
    [
        ("a Norholm council statement", "the Norholm council", False),
        ("the council", "Council", False),
        (None, "the council", False),
        ("Ida Lund", "Karl Oduya", True),
        # Words of an office are no ways to speak.
        ("the deputy mayor", "the mayor", True),
        ("the council", None, True),
    ],
)
def test_whom_a_wording_is_given_to(speaker, told, another):
    wording = Wording("a", 0, 4, "Hold", Mode.INDIRECT, speaker)
    assert given_to_another(wording, Quotation("q1", told)) is another


def marked(*texts):
    """What is marked in the last of some readings, each with a focus from its second word to its last."""
    readings = tuple(
        Reading(text, f"a{n}", 0, len(text), text, n, text.index(" ") + 1, len(text)) for n, text in enumerate(texts)
    )
    found = Discrepancy("d1", DiscrepancyKind.WORDING, Verdict.VARIANT, "Other words.", readings, 0.9)
    return [text for kind, text in reading_pieces(readings[-1], found, texts[-1]) if kind == "focus"]


def test_of_a_wording_that_differs_nearly_everywhere_nothing_is_marked():
    sold = "We will not sell the harbour to strangers"
    assert marked(sold, "Nobody in Pell who keeps a boat wants that strangers buy the harbour and the pier") == []
    assert marked(sold, "Ferries run late tonight") == []


def test_of_a_wording_in_other_words_what_no_other_has_is_marked():
    sold = "We will not sell the harbour to strangers, for its boats, its crane, its sheds and the lighthouse are ours"
    assert marked(sold, "They want a harbour, boats, sheds and a lighthouse, all for nothing") == [
        "want",
        "all for nothing",
    ]


def test_of_a_quotation_in_part_only_what_stands_between_its_marks_is_compared():
    texts = (
        'Brandt hailed the harbour as "keeping its place as one of the old pillars of trade" in a speech to sailors',
        'Brandt praised the port, saying it "keeps its place as an old pillar of trade."',
    )
    wordings = tuple(
        Wording(f"a{n}", t.index("harbour" if n == 0 else "it "), len(t), t, Mode.PARTIAL, "Brandt")
        for n, t in enumerate(texts)
    )
    readings = tuple(Reading(t, f"a{n}", 0, len(t), t, n) for n, t in enumerate(texts))
    found = Discrepancy("d1", DiscrepancyKind.WORDING, Verdict.VARIANT, "Other words.", readings, 0.6)
    told = [reading_pieces(r, found, r.text, Quotation("q1", "Brandt", wordings=wordings)) for r in readings]
    focused = [[text for kind, text in pieces if kind == "focus"] for pieces in told]
    assert focused[0] == ["one"]
    assert not any("port" in text or "saying" in text for text in focused[1])


def side(value, text):
    return [Reading(value, "a", 0, len(text), text, 0, None, None)]


FIVE = "Northland, Eastland, Southland, Westland, Midland"
TWO = "Aland, Borria"
LONG = "the ferry had been late by two hours on each of the three days"


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        # A list is shown beside a shorter one, also where its report has the same names in a row.
        ([side(FIVE, f"between the leaders of {FIVE}"), side(TWO, f"by {TWO}")], [FIVE, TWO]),
        # What is the reading itself is not told twice, and two that only somewhat repeat theirs are not, either.
        ([side(LONG, LONG), side("on time", "it was on time")], ["", "on time"]),
        ([side(FIVE, f"between the leaders of {FIVE}")] * 2, ["", ""]),
    ],
)
def test_what_a_side_says_stands_above_its_readings_unless_it_repeats_them(sides, expected):
    assert headings(sides) == expected

"""Whose the words between quotation marks are, where the frame around them is not the plain one."""

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind, Mode, Quotation


def quotations(text: str, language: str = "en") -> list[Quotation]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language=language)
    return list(find_quotations(next(parse([article])), (), text, language))


def sources(text: str) -> list[tuple[str, str]]:
    """Contents with their sources."""
    return [(text[q.start : q.end], text[q.source_start or 0 : q.source_end or 0]) for q in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'On the radio show "Open Desk," Holt said the yard would close.',
        'Holt said on the radio show "Open Desk" that the yard would close.',
    ],
)
def test_a_title_beside_a_cue_is_no_speech(text: str) -> None:
    assert not [q for q in quotations(text) if q.mode is Mode.DIRECT]


@pytest.mark.parametrize(
    "text",
    [
        'The mayor called the work "careful", but the builder warned the council against haste.',
        'The mayor called the work "careful," noting that it was "far from done".',
    ],
)
def test_a_clause_that_follows_has_words_of_its_own(text: str) -> None:
    (found,) = [q for q in quotations(text) if text[q.start : q.end].rstrip(".,\"'").endswith("careful")]
    assert text[found.source_start : found.source_end] == "The mayor"


def test_words_quoted_within_words_end_a_quotation() -> None:
    text = '"I was cold," said Ada Brandt. "My father kept saying, \'Wait for the boat.\'"'
    first, second = [q for q in quotations(text) if q.mode is Mode.DIRECT]
    assert first.cue_start == second.cue_start


def test_a_quotation_goes_on_after_a_partial_one() -> None:
    text = (
        'Ada Brandt said the yard was "a ship without a rudder".\n\n"We have waited for money since the spring."\n\n'
        "The gates opened at noon."
    )
    last = [q for q in quotations(text) if q.mode is Mode.DIRECT][-1]
    assert text[last.source_start : last.source_end] == "Ada Brandt"


def test_a_quotation_keeps_to_its_own_cue() -> None:
    text = '"We voted early," said Ada Brandt, a nurse who said she trusts the clerk. "It is my town, after all."'
    first, second = [q for q in quotations(text) if q.mode is Mode.DIRECT]
    assert first.cue_start == second.cue_start


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            'The owner accused the council of "sheer neglect of the harbour".',
            'the council of "sheer neglect of the harbour"',
        ),
        ('The inspector rated the bridge "barely passable".', 'the bridge "barely passable"'),
        ("The owner's answer was that nobody had asked him.", "nobody had asked him"),
    ],
)
def test_what_is_said_of_somebody(text: str, content: str) -> None:
    assert content in [c for c, _ in sources(text)]


def test_a_bracket_stands_between_a_name_and_its_cue() -> None:
    text = "Sen. Ada Brandt (D-Ohio) said the harbour was a lost cause."
    assert any(s.startswith("Sen. Ada Brandt") for _, s in sources(text))


def test_a_remark_about_the_speaker_is_no_part_of_the_name() -> None:
    text = "Ada Brandt, who has led the yard since May, said the gates would open."
    assert ("the gates would open", "Ada Brandt") in sources(text)


def test_an_ellipsis_opens_a_quotation() -> None:
    text = "As the harbour master said, “ … if the ice holds, the gates stay shut until April.”"
    assert "the harbour master" in [s for _, s in sources(text)]


def test_a_small_letter_after_the_marks_goes_on() -> None:
    text = '"The harbour must stay open for all of us." read the banner.\n\n"We are staying!" some dockers chanted.'
    assert any(s == "some dockers" for _, s in sources(text))

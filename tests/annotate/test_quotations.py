"""What is found as a quotation, with whom as its source."""

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind, Mode, Quotation


def quotations(text: str) -> list[Quotation]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    return list(find_quotations(next(parse([article])), (), text, "en"))


def brief(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            q.mode.value,
            "" if q.source_start is None else text[q.source_start : q.source_end],
            " / ".join(text[s:e] for s, e in q.pieces),
        )
        for q in quotations(text)
    ]


@pytest.mark.parametrize(
    ("text", "mode", "source", "content"),
    [
        ('"The bridge is safe," the engineer said.', "direct", "the engineer", "The bridge is safe,"),
        ('"The bridge is safe," said Mara Holt.', "direct", "Mara Holt", "The bridge is safe,"),
        ('Mara Holt replied: "The bridge is safe."', "direct", "Mara Holt", "The bridge is safe."),
        ("Holt said the bridge was safe.", "indirect", "Holt", "the bridge was safe"),
        ("The bridge was safe, according to Holt.", "indirect", "Holt", "The bridge was safe"),
    ],
)
def test_the_frames_of_newswriting(text: str, mode: str, source: str, content: str) -> None:
    assert (mode, source, content) in brief(text)


def test_nothing_is_found_in_nothing() -> None:
    assert quotations("") == []
    assert quotations("Rain.") == []


def test_a_quotation_goes_on_after_its_cue() -> None:
    text = '"We are ready," said Ada Brandt. "The pumps have been tested twice."'
    first, second = [q for q in quotations(text) if q.mode is Mode.DIRECT]
    assert (first.cue_start, first.source_start) == (second.cue_start, second.source_start)

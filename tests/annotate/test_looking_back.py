"""Sources that the next sentence names, and who is no source."""

import pytest

from variorum.annotate.entities import find_mentions
from variorum.annotate.parse import parse
from variorum.annotate.quotations import find_quotations
from variorum.model import Article, Block, BlockKind, Mode


def sources(text: str) -> list[tuple[str, str]]:
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    found = find_quotations(next(parse([article])), (), text, "en")
    return [(text[q.start : q.end], text[q.source_start or 0 : q.source_end or 0]) for q in found]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The harbour has never been so full. This is according to Mayor Ada Brandt.", "Mayor Ada Brandt"),
        ("The harbour has never been so full. That is the view of the pilots.", "the pilots"),
        ("The harbour has never been so full. So says Ada Brandt.", "Ada Brandt"),
    ],
)
def test_the_next_sentence_names_the_source(text: str, source: str) -> None:
    assert ("The harbour has never been so full", source) in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has never been so full. This is a view of the pier.",
        "The harbour has never been so full. So the pilots sleep on board.",
        "The harbour was closed on Monday according to plan.",
    ],
)
def test_what_names_no_source(text: str) -> None:
    assert not [s for c, s in sources(text) if c.startswith("The harbour")]


def test_a_relative_pronoun_is_not_quoted() -> None:
    text = 'The pilots met Ada Brandt, whom the owner called "the soul of this harbour".'
    assert "the soul of this harbour" in {c.strip('"') for c, _ in sources(text)}


def test_an_adjective_is_no_speaker() -> None:
    text = "The two ports will share their pilots, according to a Danish statement."
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    parsed = next(parse([article]))
    mentions, _ = find_mentions(parsed, text, "en")
    (found,) = find_quotations(parsed, mentions, text, "en")
    assert found.speaker is None or "statement" in text[mentions[found.speaker].start : mentions[found.speaker].end]
    assert text[found.source_start : found.source_end] == "a Danish statement"
    assert found.mode is Mode.INDIRECT

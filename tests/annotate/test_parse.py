"""Tokens and sentences that keep their places in the article."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import english, paragraphs, parse, reading_copy
from variorum.model import Article, Block, BlockKind, Parse


def parsed(text: str, language: str = "en", *blocks: Block) -> Parse:
    article = Article("a", text, blocks or (Block(0, len(text), BlockKind.BODY),), language=language)
    return next(parse([article]))


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in parsed(text, language).sentences]


def test_hard_wrapped_lines_and_odd_spaces_do_not_break_a_sentence() -> None:
    text = "The old\u00a0ferry left\nthe port on\nMonday."
    assert sentences(text) == [text]
    assert reading_copy(text) == "The old ferry left the port on Monday."


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("The ferry left\n\nThe port slept.") == ["The ferry left", "The port slept."]


def test_navigation_is_not_parsed() -> None:
    text = "Home | News\n\nThe ferry left."
    blocks = (Block(0, 11, BlockKind.NAVIGATION), Block(13, len(text), BlockKind.BODY))
    found = parsed(text, "en", *blocks)
    assert [text[s.start : s.end] for s in found.sentences] == ["The ferry left."]


def test_the_parser_does_not_end_sentences_of_its_own() -> None:
    text = 'The mayor of the U.S. town said "No" to Mr. Lind of Acme Inc. on Friday.'
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "lemma"), [("She hopes to win.", "hope"), ("The boat hopped.", "hop"), ("He hoped to win.", "hope")]
)
def test_lemmas_keep_their_silent_e(text: str, lemma: str) -> None:
    assert lemma in [t.lemma for t in parsed(text).tokens]


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="xx_no_such_model is not installed"):
        english("xx-no-such-model")


def test_a_very_long_paragraph_is_cut_at_sentences() -> None:
    text = "The tide rose and fell. " * 2500
    article = Article("a", text, (Block(0, len(text), BlockKind.BODY),), language="en")
    pieces = list(paragraphs(article))
    assert all(end - start <= 20_000 for start, end, _ in pieces)
    assert "".join(text[start:end] for start, end, _ in pieces).strip() == text.strip()
    assert all(text[start:end].strip().endswith(".") for start, end, _ in pieces)


@pytest.mark.parametrize("run", ['"' * 6000, "a" * 300_000, "=-" * 3000])
def test_a_run_without_a_space_takes_linear_time(run: str) -> None:
    text = f"The pier was shut. {run} Nobody was hurt."
    begun = time.process_time()
    found = parsed(text)
    assert time.process_time() - begun < 10
    assert found.tokens[0].text == "The"
    assert found.tokens[-2].text == "hurt"


def test_other_languages_have_tokens_and_no_syntax() -> None:
    found = parsed("Der Hafen ist zu. Alle warten.", "de")
    assert not found.has_syntax
    assert [t.text for t in found.tokens][:5] == ["Der", "Hafen", "ist", "zu", "."]
    assert len(found.sentences) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=150), st.sampled_from(["en", "de", "zh", "ar", "xx"]))
def test_tokens_cover_what_they_say(text: str, language: str) -> None:
    found = parsed(text, language)
    copy = reading_copy(text)
    assert all(copy[t.start : t.end] == t.text for t in found.tokens)
    assert [t.i for t in found.tokens] == list(range(len(found.tokens)))
    for sentence in found.sentences:
        inside = found.inside(sentence)
        assert inside
        assert all(sentence.start <= t.start and t.end <= sentence.end for t in inside)
        assert {t.sentence for t in inside} == {sentence.index}

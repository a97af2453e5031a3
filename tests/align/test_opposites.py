"""Opposites are two statements, tied by the discrepancy between them; what two do together has no direction."""

import pytest

from variorum.align import align
from variorum.annotate import annotate
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind, Collation


def aligned(*texts: str) -> Collation:
    articles = [
        Article(f"a{i}", text, (Block(0, len(text), BlockKind.BODY),), published="2024-05-08", language="en")
        for i, text in enumerate(texts)
    ]
    return align(tuple(annotate(articles)), default_encoder())


def one_statement(collation: Collation) -> bool:
    return any(len({r.article for r in s.claims}) > 1 for s in collation.statements)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The warehouse in Torvik was insured against fire.", "The warehouse in Torvik was not insured against fire."),
        ("Ida Holm called Karl Rusk her best friend.", "Karl Rusk called Ida Holm his best friend."),
    ],
)
def test_opposites_are_two_statements_and_still_a_pair(one, other) -> None:
    found = aligned(one, other)
    assert not one_statement(found)
    assert max(pair.topical for pair in found.pairs) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The warehouse in Torvik was not insured.", "The warehouse in Torvik was never insured."),
        ("Ida Holm met Karl Rusk in Torvik on Monday.", "Karl Rusk met with Ida Holm in Torvik on Monday."),
        ("Ida Holm called Karl Rusk her best friend.", "Karl Rusk was called her best friend by Ida Holm."),
    ],
)
def test_the_same_in_another_form_is_one_statement(one, other) -> None:
    assert one_statement(aligned(one, other))


def test_a_few_common_words_do_not_make_one_statement() -> None:
    found = aligned(
        "He was charged with attempted murder. The club in Brenn supported the measures.",
        "The list of crimes in the new code includes attempted murder. Deputies want to support the bill.",
    )
    assert not one_statement(found)
